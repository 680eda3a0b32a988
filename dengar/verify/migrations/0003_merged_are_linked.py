"""What was merged before there were links has its link, too."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def link_merged(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    reply, link = apps.get_model("verify", "Reply"), apps.get_model("complaints", "Link")
    for row in reply.objects.filter(reason="merged").order_by("pk"):
        link.objects.create(
            complaint=row.complaint, other=row.merged_into, kind="duplicate", by=row.by, at=row.at, told_at=None
        )


class Migration(migrations.Migration):
    dependencies = [("complaints", "0009_links"), ("verify", "0002_kinds_and_notes")]

    operations = [migrations.RunPython(link_merged, migrations.RunPython.noop)]
