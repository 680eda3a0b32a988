"""A mall's row says when its policy was changed, so that processes may keep what they have read of it."""

from django.db import migrations, models

import dengar.malls.models


class Migration(migrations.Migration):
    dependencies = [("malls", "0002_example_and_start")]
    operations = [
        migrations.AddField(
            "mall", "policy_stamp", models.CharField(default=dengar.malls.models.fresh_stamp, max_length=16)
        ),
    ]
