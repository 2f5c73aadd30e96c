"""WhatsApp's nasty cases, one by one, and what holds whichever way a chat is exported."""

import io
import zipfile
from pathlib import Path

import pytest

from connectors.archive import open_upload
from connectors.connector import Owner, Upload
from connectors.ingest import ingest
from connectors.sources import CONNECTORS
from connectors.sources.whatsapp import CONNECTOR
from connectors.sources.whatsapp.people import title_of
from data import store
from data.records import Activity, Identity
from tests.connectors.chat_files import Read

WITH_PETER = "WhatsApp Chat with Peter Novak.txt"
ANNA, PETER = "Anna Sokolova", "Peter Novak"


def read(body: str | bytes, name: str = WITH_PETER, **options) -> Read:
    raw = body.encode() if isinstance(body, str) else body
    return Read(CONNECTOR, Upload.of(name, {name: raw}), **options)


def android(*rows: str, day: str = "25/03/2025") -> str:
    """Return a chat of one day: rows are "10:05 Anna Sokolova: Hi"; other rows are continued lines."""
    return "".join(f"{day}, {row[:5]} - {row[6:]}\n" if row[2:3] == ":" else f"{row}\n" for row in rows)


def apple(*rows: tuple[str, str]) -> str:
    """Return an iPhone's chat of (name, body), a minute apart."""
    return "".join(f"[25.03.2025, 10:{no:02}:11] {name}: {body}\n" for no, (name, body) in enumerate(rows, 5))


# --- 1: order of day and month ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heads", "day", "sure"),
    [
        (
            ["3/4/25, 10:05 AM", "3/5/25, 10:05 AM"],
            "2025-03-04",
            False,
        ),  # American: AM
        (["3/4/25, 10:05 am", "3/4/25, 10:06 am"], "2025-04-03", False),  # as in India and Australia
        (["3/4/25, 10:05 a.\u00a0m.", "3/4/25, 10:06 a.\u00a0m."], "2025-04-03", False),
        (["03/04/2025, 10:05", "03/04/2025, 10:06"], "2025-04-03", False),
        (["04.03.25, 10:05", "04.03.25, 10:06"], "2025-03-04", False),
        (["04.03.2025, 10:05", "04.03.2025, 10:06"], "2025-03-04", True),  # nobody writes the month first like this
        (["3/4/25, 10:05 AM", "3/25/25, 10:05 AM"], "2025-03-04", True),
        (["3/4/25, 10:05 AM", "25/4/25, 10:05 AM"], "2025-04-03", True),
        (["1/3/2025, 10:05", "2/3/2025, 10:05", "1/4/2025, 10:05"], "2025-03-01", True),  # else time would step back
        (["4/4/2025, 10:05", "5/5/2025, 10:05"], "2025-04-04", True),  # the same either way
        (["25.03.04, 10:05", "25.03.31, 10:05"], "2025-03-04", True),  # the year first, in two digits
        (["4/3/2568 10:05", "25/3/2568 10:05"], "2025-03-04", True),  # Buddhist calendar
    ],
)
def test_whatsapp_case_01_the_order_of_day_and_month(heads, day, sure):
    told = read("".join(f"{head} - {name}: text\n" for head, name in zip(heads, (ANNA, PETER) * 3, strict=False)))
    assert told.messages[0].day == day
    assert told.question("date-order").sure is sure
    assert len(told.messages) == len(heads)


def test_whatsapp_case_01_the_answer_to_an_example_counts_and_keeps_ids():
    body = f"3/4/25, 10:05 AM - {ANNA}: Hi\n3/5/25, 10:05 AM - {PETER}: Hello\n"
    asked, other = read(body), read(body, answers={"date-order": "dmy"})
    assert asked.question("date-order").example == "3/4/25, 10:05 AM"
    assert [choice.value for choice in asked.question("date-order").choices] == ["dmy", "mdy"]
    assert asked.told("day") == ["2025-03-04", "2025-03-05"]
    assert other.told("day") == ["2025-04-03", "2025-05-03"]
    assert asked.told("id") == other.told("id")


def test_whatsapp_case_01_no_date_is_later_than_today():
    assert read(f"9/12/2026, 10:05 - {ANNA}: Hi\n9/12/2026, 10:06 - {PETER}: Hello\n").told("day") == ["2026-09-12"] * 2


