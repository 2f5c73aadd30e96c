"""messages.csv: who wrote to whom, what kind of message it is, and one id for one message whatever export tells it."""

import csv
import io
import json
from dataclasses import replace

import pytest

from connectors.connector import Context, Owner
from data.records import Message
from tests.connectors.linkedin_files import CONTEXT, OWNER, problems, read_file, records

HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
)
ME, MY_LINK = "Morgan Vale", "https://www.linkedin.com/in/morgan-vale-0a1-fict"
INES, INES_LINK = "Ines Corvalan", "https://www.linkedin.com/in/ines-corvalan-7b2-fict"
BO, BO_LINK = "Bo Lindqvist, MBA, PMP", "https://www.linkedin.com/in/bo-lindqvist-fict"
RECEIVED = {
    "CONVERSATION ID": "2-a", "FROM": INES, "SENDER PROFILE URL": INES_LINK, "TO": ME,
    "RECIPIENT PROFILE URLS": MY_LINK, "DATE": "2024-01-20 10:00:00 UTC", "CONTENT": "Hello", "FOLDER": "INBOX",
}  # fmt: skip
SENT = {
    **RECEIVED, "FROM": ME, "SENDER PROFILE URL": MY_LINK, "TO": INES, "RECIPIENT PROFILE URLS": INES_LINK,
}  # fmt: skip


def table(*rows: dict, header: str = HEADER) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header.split(","), restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(*rows: dict, header: str = HEADER, context: Context = CONTEXT) -> list[Message]:
    return records(read_file("messages.csv", table(*rows, header=header), context))


def one(row: dict, **more) -> Message:
    (message,) = read({**row, **{name.replace("_", " "): value for name, value in more.items()}})
    return message


def people(message: Message) -> list[list]:
    return json.loads(message.recipients)


def test_a_received_and_a_sent_message():
    received, sent = read(RECEIVED, {**SENT, "DATE": "2024-01-20 11:00:00 UTC"})
    assert (received.direction, received.direction_by, received.kind) == ("in", "stated", "direct")
    assert (sent.direction, sent.direction_by, sent.kind) == ("out", "stated", "direct")
    assert received.person_key == sent.person_key == "linkedin:in/ines-corvalan-7b2-fict"
    assert received.person_name == sent.person_name == INES
    assert received.conversation_id == sent.conversation_id
    assert (received.sent_at, received.sent_at_by) == ("2024-01-20T10:00:00Z", "exact")


def test_the_day_is_the_workspaces():
    late = {**RECEIVED, "DATE": "2024-01-20 22:30:00 UTC"}
    for zone, day in (("UTC", "2024-01-20"), ("Europe/Moscow", "2024-01-21"), ("America/New_York", "2024-01-20")):
        assert read(late, context=replace(CONTEXT, time_zone=zone))[0].day == day


ERAS = {
    "2015": ("From,To,Date,Subject,Content", "January 20, 2024, 10:00 AM"),
    "2017": ("From,To,Date,Subject,Content,Direction,Folder", "01/20/24, 10:00 AM"),
    "2019": ("FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER", "2024-01-20T10:00:00"),
    "2020": (HEADER.replace("RECIPIENT PROFILE URLS,", ""), "2024-01-20 10:00:00 UTC"),
    "2023": (HEADER, "2024-01-20 10:00:00 UTC"),
    "2024 attachments": (HEADER + ",ATTACHMENTS", "2024-01-20 10:00:00 UTC"),
    "2024 drafts": (HEADER + ",IS MESSAGE DRAFT,IS CONVERSATION DRAFT", "2024-01-20 10:00:00 UTC"),
    "2025": (HEADER + ",ATTACHMENTS,IS MESSAGE DRAFT", "2024-01-20 10:00:00 UTC"),
    "2026": (HEADER + ",ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT", "2024-01-20 10:00:00 UTC"),
}


