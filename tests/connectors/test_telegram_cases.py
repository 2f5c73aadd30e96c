# ruff: noqa: E501, W291
"""Telegram's nasty cases, numbered as in the notes on the format: each is met in exports of real people."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors import telling
from connectors.asking import among
from connectors.changing import change
from connectors.connector import Choice, Context, Owner, Problem, Question, Upload
from connectors.ingest import ingest, preview
from connectors.sources.telegram import CONNECTOR
from connectors.sources.telegram.ids import Party, chat_party, party_of
from data import store
from data.records import Activity, Connection, Identity, Message
from scoring.score import refresh
from tests.connectors.network_files import check_lines, codes, of_type, read_upload
from tests.connectors.telegram_exports import (
    MARIA,
    ME,
    NAMES,
    PETER,
    START,
    account,
    chat,
    happened,
    said,
    text_of,
    upload,
)


def lines(*roots, answers=None, **more):
    read = list(read_upload(CONNECTOR, upload(*roots, **more), answers=answers))
    check_lines(read)
    return read


def messages(*roots, **more) -> list[Message]:
    return of_type(lines(*roots, **more), Message)


def ways(found: list[Message]) -> list[str]:
    return [f"{one.kind} {one.direction}" for one in found]


def test_telegram_case_01_text_in_pieces_and_media_with_a_caption():
    pieces = [
        "Вот ",
        {"type": "bold", "text": "кейс"},
        ": ",
        {"type": "text_link", "text": "тут", "href": "https://x.ru/1"},
    ]
    photo = {"photo": "photos/photo_1.jpg", "text": "Подпись"}
    voice = {"file": "(File not included.)", "file_name": "audio_1.ogg", "media_type": "voice_message", "text": ""}
    entities = {"text": "", "text_entities": [{"type": "plain", "text": "из "}, {"type": "bold", "text": "частей"}]}
    found = messages(
        chat([said(1, ME, pieces), said(2, MARIA, **photo), said(3, MARIA, **voice), said(4, ME, **entities)])
    )
    assert [one.text for one in found] == ["Вот кейс: тут", "Подпись", "", "из частей"]
    assert [json.loads(one.attachments) for one in found] == [
        ["https://x.ru/1"], ["photos/photo_1.jpg"], ["audio_1.ogg"], [],
    ]  # fmt: skip


def test_telegram_case_02_deleted_account_has_no_name_but_its_number():
    gone = chat([said(1, ME), {**said(2, 104), "from": None}], number=104, name=None)
    group = chat([happened(3, ME, "invite_members", members=["Мария", None])], "private_group", 5, None)
    found = messages(account(gone, group))
    assert ways(found) == ["direct out", "direct in", "system out"]
    assert {one.person_key for one in found[:2]} == {"telegram:id/104"}
    assert found[1].sender_name == ""


def test_telegram_case_03_a_new_display_name_is_the_same_person():
    older = messages(chat([said(1, MARIA)]))
    newer = messages(chat([{**said(1, MARIA), "from": "Maria L."}], name="Maria L."))
    assert older[0].id == newer[0].id
    assert older[0].person_key == newer[0].person_key == f"telegram:id/{MARIA}"


def test_telegram_case_04_somebody_who_writes_as_a_channel_is_not_guessed_to_be_anybody():
    group = chat(
        [said(1, PETER), said(2, ME), said(3, 0, from_id="channel77", **{"from": "Канал"})], "private_supergroup", 7
    )
    found = messages(account(group))
    assert ways(found) == ["group in", "group out", "group unknown"]
    assert found[2].sender_key == "telegram:id/channel77"


def test_telegram_case_05_numbers_below_zero_after_a_move_of_a_group():
    found = messages(account(chat([said(-999, PETER), said(999, PETER)], "private_supergroup", 7)))
    assert len({one.id for one in found}) == 2


def test_telegram_case_06_chats_and_left_chats():
    found = messages(account(chat([said(1, ME)]), left=(chat([said(1, PETER)], "public_supergroup", 8, "Ушли"),)))
    assert ways(found) == ["direct out", "group in"]


def test_telegram_case_07_overlapping_exports_unite_and_equal_numbers_of_people_and_groups_do_not(tmp_path):
    db = tmp_path / "rapport.db"
    store.prepare(db)
    first = account(chat([said(n, ME) for n in range(1, 6)]), chat([said(1, PETER)], "private_group", MARIA, "Группа"))
    second = chat([said(n, ME if n % 2 else MARIA) for n in range(4, 10)])
    (one,) = ingest(db, [upload(first)]).imports
    (two,) = ingest(db, [upload(second, folder="ChatExport_2025-04-03")]).imports
    assert (one.new, two.new, two.rep_id) == (7, 4, one.rep_id)  # 6 messages and a name; 4 messages
    (again,) = ingest(db, [upload(second, folder="ChatExport_2025-04-03")]).imports
    assert again.new == 0
    with store.reading(db) as conn:
        assert conn.execute("SELECT COUNT(*), COUNT(DISTINCT conversation_id) FROM message").fetchone()[:] == (10, 2)


def test_telegram_case_08_invalid_json_is_put_right_and_told():
    good = text_of(chat([said(1, ME, "раз"), said(2, MARIA, "VT два"), said(3, ME, "C:\\x0B"), said(4, MARIA, "три")]))
    bad = good.replace("VT", r"\x0B").replace('"text": "три"', '"document_id": video (2).webm,\n   "text": "три"')
    read = lines(bad)
    assert [one.text for one in of_type(read, Message)] == ["раз", "\x0b два", "C:\\x0B", "три"]
    assert codes(read) == ["json-mended"] * 2


def test_telegram_case_08_one_message_beyond_repair_costs_one_message():
    text = text_of(chat([said(n, ME, f"текст {n}") for n in range(1, 6)]))
    read = lines(text.replace('"text": "текст 3"', '"text": }{'))
    assert [one.text for one in of_type(read, Message)] == ["текст 1", "текст 2", "текст 4", "текст 5"]
    assert len(codes(read)) == 1


def test_telegram_case_08_damage_between_chats_keeps_messages_in_their_chats():
    root = account(
        chat([said(1, ME)]),
        chat([said(2, PETER)], number=PETER, name="Peter Novak"),
        chat([said(3, 9)], number=9, name="Я"),
    )
    text = text_of(root)
    at = text.index('"name": "Peter Novak"')
    read = lines(text[: at - 4] + "@@@ " + text[at - 4 :])
    assert {one.person_name: one.text for one in of_type(read, Message)}.keys() == {
        "Мария Лебедева",
        "Peter Novak",
        "Я",
    }
    assert codes(read) == ["json-lost"]


def test_telegram_case_08_a_damaged_head_of_one_chat_costs_its_name_only():
    read = lines(text_of(chat([said(1, ME), said(2, MARIA)])).replace('"name": "Мария', '"name": Мария'))
    assert ways(of_type(read, Message)) == ["direct out", "direct in"]
    assert codes(read) == ["json-lost"]


def test_telegram_case_08_messages_of_a_chat_whose_head_is_gone_are_nobodys():
    root = account(chat([said(1, ME)]), chat([said(2, PETER)], number=PETER, name="Peter Novak"))
    text = text_of(root)
    at = text.index('"name": "Peter Novak"')
    read = lines(text[:at] + "#" + text[text.index('"messages"', at) :])
    assert ways(of_type(read, Message)) == ["direct out", "system in"]
    assert codes(read) == ["json-lost", "unknown-chat"]


def test_telegram_case_08_a_file_of_nothing_but_damage_is_given_up():
    text = text_of(chat([said(1, ME)]))
    read = lines(text.replace('"messages": [', '"messages": [' + '{"id": 1, "type": "message", "text": x},' * 5_000))
    assert codes(read)[-1] == "json-ruined"
    assert len(codes(read)) < 1_100


def test_telegram_case_09_a_truncated_file_gives_all_that_stands_before():
    text = text_of(account(chat([said(n, ME, f"№ {n}") for n in range(1, 40)])))
    read = lines(text[: text.index("№ 30") + 2])
    assert [one.text for one in of_type(read, Message)] == [f"№ {n}" for n in range(1, 30)]
    assert codes(read) == ["json-cut-off"]
    (line,) = [line for _, line, what in read if not isinstance(what, tuple)]
    assert line > 300


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000), st.binary(max_size=4))
def test_telegram_case_09_whatever_is_cut_or_put_nothing_before_it_is_lost(at, junk):
    whole = text_of(account(chat([said(n, ME, f"№ {n}") for n in range(1, 20)]))).encode()
    at %= len(whole)
    body = whole[:at] + junk
    found = Upload.of("x", {"result.json": body})
    read = of_type(read_upload(CONNECTOR, found), Message) if CONNECTOR.recognise(found) else []
    complete = len(re.findall(rb'"text_entities": \[\]\s+\}', whole[:at]))
    closed = complete + (b"}" in junk)  # which ends the message that is cut
    assert complete <= len(read) <= closed if read or complete else True


def test_telegram_case_11_one_chat_and_an_account_tell_the_same_rows():
    talk = chat([said(1, ME), said(2, MARIA)])
    single, whole = messages(talk), messages(account(talk))
    assert [one.id for one in single] == [one.id for one in whole]
    assert ways(single) == ways(whole) == ["direct out", "direct in"]
    assert ({one.direction_by for one in single}, {one.direction_by for one in whole}) == ({"derived"}, {"stated"})


def test_telegram_case_11_the_owner_may_come_last_and_keys_in_any_order():
    root = account(chat([said(1, ME), said(2, MARIA)]))
    last = {**{key: value for key, value in root.items() if key != "personal_information"}}
    last["personal_information"] = root["personal_information"]
    assert messages(last) == messages(root)
    tidied = json.dumps(root, ensure_ascii=False, sort_keys=True)
    assert [one.id for one in messages(tidied)] == [one.id for one in messages(root)]
    assert ways(messages(tidied)) == ["direct out", "direct in"]


def test_telegram_case_12_seconds_as_text_as_number_and_missing():
    bodies = [said(1, ME), {**said(2, ME, at=START), "date_unixtime": START}, said(3, MARIA)]
    del bodies[2]["date_unixtime"]
    found = messages(chat(bodies), answers={"zone": "Europe/Moscow"})
    assert [one.sent_at_by for one in found] == ["exact", "exact", "assumed"]
    assert [one.sent_at for one in found[1:]] == ["2025-03-03T07:05:11Z"] * 2
    (question,) = CONNECTOR.questions(CONNECTOR.recognise(upload(chat(bodies))))
    assert (question.id, question.proposal, question.sure, question.example) == (
        "zone",
        "",
        False,
        "2025-03-03T10:05:11",
    )


def old(number: int, who: int, text: str = "Hi", **more) -> dict:
    return {"id": number, "type": "message", "date": "2019-07-05T14:00:00", "from": {101: "Anna", 103: "Peter"}[who], "from_id": who, "text": text, **more}  # fmt: skip


def test_telegram_case_13_edited_in_1970_means_never_and_tells_the_zone():
    root = chat(
        [old(1, 101, edited="1970-01-01T03:00:00"), old(2, 103, edited="2019-07-05T15:00:00")],
        number=(1 << 32) + 103,
        name="Peter",
    )
    (question,) = CONNECTOR.questions(CONNECTOR.recognise(upload(root)))
    assert (question.id, question.proposal, question.sure) == ("zone", "Europe/Moscow", True)
    assert messages(root)[0].sent_at == "2019-07-05T11:00:00Z"


@pytest.mark.parametrize(
    ("told", "party"),
    [
        ("user123", Party("user", 123)),
        ("channel5", Party("channel", 5)),
        (123, Party("user", 123)),
        ((1 << 32) + 123, Party("user", 123)),
        ((1 << 33) + 5, Party("channel", 5)),
        ("user7123456789", Party("user", 7123456789)),
        (True, None),
        ("somebody", None),
        (None, None),
    ],
)
def test_telegram_numbers_of_every_era_name_one_person(told, party):
    assert party_of(told) == party


def test_telegram_numbers_of_chats_lose_the_shift_of_their_era():
    assert chat_party("personal_chat", (1 << 32) + 103, old=True) == Party("user", 103)
    assert chat_party("private_supergroup", (1 << 33) + 5, old=True) == Party("channel", 5)
    assert chat_party("personal_chat", 7123456789, old=False) == Party("user", 7123456789)


@pytest.mark.parametrize("shift", [0, 1 << 32])
def test_telegram_eras_of_one_conversation_unite(shift):
    then = chat(
        [{**old(1, 101), "from_id": 101 + shift}, {**old(2, 103), "from_id": 103 + shift}],
        number=(1 << 32) + 103,
        name="Peter",
    )
    now = chat([said(1, 101), said(2, 103)], number=103, name="Peter")
    assert [one.id for one in messages(then)] == [one.id for one in messages(now)]
    assert ways(messages(then)) == ways(messages(now)) == ["direct out", "direct in"]


def test_telegram_before_numbers_of_senders_names_tell_the_direction():
    bodies = [{key: value for key, value in old(n, who).items() if key != "from_id"} for n, who in ((1, 101), (2, 103))]
    assert ways(messages(chat(bodies, number=103, name="Peter"))) == ["direct out", "direct in"]


def test_telegram_case_14_unknown_kinds_are_kept_apart():
    root = account(
        chat([{"id": 1, "type": "unsupported"}, {**said(2, MARIA), "type": "hologram"}, said(3, MARIA)]),
        chat([said(4, PETER)], "hive_mind", 9, "Рой"),
    )
    read = lines(root)
    found = of_type(read, Message)
    assert [one.kind for one in found] == ["system", "system", "direct", "system"]
    assert [one.subject for one in found[:2]] == ["unsupported", "hologram"]
    assert found[0].sent_at is None
    assert codes(read) == ["not-exported", "unknown-chat"]


def test_telegram_case_15_bots_and_what_inline_bots_wrote_are_no_outreach():
    root = account(
        chat([said(1, 900), said(2, ME)], "bot_chat", 900, "Bot"),
        chat([said(3, ME, via_bot="@gif"), said(4, ME)]),
        chat([said(5, ME)], "saved_messages", ME, None),
        chat([said(6, 777000)], number=777000, name="Telegram"),
    )
    assert ways(messages(root)) == ["bot in", "bot out", "bot out", "direct out", "self out", "system in"]


def test_telegram_case_16_forwarded_words_are_not_the_senders_own():
    found = messages(chat([said(1, ME, forwarded_from="Игорь"), said(2, MARIA, forwarded_from=None), said(3, ME)]))
    assert ways(found) == ["forward out", "forward in", "direct out"]


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body><div class="page_wrap"><div class="page_header">
<div class="content"><div class="text bold">
{title} 
</div></div></div><div class="page_body chat_page"><div class="history">{rows}</div></div></div></body></html>"""