def test_whatsapp_case_01_other_chats_of_the_phone_prove_the_order():
    short = f"3/4/2025, 10:05 - {ANNA}: Hi\n"
    long = f"3/25/2025, 10:05 - {ANNA}: Hi\n"
    upload = Upload.of("chats", {WITH_PETER: short.encode(), "WhatsApp Chat with Jane Doe.txt": long.encode()})
    told = Read(CONNECTOR, upload)
    assert sorted(told.told("day")) == ["2025-03-04", "2025-03-25"]
    assert told.question("date-order").sure


# --- 2: invisible marks ----------------------------------------------------------------------------------------------
def test_whatsapp_case_02_invisible_marks_neither_hide_heads_nor_change_texts():
    body = (
        f"\ufeff\u200e[25/03/2025, 10:05:11\u202fAM] {ANNA}: Ёлки № ½ \u200fשלום\n"
        f"\u200f[25/03/2025\u060c 10:06:11\u00a0PM] {PETER}: \u202aok\u202c\n"
    )
    told = read(body, "_chat.txt")
    assert told.told("text") == ["Ёлки № ½ \u200fשלום", "\u202aok\u202c"]
    assert told.told("sent_at") == ["2025-03-25T07:05:11Z", "2025-03-25T19:06:11Z"]


def test_whatsapp_case_02_the_narrow_space_of_newer_versions_is_no_other_message():
    old = read(f"3/25/25, 10:05 AM - {ANNA}: Hi\n")
    new = read(f"3/25/25, 10:05\u202fAM - {ANNA}: Hi\n")
    assert old.told("id") == new.told("id")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_whatsapp_case_02_encodings_and_line_ends(encoding, end):
    body = f"25.03.2025, 10:05 - Анна: Добрый день{end}вторая строка{end}25.03.2025, 10:06 - Мария: Да{end}" * 3
    told = read(body.encode(encoding), "Чат WhatsApp с Мария.txt")
    assert told.told("text")[:2] == ["Добрый день\nвторая строка", "Да"]
    assert told.told("direction")[:2] == ["out", "in"]


# --- 3: lines that look like heads -----------------------------------------------------------------------------------
def test_whatsapp_case_03_a_head_of_the_other_kind_is_text():
    body = android(
        "10:05 Anna Sokolova: As you wrote:", "[25/03/2025, 09:00:00] Peter Novak: deal", "10:06 Peter Novak: ok"
    )
    assert read(body).told("text") == ["As you wrote:\n[25/03/2025, 09:00:00] Peter Novak: deal", "ok"]


def test_whatsapp_case_03_a_pasted_line_of_the_same_kind_is_text_and_told():
    before = android(f"10:05 {ANNA}: Hi", f"10:06 {PETER}: Hi", f"10:07 {ANNA}: From another chat:")
    pasted = "01/02/2025, 09:00 - Jane Doe: not here\nand more\n"
    body = before + pasted + android(f"10:08 {PETER}: ok", f"10:09 {ANNA}: ok")
    told = read(body)
    assert told.told("text")[2] == "From another chat:\n01/02/2025, 09:00 - Jane Doe: not here\nand more"
    assert told.problems == [(4, "pasted-head")]
    assert told.told("kind", "direction") == [("direct", way) for way in ("out", "in", "out", "in", "out")]


def test_whatsapp_case_03_a_pasted_notice_makes_no_group():
    body = android(f"10:05 {ANNA}: As it said:") + "3/5/25, 10:00 - Jane left\n" + android(f"10:06 {PETER}: ok")
    assert set(read(body).told("kind")) <= {"direct", "system"}
    assert "direct" in read(body).told("kind")


def test_whatsapp_case_03_many_lines_and_empty_ones():
    assert read(android("10:05 Anna Sokolova: a", "", " b ", "", "10:06 Peter Novak: c")).told("text") == [
        "a\n\n b \n",
        "c",
    ]


