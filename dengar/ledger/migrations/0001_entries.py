"""The register: entries, leaves, heads, checkpoints. Backwards: drops them, with all they hold."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("log", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=32)),
                ("event", models.CharField(max_length=40)),
                ("actor", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("facts", models.JSONField()),
                ("salt", models.BinaryField(max_length=16)),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(models.F("log"), models.F("subject"), models.F("at"), name="entry_timeline"),
                    models.Index(models.F("log"), models.F("id"), name="entry_unsealed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("log", models.CharField(max_length=40)),
                ("index", models.PositiveBigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaf", to="ledger.entry"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "leaves",
                "constraints": [models.UniqueConstraint(fields=("log", "index"), name="leaf_one_per_place")],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("log", models.CharField(max_length=40, unique=True)),
                ("origin", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("frontier", models.BinaryField(max_length=2048)),
                ("sealed_at", models.DateTimeField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("log", models.CharField(max_length=40)),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("log", "size"), name="checkpoint_one_per_size")],
            },
        ),
    ]
