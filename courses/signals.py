"""Signals of courses, sent inside the transaction of the act."""

from django.dispatch import Signal

# sender=CourseCompletion, completion=CourseCompletion
course_completed = Signal()

# sender=Attempt, attempt=Attempt
attempt_started = Signal()
