"""The one statement that gathers, for many people and SOPs at once, everything a status depends on (R-15 … R-24).

It only gathers: which facts there are, on which versions, until when. What follows from them stands in `decide`.
A fact is used if its day is `day` or earlier and the system knew it at `known`. Versions are compared by *place*:
their order of taking effect × PLACE + their number, so that one MAX() gives both.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

PLACE = 1_000_000
# Added to ids and places inside `held`, a text that sorts as (counts, day, id): thirteen digits each.
PAD = 1_000_000_000_000

# Rows: one per (person, SOP) that is required or has evidence; then one per person with what touches everything (SOP 0)
# and one with what touches aseptic work (SOP -1). `decide.Gathered` names the columns in this order.
STATEMENT = """
WITH sop AS MATERIALIZED (
  SELECT id AS sop_id, requested, gowning FROM (
    SELECT s.id, {requested} AS requested,
      CASE WHEN EXISTS (SELECT 1 FROM courses_checklist c WHERE c.sop_id = s.id AND c.kind = 'gowning') THEN 1 ELSE 0 END AS gowning
    FROM sops_sop s) s
  WHERE requested = 1 OR gowning = 1
), version AS MATERIALIZED (
  SELECT r.version_id, r.sop_id, r.effective_on, w.withdrawn_on,
    ROW_NUMBER() OVER (PARTITION BY r.sop_id ORDER BY r.effective_on, r.number) * {place} + r.number AS place,
    CASE r.change_class WHEN 'editorial' THEN 0 WHEN 'procedural' THEN 1 ELSE 2 END AS weight
  FROM sops_release r
  JOIN sop s ON s.sop_id = r.sop_id
  LEFT JOIN sops_withdrawal w ON w.release_id = r.id AND w.withdrawn_on <= %(day)s AND w.recorded_at <= %(known)s
  WHERE r.effective_on <= %(day)s AND r.approved_at <= %(known)s AND (w.id IS NULL OR w.withdrawn_on > r.effective_on)
), demand AS MATERIALIZED (
  SELECT sop_id, MAX(place) AS last,
    COALESCE(MAX(CASE WHEN weight >= 1 THEN place END), MIN(place)) AS read_from,
    COALESCE(MAX(CASE WHEN weight = 2 THEN place END), MIN(place)) AS practise_from
  FROM version GROUP BY sop_id
), begun AS MATERIALIZED (
  SELECT v.version_id, v.sop_id, v.place, CASE WHEN v.place >= d.read_from THEN 1 ELSE 0 END AS reads,
    CASE WHEN v.place >= d.practise_from THEN 1 ELSE 0 END AS practises
  FROM version v JOIN demand d ON d.sop_id = v.sop_id
), document AS MATERIALIZED (
  SELECT s.sop_id, s.requested, s.gowning, d.last, CAST(v.effective_on AS text) AS since,
    CASE WHEN v.place IS NOT NULL AND v.withdrawn_on IS NULL THEN 1 ELSE 0 END AS in_force,
    CASE WHEN EXISTS (SELECT 1 FROM courses_quiz q WHERE q.sop_id = s.sop_id AND q.kind = 'sop' AND q.created_at <= %(until)s) THEN 1 ELSE 0 END AS quiz
  FROM sop s LEFT JOIN demand d ON d.sop_id = s.sop_id LEFT JOIN version v ON v.sop_id = d.sop_id AND v.place = d.last
), rule AS MATERIALIZED (
  SELECT q.job_role_id, q.sop_id, CASE q.depth WHEN 'practical' THEN 3 WHEN 'quiz' THEN 2 ELSE 1 END AS depth,
    q.requalification_months AS months, q.runs,
    CASE WHEN q.depth = 'practical' AND {grade} IS NOT NULL THEN 1 ELSE 0 END AS access,
    CASE WHEN q.depth = 'practical' THEN {aps_first} END AS aps_first,
    CASE WHEN q.depth = 'practical' THEN {aps_months} END AS aps_months
  FROM sops_requirement q JOIN staff_jobrole j ON j.id = q.job_role_id JOIN sop s ON s.sop_id = q.sop_id
  WHERE q.valid_from <= %(day)s AND q.recorded_at <= %(known)s
    AND (q.valid_to IS NULL OR q.valid_to >= %(day)s OR q.end_recorded_at > %(known)s)
), event AS MATERIALIZED (
  SELECT person_id, scope, sop_id, kind, from_on,
    ROW_NUMBER() OVER (PARTITION BY person_id, scope, COALESCE(sop_id, 0) ORDER BY from_on, id) AS pos
  FROM qualification_restriction e WHERE e.from_on <= %(day)s AND e.recorded_at <= %(known)s {e_people}
), restriction AS MATERIALIZED (
  SELECT e.person_id, e.scope, e.sop_id, MAX(CASE e.kind WHEN 'disqualification' THEN 2 ELSE 1 END) AS gravity, MAX(e.from_on) AS since
  FROM event e LEFT JOIN (
    SELECT person_id, scope, COALESCE(sop_id, 0) AS sop_id, MAX(pos) AS pos FROM event WHERE kind = 'lifted' GROUP BY 1, 2, 3
  ) l ON l.person_id = e.person_id AND l.scope = e.scope AND l.sop_id = COALESCE(e.sop_id, 0)
  WHERE e.pos > COALESCE(l.pos, 0)
  GROUP BY e.person_id, e.scope, e.sop_id
), fact AS (
  SELECT a.person_id, r.sop_id, r.depth, r.months, r.runs AS runs_needed, r.access, r.aps_first, r.aps_months,
    CAST(NULL AS bigint) AS read_place, CAST(NULL AS date) AS read_on, CAST(NULL AS date) AS read_ever, CAST(NULL AS bigint) AS read_id,
    CAST(NULL AS bigint) AS quiz_place, CAST(NULL AS date) AS quiz_on, CAST(NULL AS date) AS quiz_ever, CAST(NULL AS bigint) AS quiz_id,
    CAST(NULL AS text) AS held, CAST(NULL AS integer) AS gravity, CAST(NULL AS date) AS since
  FROM staff_assignment a
  JOIN staff_person p ON p.id = a.person_id
    AND (p.employed_from IS NULL OR p.employed_from <= %(day)s) AND (p.employed_to IS NULL OR p.employed_to >= %(day)s OR p.left_recorded_at > %(known)s)
  JOIN rule r ON r.job_role_id = a.job_role_id
  WHERE a.valid_from <= %(day)s AND (a.valid_to IS NULL OR a.valid_to >= %(day)s OR a.end_recorded_at > %(known)s) AND a.recorded_at <= %(known)s
    {a_people}
  UNION ALL
  SELECT k.person_id, b.sop_id, NULL, NULL, NULL, NULL, NULL, NULL,
    b.place, CASE b.reads WHEN 1 THEN k.happened_on END, k.happened_on, CASE b.reads WHEN 1 THEN k.id END,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM sops_acknowledgement k JOIN begun b ON b.version_id = k.version_id
  WHERE k.happened_on <= %(day)s AND k.recorded_at <= %(known)s {k_people}
  UNION ALL
  SELECT t.person_id, b.sop_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    b.place, CASE b.reads WHEN 1 THEN s.happened_on END, s.happened_on, CASE b.reads WHEN 1 THEN s.id END, NULL, NULL, NULL
  FROM courses_attempt t JOIN begun b ON b.version_id = t.sop_version_id JOIN courses_submission s ON s.attempt_id = t.id
  WHERE s.passed AND s.happened_on <= %(day)s AND s.submitted_at <= %(known)s {t_people}
  UNION ALL
  SELECT c.person_id, b.sop_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    CASE b.practises WHEN 1 THEN '1' ELSE '0' END || CAST(c.qualified_from AS text) || CAST({pad} + c.id AS text)
      || CAST({pad} + b.place AS text) || COALESCE(CAST(c.valid_to AS text), ''), NULL, NULL
  FROM qualification_confirmation c JOIN begun b ON b.version_id = c.version_id
  WHERE c.qualified_from <= %(day)s AND c.recorded_at <= %(known)s {c_people}
  UNION ALL
  SELECT e.person_id, e.sop_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, e.gravity, e.since
  FROM restriction e JOIN sop s ON s.sop_id = e.sop_id WHERE e.scope = 'sop'
), cell AS MATERIALIZED (
  SELECT person_id, sop_id, MAX(depth) AS depth, MIN(months) AS months, MAX(runs_needed) AS runs_needed,
    MAX(access) AS access, MAX(aps_first) AS aps_first, MIN(aps_months) AS aps_months,
    MAX(read_place) AS read_place, MAX(read_on) AS read_on, MAX(read_ever) AS read_ever, MAX(read_id) AS read_id,
    MAX(quiz_place) AS quiz_place, MAX(quiz_on) AS quiz_on, MAX(quiz_ever) AS quiz_ever, MAX(quiz_id) AS quiz_id,
    MAX(held) AS held, MAX(gravity) AS gravity, MAX(since) AS since
  FROM fact GROUP BY person_id, sop_id
), fill AS (
  SELECT a.person_id, a.result_on, CASE WHEN a.passed THEN 1 ELSE 0 END AS good,
    SUM(CASE WHEN a.passed THEN 0 ELSE 1 END) OVER (PARTITION BY a.person_id ORDER BY a.result_on, CASE WHEN a.passed THEN 0 ELSE 1 END) AS series
  FROM courses_assessment a LEFT JOIN courses_acceptance k ON k.assessment_id = a.id
  WHERE a.kind = 'aps' AND a.result_on <= %(day)s AND a.recorded_at <= %(known)s AND (k.recorded_at <= %(known)s OR NOT a.passed) {a_people}
    AND NOT EXISTS (SELECT 1 FROM courses_assessment n WHERE n.supersedes_id = a.id AND n.recorded_at <= %(known)s)
), series AS (
  SELECT person_id, series, SUM(good) AS good, MAX(CASE WHEN good = 1 THEN result_on END) AS last_on, MAX(CASE WHEN good = 0 THEN result_on END) AS failed_on
  FROM fill GROUP BY person_id, series
), aps AS (
  SELECT person_id, best, good, last_on, failed_on FROM (
    SELECT person_id, MAX(good) OVER (PARTITION BY person_id) AS best, good, last_on, failed_on,
      ROW_NUMBER() OVER (PARTITION BY person_id ORDER BY series DESC) AS newest
    FROM series) s WHERE newest = 1
)
SELECT c.person_id, c.sop_id, c.depth, c.months, c.runs_needed, c.access, c.aps_first, c.aps_months,
  c.read_place, CAST(c.read_on AS text), CAST(c.read_ever AS text), c.read_id,
  c.quiz_place, CAST(c.quiz_on AS text), CAST(c.quiz_ever AS text), c.quiz_id,
  c.held, c.gravity, CAST(c.since AS text), d.requested, d.gowning, d.last, d.since, d.in_force, d.quiz,
  CASE WHEN c.depth = 3 AND (c.held IS NULL OR c.held < '1') THEN (
    SELECT CAST(COUNT(CASE WHEN a.kind = 'run' THEN 1 END) AS text) || ' ' || COALESCE(CAST(MAX(CASE WHEN a.kind = 'assessment' THEN a.happened_on END) AS text), '')
    FROM courses_assessment a JOIN courses_acceptance k ON k.assessment_id = a.id LEFT JOIN courses_checklist l ON l.id = a.checklist_id
    WHERE a.person_id = c.person_id AND a.sop_id = c.sop_id AND a.kind <> 'aps' AND a.passed
      AND a.result_on <= %(day)s AND a.recorded_at <= %(known)s AND k.recorded_at <= %(known)s
      AND a.sop_version_id IN (SELECT version_id FROM begun)
      AND (c.held IS NULL OR (
        a.sop_version_id IN (SELECT version_id FROM begun WHERE practises = 1) AND CAST(a.happened_on AS text) > SUBSTR(c.held, 2, 10)))
      AND NOT EXISTS (SELECT 1 FROM courses_assessment n WHERE n.supersedes_id = a.id AND n.recorded_at <= %(known)s)
      AND NOT (a.kind = 'run' AND COALESCE(l.consecutive, {false}) AND EXISTS (
        SELECT 1 FROM courses_assessment f WHERE f.person_id = a.person_id AND f.sop_id = a.sop_id AND f.kind = 'run' AND NOT f.passed
          AND f.happened_on >= a.happened_on AND f.result_on <= %(day)s AND f.recorded_at <= %(known)s
          AND NOT EXISTS (SELECT 1 FROM courses_assessment n WHERE n.supersedes_id = f.id AND n.recorded_at <= %(known)s)))
  ) END, CAST(NULL AS bigint), CAST(NULL AS bigint), CAST(NULL AS text), CAST(NULL AS text)
