"""Enumerations of people and access."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """A person's relation to the institution."""

    STAFF = "staff", _("Staff")
    LEARNER = "learner", _("External CME learner")
    SU_EXPERT = "su_expert", _("Expert of the sending unit")
    INSPECTOR = "inspector", _("Inspector")
    VISITOR = "visitor", _("Visitor or contractor")


class Side(models.TextChoices):
    """Side of a unit in the technology transfer (WHO TRS 1044 Annex 4)."""

    RU = "RU", _("Receiving unit")
    SU = "SU", _("Sending unit")
    PARTNER = "partner", _("Partner")


class AccessRole(models.TextChoices):
    """Role of an account: its permissions in the system. Granted with dates, by another person."""

    LEARNER = "learner", _("Learner")
    TRAINER = "trainer", _("Trainer")
    TRANSLATOR = "translator", _("Translator")
    TECHNICAL_REVIEWER = "technical_reviewer", _("Technical reviewer")
    QA_APPROVER = "qa_approver", _("QA approver")
    ASSESSOR = "assessor", _("Practical assessor")
    CME_OFFICE = "cme_office", _("CME office")
    DIRECTOR = "director", _("Director")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")


class Meaning(models.TextChoices):
    """Meaning of a signature (21 CFR 11.50, domain (d) 1)."""

    AUTHORSHIP = "authorship", _("I wrote this document")
    REVIEW = "review", _("I reviewed this document")
    APPROVAL = "approval", _("I approve this document")
    TRANSLATION = "translation", _("I translated this text")
    TECHNICAL_REVIEW = "technical_review", _("I confirm the technical meaning in every verified language")
    READ = "read", _("I have read and understood this version")
    TRAINING_GIVEN = "training_given", _("I gave this training")
    TRAINING_RECEIVED = "training_received", _("I received this training and agree with the record")
    ASSESSMENT = "assessment", _("I assessed this practice as recorded")
    QUALIFICATION = "qualification", _("I confirm this qualification")
    CERTIFICATE = "certificate", _("I issue this certificate")
    REVOCATION = "revocation", _("I revoke this certificate")
    WITHDRAWAL = "withdrawal", _("I withdraw this document")
    ACCEPTANCE_SU = "acceptance_su", _("Accepted for the sending unit")
    ACCEPTANCE_RU = "acceptance_ru", _("Accepted for the receiving unit")
