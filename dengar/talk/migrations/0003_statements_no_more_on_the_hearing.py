"""What was said stands in its own rows now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("talk", "0002_statements")]

    operations = [
        migrations.RemoveField(model_name="hearing", name="statement"),
        migrations.RemoveField(model_name="hearing", name="need"),
    ]
