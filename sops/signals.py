"""News from controlled documents: sent inside the transaction of the act."""

from django.dispatch import Signal

# sender=Release, release=Release
version_released = Signal()
# sender=Withdrawal, withdrawal=Withdrawal
version_withdrawn = Signal()
# sender=Acknowledgement, acknowledgement=Acknowledgement
version_acknowledged = Signal()
