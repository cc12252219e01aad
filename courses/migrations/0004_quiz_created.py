import datetime

from django.db import migrations, models

import core.clock

# quizzes that are there already asked for themselves all along
BEFORE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_assessment_of_person")]

    operations = [
        migrations.AddField("quiz", "created_at", models.DateTimeField(default=BEFORE, editable=False)),
        migrations.AlterField("quiz", "created_at", models.DateTimeField(default=core.clock.now, editable=False)),
    ]
