"""One sentence for every act on the trail, in the reader's language (domain (e)). Grouped by what the acts are about,
which is also a filter.

`%(who)s` is the actor, `%(what)s` the object; other names are values of the line: of `new`, else of `old`, else beside
them. A test asks every act in the code for its sentence.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

AREAS: dict[str, tuple[Any, dict[str, Any]]] = {
    "access": (
        _("Log-in and access"),
        {
            "login": _("%(who)s logged in."),
            "logout": _("%(who)s logged out."),
            "login_failed": _("A log-in as %(what)s failed."),
            "sign_failed": _("%(who)s gave a wrong password or code when signing %(what)s."),
            "sign_locked": _("Signing was locked for %(who)s after several wrong passwords or codes."),
            "account_opened": _("%(who)s opened an account for %(email)s."),
            "account_closed": _("%(who)s closed the account of %(what)s."),
            "access_granted": _("%(who)s gave %(what)s access as %(role)s from %(from)s to %(to)s."),
            "access_revoked": _("%(who)s ended the access of %(what)s as %(role)s on %(to)s."),
            "accountability_accepted": _(
                "%(who)s accepted that the electronic signature binds as the handwritten one."
            ),
        },
    ),
    "people": (
        _("People and settings"),
        {
            "unit_added": _("%(who)s entered the unit %(what)s."),
            "person_added": _("%(who)s entered %(what)s."),
            "person_renamed": _("%(who)s corrected the name of %(what)s."),
            "person_corrected": _("%(who)s corrected an entry about %(what)s."),
            "person_left": _("%(who)s recorded that %(what)s left on %(employed_to)s."),
            "job_role_added": _("%(who)s entered the job role %(what)s."),
            "duty_added": _("%(who)s entered the duty %(what)s."),
            "assigned": _("%(who)s gave %(what)s the job role %(job_role)s from %(from)s."),
            "assignment_ended": _("%(who)s ended the job role %(job_role)s of %(what)s on %(to)s."),
            "appointed": _("%(who)s appointed %(what)s as %(duty)s from %(from)s."),
            "value_set": _("%(who)s set a value of the institution from %(from)s."),
            "number_pattern_set": _("%(who)s set the number pattern %(template)s for %(form)s from %(from)s."),
            "demo_loaded": _("The demonstration was loaded."),
        },
    ),
    "documents": (
        _("SOPs"),
        {
            "sop_created": _("%(who)s created the document %(what)s."),
            "word_staged": _("%(who)s uploaded the Word file %(filename)s."),
            "word_accepted": _("%(who)s took %(filename)s over into %(sop)s."),
            "word_discarded": _("%(who)s discarded the uploaded file %(what)s."),
            "draft_saved": _("%(who)s saved the draft of %(what)s."),
            "version_submitted": _("%(who)s submitted %(what)s for review."),
            "version_reviewed": _("%(who)s reviewed %(what)s."),
            "version_returned": _("%(who)s returned %(what)s to draft."),
            "version_released": _("%(who)s approved %(what)s, effective on %(effective_on)s."),
            "version_withdrawn": _("%(who)s withdrew %(what)s from %(withdrawn_on)s."),
            "submission_refused": _("The submission of %(what)s by %(who)s was refused."),
            "review_refused": _("The review of %(what)s by %(who)s was refused."),
            "approval_refused": _("The approval of %(what)s by %(who)s was refused."),
            "return_refused": _("The return of %(what)s by %(who)s was refused."),
            "withdrawal_refused": _("The withdrawal of %(what)s by %(who)s was refused."),
            "signed": _("%(who)s signed %(what)s: %(meaning)s."),
            "sop_printed": _("%(who)s took a printed copy of %(what)s."),
            "requirement_set": _("%(who)s set that %(what)s must know %(sop)s (%(depth)s) from %(from)s."),
            "requirement_ended": _("%(who)s set that %(what)s need not know %(sop)s after %(to)s."),
        },
    ),
    "translation": (
        _("Translation"),
        {
            "translation_saved": _("%(who)s translated a text of %(what)s: “%(text)s”."),
            "translation_verified": _("%(who)s verified a translation of %(what)s: “%(text)s”."),
            "translation_returned": _("%(who)s sent a translation of %(what)s back: “%(text)s”."),
            "translations_carried": _("Verified translations of %(what)s were carried over to the new draft."),
            "translations_loaded": _("%(who)s loaded translations of %(what)s (%(language)s)."),
            "guard_overridden": _("%(who)s overrode a finding of the guard on %(what)s: “%(text)s”."),
            "segment_commented": _("%(who)s asked or answered about a text of %(what)s."),
            "segment_questions_closed": _("%(who)s closed the questions about a text of %(what)s."),
        },
    ),
    "training": (
        _("Training"),
        {
            "version_acknowledged": _("%(who)s read %(what)s and signed that they understood it."),
            "course_created": _("%(who)s created the course %(code)s."),
            "lesson_created": _("%(who)s created the lesson “%(what)s” of %(course)s."),
            "lesson_done": _("%(who)s finished the lesson “%(title)s” of %(course)s."),
            "course_completed": _("The course %(course)s is complete: %(what)s."),
            "quiz_created": _("%(who)s created the quiz %(what)s."),
            "quiz_changed": _("%(who)s changed the rules of the quiz %(what)s."),
            "questions_saved": _("%(who)s saved questions of the quiz %(what)s."),
            "question_retired": _("%(who)s retired a question of the quiz %(what)s."),
            "attempt_started": _("%(who)s began a quiz: %(what)s."),
            "attempt_submitted": _("A quiz was submitted with %(points)s of %(max)s points: %(what)s."),
            "attempt_granted": _("%(who)s granted one more attempt: %(what)s."),
            "checklist_created": _("%(who)s created the checklist %(what)s."),
            "assessment_recorded": _("%(who)s recorded practice (%(kind)s): %(what)s."),
            "assessment_accepted": _("%(who)s agreed by signature with the record of practice: %(what)s."),
            "class_opened": _("%(who)s opened the class %(what)s."),
            "class_document_added": _("%(who)s added %(number)s to the class file of %(what)s."),
            "enrolled": _("%(who)s enrolled %(person)s in %(class)s."),
            "attendance_recorded": _("%(who)s recorded attendance: %(what)s, %(periods)s periods."),
            "appointment_planned": _("%(who)s planned for %(day)s: %(what)s."),
            "appointment_cancelled": _("%(who)s cancelled the appointment of %(day)s: %(what)s."),
        },
    ),
    "qualification": (
        _("Qualification"),
        {
            "qualification_confirmed": _("%(who)s confirmed a qualification from %(from)s to %(to)s: %(what)s."),
            "suspended": _("%(who)s suspended %(what)s from %(from)s (%(scope)s)."),
            "disqualified": _("%(who)s disqualified %(what)s from %(from)s (%(scope)s)."),
            "restored": _("%(who)s restored %(what)s from %(from)s (%(scope)s)."),
            "batches_reviewed": _("%(who)s reviewed the lots handled by %(what)s."),
            "trial_lot_entered": _("%(who)s entered the trial lot %(lot)s."),
            "trial_lot_judged": _("%(who)s judged the trial lot %(what)s."),
        },
    ),
    "certificates": (
        _("Certificates and hours"),
        {
            "certificate_issued": _("%(who)s issued the certificate %(what)s to %(person)s."),
            "certificate_superseded": _("%(who)s issued %(what)s in place of an earlier certificate."),
            "certificate_revoked": _("%(who)s revoked the certificate %(what)s."),
            "number_voided": _("%(who)s voided the number %(what)s."),
            "cme_regime_joined": _("%(what)s comes under the CME regime %(regime)s from %(from)s."),
            "credit_claimed": _("%(who)s entered %(hours)s hours from elsewhere for %(person)s: %(what)s."),
            "credit_verified": _("%(who)s verified %(hours)s hours: %(what)s."),
            "credit_rejected": _("%(who)s rejected hours from elsewhere: %(what)s."),
            "credit_corrected": _("%(who)s corrected hours: %(what)s, now %(hours)s."),
        },
    ),
    "inspection": (
        _("Inspection and export"),
        {
            "inspector_view": _("%(who)s looked at “%(what)s”."),
            "certificate_downloaded": _("%(who)s downloaded the certificate %(what)s."),
            "register_exported": _("%(who)s exported the register of certificates (%(rows)s lines)."),
            "matrix_exported": _("%(who)s exported the qualification matrix of %(as_of)s."),
            "trail_exported": _("%(who)s exported the audit trail (%(lines)s lines)."),
            "trail_verified": _("%(who)s verified the chain of the trail: %(lines)s lines, %(broken)s broken."),
            "trail_reviewed": _("%(who)s reviewed the trail from %(from)s to %(to)s and signed it."),
            "pack_made": _("%(who)s took an evidence pack: %(what)s."),
            "pack_verified": _("%(who)s checked an evidence pack: %(what)s."),
        },
    ),
}
EDITOR = "editor"  # what Wagtail's own log tells; its acts begin with this
WAGTAIL = "wagtail:"
EDITOR_AREA = _("Editor")
_EDITED = _("%(who)s in the editor: %(action)s, %(what)s.")
_OTHER = _("%(who)s: %(action)s, %(what)s.")
SENTENCES: dict[str, Any] = {action: sentence for _name, acts in AREAS.values() for action, sentence in acts.items()}


def sentence(action: str) -> Any:
    """The sentence template of an action, with placeholders."""
    return SENTENCES.get(action) or (_EDITED if action.startswith(WAGTAIL) else _OTHER)