@pytest.mark.parametrize("era", ERAS)
def test_case_29_every_era(era):
    header, date = ERAS[era]
    told = {"DIRECTION": "INCOMING", "IS MESSAGE DRAFT": "No", "IS CONVERSATION DRAFT": "No"}
    row = {**RECEIVED, **told, "DATE": date}
    row |= {name.title(): value for name, value in row.items()}
    received, sent = read(row, {**row, **SENT, "From": ME, "To": INES, "DATE": date, "DIRECTION": "OUTGOING",
                                "Direction": "OUTGOING"}, header=header)  # fmt: skip
    assert [received.direction, sent.direction] == ["in", "out"]
    assert received.sent_at == sent.sent_at == "2024-01-20T10:00:00Z"
    assert received.sent_at_by == ("exact" if "UTC" in date else "assumed")
    assert received.kind == sent.kind == "direct"
    assert received.conversation_id == sent.conversation_id
    assert received.person_key == sent.person_key
    assert received.person_name == sent.person_name == INES
    assert received.direction_by == ("derived" if era == "2015" else "stated")


def test_case_29_one_message_is_one_id_in_all_eras_with_conversation_ids():
    eras = [era for era in ERAS if era >= "2020"]
    assert len({read(RECEIVED, header=ERAS[era][0])[0].id for era in eras}) == 1


def test_case_29_the_subject_of_an_old_message_makes_no_inmail():
    header, date = ERAS["2015"]
    invited, answer = {"From": INES, "To": ME, "Subject": "Join my network on LinkedIn"}, {"From": ME, "To": INES}
    rows = [{**invited, "Date": date, "Content": "Hi"}, {**answer, "Subject": "RE: Hi", "Date": date, "Content": "Yo"}]
    assert [message.kind for message in read(*rows, header=header)] == ["invitation", "direct"]


def test_case_30_names_with_commas():
    names = f"{BO}, Wren Halloway, PhD, Jane Doe, Ph.D., {INES}, Li Wei, CFA"
    links = ",".join(f"https://www.linkedin.com/in/{slug}" for slug in ("bo", "wren", "jane", "ines", "li"))
    message = one(SENT, TO=names, RECIPIENT_PROFILE_URLS=links)
    assert people(message) == [
        [BO, "linkedin:in/bo"],
        ["Wren Halloway, PhD", "linkedin:in/wren"],
        ["Jane Doe, Ph.D.", "linkedin:in/jane"],
        [INES, "linkedin:in/ines"],
        ["Li Wei, CFA", "linkedin:in/li"],
    ]
    assert message.kind == "group"


def test_case_30_one_recipient_with_commas_is_no_group():
    sent = one(SENT, TO=BO, RECIPIENT_PROFILE_URLS=BO_LINK)
    assert (sent.kind, sent.person_name, sent.person_key) == ("direct", BO, "linkedin:in/bo-lindqvist-fict")
    old = read({**SENT, "TO": BO}, header=ERAS["2020"][0])[0]
    assert (old.kind, old.person_name) == ("direct", BO)


def test_case_30_a_name_that_only_the_file_knows_to_be_one():
    strange = "Halloway, Wren of Porto"
    rows = {**RECEIVED, "FROM": strange, "SENDER PROFILE URL": INES_LINK}, {**SENT, "TO": strange}
    received, sent = read(*rows, header=ERAS["2020"][0])
    assert received.kind == sent.kind == "direct"
    assert sent.person_key == received.person_key == "linkedin:in/ines-corvalan-7b2-fict"


def test_case_31_fewer_links_than_names():
    message = one(
        SENT, TO="Bo Lindqvist, Ines Corvalan, Lucía Márquez", RECIPIENT_PROFILE_URLS=f"{INES_LINK},{BO_LINK}"
    )
    assert people(message)[:2] == [
        ["Bo Lindqvist", "linkedin:in/bo-lindqvist-fict"],
        [INES, "linkedin:in/ines-corvalan-7b2-fict"],
    ]
    assert people(message)[2][1] == "linkedin:name/morgan-vale/lucía márquez"
    assert message.kind == "group"


def test_case_32_hidden_members_are_many_people():
    hidden = {**RECEIVED, "FROM": "LinkedIn Member", "SENDER PROFILE URL": ""}
    one_, same, other = read(hidden, {**hidden, "CONTENT": "again"}, {**hidden, "CONVERSATION ID": "2-b"})
    assert one_.person_key == same.person_key != other.person_key
    assert one_.kind == "direct"
    assert one_.sender_key is None
    assert (one_.direction, one_.direction_by) == ("in", "derived")


