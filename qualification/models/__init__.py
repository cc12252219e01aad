from qualification.models.confirmation import Confirmation
from qualification.models.planned import PlannedAppointment
from qualification.models.restriction import Restriction

__all__ = ["Confirmation", "PlannedAppointment", "Restriction"]
