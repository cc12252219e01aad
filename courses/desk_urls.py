"""URLs of the trainer's desk."""

from __future__ import annotations

from django.urls import path

from courses.views import desk

urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/quizzes/add/", desk.quiz_add, name="quiz_add"),
    path("desk/quizzes/<int:quiz_id>/", desk.quiz_edit, name="quiz_edit"),
    path("desk/quizzes/<int:quiz_id>/import/", desk.quiz_import, name="quiz_import"),
    path("desk/quizzes/<int:quiz_id>/<slug:key>/", desk.question_edit, name="question_edit"),
    path("desk/quizzes/<int:quiz_id>/<slug:key>/retire/", desk.question_retire, name="question_retire"),
    path("desk/steps/", desk.step_choices, name="step_choices"),
    path("desk/checklists/<str:number>/", desk.checklist_add, name="checklist_add"),
]
