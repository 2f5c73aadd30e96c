"""The audit on a real workspace: snapshots, scores, the finding, and that a second run changes nothing."""

import json

import pytest

from data import store, workspace
from data.facts import content_hash
from data.records import Activity, ProfilePart, canonical_json, stable_id
from scoring.profile_audit import audit
from scoring.weights import effective

HEAD = {"first_name": "Anna", "last_name": "Example", "headline": "", "summary": "", "industry": "", "location": ""}
SUMMARY = "If your line stands still for want of cartons, write to me. I help dairies plan packaging. " * 3
EMPTY = {**HEAD, "websites": [], "twitter": [], "messengers": []}


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "team.db"
    store.prepare(path)
    return path


def part(rep: str, day: str, name: str, content) -> ProfilePart:
    text = canonical_json(content)
    return ProfilePart(stable_id(rep, day, name, text), rep, "linkedin", day, name, text)


def head(rep: str, day: str, **texts) -> ProfilePart:
    return part(rep, day, "profile", EMPTY | texts)


def held(rep: str, day: str, company: str = "Brellon") -> ProfilePart:
    job = {"company": company, "title": "Account Manager", "description": "", "current": True}
    return part(rep, day, "positions", [job])


def post(rep: str, day: str, text: str) -> Activity:
    return Activity(stable_id(rep, day, text), rep, "linkedin", "post", "", day, "exact", day, "", "", text)


def put(db, *facts) -> None:
    with store.writing(db) as conn:
        for fact in facts:
            table = "profile_part" if isinstance(fact, ProfilePart) else "activity"
            conn.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(fact))})", fact)
        for rep in sorted({fact.rep_id for fact in facts}):
            conn.execute("INSERT OR IGNORE INTO rep (id, name) VALUES (?, ?)", (rep, rep.title()))


def judged(db, **options) -> dict:
    with store.writing(db) as conn:
        audit(conn, effective(), **options)
    with store.reading(db) as conn:
        rows = conn.execute("SELECT * FROM profile_score ORDER BY rep_id, network, taken_on").fetchall()
    return {(row["rep_id"], row["taken_on"]): row for row in rows}


def checks(db, rep: str, day: str) -> dict:
    sql = "SELECT rule, state, lost, evidence, spans, params FROM profile_check WHERE rep_id = ? AND taken_on = ?"
    with store.reading(db) as conn:
        return {row["rule"]: row for row in conn.execute(sql, (rep, day))}


def findings(db) -> list:
    with store.reading(db) as conn:
        return conn.execute("SELECT * FROM finding").fetchall()


def test_no_profiles_no_rows(db):
    assert judged(db) == {}
    assert findings(db) == []


def test_a_snapshot_has_the_newest_of_every_section(db):
    put(
        db,
        head("anna", "2026-01-01", headline="Sales"),
        held("anna", "2026-01-01"),
        head("anna", "2026-03-01", headline="Tara for dairies"),
    )
    scores = judged(db)
    assert list(scores) == [("anna", "2026-01-01"), ("anna", "2026-03-01")]
    newest = json.loads(scores["anna", "2026-03-01"]["content"])
    assert (newest["headline"], newest["position"], newest["company"]) == (
        "Tara for dairies",
        "Account Manager",
        "Brellon",
    )
    assert newest["skills"] is None
    assert scores["anna", "2026-03-01"]["score"] > scores["anna", "2026-01-01"]["score"]
    assert checks(db, "anna", "2026-03-01")["profile.skills-thin"]["state"] == "unknown"


def test_a_job_search_caps_the_score_and_is_a_finding_since_it_shows(db):
    put(
        db,
        head("anna", "2026-01-01", headline="Packaging for dairies", summary=SUMMARY),
        head("anna", "2026-02-01", headline="Packaging for dairies | Open to work", summary=SUMMARY),
        head("anna", "2026-03-01", headline="Packaging for dairies, open to work", summary=SUMMARY),
    )
    scores = judged(db)
    assert [row["capped_by"] for row in scores.values()] == [None, "profile.job-seeking", "profile.job-seeking"]
    assert scores["anna", "2026-03-01"]["score"] <= 40 < scores["anna", "2026-01-01"]["score"]
    (finding,) = findings(db)
    assert (finding["rule"], finding["rep_id"], finding["day"], finding["severity"]) == (
        "profile.job-seeking",
        "anna",
        "2026-02-01",
        "stop",
    )
    ((start, end),) = json.loads(finding["spans"])
    assert finding["evidence"][start:end] == "open to work"


