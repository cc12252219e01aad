from certificates.models.certificate import (
    Certificate,
    CertificateFile,
    Lookup,
    NumberPattern,
    NumberSequence,
    Revocation,
    VoidNumber,
)
from certificates.models.credit import (
    CmeCredit,
    CmeRegime,
    ConversionRow,
    CreditClaim,
    CreditDecision,
    RegimeMembership,
)
from certificates.models.planned import PlannedAppointment, TrialLot
from certificates.models.review import TrailReview
from certificates.models.standing import Confirmation, StandingEvent

__all__ = [
    "Certificate",
    "CertificateFile",
    "CmeCredit",
    "CmeRegime",
    "Confirmation",
    "ConversionRow",
    "CreditClaim",
    "CreditDecision",
    "Lookup",
    "NumberPattern",
    "NumberSequence",
    "PlannedAppointment",
    "RegimeMembership",
    "Revocation",
    "StandingEvent",
    "TrailReview",
    "TrialLot",
    "VoidNumber",
]
