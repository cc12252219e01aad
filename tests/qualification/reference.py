"""The same rules, said slowly: one person, one SOP, plain loops over rows.

Only the tests use it, to hold the statement against it.
"""

from __future__ import annotations

import calendar
import datetime as dt

from core import clock
from courses.models import Assessment, Checklist, Quiz, Submission
from qualification.models import Confirmation, Restriction
from sops.models import Acknowledgement, Release, Requirement
from staff.models import Assignment
from staff.value_table import VALUES

SEVERE = {"procedural", "critical", ""}
DEPTH = ["read", "quiz", "practical"]


def months_after(day, months):
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def versions_begun(sop, as_of, known):
    """Releases that took effect by `as_of`, in the order of taking effect;
    and whether the last one is still in force.
    """
    begun = []
    for release in Release.objects.filter(sop=sop).order_by("effective_on", "number"):
        if release.effective_on > as_of or release.approved_at > known:
            continue
        withdrawal = getattr(release, "withdrawal", None)
        if withdrawal and (withdrawal.recorded_at > known or withdrawal.withdrawn_on > as_of):
            withdrawal = None
        if withdrawal and withdrawal.withdrawn_on <= release.effective_on:
            continue
        begun.append((release, withdrawal))
    in_force = bool(begun) and begun[-1][1] is None
    return [release for release, _ in begun], in_force


def required(person, sop, as_of, known):
    rows = []
    if person.employed_from and person.employed_from > as_of:
        return rows
    if has_ended(person.employed_to, person.left_recorded_at, as_of, known):
        return rows
    for assignment in Assignment.objects.filter(person=person):
        if assignment.valid_from > as_of or assignment.recorded_at > known:
            continue
        if has_ended(assignment.valid_to, assignment.end_recorded_at, as_of, known):
            continue
        for rule in Requirement.objects.filter(job_role=assignment.job_role, sop=sop):
            if (
                rule.valid_from <= as_of
                and rule.recorded_at <= known
                and not has_ended(rule.valid_to, rule.end_recorded_at, as_of, known)
            ):
                rows.append(rule)
    return rows


def has_ended(last_day, entered, as_of, known):
    """Ended before the day, by an end that was known then."""
    return last_day is not None and last_day < as_of and (entered is None or entered <= known)


def valid_acts(person, sop, as_of, known):
    """The acts of practice that stand: known, not corrected, passed ones signed by the learner too."""
    acts = []
    for act in Assessment.objects.filter(person=person, **({"sop": sop} if sop else {})):
        if act.result_on > as_of or act.recorded_at > known:
            continue
        correction = getattr(act, "superseded_by", None)
        if correction and correction.recorded_at <= known:
            continue
        acceptance = getattr(act, "acceptance", None)
        if act.passed and not (acceptance and acceptance.recorded_at <= known):
            continue
        acts.append(act)
    return acts


def confirmation_of(person, sop, as_of, known):
    """(the confirmation that decides, whether it counts for the version in force)."""
    begun, _ = versions_begun(sop, as_of, known)
    place = {release.version_id: index for index, release in enumerate(begun)}
    practise_from = max(
        [i for i, r in enumerate(begun) if r.change_class not in ("editorial", "procedural")], default=0
    )
    rows = [
        c for c in Confirmation.objects.filter(person=person, version__sop=sop)
        if c.version_id in place and c.qualified_from <= as_of and c.recorded_at <= known
    ]  # fmt: skip
    counting = [c for c in rows if place[c.version_id] >= practise_from]
    newest = max(counting or rows, key=lambda c: (c.qualified_from, c.pk), default=None)
    return newest, bool(counting)


def barred(person, sop, access, as_of, known):
    worst = ""
    for scope in ("all", "sop", "access_ab"):
        if scope == "access_ab" and not access:
            continue
        state = ""
        rows = Restriction.objects.filter(
            person=person, scope=scope, **({"sop": sop} if scope == "sop" else {})
        ).order_by("from_on", "pk")
        for event in rows:
            if event.from_on > as_of or event.recorded_at > known:
                continue
            if event.kind == "lifted":
                state = ""
            elif event.kind == "disqualification" or not state:
                state = "disqualified" if event.kind == "disqualification" else "suspended"
        if state == "disqualified" or not worst:
            worst = state or worst
    return worst


