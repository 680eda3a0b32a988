from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0003_tokens"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="box", name="box_unread"),
        migrations.AddIndex(
            model_name="box",
            index=models.Index(models.F("made_at"), condition=models.Q(("unread", True)), name="box_unread"),
        ),
    ]
