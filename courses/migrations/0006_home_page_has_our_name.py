"""The home page that Wagtail begins with welcomes developers; the shelf of courses stands below it, and trainers meet its name in the editor."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0005_step_of_an_sop_is_chosen"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE wagtailcore_page SET title = 'Mescells', draft_title = 'Mescells' "
            "WHERE depth = 2 AND slug = 'home' AND title = 'Welcome to your new Wagtail site!'",
            migrations.RunSQL.noop,
        ),
    ]