def status(person, sop, as_of, known, warning=60):
    """(status, number of the version held, last day)."""
    rules = required(person, sop, as_of, known)
    begun, in_force = versions_begun(sop, as_of, known)
    place = {release.version_id: index for index, release in enumerate(begun)}
    read_from = max([i for i, r in enumerate(begun) if r.change_class != "editorial"], default=0)
    reads = [
        a
        for a in Acknowledgement.objects.filter(person=person, version__sop=sop)
        if a.version_id in place and a.happened_on <= as_of and a.recorded_at <= known
    ]
    passes = [
        s
        for s in Submission.objects.filter(
            attempt__person=person, attempt__sop_version__sop=sop, passed=True
        ).select_related("attempt")
        if s.attempt.sop_version_id in place and s.happened_on <= as_of and s.submitted_at <= known
    ]  # fmt: skip
    confirmation, confirmation_counts = confirmation_of(person, sop, as_of, known)
    if not rules:
        return "not_required"
    depth = max((rule.depth for rule in rules), key=DEPTH.index)
    months = min((rule.requalification_months for rule in rules if rule.requalification_months), default=None)
    access = [rule.job_role.access for rule in rules if rule.depth == "practical" and rule.job_role.access]
    bar = barred(person, sop, access, as_of, known)
    if bar:
        return bar
    until = min(known, clock.end_of(as_of))
    has_quiz = depth != "read" and Quiz.objects.filter(sop=sop, kind="sop", created_at__lte=until).exists()
    reads_now = [a for a in reads if place[a.version_id] >= read_from]
    passes_now = [s for s in passes if place[s.attempt.sop_version_id] >= read_from]

    ever = bool(reads) and (not has_quiz or bool(passes)) and (depth != "practical" or confirmation is not None)
    now = bool(reads_now) and (not has_quiz or bool(passes_now)) and (depth != "practical" or confirmation_counts)
    if depth == "practical":
        last = None
        if confirmation:
            last = confirmation.valid_to or (months_after(confirmation.qualified_from, months) if months else None)
    else:
        days = [a.happened_on for a in reads_now or reads]
        if depth == "quiz" and has_quiz:
            days += [s.happened_on for s in passes_now or passes]
        last = months_after(max(days), months) if days and months else None

    access_first_missing, access_lapsed = access_state(person, sop, access, as_of, known, depth)
    if not begun or not in_force:
        held = confirmation if depth == "practical" else (reads and (not has_quiz or passes))
        if not held:
            return "not_trained"
        if access_first_missing:
            return "not_trained"
        if last and last < as_of:
            return "expired"
        return "suspended"
    if not ever or access_first_missing:
        return "not_trained"
    if last and last < as_of:
        return "expired"
    if not now or access_lapsed:
        return "suspended"
    if last and (last - as_of).days <= warning:
        return "expiring"
    return "valid"


def access_state(person, sop, access, as_of, known, depth):
    """(something of the first qualification for A/B is missing, something has lapsed)."""
    gowning_sops = {c.sop for c in Checklist.objects.filter(kind="gowning")}
    if not access or sop in gowning_sops:
        return False, False
    missing = lapsed = False
    held = [(s, *confirmation_of(person, s, as_of, known)) for s in gowning_sops]
    held = [(s, c, counts) for s, c, counts in held if c]
    if not held:
        missing = True
    for gowning_sop, confirmation, counts in held:
        months = min(
            (r.requalification_months for r in required(person, gowning_sop, as_of, known) if r.requalification_months),
            default=None,
        )
        last = confirmation.valid_to or (months_after(confirmation.qualified_from, months) if months else None)
        if not counts or (last and last < as_of):
            lapsed = True
    first = max(row.get("aps_first", VALUES["aps_first"].default) for row in access)
    if first:
        in_a_row, best, newest = 0, 0, None
        fills = [a for a in valid_acts(person, None, as_of, known) if a.kind == "aps"]
        for fill in sorted(fills, key=lambda a: (a.result_on, not a.passed)):
            in_a_row = in_a_row + 1 if fill.passed else 0
            newest = fill.result_on if fill.passed else newest
            best = max(best, in_a_row)
        filling = [row for row in access if row.get("aps_first") != 0]
        interval = min(row.get("aps_months", VALUES["aps_months"].default) for row in filling)
        if best < first:
            missing = True
        elif in_a_row < first or months_after(newest, interval) < as_of:
            lapsed = True
    return missing, lapsed