def row(number: int, name: str, text: str, clock: str = "03.03.2025 10:05:11 UTC+03:00") -> str:
    named = f'<div class="from_name">\n{name} \n</div>' if name else ""
    more = "" if name else " joined"
    return (
        f'<div class="message default clearfix{more}" id="message{number}"><div class="body">'
        f'<div class="pull_right date details" title="{clock}">10:05</div>{named}<div class="text">\n{text}\n</div></div></div>'
    )


def pages(title: str, *rows: str) -> Upload:
    return Upload.of("ChatExport", {"messages.html": PAGE.format(title=title, rows="".join(rows)).encode()})


def test_telegram_case_17_joined_messages_have_the_writer_of_the_one_before():
    found = of_type(
        read_upload(
            CONNECTOR,
            pages(
                "Мария", row(1, "Анна", "раз"), row(2, "", "два<br>строки &amp; всё"), row(3, "Мария via @gif", "три")
            ),
        ),
        Message,
    )
    assert [(one.sender_name, one.direction, one.text) for one in found] == [
        ("Анна", "out", "раз"), ("Анна", "out", "два\nстроки & всё"), ("Мария", "in", "три"),
    ]  # fmt: skip
    assert {one.sent_at for one in found} == {"2025-03-03T07:05:11Z"}