FROM cell c JOIN document d ON d.sop_id = c.sop_id
UNION ALL
SELECT person_id, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  gravity, CAST(since AS text), 0, 0, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL
FROM restriction WHERE scope = 'all'
UNION ALL
SELECT person_id, -1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  gravity, CAST(since AS text), 0, 0, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL
FROM restriction WHERE scope = 'access_ab'
UNION ALL
SELECT person_id, -1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
  NULL, NULL, 0, 0, NULL, NULL, 0, 0, NULL, best, good, CAST(last_on AS text), CAST(failed_on AS text)
FROM aps
"""

_JSON = {
    "postgresql": (
        "(j.access ->> 'grade')",
        "CAST(j.access ->> 'aps_first' AS integer)",
        "CAST(j.access ->> 'aps_months' AS integer)",
        "false",
    ),
    "sqlite": (
        "json_extract(j.access, '$.grade')",
        "json_extract(j.access, '$.aps_first')",
        "json_extract(j.access, '$.aps_months')",
        "0",
    ),
}


@lru_cache(maxsize=256)
def build(vendor: str, people: tuple[int, ...] | None, sops: tuple[int, ...] | None) -> str:
    """The statement for one kind of database and these people and SOPs; None means all. Ids are written as numbers, days are parameters."""
    grade, aps_first, aps_months, false = _JSON[vendor]
    return STATEMENT.format(
        place=PLACE,
        pad=PAD,
        grade=grade,
        aps_first=aps_first,
        aps_months=aps_months,
        false=false,
        requested="1" if sops is None else f"CASE WHEN s.id IN ({_numbers(sops)}) THEN 1 ELSE 0 END",
        **{
            f"{alias}_people": "" if people is None else f"AND {alias}.person_id IN ({_numbers(people)})"
            for alias in "cakte"
        },
    )


def _numbers(ids: Iterable[int]) -> str:
    return ",".join(str(int(number)) for number in ids) or "NULL"
