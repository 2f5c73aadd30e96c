"""Outreach tools: what they hand out, and what is known to go wrong with it."""

import json

import pytest

from connectors.connector import Upload
from connectors.ingest import ingest
from connectors.sources import CONNECTORS
from connectors.sources.outreach_tools import CONNECTOR
from data import store
from data.records import Activity, Identity, Message, Prospect
from tests.connectors.network_files import check_lines, codes, of_type, read_upload

APOLLO = "First Name,Last Name,Title,Company Name,Email,Person Linkedin Url"


def lines(name: str, body: str | dict | list, **more):
    raw = body.encode() if isinstance(body, str) else json.dumps(body, ensure_ascii=False).encode()
    found = list(read_upload(CONNECTOR, Upload.of(name, {name: raw}), **more))
    check_lines(found)
    return found


def inbox(*messages: dict, link: str = "https://www.linkedin.com/in/zz-peter", **more) -> dict:
    who = {"profileUrl": link, "firstName": "Peter", "lastName": "Novak", "emailAddress": "P@x.example"}
    return {"items": [{"id": "2-abc==", "correspondentProfile": who, "messages": list(messages), **more}]}


def said(text: str = "Hi", sender: str = "ME", at: str = "2025-03-03T07:05:11Z", **more) -> dict:
    return {"createdAt": at, "body": text, "sender": sender, **more}


@pytest.mark.parametrize(
    "link",
    ["http://www.linkedin.com/in/anna-%D1%8F/", "https://linkedin.com/in/Anna-я?trk=x", "www.linkedin.com/in/anna-я"],
)
def test_links_of_one_person_are_one_person(link):
    (one,) = of_type(lines("a.csv", f"{APOLLO}\nAnna,B,COO,Acme,A@x.example,{link}\n"), Prospect)
    assert (one.person_key, one.person_name, one.email) == ("linkedin:in/anna-я", "Anna B", "a@x.example")
    assert (one.company, one.position, one.source) == ("Acme", "COO", "apollo")


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "cp1251"), ("\t", "utf-16"), (",", "utf-8-sig"), (";", "utf-8")]
)
def test_tables_of_any_delimiter_and_encoding(delimiter, encoding):
    text = f"{APOLLO}\nАнна,Соколова,Директор,Завод,,\nПётр,Примеров,Директор,Завод,,\n".replace(",", delimiter)
    upload = Upload.of("a.csv", {"a.csv": text.encode(encoding)})
    found = list(read_upload(CONNECTOR, upload))
    assert [one.person_name for one in of_type(found, Prospect)] == ["Анна Соколова", "Пётр Примеров"]


def test_rows_that_name_nobody_are_told():
    assert codes(lines("a.csv", f"{APOLLO}\n,,COO,Acme,,\nA,B,,,,\n")) == ["no-person"]


def test_a_contact_is_found_again_by_mail_and_profile():
    found = lines("a.csv", f"{APOLLO}\nAnna,B,,,A@x.example,linkedin.com/in/ab\n")
    told = {(one.kind, one.value) for one in of_type(found, Identity)}
    assert told == {("email", "a@x.example"), ("url", "https://www.linkedin.com/in/ab")}


DUX = "id,VisitTime,Profile,First Name,Last Name,Company,Title\nid.1,{},https://www.linkedin.com/in/ab,A,B,C,D\n"


def test_visits_stand_on_the_clock_of_the_account():
    (question,) = CONNECTOR.questions(CONNECTOR.recognise(Upload.of("d", {"d.csv": DUX.format("x").encode()})))
    assert question.id == "zone"
    (here,) = of_type(lines("d.csv", DUX.format("2025-03-03 23:30:00")), Activity)
    (there,) = of_type(
        lines("d.csv", DUX.format("2025-03-03 23:30:00"), answers={"zone": "America/New_York"}), Activity
    )
    assert (here.at, here.at_by, here.day) == ("2025-03-03T23:30:00Z", "assumed", "2025-03-03")
    assert (there.at, there.day, there.id) == ("2025-03-04T04:30:00Z", "2025-03-04", here.id)


def test_a_visit_of_an_unknown_date_is_kept_without_it():
    found = lines("d.csv", DUX.format("3/3/25 10:05 PM"))
    assert codes(found) == ["bad-date"]
    assert [one.day for one in of_type(found, Activity)] == [None]


