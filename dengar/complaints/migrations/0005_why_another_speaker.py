"""Why another than the one whose turn it was speaks for an agency, sealed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0004_what_cannot_wait")]

    operations = [
        migrations.AddField(model_name="grant", name="reason", field=models.BinaryField(null=True)),
    ]
