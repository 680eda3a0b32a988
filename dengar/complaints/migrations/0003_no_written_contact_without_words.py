"""A written contact without its message must never be."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0002_message_of_a_written_contact")]

    operations = [
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("message__isnull", False), ("way", "written")),
                    models.Q(models.Q(("way", "written"), _negated=True), ("message", None)),
                    _connector="OR",
                ),
                name="contact_written_is_its_message",
            ),
        ),
    ]
