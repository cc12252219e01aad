from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff", "0003_reading_again")]

    operations = [
        migrations.AddField("assignment", "end_recorded_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField("person", "left_recorded_at", models.DateTimeField(blank=True, editable=False, null=True)),
    ]
