"""A mall may be an example; an agency says since when it has a desk here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("malls", "0001_initial")]
    operations = [
        migrations.AddField("mall", "example", models.BooleanField(default=False)),
        migrations.AddField("agency", "starts_on", models.DateField(blank=True, null=True)),
    ]