def test_telegram_pages_of_a_group_ask_who_the_rep_is():
    group = pages("Склад", row(1, "Анна", "раз"), row(2, "Мария", "два"), row(3, "Пётр", "три"))
    (question,) = CONNECTOR.questions(CONNECTOR.recognise(group))
    assert (question.id, question.proposal, len(question.choices)) == ("self", "", 3)
    assert {one.direction for one in of_type(read_upload(CONNECTOR, group), Message)} == {"unknown"}
    told = of_type(read_upload(CONNECTOR, group, answers={"self": "Мария"}), Message)
    assert ways(told) == ["group in", "group out", "group in"]


def test_telegram_json_is_read_where_both_formats_lie():
    root = text_of(chat([said(1, ME)])).encode()
    both = Upload.of(
        "x", {"result.json": root, "messages.html": PAGE.format(title="М", rows=row(1, "А", "раз")).encode()}
    )
    assert [(part.kind, part.ignored) for part in CONNECTOR.recognise(both)] == [("chats", ""), ("pages", "duplicate")]


def test_telegram_group_asks_who_the_rep_is_and_the_answer_is_the_number_of_later_exports():
    group = chat([said(1, PETER), said(2, ME), said(3, ME), said(4, MARIA)], "private_supergroup", 7, "Склад")
    parts = CONNECTOR.recognise(upload(group))
    (question,) = CONNECTOR.questions(parts)
    assert (question.choices[0].value, question.choices[0].count) == (str(ME), 2)
    assert CONNECTOR.find_owner(parts).confidence == "unknown"
    open_ones, told = messages(group), messages(group, answers={"self": str(ME)})
    assert {one.direction for one in open_ones} == {"unknown"}
    assert ways(told) == ["group in", "group out", "group out", "group in"]
    assert [one.id for one in open_ones] == [one.id for one in told]


