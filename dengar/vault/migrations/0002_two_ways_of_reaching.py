"""Whether somebody can be reached in two ways, known without opening who it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.AddField(model_name="person", name="two_ways", field=models.BooleanField(default=False)),
    ]