# --- 4: names --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Dr. Foo: Bar GmbH", "Dr. Foo: Bar GmbH"),
        ("🚀 Peter 🚀", "🚀 Peter 🚀"),
        ("שלום", "\u200fשלום\u200f"),
        ("+7 900 000-00-01", "\u202a+7\u00a0900\u00a0000-00-01\u202c"),
        ("Ivan", "~\u202fIvan"),
    ],
)
def test_whatsapp_case_04_names_with_colons_pictures_and_from_right_to_left(name, written):
    body = android(f"10:05 {ANNA}: Hi", f"10:06 {written}: Hello: there", f"10:07 {written}: yes")
    told = read(body, f"WhatsApp Chat with {name}.txt")
    assert told.told("direction", "text") == [("out", "Hi"), ("in", "Hello: there"), ("in", "yes")]
    assert told.messages[1].sender_name == name


def test_whatsapp_case_04_a_name_with_a_colon_is_seen_by_what_repeats():
    body = android(
        "10:05 Anna: Hi", "10:06 Dr. Foo: Bar GmbH: one", "10:07 Anna: two: three", "10:08 Dr. Foo: Bar GmbH: four"
    )
    assert read(body, "x.txt").told("sender_name", "text")[1::2] == [
        ("Dr. Foo: Bar GmbH", "one"),
        ("Dr. Foo: Bar GmbH", "four"),
    ]


def test_whatsapp_case_04_numbers_that_are_not_saved_are_identities():
    told = read(
        android(f"10:05 {ANNA}: Hi", "10:06 \u202a+7 900 000-00-01\u202c: Hi"),
        "WhatsApp Chat with +7 900 000-00-01.txt",
    )
    assert [(one.kind, one.value) for one in told.of(Identity)] == [
        ("phone", "+79000000001"),
        ("url", "https://wa.me/79000000001"),
    ]
    assert set(told.told("person_key")) == {"whatsapp:phone/+79000000001"}


# --- 5: mixed shapes -------------------------------------------------------------------------------------------------
def test_whatsapp_case_05_each_shape_of_date_has_its_own_order():
    body = (
        f"6/29/23, 10:05 AM - {ANNA}: a\n6/30/23, 10:05 AM - {PETER}: b\n"
        f"30/6/2023, 11:05 - {ANNA}: c\n01/07/2023, 11:05 - {PETER}: d\n2023-07-02 12:00 - {ANNA}: e\n"
    )
    assert read(body).told("day") == ["2023-06-29", "2023-06-30", "2023-06-30", "2023-07-01", "2023-07-02"]


# --- 6: out of order -------------------------------------------------------------------------------------------------
def test_whatsapp_case_06_lines_out_of_order_stay_messages():
    told = read(android(f"10:05 {ANNA}: a", f"10:09 {PETER}: b", f"10:07 {ANNA}: c", f"10:10 {PETER}: d"))
    assert told.told("text") == list("abcd")
    assert told.problems == []


def test_messages_of_one_minute_keep_the_order_of_the_file():
    told = read(android(*[f"10:05 {name}: {no}" for no, name in enumerate([ANNA, PETER, PETER, ANNA])]))
    assert [at[17:19] for at in told.told("sent_at")] == ["00", "01", "02", "03"]


def test_the_hour_that_comes_twice_is_told_by_the_order_of_the_file():
    rows = ["02:10", "02:50", "02:05", "02:55", "03:10"]
    body = "".join(f"26.10.2025, {row} - {ANNA}: {row}\n" for row in rows)
    at = read(body, zone="Europe/Berlin").told("sent_at")
    assert [one[11:16] for one in at] == ["00:10", "00:50", "01:05", "01:55", "02:10"]


# --- 7 and 8: names of files -----------------------------------------------------------------------------------------
def test_whatsapp_case_07_a_chat_without_its_name_asks_who_the_rep_is():
    body = f"[25.03.2025, 10:05:11] {ANNA}: Hi\n[25.03.2025, 10:06:11] {PETER}: Hello\n"
    told = read(body, "_chat.txt")
    assert told.told("direction", "direction_by") == [("unknown", "unknown")] * 2
    assert {choice.value: choice.count for choice in told.question("self").choices} == {ANNA: 1, PETER: 1}
    answered = read(body, "_chat.txt", answers={"self": ANNA})
    assert answered.told("direction", "direction_by", "person_name") == [
        ("out", "confirmed", PETER),
        ("in", "confirmed", PETER),
    ]
    assert answered.told("id") == told.told("id")