def test_case_32_an_answer_to_a_hidden_member():
    hidden = {**RECEIVED, "FROM": "LinkedIn Member", "SENDER PROFILE URL": ""}
    received, sent = read(hidden, {**SENT, "TO": "LinkedIn Member", "RECIPIENT PROFILE URLS": ""})
    assert sent.direction == "out"
    assert sent.person_key == received.person_key


def test_case_33_advertisements():
    spin = '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%</p>'
    for more in ({"CONTENT": spin}, {"CONVERSATION TITLE": "Grow your pipeline"}):
        (message,) = read({**RECEIVED, "FROM": "Casey Sponsor", "SENDER PROFILE URL": "", "SUBJECT": "Grow", **more})
        assert (message.kind, message.direction, message.person_key) == ("sponsored", "in", None)
    assert one(RECEIVED, CONVERSATION_TITLE="Catch-up").kind == "direct"  # somebody with a profile wrote it
    assert one(RECEIVED, CONTENT="what is spinmail?").kind == "direct"


def test_case_34_inmail_and_direct_talk_with_one_person():
    inmail, direct = read({**RECEIVED, "SUBJECT": "Quick intro"}, {**RECEIVED, "CONVERSATION ID": "2-b"})
    assert (inmail.kind, direct.kind) == ("inmail", "direct")
    assert inmail.conversation_id != direct.conversation_id
    assert inmail.person_key == direct.person_key


def test_case_35_one_row_makes_the_whole_talk_a_group():
    first = {**RECEIVED, "CONVERSATION TITLE": "Guild"}
    later = {
        **SENT,
        "CONVERSATION TITLE": "Guild",
        "TO": f"{INES}, {BO}",
        "RECIPIENT PROFILE URLS": f"{INES_LINK},{BO_LINK}",
    }
    messages = read(first, later, {**RECEIVED, "CONVERSATION ID": "2-b"})
    assert [message.kind for message in messages] == ["group", "group", "direct"]
    assert messages[0].person_key is messages[1].person_key is None


def test_case_36_a_note_to_oneself():
    message = one(SENT, TO=ME, RECIPIENT_PROFILE_URLS=MY_LINK)
    assert (message.kind, message.direction, message.person_key) == ("self", "out", None)


@pytest.mark.parametrize("column", ["IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"])
def test_case_37_drafts(column):
    header = f"{HEADER},{column}"
    kinds = {
        word: read({**SENT, column: word}, header=header)[0].kind for word in ("Yes", "true", "1", "No", "", "false")
    }
    assert kinds == {"Yes": "draft", "true": "draft", "1": "draft", "No": "direct", "": "direct", "false": "direct"}


def test_case_38_nothing_but_attachments():
    first, second = "https://www.linkedin.com/dms/prv/a?e=1,2&v=b", "https://www.linkedin.com/dms/prv/b"
    row = {**RECEIVED, "CONTENT": "", "ATTACHMENTS": f"{first},{second}"}
    (message,) = read(row, header=f"{HEADER},ATTACHMENTS")
    assert json.loads(message.attachments) == [first, second]
    assert message.kind == "direct"


def test_case_39_texts_of_the_network():
    for text in ("Message request accepted", "A LinkedIn member left the conversation."):
        assert one(SENT, CONTENT=text).kind == "system"
    assert one(RECEIVED, CONTENT="Message request accepted, thank you!").kind == "direct"


def test_case_40_folders_never_tell_the_direction():
    for folder in ("INBOX", "ARCHIVE", "SPAM", ""):
        message = one(SENT, FOLDER=folder)
        assert (message.direction, message.folder) == ("out", folder)


def test_case_41_an_older_address_under_the_same_name():
    old = {**SENT, "SENDER PROFILE URL": "https://www.linkedin.com/in/morgan-old"}
    message = one(old)
    assert (message.direction, message.direction_by) == ("out", "derived")
    aliased = replace(CONTEXT, owner=replace(OWNER, aliases=("linkedin:in/morgan-old",), confidence="confirmed"))
    (message,) = read({**old, "FROM": "Morgan Hill"}, context=aliased)
    assert (message.direction, message.direction_by) == ("out", "confirmed")


def test_case_41_an_older_name_nobody_vouches_for_is_not_guessed():
    message = one(SENT, FROM="Morgan Hill", SENDER_PROFILE_URL="https://www.linkedin.com/in/morgan-hill")
    assert (message.direction, message.direction_by, message.person_key) == ("unknown", "unknown", None)


