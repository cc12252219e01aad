from staff.models.person import Licence, Person
from staff.models.role import AccessGrant, Assignment, Duty, DutyAppointment, JobRole
from staff.models.signature import AccountabilityStatement, Signature
from staff.models.unit import Unit, UnitLicence
from staff.models.user import User
from staff.models.value import InstitutionValue

__all__ = [
    "AccessGrant",
    "AccountabilityStatement",
    "Assignment",
    "Duty",
    "DutyAppointment",
    "InstitutionValue",
    "JobRole",
    "Licence",
    "Person",
    "Signature",
    "Unit",
    "UnitLicence",
    "User",
]