def test_telegram_group_of_a_rep_known_only_by_another_spelling_stays_open():
    group = upload(chat([said(1, PETER), said(2, ME)], "private_supergroup", 7, "Склад"))
    part = CONNECTOR.recognise(group)[0]
    for name, expected in (("Anna Sokolova", {"unknown"}), ("Анна Соколова", {"in", "out"})):
        context = Context("anna-sokolova", Owner(name, confidence="confirmed"), "2025-04-02")
        assert {what.direction for _, what in CONNECTOR.read(part, context)} == expected


def test_telegram_own_channel_counts_as_posts_only_when_somebody_says_so():
    posts = chat([said(1, 0, "Пост", from_id="channel9", author="Анна Соколова")], "public_channel", 9, "Канал Анны")
    (question,) = CONNECTOR.questions(CONNECTOR.recognise(upload(account(posts))))
    assert (question.id, question.proposal) == ("own-channel", "yes")
    mine = lines(account(posts), answers={"own-channel": "yes"})
    assert [one.kind for one in of_type(mine, Activity)] == ["post"]
    assert ways(of_type(mine, Message)) == ["channel out"]
    other = lines(account(posts), answers={"own-channel": "no"})
    assert of_type(other, Activity) == []
    assert ways(of_type(other, Message)) == ["channel in"]


