"""Signals about people, sent inside the transaction of the act."""

from django.dispatch import Signal

# sender=Person, person=Person, day=date
person_left = Signal()