def test_whatsapp_case_07_the_notice_of_an_iphone_stands_in_the_other_sides_name():
    body = apple((PETER, "\u200eMessages and calls are end-to-end encrypted."), (ANNA, "Hi"))
    told = read(body, "_chat.txt")
    assert told.question("self").proposal == ANNA
    assert not told.question("self").sure
    assert told.owner.confidence == "guess"


def test_whatsapp_case_08_several_chats_of_one_name_in_folders_and_one_owner():
    files = {
        "WhatsApp Chat - Jane Doe/_chat.txt": apple((ANNA, "Hi"), ("Jane Doe", "Hi")),
        "WhatsApp Chat - Peter Novak/_chat.txt": apple((ANNA, "Hi"), (PETER, "Hi")),
        "third/_chat.txt": apple((ANNA, "Hi"), ("Oleg", "Hi")),
    }  # fmt: skip
    told = Read(CONNECTOR, Upload.of("chats", {path: body.encode() for path, body in files.items()}))
    assert len(set(told.told("conversation_id"))) == 3
    assert told.told("direction") == ["out", "in"] * 3
    assert told.owner.name == ANNA
    assert set(told.told("person_name")) == {"Jane Doe", PETER, "Oleg"}


def test_whatsapp_case_08_unnamed_chats_in_which_one_person_writes_stay_apart():
    files = {f"{no}/_chat.txt": f"[25.03.2025, 10:0{no}:11] {ANNA}: Hi\n".encode() for no in range(3)}
    assert len(set(Read(CONNECTOR, Upload.of("chats", files)).told("conversation_id"))) == 3


def test_whatsapp_case_08_a_chat_sent_as_a_document_is_not_taken_for_the_chat():
    body = f"[25.03.2025, 10:05:11] {ANNA}: Hi\n"
    files = {"_chat.txt": body, "00000002-notes.txt": body.replace("Hi", "no"), "00000003-PHOTO.jpg": "x"}
    told = Read(CONNECTOR, Upload.of("WhatsApp Chat - Peter Novak.zip", {k: v.encode() for k, v in files.items()}))
    assert told.told("text") == ["Hi"]
    assert {part.member.path: part.ignored for part in told.parts} == {
        "_chat.txt": "",
        "00000002-notes.txt": "not-needed",
        "00000003-PHOTO.jpg": "not-needed",
    }


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("WhatsApp Chat with Peter Novak.txt", "Peter Novak"),
        ("WhatsApp Chat with Peter Novak (2).txt", "Peter Novak"),
        ("WhatsApp_Chat_with_Peter_Novak.txt", "Peter Novak"),
        ("WhatsApp Chat with Peter Novak.txt.zip", "Peter Novak"),
        ("WhatsApp Chat - Peter Novak.zip", "Peter Novak"),
        ("Чат WhatsApp с Мария Лебедева.txt", "Мария Лебедева"),
        ("Чат WhatsApp с контактом Мария Лебедева.txt", "Мария Лебедева"),
        ("Chat de WhatsApp con Peter.txt", "Peter"),
        ("Chat WhatsApp con Peter.txt", "Peter"),
        ("Conversa do WhatsApp com Peter.txt", "Peter"),
        ("WhatsApp Chat mit Peter.txt", "Peter"),
        ("Discussion WhatsApp avec Peter.txt", "Peter"),
        ("Peter ile WhatsApp Sohbeti.txt", "Peter"),
        ("与Peter的 WhatsApp 聊天.txt", "Peter"),
        ("دردشة WhatsApp مع Peter.txt", "Peter"),
        ("_chat.txt", ""),
        ("notes.txt", ""),
    ],
)
def test_the_name_of_a_file_tells_whom_a_chat_is_with(name, title):
    assert title_of(name) == title


# --- 9 to 16 ---------------------------------------------------------------------------------------------------------
def test_whatsapp_case_09_an_export_cut_to_the_newest_messages_is_told():
    body = "".join(f"25.03.2025, {no // 60 % 24:02}:{no % 60:02} - {ANNA}: {no}\n" for no in range(10_000))
    assert read(body).problems[-1] == (1, "export-cut")
    noticed = "25.03.2025, 00:00 - Messages and calls are end-to-end encrypted.\n" + body
    assert read(noticed).problems == []