def test_telegram_calls_reactions_and_joins_are_acts_of_the_rep():
    recent = [
        {"from": "Анна", "from_id": f"user{ME}", "date": "2025-03-03T10:06:00"},
        {"from": "М", "from_id": f"user{MARIA}"},
    ]
    root = account(
        chat([
            happened(1, ME, "phone_call", discard_reason="hangup", duration_seconds=60),
            happened(2, MARIA, "phone_call", discard_reason="missed"),
            said(3, MARIA, reactions=[{"type": "emoji", "emoji": "👍", "count": 2, "recent": recent}], at=START),
        ]),
        chat([happened(4, ME, "join_group_by_link")], "public_supergroup", 5, "Склад"),
    )  # fmt: skip
    acts = of_type(lines(root), Activity)
    assert [(one.kind, one.subtype) for one in acts] == [("call", "hangup"), ("reaction", "👍"), ("join", "")]
    assert acts[1].at == "2025-03-03T07:06:00Z"


def test_telegram_contacts_are_ties_and_ways_to_reach_people():
    listed = {"list": [{"user_id": MARIA, "first_name": "Мария", "phone_number": "0079000000002", "date_unixtime": "1740985080"}, {"first_name": "Без номера", "phone_number": "12"}, {}]}  # fmt: skip
    read = lines(account(contacts=listed))
    assert [(one.person_key, one.connected_on) for one in of_type(read, Connection)] == [
        (f"telegram:id/{MARIA}", "2025-03-03"), ("telegram:name/rep-1/без номера", None),
    ]  # fmt: skip
    assert ("phone", "+79000000002") in [(one.kind, one.value) for one in of_type(read, Identity)]
    assert codes(read) == ["empty-contact"]
    assert [(line, what.detail["number"]) for _, line, what in read if isinstance(what, Problem)] == [(0, 3)]