def test_a_post_dates_the_finding(db):
    put(
        db,
        head("anna", "2026-03-01", headline="Sales"),
        post("anna", "2026-02-10", "#opentowork"),
        post("anna", "2026-02-12", "Open to work!"),
    )
    judged(db)
    assert [row["day"] for row in findings(db)] == ["2026-02-10"]


def test_a_search_that_is_over_is_no_finding(db):
    put(
        db,
        head("anna", "2026-01-01", headline="Open to work"),
        head("anna", "2026-03-01", headline="Packaging for dairies"),
    )
    judged(db)
    assert findings(db) == []


def test_a_second_run_changes_nothing_and_gone_facts_leave_nothing(db):
    put(db, head("anna", "2026-01-01", headline="Open to work"), held("anna", "2026-01-01"))
    judged(db)
    with store.reading(db) as conn:
        before = content_hash(conn)
    judged(db, reps=["anna"])
    with store.reading(db) as conn:
        assert content_hash(conn) == before
    with store.writing(db) as conn:
        conn.execute("DELETE FROM profile_part")
    assert judged(db, reps=["anna"]) == {}
    assert findings(db) == []


def test_nobody_changed_nothing_is_done(db):
    put(db, head("anna", "2026-01-01"))
    assert judged(db, reps=[]) == {}


def test_a_rep_unlike_the_team_is_found_once_the_team_is_large_enough(db):
    for rep in ("anna", "ben"):
        put(db, head(rep, "2026-01-01"), held(rep, "2026-01-01"))
    put(db, head("carla", "2026-01-01"), held("carla", "2026-01-01", "Oakline"))
    judged(db)
    assert checks(db, "carla", "2026-01-01")["profile.company-unlike-team"]["state"] == "failed"
    assert (
        json.loads(checks(db, "carla", "2026-01-01")["profile.company-unlike-team"]["params"])["suggestion"]
        == "Brellon"
    )
    assert checks(db, "anna", "2026-01-01")["profile.company-unlike-team"]["state"] == "passed"


def test_the_company_of_the_workspace_counts_at_once(db):
    put(db, head("anna", "2026-01-01"), held("anna", "2026-01-01", "Oakline"))
    judged(db)
    assert checks(db, "anna", "2026-01-01")["profile.company-unlike-team"]["state"] == "unknown"
    with store.writing(db) as conn:
        workspace.change(conn, "admin", company="Brellon")
    judged(db)
    assert checks(db, "anna", "2026-01-01")["profile.company-unlike-team"]["state"] == "failed"


def test_silence_needs_an_export_with_activity(db):
    put(db, head("anna", "2026-03-01"), post("anna", "2025-01-01", "Hello"))
    judged(db)
    assert checks(db, "anna", "2026-03-01")["profile.silence"]["state"] == "unknown"
    with store.writing(db) as conn:
        conn.execute(
            "INSERT INTO import (id, at, rep_id, network, name, taken_on, state) "
            "VALUES ('i', '', 'anna', 'linkedin', 'x', '2026-03-01', 'done')"
        )
        conn.execute("INSERT INTO import_file (import_id, no, path, kind) VALUES ('i', 1, 'Shares.csv', 'shares')")
    judged(db)
    assert checks(db, "anna", "2026-03-01")["profile.silence"]["state"] == "failed"


def test_long_evidence_is_cut_around_its_words(db):
    text = "Packaging plans for dairies. " * 60 + "I am looking for a new role. " + "Trays and cartons. " * 60
    put(db, head("anna", "2026-03-01", headline="Packaging for dairies", summary=text))
    judged(db)
    row = checks(db, "anna", "2026-03-01")["profile.job-seeking"]
    assert len(row["evidence"]) <= 600
    assert "looking for a new role" in [row["evidence"][start:end] for start, end in json.loads(row["spans"])]


@pytest.mark.parametrize("text", ["🚀" * 3000, "\u202e\u200b\u0000", "x" * 100_000, "Ищу\u00a0работу\u0301"])
def test_hostile_texts_are_stored(db, text):
    put(
        db,
        head("anna", "", headline=text, summary=text),
        part("anna", "", "positions", []),
        part("anna", "", "address", {"url": "", "slug": text}),
    )
    assert len(judged(db)) == 1


def test_lost_points_of_the_stored_checks_explain_the_score(db):
    put(
        db,
        head("anna", "2026-03-01", headline="Account Manager at Brellon", summary="I love golf."),
        held("anna", "2026-03-01"),
    )
    (row,) = judged(db).values()
    lost = sum(check["lost"] for check in checks(db, "anna", "2026-03-01").values())
    assert row["score"] == round(100 - lost)
    assert row["score"] < 100
