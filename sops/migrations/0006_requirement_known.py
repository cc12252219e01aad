import datetime

from django.db import migrations, models

# what was required before this was kept is taken as known all along
BEFORE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class Migration(migrations.Migration):
    dependencies = [("sops", "0005_word_source")]

    operations = [
        migrations.AddField("requirement", "end_recorded_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AddField("requirement", "recorded_at", models.DateTimeField(default=BEFORE), preserve_default=False),
    ]
