from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("close", "0002_what_the_person_says"),
    ]

    operations = [
        migrations.AddField(
            model_name="withdrawal",
            name="question_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="own_word_at",
            field=models.DateTimeField(null=True),
        ),
    ]
