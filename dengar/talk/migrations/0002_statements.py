"""Each statement is a row of its own: a correction stands beside what was said before."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def move_statements(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    hearing, statement = apps.get_model("talk", "Hearing"), apps.get_model("talk", "Statement")
    for row in hearing.objects.exclude(statement=None):
        statement.objects.create(hearing=row, words=row.statement, need=row.need, at=row.answered_at)


def move_back(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    hearing, statement = apps.get_model("talk", "Hearing"), apps.get_model("talk", "Statement")
    for row in statement.objects.order_by("pk"):
        hearing.objects.filter(pk=row.hearing_id).update(statement=row.words, need=row.need)


class Migration(migrations.Migration):
    dependencies = [("talk", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.BinaryField()),
                ("need", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="talk.hearing"
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RunPython(move_statements, move_back),
    ]