@pytest.mark.parametrize(
    "body",
    [
        "{}", "[]", '{"messages": 1, "type": "personal_chat", "id": 1}', '{"name": "x", "type": "personal_chat", "id": {}, "messages": [1, null, "x", [], {}]}',
        '{"name": 5, "type": "personal_chat", "id": "9", "messages": [{"id": "x", "type": 5, "text": 7, "from": [], "reactions": [5, {"recent": 3}]}]}',
        '{"personal_information": {"user_id": "x"}, "chats": {"list": [5, {"messages": []}, {"type": "personal_chat"}]}}',
        '{"personal_information": {"user_id": 1}, "contacts": {"list": [5]}, "stories": {"list": [{}]}, "chats": []}',
        '{"type": "personal_chat", "id": 1, "messages": [{"id": 1, "type": "message", "date_unixtime": "99999999999999999999", "date": "9999-99-99"}]}',
        '{"type": "personal_chat", "id": 1, "messages": [' + "[" * 100_000,
        '{"type": "personal_chat", "id": 1, "messages": [{"id": ' + "9" * 5_000 + ', "type": "message"}]}',
    ],
)  # fmt: skip
def test_telegram_hostile_json_is_told_and_nothing_raises(body):
    found = upload(body)
    parts = CONNECTOR.recognise(found)
    CONNECTOR.find_owner(parts)
    CONNECTOR.taken_on(found, parts)
    check_lines(list(read_upload(CONNECTOR, found)) if parts else [])


def test_telegram_group_in_which_the_rep_goes_by_the_name_a_person_gave_leaves_nothing_open(tmp_path):
    db = tmp_path / "rapport.db"
    store.prepare(db)
    group = chat([said(1, ME), said(2, PETER)], "private_group", 7, "Сделка")
    (one,) = ingest(db, [upload(group)], NAMES[ME]).imports
    assert [(asked.question.id, asked.answer, asked.by) for asked in one.asked] == [("self", str(ME), "person")]
    assert stored_ways(db) == [("out", "confirmed"), ("in", "confirmed")]
    with store.reading(db) as conn:
        (rep_id,) = conn.execute("SELECT id FROM rep").fetchone()
    change(db, rep_id, "telegram", "self", str(PETER))
    assert stored_ways(db) == [("in", "confirmed"), ("out", "confirmed")]