def test_whatsapp_case_10_captions_of_both_phones():
    body = android(
        f"10:05 {ANNA}: IMG-20250325-WA0001.jpg (file attached)", "Our new rack", f"10:06 {PETER}: <Media omitted>"
    )
    assert read(body).told("text", "attachments") == [
        ("Our new rack", '["IMG-20250325-WA0001.jpg"]'),
        ("", '["<Media omitted>"]'),
    ]
    rack = f"[25.03.2025, 10:05:11] {ANNA}: Our rack \u200e<attached: 00000012-PHOTO-2025-03-25-10-05-11.jpg>\n"
    assert read(rack).told("text", "attachments") == [("Our rack", '["00000012-PHOTO-2025-03-25-10-05-11.jpg"]')]


def test_whatsapp_case_11_a_body_of_null_is_the_word_null():
    assert read(android(f"10:05 {ANNA}: null", f"10:06 {PETER}: ok")).told("text", "kind")[0] == ("null", "direct")


@pytest.mark.parametrize("end", [":", ": ", ":."])
def test_whatsapp_case_12_an_empty_body_is_a_message(end):
    told = read(android(f"10:05 {ANNA}: a", f"10:06 {PETER}{end}", f"10:07 {PETER}: b"))
    assert told.told("sender_name") == [ANNA, PETER, PETER]
    assert told.messages[1].direction == "in"


def test_whatsapp_case_13_a_renamed_group_with_a_colon_is_a_notice():
    body = android(
        "10:05 Anna создал(а) группу «A»", "10:06 Anna изменил(а) название группы с «A» на «A: B»", "10:07 Anna: hi"
    )
    told = read(body, "Чат WhatsApp с A.txt")
    assert told.told("kind", "sender_name") == [("system", ""), ("system", ""), ("group", "Anna")]


def test_whatsapp_case_14_a_changed_number_is_a_notice():
    body = android(f"10:05 {ANNA}: a", f"10:06 {PETER} changed their phone number to a new number. Tap to message.")
    assert read(body).told("kind") == ["direct", "system"]


def test_whatsapp_case_15_the_owner_is_you_in_notices_only():
    body = android(
        "10:05 You created group “Deal”",
        "10:06 You added Peter Novak",
        "10:07 Anna: hi",
        "10:08 Anna: You deleted this message",
    )
    told = read(body, "WhatsApp Chat with Deal.txt")
    assert told.told("kind", "direction") == [
        ("system", "unknown"),
        ("system", "unknown"),
        ("group", "out"),
        ("system", "out"),
    ]


def test_whatsapp_case_16_a_broadcast_looks_like_a_talk_of_two():
    assert read(android(f"10:05 {ANNA}: To all my clients")).told("kind", "direction", "person_name") == [
        ("direct", "out", PETER)
    ]


# --- 17: archives ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["Чат WhatsApp с Мария й.txt", "Чат WhatsApp с Мария и\u0306.txt"])
def test_whatsapp_case_17_names_in_archives_whole_and_decomposed(tmp_path, name):
    path = tmp_path / "chats.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, android("10:05 Анна: Привет", "10:06 Мария й: Да"))
    (upload,) = open_upload(path)
    told = Read(CONNECTOR, upload)
    assert told.told("direction") == ["out", "in"]
    assert set(told.told("person_name")) == {"Мария й"}


def test_whatsapp_case_17_names_of_dos(tmp_path):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("X" * 16 + ".txt", android("10:05 Анна: Привет", "10:06 Мария: Да"))
    path = tmp_path / "chats.zip"
    path.write_bytes(raw.getvalue().replace(b"X" * 16, "Чат WhatsApp Мар".encode("cp866")))
    (upload,) = open_upload(path)
    assert Read(CONNECTOR, upload, answers={"self": "Анна"}).told("direction") == ["out", "in"]


def test_whatsapp_case_18_text_copied_from_the_web_is_read():
    body = f"[10:05, 25.03.2025] {ANNA}: Hi\nmore\n[10:06, 25.03.2025] {PETER}: Hello\n"
    told = read(body)
    assert told.told("text", "direction") == [("Hi\nmore", "out"), ("Hello", "in")]
    assert told.told("day") == ["2025-03-25"] * 2


