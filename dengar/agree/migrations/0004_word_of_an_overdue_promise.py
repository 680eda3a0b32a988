from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agree", "0003_more_time_for_a_promise"),
    ]

    operations = [
        migrations.AddField(
            model_name="commitment",
            name="overdue_told_at",
            field=models.DateTimeField(null=True),
        ),
    ]
