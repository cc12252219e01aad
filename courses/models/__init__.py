from courses.models.attempt import Answer, Attempt, ExtraAttempt, Submission
from courses.models.classes import ClassDocument, CourseClass, Enrolment
from courses.models.completion import CourseCompletion, LessonCompletion
from courses.models.course import CourseIndexPage, CoursePage, LessonPage
from courses.models.practice import Acceptance, Assessment, Checklist
from courses.models.quiz import Question, Quiz

__all__ = [
    "Acceptance",
    "Answer",
    "Assessment",
    "Attempt",
    "Checklist",
    "ClassDocument",
    "CourseClass",
    "CourseCompletion",
    "CourseIndexPage",
    "CoursePage",
    "Enrolment",
    "ExtraAttempt",
    "LessonCompletion",
    "LessonPage",
    "Question",
    "Quiz",
    "Submission",
]
