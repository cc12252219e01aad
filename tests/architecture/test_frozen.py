"""Every frozen table refuses raw SQL, whoever sends it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from audit import frozen, registry
from tests.architecture.house import APPS

# Working rows: they change, and the trail keeps what they were. Everything else is frozen.
MUTABLE = {
    "staff.Unit", "staff.UnitLicence", "staff.Person", "staff.Licence", "staff.JobRole", "staff.Assignment",
    "staff.Duty", "staff.DutyAppointment",
    "staff.AccessGrant", "staff.User", "sops.Sop", "sops.Translation", "sops.SegmentComment", "sops.GlossaryTerm",
    "sops.WordUpload", "sops.Requirement",
    "courses.Quiz", "courses.Question", "courses.Answer", "courses.Checklist", "courses.CourseClass",
    "courses.ClassDocument", "courses.Enrolment",
    "certificates.CmeRegime", "certificates.ConversionRow", "certificates.NumberPattern", "certificates.NumberSequence",
    "certificates.RegimeMembership",
    "qualification.PlannedAppointment", "transfer.TrialLot", "certificates.Lookup",
}  # fmt: skip


def test_every_model_is_frozen_or_known_to_change():
    """A new model must say which it is."""
    ours = {model._meta.label for model in apps.get_models() if model._meta.app_label in APPS}
    frozen_labels = {model._meta.label for model in registry.FROZEN}

    assert (
        ours - frozen_labels - MUTABLE - {label for label in ours if label.endswith(("Page", "Setting", "Settings"))}
        == set()
    )
    assert frozen_labels & MUTABLE == set()


@pytest.mark.django_db
def test_every_frozen_table_is_guarded():
    assert frozen.unguarded(connection) == []


@pytest.mark.django_db
@pytest.mark.parametrize("model", registry.FROZEN, ids=lambda m: m._meta.label)
def test_guards_are_bound_to_every_kind_of_change(model):
    """SQLite keeps the trigger text: it must name the table and every unique key;
    PostgreSQL fires for update, delete and truncate.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            found = dict(cursor.fetchall())
            assert set(found) == {f"{table}_no_{kind}" for kind in ("update", "delete", "replace")}
            for key in frozen._unique_keys(model):
                assert " AND ".join(f"{column} = NEW.{column}" for column in key) in found[f"{table}_no_replace"]
        else:
            cursor.execute(
                "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'A'",
                [table],
            )
            assert cursor.fetchone()[0] == 2