# --- languages that have no sample -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("head", "at"),
    [
        ("[25.03.25, 10:05:11]", "10:05:11"),  # German
        ("[25/03/2025 10:05:11]", "10:05:11"),  # French, Portuguese
        ("[25/3/25, 10:05:11 p. m.]", "22:05:11"),  # Spanish of America
        ("[25/03/25, 10:05:11]", "10:05:11"),  # Italian
        ("[25.03.2025 10:05:11]", "10:05:11"),  # Turkish
        ("[25.03.2025, 10:05:11]", "10:05:11"),  # Hebrew
        ("[2025/3/25 下午10:05:11]", "22:05:11"),
        ("[2025/3/25 中午12:05:11]", "12:05:11"),
        ("[2025/03/25 10:05:11]", "10:05:11"),  # Japanese
        ("[2025. 3. 25. 오후 10:05:11]", "22:05:11"),  # Korean
        ("[٢٥‏/٣‏/٢٠٢٥, ١٠:٠٥:١١ م]", "22:05:11"),
        ("[25-03-2025 10:05:11]", "10:05:11"),  # Dutch
        ("[25.03.2025, 10.05.11]", "10:05:11"),  # Danish
        ("[3/25/25, 12:05:11 AM]", "00:05:11"),
        ("[3/25/25, 12:05:11 PM]", "12:05:11"),
        ("25.03.25, 10:05 -", "10:05:00"),
        ("25/03/2025 à 10:05 -", "10:05:00"),
        ("25/3/25 10:05 p. m. -", "22:05:00"),
        ("25/03/25, 10:05 -", "10:05:00"),
        ("25.03.2025 10:05 -", "10:05:00"),
        ("25.3.2025, 10:05 -", "10:05:00"),
        ("25/03/2025, 10:05 am -", "10:05:00"),
        ("2025/3/25 下午10:05 -", "22:05:00"),
        ("2025. 3. 25. 오후 10:05 -", "22:05:00"),
        ("٢٥/٣/٢٠٢٥، ١٠:٠٥ ص -", "10:05:00"),
        ("۲۵/۳/۲۰۲۵،\u200f ۱۰:۰۵ -", "10:05:00"),
        ("25.3.2025 klo 10.05 -", "10:05:00"),
        ("2025-03-25 10:05 -", "10:05:00"),
    ],
)
def test_heads_of_languages_without_a_sample(head, at):
    told = read(f"{head} {ANNA}: Hi\n{head} {PETER}: Hello\n", zone="UTC")
    assert told.told("text") == ["Hi", "Hello"]
    assert told.messages[0].sent_at == f"2025-03-25T{at}Z"
    assert told.told("direction") == ["out", "in"]


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Diese Nachricht wurde gelöscht.", "system", None),
        ("Se eliminó este mensaje.", "system", None),
        ("Вы удалили данное сообщение", "system", None),
        ("Appel vocal manqué", "system", None),
        ("<Medien ausgeschlossen>", "direct", ""),
        ("<Arquivo de mídia oculto>", "direct", ""),
        ("<someone's own words>", "direct", ""),
        ("Hallo <Diese Nachricht wurde bearbeitet.>", "direct", "Hallo"),
        ("This message was deleted by our lawyers, sorry", "direct", None),
        ("Voice call", "direct", None),
        ("2 < 3 and 5 > 4", "direct", None),
        ("<https://example.com>", "direct", None),
        ("contract.pdf (see page 3)", "direct", None),
    ],
)
def test_what_whatsapp_writes_is_told_from_what_people_write(body, kind, text):
    message = read(android(f"10:05 {ANNA}: Hi", f"10:06 {PETER}: {body}")).messages[1]
    assert (message.kind, message.text) == (kind, body if text is None else text)


def test_a_call_is_an_activity_and_a_notice():
    body = apple((PETER, "\u200eMissed voice call"), (ANNA, "\u200eVoice call, \u200e21 min"))
    told = read(body)
    assert [(one.kind, one.subtype, one.at) for one in told.of(Activity)] == [
        ("call", "missed", "2025-03-25T07:05:11Z"),
        ("call", "held", "2025-03-25T07:06:11Z"),
    ]
    assert told.told("kind") == ["system", "system"]


# --- whose it is -----------------------------------------------------------------------------------------------------
def test_who_never_answered_is_known_by_the_files_name():
    told = read(android(f"10:05 {ANNA}: Hi", f"10:06 {ANNA}: Are you there?"))
    assert told.told("direction", "person_name") == [("out", PETER)] * 2


