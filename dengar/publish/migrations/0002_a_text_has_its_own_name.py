from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publish", "0001_initial")]

    operations = [migrations.RenameModel("Story", "PublicText")]