def stored_ways(db) -> list[tuple[str, str]]:
    with store.reading(db) as conn:
        return [tuple(row) for row in conn.execute("SELECT direction, direction_by FROM message ORDER BY sent_at")]


def test_telegram_questions_tell_names_beside_numbers(tmp_path):
    db = tmp_path / "rapport.db"
    store.prepare(db)
    group = chat([said(1, ME), said(2, PETER), said(3, PETER)], "private_group", 7, "Сделка")
    told = "\n".join(telling.lines(preview(db, [upload(group)], "Someone Else")))
    assert f"self = ?: left open; settle it with --answer self=... [Peter Novak = '{PETER}' (2), Анна" in told


def test_an_answer_that_two_people_are_called_names_neither():
    question = Question("self", (Choice("1", "Anna"), Choice("2", "Anna"), Choice("3", "Boris")))
    assert [among(question, told) for told in ("Anna", "anna", "2", "boris ")] == ["", "", "2", "3"]


def test_telegram_an_import_tells_what_is_neither_sent_nor_received(tmp_path):
    db = tmp_path / "rapport.db"
    store.prepare(db)
    group = chat([said(1, PETER), said(2, MARIA)], "private_group", 7, "Сделка")
    (one,) = preview(db, [upload(group)], "Someone Else").imports
    assert (one.sent, one.received, one.aside) == (0, 0, {"group": 2})
    whole = account(group, chat([said(1, ME, "слова", forwarded_from="Канал"), said(2, ME), happened(3, ME, "pin")]))
    report = preview(db, [upload(whole)])
    assert (report.imports[0].sent, report.imports[0].aside) == (1, {"group": 2, "forward": 1, "system": 1})
    told = "\n".join(telling.lines(report))
    assert "neither sent nor received: in groups 2, forwarded, in others’ words 1, notices of the network 1" in told


def test_telegram_an_empty_chat_is_told_to_be_empty(tmp_path):
    db = tmp_path / "rapport.db"
    store.prepare(db)
    report = preview(db, [upload(chat([]))], "Someone Else")
    assert report.imports[0].hollow
    assert "there is nothing in it" in "\n".join(telling.lines(report))
    assert not preview(db, [upload(chat([said(1, ME)]))], "Someone Else").imports[0].hollow


def test_telegram_words_of_polls_and_lists_are_text():
    poll = {"question": "Обед?", "answers": [{"text": "Да", "voters": 1}, {"text": [{"type": "plain", "text": "Нет"}]}]}
    todo = {"title": "План", "answers": [{"id": 1, "text": "Звонок"}]}
    talk = chat([said(1, ME, "", poll=poll), said(2, MARIA, "Вот", todo_list=todo), said(3, ME, "", poll=None)])
    assert [one.text for one in messages(talk)] == ["Обед?\n• Да\n• Нет", "Вот\nПлан\n• Звонок", ""]


def test_telegram_entries_without_a_date_are_told():
    undated = [{"id": 1, "type": "message"}, {"id": 2, "type": "unsupported"}, {**said(3, ME), "date": None}, {}]
    del undated[2]["date_unixtime"]
    assert codes(lines(chat(undated))) == ["no-date", "not-exported", "no-date", "json-message"]


def test_telegram_what_the_other_side_only_forwards_is_an_answer_without_words_of_its_own(tmp_path):
    db = tmp_path / "rapport.db"
    store.prepare(db)
    passed = said(2, MARIA, "Мне это не интересно, больше не пишите", forwarded_from="Канал")
    ingest(db, [upload(account(chat([said(1, ME), passed, said(3, ME, "Спасибо", forwarded_from="Канал")])))])
    refresh(db)
    with store.reading(db) as conn:
        (talk,) = conn.execute(
            "SELECT messages, ours, theirs, replied_any, outcome, our_chars, their_chars FROM conversation"
        )
        texts = conn.execute("SELECT text FROM message WHERE kind = 'forward'").fetchall()
    assert tuple(talk) == (2, 1, 1, 1, "none", 6, 0)
    assert len(texts) == 2