def test_who_was_never_answered_is_the_other_side():
    told = read(android(f"10:05 {PETER}: Hi"))
    assert told.told("direction", "direction_by") == [("in", "derived")]
    assert told.question("self") is None


def test_notes_to_oneself_are_no_talk():
    notes, name = android(f"10:05 {ANNA}: buy milk"), f"WhatsApp Chat with {ANNA}.txt"
    named = read(notes, name, owner=Owner(ANNA, confidence="confirmed"))
    assert named.told("kind", "direction", "person_name") == [("self", "out", "")]
    talk = android(f"10:05 {ANNA}: Hi", f"10:06 {PETER}: Hello")
    both = Read(CONNECTOR, Upload.of("chats", {name: notes.encode(), WITH_PETER: talk.encode()}))
    assert sorted(both.told("kind", "direction")) == [("direct", "in"), ("direct", "out"), ("self", "out")]


def test_the_zone_of_the_phone_moves_times_and_not_ids():
    body = android(f"23:30 {ANNA}: Hi")
    here, there = read(body), read(body, answers={"zone": "America/New_York"})
    assert (here.messages[0].sent_at, there.messages[0].sent_at) == ("2025-03-25T20:30:00Z", "2025-03-26T03:30:00Z")
    assert (here.messages[0].day, there.messages[0].day) == ("2025-03-25", "2025-03-26")
    assert here.told("id") == there.told("id")


# --- again and again -------------------------------------------------------------------------------------------------
def test_a_later_export_that_begins_within_a_minute_unites():
    rows = [f"10:05 {ANNA}: ok", f"10:05 {PETER}: ok", f"10:05 {ANNA}: ok", f"10:06 {PETER}: bye"]
    whole, later = read(android(*rows)), read(android(*rows[1:], f"10:07 {ANNA}: new"))
    ids = set(whole.told("id"))
    assert len(ids) == 4
    assert len(ids | set(later.told("id"))) == 5


def test_an_export_with_media_is_the_same_messages():
    without = read(android(f"10:05 {ANNA}: <Media omitted>", f"10:05 {ANNA}: <Media omitted>", f"10:06 {PETER}: ok"))
    files = [f"10:05 {ANNA}: IMG-20250325-WA000{no}.jpg (file attached)" for no in (1, 2)]
    assert read(android(*files, f"10:06 {PETER}: ok")).told("id") == without.told("id")


def test_an_owner_with_a_new_name_is_the_same_owner():
    rows = [f"10:05 {ANNA}: Hi", f"10:06 {PETER}: Hello"]
    renamed = [row.replace(ANNA, "Anna S. 🌞") for row in rows]
    assert read(android(*rows)).told("id") == read(android(*renamed)).told("id")


def test_an_iphones_chat_is_the_same_zipped_and_unpacked():
    body = apple((PETER, "\u200eMessages and calls are end-to-end encrypted."), (ANNA, "Hi"), (PETER, "Hello"))
    zipped = Read(CONNECTOR, Upload.of("WhatsApp Chat - Peter Novak.zip", {"_chat.txt": body.encode()}))
    assert read(body, "_chat.txt").told("id") == zipped.told("id")


@pytest.fixture
def db(tmp_path) -> Path:
    path = tmp_path / "rapport.db"
    store.prepare(path)
    return path


def test_twice_changes_nothing_and_a_longer_export_adds_its_end(db, tmp_path):
    rows = [f"10:0{no} {(ANNA, PETER)[no % 2]}: {no}" for no in range(8)]
    path = tmp_path / WITH_PETER
    counts = []
    for upto in (5, 5, 8):
        path.write_text(android(*rows[:upto]), encoding="utf-8")
        counts.append(sum(one.new for one in ingest(db, path, "Anna Sokolova").imports))
    assert counts == [6, 0, 3]  # five messages and the other side's name; nothing; three messages
    with store.reading(db) as conn:
        found = conn.execute("SELECT direction, COUNT(*) FROM message GROUP BY 1 ORDER BY 1").fetchall()
    assert [tuple(row) for row in found] == [("in", 4), ("out", 4)]