def test_case_41_a_namesake_who_writes_to_the_owner_is_somebody_else():
    message = one(RECEIVED, FROM=ME, SENDER_PROFILE_URL="https://www.linkedin.com/in/other-morgan")
    assert (message.direction, message.person_key) == ("in", "linkedin:in/other-morgan")


def test_case_42_encoded_and_plain_slugs_are_one_person():
    links = (
        "https://www.linkedin.com/in/luc%C3%ADa-m",
        "http://uk.linkedin.com/in/LUCÍA-m/?trk=x",
        "linkedin.com/in/lucía-m",
    )
    assert {one(RECEIVED, SENDER_PROFILE_URL=link).person_key for link in links} == {"linkedin:in/lucía-m"}


def test_case_43_equal_seconds_and_equal_messages():
    messages = read(RECEIVED, {**RECEIVED, "CONTENT": "Hi"}, RECEIVED, RECEIVED)
    assert len({message.id for message in messages}) == 4
    assert [message.id for message in read(RECEIVED, RECEIVED, RECEIVED)] == [messages[n].id for n in (0, 2, 3)]


def test_case_44_one_id_however_an_export_tells_it():
    same = [
        RECEIVED,
        {**RECEIVED, "FROM": "Ines Corvalan-Smith", "SENDER PROFILE URL": "https://www.linkedin.com/in/ines-smith"},
        {**RECEIVED, "FROM": "LinkedIn Member", "SENDER PROFILE URL": "", "FOLDER": "ARCHIVE"},
        {**RECEIVED, "CONTENT": " Hello\r\n"},
    ]
    assert len({one(row).id for row in same}) == 1
    assert one({**RECEIVED, "CONTENT": "Hello!"}).id != one(RECEIVED).id
    assert one({**RECEIVED, "DATE": "2024-01-20 10:00:01 UTC"}).id != one(RECEIVED).id
    assert read(RECEIVED, context=replace(CONTEXT, rep_id="other"))[0].id != one(RECEIVED).id


def test_case_45_a_contact_who_changed_the_address_stays_in_one_talk():
    renamed = {**RECEIVED, "SENDER PROFILE URL": "https://www.linkedin.com/in/new", "CONTENT": "later"}
    before, after = read(RECEIVED, renamed)
    assert before.conversation_id == after.conversation_id
    assert before.person_key != after.person_key


def test_case_65_hashed_ids_keep_their_case():
    message = one(RECEIVED, SENDER_PROFILE_URL="https://www.linkedin.com/in/ACoAABcDeFgHiJkLmNoP")
    assert message.person_key == "linkedin:id/ACoAABcDeFgHiJkLmNoP"


def test_a_bad_date_keeps_the_message():
    lines = read_file("messages.csv", table({**RECEIVED, "DATE": "2024-02-31 10:00:00 UTC"}))
    (message,) = records(lines)
    assert (message.sent_at, message.sent_at_by, message.day) == (None, "none", None)
    assert message.sent_at_text == "2024-02-31 10:00:00 UTC"
    assert problems(lines) == [(2, "bad-date")]


def test_an_empty_row_is_counted():
    assert problems(read_file("messages.csv", table({"CONVERSATION ID": "2-a"}))) == [(2, "empty-row")]


def test_without_an_owner_nothing_is_guessed():
    for row in (RECEIVED, SENT):
        (message,) = read(row, context=replace(CONTEXT, owner=Owner()))
        assert (message.direction, message.direction_by, message.person_key) == ("unknown", "unknown", None)


def test_a_confirmed_owner_makes_directions_confirmed():
    context = replace(CONTEXT, owner=replace(OWNER, confidence="confirmed"))
    assert {message.direction_by for message in read(RECEIVED, SENT, context=context)} == {"confirmed"}


def test_a_guessed_owner_makes_directions_derived():
    context = replace(CONTEXT, owner=replace(OWNER, confidence="guess"))
    assert {message.direction_by for message in read(RECEIVED, SENT, context=context)} == {"derived"}


def test_texts_are_kept_exactly():
    text = '  Hi,\r\n\n<b>"there"</b> \u2028 =1+1 '
    assert one(RECEIVED, CONTENT=text).text == text