# Written anew, so that a slip in the product's table shows: classes after which what was done before still counts.
KEPT_READING = {"editorial"}
KEPT_QUIZ = {"editorial"}
KEPT_PRACTICE = {"editorial", "procedural"}


def missing(person, sop, as_of, known, *, confirming=False, runs_of_institution=3):
    """What is still to be done, as [(what, runs done, runs needed)]; `confirming`: before QA confirms, at any depth."""
    rules = required(person, sop, as_of, known)
    begun, in_force = versions_begun(sop, as_of, known)
    if not in_force:
        return [("no_version", None, None)] if confirming else []
    if not rules and not confirming:
        return []
    depth = "practical" if confirming else max((rule.depth for rule in rules), key=DEPTH.index)
    place = {release.version_id: index for index, release in enumerate(begun)}

    def asked_last(kept):
        return max([i for i, release in enumerate(begun) if release.change_class not in kept], default=0)

    found = []
    reads = [
        place[row.version_id]
        for row in Acknowledgement.objects.filter(person=person, version__sop=sop)
        if row.version_id in place and row.happened_on <= as_of and row.recorded_at <= known
    ]
    if not reads:
        found.append(("read_missing", None, None))
    elif max(reads) < asked_last(KEPT_READING):
        found.append(("read_again", None, None))
    until = min(known, clock.end_of(as_of))
    if depth != "read" and Quiz.objects.filter(sop=sop, kind="sop", created_at__lte=until).exists():
        passes = [
            place[row.attempt.sop_version_id]
            for row in Submission.objects.filter(attempt__person=person, attempt__sop_version__sop=sop, passed=True)
            if row.attempt.sop_version_id in place and row.happened_on <= as_of and row.submitted_at <= known
        ]
        if not passes:
            found.append(("quiz_missing", None, None))
        elif max(passes) < asked_last(KEPT_QUIZ):
            found.append(("quiz_again", None, None))
    if depth == "practical":
        confirmation, counts = confirmation_of(person, sop, as_of, known)
        months = min((rule.requalification_months for rule in rules if rule.requalification_months), default=None)
        last = confirmation and (
            confirmation.valid_to or (months and months_after(confirmation.qualified_from, months))
        )
        if confirming or not counts or (last and last < as_of):
            found.append(
                next_practice(person, sop, as_of, known, rules, place, asked_last(KEPT_PRACTICE), runs_of_institution)
            )
    return found


def next_practice(person, sop, as_of, known, rules, place, practise_from, runs_of_institution):
    confirmation, counts = confirmation_of(person, sop, as_of, known)
    acts = [act for act in valid_acts(person, sop, as_of, known) if act.kind != "aps"]
    in_a_row = []
    for act in sorted(acts, key=lambda act: (act.happened_on, act.recorded_at, not act.passed)):
        if act.kind == "run" and act.passed:
            in_a_row.append(act)
        elif act.kind == "run":
            in_a_row = [run for run in in_a_row if not (run.checklist and run.checklist.consecutive)]
    runs = [(act, place[act.sop_version_id]) for act in in_a_row if act.sop_version_id in place]
    assessments = [
        (act, place[act.sop_version_id])
        for act in acts
        if act.kind == "assessment" and act.passed and act.sop_version_id in place
    ]

    def counting(rows):
        return [
            act
            for act, at in rows
            if at >= practise_from and not (counts and act.happened_on <= confirmation.qualified_from)
        ]

    on_checklists = [c.runs_required for c in Checklist.objects.filter(sop=sop).exclude(kind="aps")]
    first = max((rule.runs for rule in rules), default=0) or max(on_checklists, default=0) or runs_of_institution
    before = sum(at < practise_from for _act, at in runs)
    if confirmation is None and before < first:
        done, needed = before + len(counting(runs)), first
    else:
        done, needed = len(counting(runs)), min(1, first)
    if done < needed:
        return ("runs_missing", done, needed)
    return ("confirmation_missing" if counting(assessments) else "assessment_missing", None, None)