# --- other people's files --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("server.log", "2025-03-25 10:05:11 - INFO: started\n2025-03-25 10:05:12 - INFO: done\n"),
        ("server.txt", "2025-03-25 10:05:11 - INFO: started\n2025-03-25 10:05:12 - INFO: done\n"),
        ("app.txt", "[2025-03-25 10:05:11] INFO: started\n[2025-03-25 10:05:12] INFO: done\n"),
        ("notes.txt", "Meeting notes\n25.03.2025, 10:05 - Anna: said so\n"),
        ("table.csv", "date,name\n25.03.2025,Anna\n"),
        ("mail.eml", "From: a@b.example\nTo: c@d.example\n\nHi\n"),
        ("empty.txt", ""),
        ("binary.txt", "\0\1\2\3"),
    ],
)
def test_files_that_are_no_chat_are_left_to_others(name, body):
    assert CONNECTOR.recognise(Upload.of(name, {name: body.encode()})) == ()


def test_no_other_source_takes_a_chat():
    body = android(f"10:05 {ANNA}: Hi", f"10:06 {PETER}: Hello").encode()
    upload = Upload.of(WITH_PETER, {WITH_PETER: body})
    assert [one.id for one in CONNECTORS if one.recognise(upload)] == ["whatsapp"]


@pytest.mark.parametrize(
    "body",
    [
        "25.03.2025, 10:05 - ",
        "25.03.2025, 10:05 - :",
        "25.03.2025, 10:05 - : \n\n\n",
        "25.03.2025, 10:05 - Anna: " + "x" * 300_000,
        "25.03.2025, 10:05 - Anna: a\n" + "y" * 100 + "\n" * 3000,
        "25.03.2025, 25:99 - Anna: a\n",
        "99.99.9999, 10:05 - Anna: a\n",
        "[25.03.2025, 10:05:11] ",
        "[25.03.2025, 10:05:11] Anna: \udcff".encode("utf-8", "surrogatepass"),
        b"25.03.2025, 10:05 - Anna: \xff\xfe\xfd\x00\n",
        "25.03.2025, 10:05 - \u200e\u200f\u202a: \u200e\n",
        "٩٩/٩٩/٢٠٢٥، ١٠:٠٥ - Anna: a\n",
        "25.03.2025, 10:05 - Anna: <<<<<>>>>>(((())))\n" * 50,
    ],
)
def test_hostile_chats_never_raise(body):
    told = read(body)
    for one in told.messages:
        one.text.encode()
        assert len(one.text) <= 200_100


@pytest.mark.parametrize(
    "notice",
    [
        "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.",
        "Сообщения и звонки защищены сквозным шифрованием. Третьи лица не могут прочитать их.",
        "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt. Niemand außerhalb dieses Chats kann sie lesen.",
        "Les messages et les appels sont chiffrés de bout en bout. Aucun tiers ne peut les lire.",
        "Los mensajes y las llamadas están cifrados de extremo a extremo. Nadie fuera de este chat puede leerlos.",
        "As mensagens e as chamadas são protegidas com a criptografia de ponta a ponta.",
        "I messaggi e le chiamate sono crittografati end-to-end. Nessuno al di fuori di questa chat può leggerli.",
        "Mesajlar ve aramalar uçtan uca şifrelidir.",
        "消息和通话都进行端到端加密。",
        "メッセージと通話はエンドツーエンドで暗号化されています。",
    ],
)
@pytest.mark.parametrize("mark", ["", "\u200e"])
def test_whatsapp_the_notice_of_encryption_is_nobodys_message_with_and_without_its_mark(notice, mark):
    told = read(apple((PETER, mark + notice), (ANNA, "Hi"), (PETER, "Hello")))
    assert told.told("kind") == ["system", "direct", "direct"]
    nameless = read(apple((PETER, mark + notice), (ANNA, "Hi"), (PETER, "Hello")), "_chat.txt")
    assert nameless.owner.name == ANNA  # the notice stands in the name of the other side


def test_whatsapp_a_question_about_encryption_is_a_persons():
    told = read(
        apple((PETER, "Are messages end-to-end encrypted?"), (ANNA, "Hi"), (PETER, "Messages here are encrypted"))
        + apple((ANNA, "Messages are end-to-end encrypted, as I said"))
    )
    assert set(told.told("kind")) == {"direct"}
