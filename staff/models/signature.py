from __future__ import annotations

from django.db import models

from audit.frozen import frozen
from staff.enums import Meaning
from staff.models.person import Person


@frozen
class Signature(models.Model):
    """An electronic signature: who, in which role, with which meaning, on exactly which content, when
    (21 CFR 11.50, 11.70; R-36, R-43).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="signatures")
    printed_name = models.CharField(max_length=255)
    printed_role = models.CharField(max_length=255, blank=True)
    meaning = models.CharField(max_length=32, choices=Meaning.choices)
    subject_type = models.CharField(max_length=64)  # model label of what was signed
    subject_id = models.CharField(max_length=64)
    subject_name = models.CharField(max_length=255)
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_at_text = models.CharField(max_length=32)  # the exact text that was hashed, UTC
    zone = models.CharField(max_length=64)
    method = models.CharField(max_length=64)  # password, password+totp, password+recovery_codes, demo
    statement = models.TextField(blank=True)  # the text above the button, in the signer's language
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="signature_subject")]
        constraints = [
            # one signature of one meaning per person and subject: a double click signs once. Reading is signed anew at
            # each refresher; there the acknowledgement itself is unique
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "meaning", "person"],
                condition=~models.Q(meaning="read"),
                name="signature_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed_name}, {self.get_meaning_display()}"

    def get_meaning_display(self) -> str:  # type: ignore[no-redef]  # of the name Django would give its own
        """The label of the meaning. Django's own method builds a dictionary of all labels, translated, at each call."""
        return str(Meaning(self.meaning).label)


@frozen
class AccountabilityStatement(models.Model):
    """The person's single acceptance that the electronic signature is as binding as the handwritten one (21 CFR
    11.10(j), R-44).
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="accountability")
    text = models.TextField()
    accepted_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)
