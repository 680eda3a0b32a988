from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decide", "0002_hearing_and_kinds_of_remedies")]

    operations = [
        migrations.AddField(
            model_name="point",
            name="kind",
            field=models.CharField(blank=True, default="", max_length=8),
        ),
    ]
