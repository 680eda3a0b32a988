"""A written contact knows its message."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def know_the_message(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Each was made with its message, in one transaction and at one moment."""
    contact, message = apps.get_model("complaints", "Contact"), apps.get_model("complaints", "Message")
    for row in contact.objects.filter(way="written", message=None).order_by("pk"):
        said = message.objects.filter(complaint=row.complaint_id, thread="complainant", side="desk", at=row.at)
        row.message = said.filter(contact=None).order_by("pk").first()
        row.save(update_fields=["message"])


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="message",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contact",
                to="complaints.message",
            ),
        ),
        migrations.RunPython(know_the_message, migrations.RunPython.noop),
    ]
