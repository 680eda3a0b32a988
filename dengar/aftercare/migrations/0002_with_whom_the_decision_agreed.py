from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("aftercare", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="fairness",
            name="favour",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nothing was decided"),
                    ("for", "The decision agreed with the person"),
                    ("partly", "The decision agreed in part"),
                    ("against", "The decision did not agree with the person"),
                ],
                default="",
                max_length=7,
            ),
        ),
    ]
