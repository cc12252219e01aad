"""Signals of certificates, sent inside the transaction of the act."""

from django.dispatch import Signal

# sender=Certificate, certificate=Certificate
certificate_issued = Signal()
# sender=Certificate, certificate=Certificate, revocation=Revocation
certificate_revoked = Signal()
