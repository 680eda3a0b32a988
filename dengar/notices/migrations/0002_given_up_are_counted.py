"""What was given up is counted without reading all notices."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                models.F("given_up_at"), condition=models.Q(("given_up_at__isnull", False)), name="notice_given_up"
            ),
        ),
    ]
