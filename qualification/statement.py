"""The SQL statement that gathers, for many people and SOPs at once, all facts of a qualification (R-15 … R-24).

It only gathers: which facts there are, on which versions, until when. What follows from them stands in `decide`.
Parameters: `day`, the day asked about; `acts`, the last day of acts that are looked at (the same, but for a version
to come); `known`, when the system had to know; `until`, the earlier of `known` and the end of `day`. Versions are
compared by *place*: their order of taking effect × PLACE + their number, so that one MAX() gives both.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from qualification.enums import Duty
from qualification.retraining import classes_without

PLACE = 1_000_000

# The columns of a row, with their types; days come as ISO text.
ROW = {
    "person_id": "bigint",
    "sop_id": "bigint",  # 0: what touches everything the person does; -1: what touches aseptic work
    "depth": "integer",  # 1 read, 2 quiz, 3 practical; null: no job role requires the SOP
    "months": "integer",
    "runs_asked": "integer",
    "access": "integer",  # 1: aseptic work of a role with conditions for grade B or A/B
    "aps_first": "integer",
    "aps_months": "integer",
    "read_place": "bigint",
    "read_on": "date",  # newest reading that satisfies the version in force
    "read_ever": "date",
    "read_id": "bigint",
    "quiz_place": "bigint",
    "quiz_on": "date",
    "quiz_ever": "date",
    "quiz_id": "bigint",
    "held_id": "bigint",  # the confirmation that satisfies the version in force, else the newest one
    "held_counts": "integer",  # 1: it satisfies the version in force
    "held_from": "date",
    "held_to": "date",  # null: as many months as the job roles say
    "held_place": "bigint",
    "gravity": "integer",  # 1 suspended, 2 disqualified
    "since": "date",
    "requested": "integer",
    "gowning": "integer",
    "last": "bigint",  # place of the version in force
    "last_on": "date",
    "in_force": "integer",
    "quiz": "integer",
    "runs_listed": "integer",
    "runs_before": "bigint",  # on versions before the last one that asked for practice again
    "runs_now": "bigint",
    "assessed_on": "date",
    "aps_best": "bigint",  # longest series of passed media fills in a row
    "aps_good": "bigint",  # passed since the last failed one
    "aps_on": "date",
    "aps_failed_on": "date",
}

# An act "counts" if its version is the last one that asked for that duty again, or a later one.
GATHERED = """
WITH listed AS MATERIALIZED (
  SELECT sop_id, MAX(CASE kind WHEN 'gowning' THEN 1 ELSE 0 END) AS gowning,
    MAX(CASE WHEN kind <> 'aps' THEN runs_required END) AS runs_required
  FROM courses_checklist GROUP BY sop_id
), sop AS MATERIALIZED (
  SELECT s.id AS sop_id, {requested} AS requested, COALESCE(l.gowning, 0) AS gowning, l.runs_required
  FROM sops_sop s LEFT JOIN listed l ON l.sop_id = s.id
  WHERE {is_requested} OR l.gowning = 1
), version AS MATERIALIZED (
  SELECT r.version_id, r.sop_id, r.effective_on, w.withdrawn_on,
    ROW_NUMBER() OVER (PARTITION BY r.sop_id ORDER BY r.effective_on, r.number) * {place} + r.number AS place,
    {asks_read} AS asks_read, {asks_quiz} AS asks_quiz, {asks_practice} AS asks_practice
  FROM sops_release r
  JOIN sop s ON s.sop_id = r.sop_id
  LEFT JOIN sops_withdrawal w ON w.release_id = r.id AND w.withdrawn_on <= %(day)s AND w.recorded_at <= %(known)s
  WHERE r.effective_on <= %(day)s AND r.approved_at <= %(known)s AND (w.id IS NULL OR w.withdrawn_on > r.effective_on)
), demand AS MATERIALIZED (
  SELECT sop_id, MAX(place) AS last, MAX(effective_on) AS last_on,
    CASE WHEN MAX(place) = MAX(CASE WHEN withdrawn_on IS NULL THEN place END) THEN 1 ELSE 0 END AS in_force,
    COALESCE(MAX(CASE WHEN asks_read = 1 THEN place END), MIN(place)) AS read_from,
    COALESCE(MAX(CASE WHEN asks_quiz = 1 THEN place END), MIN(place)) AS quiz_from,
    COALESCE(MAX(CASE WHEN asks_practice = 1 THEN place END), MIN(place)) AS practice_from
  FROM version GROUP BY sop_id
), begun AS MATERIALIZED (
  SELECT v.version_id, v.sop_id, v.place,
    CASE WHEN v.place >= d.read_from THEN 1 ELSE 0 END AS reading_counts,
    CASE WHEN v.place >= d.quiz_from THEN 1 ELSE 0 END AS quiz_counts,
    CASE WHEN v.place >= d.practice_from THEN 1 ELSE 0 END AS practice_counts
  FROM version v JOIN demand d ON d.sop_id = v.sop_id
), document AS MATERIALIZED (
  SELECT s.sop_id, s.requested, s.gowning, d.last, d.last_on, COALESCE(d.in_force, 0) AS in_force,
    CASE WHEN EXISTS (
      SELECT 1 FROM courses_quiz q WHERE q.sop_id = s.sop_id AND q.kind = 'sop' AND q.created_at <= %(until)s
    ) THEN 1 ELSE 0 END AS quiz, s.runs_required AS runs_listed
  FROM sop s LEFT JOIN demand d ON d.sop_id = s.sop_id
), rule AS MATERIALIZED (
  SELECT q.job_role_id, q.sop_id, CASE q.depth WHEN 'practical' THEN 3 WHEN 'quiz' THEN 2 ELSE 1 END AS depth,
    q.requalification_months AS months, q.runs,
    CASE WHEN q.depth = 'practical' AND {grade} IS NOT NULL THEN 1 ELSE 0 END AS access,
    CASE WHEN q.depth = 'practical' AND {grade} IS NOT NULL THEN COALESCE({aps_first}, %(aps_first)s) END AS aps_first,
    CASE WHEN q.depth = 'practical' AND {grade} IS NOT NULL AND COALESCE({aps_first}, 1) > 0
      THEN COALESCE({aps_months}, %(aps_months)s) END AS aps_months
  FROM sops_requirement q JOIN staff_jobrole j ON j.id = q.job_role_id JOIN sop s ON s.sop_id = q.sop_id
  WHERE q.valid_from <= %(day)s AND q.recorded_at <= %(known)s
    AND (q.valid_to IS NULL OR q.valid_to >= %(day)s OR q.end_recorded_at > %(known)s)
), event AS MATERIALIZED (
  SELECT person_id, scope, sop_id, kind, from_on,
    ROW_NUMBER() OVER (PARTITION BY person_id, scope, COALESCE(sop_id, 0) ORDER BY from_on, id) AS pos
  FROM qualification_restriction e WHERE e.from_on <= %(day)s AND e.recorded_at <= %(known)s {e_people}
), restriction AS MATERIALIZED (
  SELECT e.person_id, e.scope, e.sop_id,
    MAX(CASE e.kind WHEN 'disqualification' THEN 2 ELSE 1 END) AS gravity, MAX(e.from_on) AS since
  FROM event e LEFT JOIN (
    SELECT person_id, scope, COALESCE(sop_id, 0) AS sop_id, MAX(pos) AS pos
    FROM event WHERE kind = 'lifted' GROUP BY 1, 2, 3
  ) l ON l.person_id = e.person_id AND l.scope = e.scope AND l.sop_id = COALESCE(e.sop_id, 0)
  WHERE e.pos > COALESCE(l.pos, 0)
  GROUP BY e.person_id, e.scope, e.sop_id
), required AS MATERIALIZED (
  SELECT a.person_id, r.sop_id, MAX(r.depth) AS depth, MIN(r.months) AS months, MAX(r.runs) AS runs_asked,
    MAX(r.access) AS access, MAX(r.aps_first) AS aps_first, MIN(r.aps_months) AS aps_months
  FROM staff_assignment a
  JOIN staff_person p ON p.id = a.person_id
    AND (p.employed_from IS NULL OR p.employed_from <= %(day)s)
    AND (p.employed_to IS NULL OR p.employed_to >= %(day)s OR p.left_recorded_at > %(known)s)
  JOIN rule r ON r.job_role_id = a.job_role_id
  WHERE a.valid_from <= %(day)s AND (a.valid_to IS NULL OR a.valid_to >= %(day)s OR a.end_recorded_at > %(known)s)
    AND a.recorded_at <= %(known)s {a_people}
  GROUP BY a.person_id, r.sop_id
), reading AS MATERIALIZED (
  SELECT k.person_id, b.sop_id, MAX(b.place) AS place, MAX(k.happened_on) AS ever,
    MAX(CASE b.reading_counts WHEN 1 THEN k.happened_on END) AS counts_on,
    MAX(CASE b.reading_counts WHEN 1 THEN k.id END) AS id
  FROM sops_acknowledgement k JOIN begun b ON b.version_id = k.version_id
  WHERE k.happened_on <= %(acts)s AND k.recorded_at <= %(known)s {k_people}
  GROUP BY k.person_id, b.sop_id
), quiz_passed AS MATERIALIZED (
  SELECT t.person_id, b.sop_id, MAX(b.place) AS place, MAX(s.happened_on) AS ever,
    MAX(CASE b.quiz_counts WHEN 1 THEN s.happened_on END) AS counts_on,
    MAX(CASE b.quiz_counts WHEN 1 THEN s.id END) AS id
  FROM courses_attempt t
  JOIN begun b ON b.version_id = t.sop_version_id JOIN courses_submission s ON s.attempt_id = t.id
  WHERE s.passed AND s.happened_on <= %(acts)s AND s.submitted_at <= %(known)s {t_people}
  GROUP BY t.person_id, b.sop_id
), held AS MATERIALIZED (
  SELECT person_id, sop_id, id, practice_counts, qualified_from, valid_to, place FROM (
    SELECT c.person_id, b.sop_id, c.id, b.practice_counts, c.qualified_from, c.valid_to, b.place,
      ROW_NUMBER() OVER (
        PARTITION BY c.person_id, b.sop_id ORDER BY b.practice_counts DESC, c.qualified_from DESC, c.id DESC
      ) AS nth
    FROM qualification_confirmation c JOIN begun b ON b.version_id = c.version_id
    WHERE c.qualified_from <= %(acts)s AND c.recorded_at <= %(known)s {c_people}) c
  WHERE nth = 1
), pair AS MATERIALIZED (
  SELECT person_id, sop_id FROM required
  UNION SELECT person_id, sop_id FROM reading
  UNION SELECT person_id, sop_id FROM quiz_passed
  UNION SELECT person_id, sop_id FROM held
  UNION SELECT e.person_id, e.sop_id FROM restriction e JOIN sop s ON s.sop_id = e.sop_id WHERE e.scope = 'sop'
  {asked_pairs}
), cell AS MATERIALIZED (
  SELECT c.person_id, c.sop_id, q.depth, q.months, q.runs_asked, q.access, q.aps_first, q.aps_months,
    r.place AS read_place, r.counts_on AS read_on, r.ever AS read_ever, r.id AS read_id,
    t.place AS quiz_place, t.counts_on AS quiz_on, t.ever AS quiz_ever, t.id AS quiz_id,
    h.id AS held_id, h.practice_counts AS held_counts, h.qualified_from AS held_from, h.valid_to AS held_to,
    h.place AS held_place, e.gravity, e.since,
    d.requested, d.gowning, d.last, d.last_on, d.in_force, d.quiz, d.runs_listed
  FROM pair c CROSS JOIN document d
  LEFT JOIN required q ON q.person_id = c.person_id AND q.sop_id = c.sop_id
  LEFT JOIN reading r ON r.person_id = c.person_id AND r.sop_id = c.sop_id
  LEFT JOIN quiz_passed t ON t.person_id = c.person_id AND t.sop_id = c.sop_id
  LEFT JOIN held h ON h.person_id = c.person_id AND h.sop_id = c.sop_id
  LEFT JOIN restriction e ON e.person_id = c.person_id AND e.sop_id = c.sop_id AND e.scope = 'sop'
  WHERE d.sop_id = c.sop_id
)"""
ASKED_PAIRS = "UNION SELECT p.id, s.sop_id FROM staff_person p CROSS JOIN sop s WHERE s.requested = 1 {p_people}"

# Practice that counts towards the next confirmation: passed, accepted by the learner, not corrected, in a row where the
# checklist says so. On versions that satisfy the one in force; after the confirmation held, if that one satisfies it
# too. Before a first confirmation also the supervised runs on earlier versions.
COUNTED_PRACTICE = """FROM cell c
  JOIN courses_assessment a ON a.person_id = c.person_id AND a.sop_id = c.sop_id
  JOIN begun b ON b.version_id = a.sop_version_id
  JOIN courses_acceptance k ON k.assessment_id = a.id
  LEFT JOIN courses_checklist l ON l.id = a.checklist_id
  WHERE {needs_practice} AND a.kind <> 'aps' AND a.passed
    AND a.result_on <= %(acts)s AND a.recorded_at <= %(known)s AND k.recorded_at <= %(known)s
    AND CASE b.practice_counts
      WHEN 1 THEN c.held_id IS NULL OR c.held_counts = 0 OR a.happened_on > c.held_from
      ELSE c.held_id IS NULL AND a.kind = 'run' END
    AND NOT EXISTS (SELECT 1 FROM courses_assessment n WHERE n.supersedes_id = a.id AND n.recorded_at <= %(known)s)
    AND NOT (a.kind = 'run' AND COALESCE(l.consecutive, {false}) AND EXISTS (
      SELECT 1 FROM courses_assessment f
      WHERE f.person_id = a.person_id AND f.sop_id = a.sop_id AND f.kind = 'run' AND NOT f.passed
        AND (f.happened_on > a.happened_on OR (f.happened_on = a.happened_on AND f.recorded_at >= a.recorded_at))
        AND f.result_on <= %(acts)s AND f.recorded_at <= %(known)s
        AND NOT EXISTS (
          SELECT 1 FROM courses_assessment n WHERE n.supersedes_id = f.id AND n.recorded_at <= %(known)s)))"""
# Whom the next confirmation is open for: who has none that satisfies the version in force, or whose last day is over.
CONFIRMATION_OPEN = """c.depth = 3 AND (
    c.held_id IS NULL OR c.held_counts = 0 OR c.held_to IS NULL OR c.held_to < %(day)s)"""

ROWS = """, practice AS MATERIALIZED (
  SELECT c.person_id, c.sop_id,
    COUNT(CASE WHEN a.kind = 'run' AND b.practice_counts = 0 THEN 1 END) AS runs_before,
    COUNT(CASE WHEN a.kind = 'run' AND b.practice_counts = 1 THEN 1 END) AS runs_now,
    MAX(CASE WHEN a.kind = 'assessment' THEN a.happened_on END) AS assessed_on
  {counted_practice}
  GROUP BY c.person_id, c.sop_id
), fill AS (
  SELECT a.person_id, a.result_on, CASE WHEN a.passed THEN 1 ELSE 0 END AS good,
    SUM(CASE WHEN a.passed THEN 0 ELSE 1 END) OVER (
      PARTITION BY a.person_id ORDER BY a.result_on, CASE WHEN a.passed THEN 0 ELSE 1 END) AS series
  FROM courses_assessment a LEFT JOIN courses_acceptance k ON k.assessment_id = a.id
  WHERE a.kind = 'aps' AND a.result_on <= %(acts)s AND a.recorded_at <= %(known)s
    AND (k.recorded_at <= %(known)s OR NOT a.passed) {a_people}
    AND NOT EXISTS (SELECT 1 FROM courses_assessment n WHERE n.supersedes_id = a.id AND n.recorded_at <= %(known)s)
), series AS (
  SELECT person_id, series, SUM(good) AS good,
    MAX(CASE WHEN good = 1 THEN result_on END) AS last_on, MAX(CASE WHEN good = 0 THEN result_on END) AS failed_on
  FROM fill GROUP BY person_id, series
), aps AS (
  SELECT person_id, best, good, last_on, failed_on FROM (
    SELECT person_id, MAX(good) OVER (PARTITION BY person_id) AS best, good, last_on, failed_on,
      ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY series DESC) AS newest
    FROM series) s WHERE newest = 1
)
{rows}
"""
PRACTICE = "SELECT a.id, a.kind {counted_practice} ORDER BY a.happened_on, a.recorded_at"

_DIALECTS = {
    "postgresql": {
        "grade": "(j.access ->> 'grade')",
        "aps_first": "CAST(j.access ->> 'aps_first' AS integer)",
        "aps_months": "CAST(j.access ->> 'aps_months' AS integer)",
        "false": "false",
    },
    "sqlite": {
        "grade": "json_extract(j.access, '$.grade')",
        "aps_first": "json_extract(j.access, '$.aps_first')",
        "aps_months": "json_extract(j.access, '$.aps_months')",
        "false": "0",
    },
}


@lru_cache(maxsize=256)
def build(
    vendor: str, people: tuple[int, ...] | None, sops: tuple[int, ...] | None, *, confirming: bool = False
) -> str:
    """The statement for one kind of database and these people and SOPs (None: all), with the columns of `ROW`.

    A row for each person and SOP that is required or has evidence; then one per person with what touches everything
    (SOP 0) and up to two with what touches aseptic work (SOP -1). `confirming`: also pairs that are neither required
    nor have evidence, and practice after a confirmation that still holds. Ids are written as numbers, days are
    parameters.
    """
    return _filled(GATHERED + ROWS, vendor, people, sops, confirming=confirming)


def build_practice(vendor: str, person: int, sop: int) -> str:
    """The statement for the practice that counts towards the next confirmation: `id` and `kind`, oldest first."""
    return _filled(f"{GATHERED} {PRACTICE}", vendor, (person,), (sop,), confirming=True)


def _filled(
    template: str, vendor: str, people: tuple[int, ...] | None, sops: tuple[int, ...] | None, *, confirming: bool
) -> str:
    is_requested = "1 = 1" if sops is None else f"s.id IN ({_numbers(sops)})"
    values = {
        **_DIALECTS[vendor],
        **{f"asks_{duty}": _asks_again_sql(duty) for duty in Duty},
        "place": str(PLACE),
        "requested": f"CASE WHEN {is_requested} THEN 1 ELSE 0 END",
        "is_requested": is_requested,
        "needs_practice": "c.requested = 1" if confirming else CONFIRMATION_OPEN,
        "p_people": "" if people is None else f"AND p.id IN ({_numbers(people)})",
        **{
            f"{alias}_people": "" if people is None else f"AND {alias}.person_id IN ({_numbers(people)})"
            for alias in "cakte"
        },
    }
    values["counted_practice"] = COUNTED_PRACTICE.format(**values)
    values["asked_pairs"] = ASKED_PAIRS.format(**values) if confirming else ""
    values["rows"] = _rows_sql()
    return template.format(**values)


def _rows_sql() -> str:
    """One arm for the pairs of person and SOP, one for each thing that touches more than one SOP of a person."""
    practice = ("runs_before", "runs_now", "assessed_on")
    pairs = {name: f"{'p' if name in practice else 'c'}.{name}" for name in ROW if not name.startswith("aps_")}
    wide = {"person_id": "person_id", "requested": "0", "gowning": "0", "in_force": "0", "quiz": "0"}
    restricted = {**wide, "gravity": "gravity", "since": "since"}
    fills = {"aps_best": "best", "aps_good": "good", "aps_on": "last_on", "aps_failed_on": "failed_on"}
    from_pairs = "FROM cell c LEFT JOIN practice p ON p.person_id = c.person_id AND p.sop_id = c.sop_id"
    arms = [
        _select_all_columns(from_pairs, **pairs, aps_first="c.aps_first", aps_months="c.aps_months"),
        _select_all_columns("FROM restriction WHERE scope = 'all'", sop_id="0", **restricted),
        _select_all_columns("FROM restriction WHERE scope = 'access_ab'", sop_id="-1", **restricted),
        _select_all_columns("FROM aps", sop_id="-1", **wide, **fills),
    ]
    return "\nUNION ALL\n".join(arms)


def _select_all_columns(source: str, **expressions: str) -> str:
    """A SELECT of every column of `ROW` by its name: the expression given, else null; days as text."""
    named = []
    for name, kind in ROW.items():
        kind = "text" if kind == "date" else kind
        expression = expressions.get(name, "NULL")
        named.append(
            f"{expression if kind != 'text' and expression != 'NULL' else f'CAST({expression} AS {kind})'} AS {name}"
        )
    return f"SELECT {', '.join(named)}\n{source}"


def _asks_again_sql(duty: Duty) -> str:
    """1 where the class of release `r` asks for `duty` again, as SQL."""
    without = ", ".join(f"'{name}'" for name in classes_without(duty))
    return f"CASE WHEN r.change_class IN ({without}) THEN 0 ELSE 1 END" if without else "1"


def _numbers(ids: Iterable[int]) -> str:
    return ",".join(str(int(number)) for number in ids) or "NULL"
