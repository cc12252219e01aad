"""URLs of learners' pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from courses.views import attempt, catalogue, classes, practice, quiz

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/", catalogue.course_list, name="course_list"),
    path("courses/<slug:slug>/", catalogue.course_detail, name="course_detail"),
    path("courses/<slug:slug>/<slug:lesson>/", catalogue.lesson, name="lesson"),
    path("quizzes/<int:pk>/", quiz.quiz, name="quiz"),
    path("quizzes/<int:pk>/results/", quiz.results, name="quiz_results"),
    path("quizzes/<int:pk>/grant/<int:person_id>/", quiz.grant, name="quiz_grant"),
    path("attempts/<int:pk>/", attempt.attempt, name="attempt"),
    path("attempts/<int:pk>/answer/", attempt.answer, name="answer"),
    path("attempts/<int:pk>/submit/", attempt.submit, name="attempt_submit"),
    path("practice/", practice.practice_list, name="practice_list"),
    path("practice/assess/", practice.choose, name="practice_choose"),
    path("practice/assess/<int:person_id>/<str:number>/", practice.assess, name="practice_assess"),
    path("practice/<uuid:assessment_id>/", practice.detail, name="assessment"),
    path("classes/", classes.class_list, name="class_list"),
    path("classes/<int:pk>/", classes.class_detail, name="class_detail"),
]
