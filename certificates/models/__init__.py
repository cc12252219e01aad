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

__all__ = [
    "Certificate",
    "CertificateFile",
    "CmeCredit",
    "CmeRegime",
    "ConversionRow",
    "CreditClaim",
    "CreditDecision",
    "Lookup",
    "NumberPattern",
    "NumberSequence",
    "RegimeMembership",
    "Revocation",
    "VoidNumber",
]