def test_conversations_have_sides_and_linkedins_own_number():
    found = lines("h.json", inbox(said(), said("Ok", "CORRESPONDENT"), said("?", "BOT"), said("")))
    messages = of_type(found, Message)
    assert [(one.direction, one.direction_by) for one in messages] == [
        ("out", "stated"), ("in", "stated"), ("unknown", "unknown"),
    ]  # fmt: skip
    assert codes(found) == ["bad-message"]
    assert {one.person_key for one in messages} == {"linkedin:in/zz-peter"}
    assert {one.folder for one in messages} == {"heyreach"}


def test_unfilled_places_and_equal_messages_are_kept_as_they_are():
    found = of_type(lines("h.json", inbox(said("Hi {{firstName}}"), said("ok"), said("ok"))), Message)
    assert [one.text for one in found] == ["Hi {{firstName}}", "ok", "ok"]
    assert len({one.id for one in found}) == 3


def test_times_without_a_mark_are_the_accounts():
    (one,) = of_type(lines("h.json", inbox(said(at="2025-03-03T07:05:11"))), Message)
    assert (one.sent_at, one.sent_at_by) == ("2025-03-03T07:05:11Z", "assumed")


@pytest.mark.parametrize(
    "wrap", [lambda one: one, lambda one: one["items"], lambda one: [one, one], lambda one: one["items"][0]]
)
def test_answers_saved_one_by_one_or_together(wrap):
    assert {one.text for one in of_type(lines("h.json", wrap(inbox(said()))), Message)} == {"Hi"}


def test_a_person_without_a_profile_is_a_name():
    (one,) = of_type(lines("h.json", inbox(said(), link="")), Message)
    assert one.person_key == "linkedin:name/rep-1/peter novak"


def act(kind: str, number: str = "act_1", **more) -> dict:
    return {"_id": number, "type": kind, "createdAt": "2025-03-03T07:05:11.000Z", "campaignId": "c", **more}


def test_what_a_campaign_did_is_counted_and_never_a_message():
    kinds = ("linkedinInviteDone", "linkedinSent", "emailsOpened", "aircallDone", "manualTaskDone")
    found = lines("l.json", [act(kind, f"act_{no}") for no, kind in enumerate(kinds)])
    assert of_type(found, Message) == []
    told = [(one.network, one.kind) for one in of_type(found, Activity)]
    assert told == [
        ("linkedin", "invitation_sent"), ("linkedin", "message_sent"), ("mail", "email_opened"),
        ("linkedin", "aircall_done"), ("linkedin", "manual_task_done"),
    ]  # fmt: skip


def test_one_activity_told_twice_is_one():
    found = of_type(lines("l.json", [act("emailsSent"), act("emailsSent"), act("emailsSent", "act_2")]), Activity)
    assert len({one.id for one in found}) == 2


def test_the_account_that_sent_is_the_owner_if_it_is_one():
    def owner(*names):
        body = json.dumps([act("emailsSent", f"a{no}", sendUserName=name) for no, name in enumerate(names)])
        return CONNECTOR.find_owner(CONNECTOR.recognise(Upload.of("l", {"l.json": body.encode()})))

    assert (owner("Anna S", "Anna S").name, owner("Anna S").confidence) == ("Anna S", "likely")
    assert owner("Anna S", "Ben").confidence == "unknown"
    assert owner().confidence == "unknown"


def test_other_files_are_not_taken(exports):
    for folder in ("linkedin", "facebook", "instagram", "telegram", "x_twitter"):
        for path in sorted((exports / folder).rglob("*")):
            if path.is_file() and path.suffix in (".csv", ".json"):
                assert CONNECTOR.recognise(Upload.of(path.name, {path.name: path.read_bytes()})) == (), path
    for path in sorted((exports / "outreach_tools").iterdir()):
        upload = Upload.of(path.name, {path.name: path.read_bytes()})
        assert [one.id for one in CONNECTORS if one.recognise(upload)] == ["outreach-tools"]


def test_twice_changes_nothing(tmp_path, exports):
    db = tmp_path / "rapport.db"
    store.prepare(db)
    for path in sorted((exports / "outreach_tools").iterdir()):
        upload = Upload.of(path.name, {path.name: path.read_bytes()})
        first = ingest(db, [upload], "Anna").imports[0]
        again = ingest(db, [Upload.of("b", {path.name: path.read_bytes(), "x.txt": b"x"})], "Anna").imports[0]
        assert (first.new > 0, again.new, again.unchanged) == (True, 0, first.new)
