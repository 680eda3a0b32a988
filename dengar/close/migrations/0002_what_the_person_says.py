from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("close", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="objection",
            name="says",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "nothing was noted at a counter"),
                    ("not_settled", "It is not settled yet."),
                    ("never", "It never happened."),
                ],
                default="",
                max_length=11,
            ),
        ),
    ]
