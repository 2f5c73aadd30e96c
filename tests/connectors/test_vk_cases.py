# ruff: noqa: E501, DTZ001
"""VK's nasty cases, numbered as in the notes on the format: each is met in archives of real people."""

import json
from datetime import datetime

import pytest

from connectors.connector import Upload
from connectors.ingest import ingest
from connectors.sources.vk import CONNECTOR
from connectors.sources.vk.dates import wall, zone_of
from data import store
from data.records import Activity, Connection, Message
from tests.connectors.network_files import check_lines, codes, of_type, read_upload
from tests.connectors.vk_exports import MADE, MARIA, ME, archive, attachment, page, said, talk

DATE = "3 мар 2025 в 9:05:01"


def lines(upload: Upload, answers=None):
    read = list(read_upload(CONNECTOR, upload, answers=answers))
    check_lines(read)
    return read


def messages(upload: Upload, **more) -> list[Message]:
    return of_type(lines(upload, **more), Message)


def ways(found: list[Message]) -> list[str]:
    return [f"{one.kind} {one.direction}" for one in found]


def test_vk_case_01_cyrillic_as_entities_and_headers_broken_over_lines():
    header = "3 &#1084;&#1072;&#1088; 2025\n  &#1074;\n 9:05:01"
    text = talk(
        said(1, MARIA, header, "&#1055;&#1088;&#1080;&#1074;&#1077;&#1090; &#128666; &quot;да&quot;"), made=None
    )
    (one,) = messages(text)
    assert (one.text, one.sent_at_text, one.sent_at) == ('Привет 🚚 "да"', DATE, "2025-03-03T06:05:01Z")


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig"])
def test_vk_case_01_pages_in_either_encoding(encoding):
    body = page(said(1, "Вы", DATE, "Привет, Ёж №5")).encode(encoding)
    (one,) = messages(Upload.of("x", {f"messages/{MARIA}/messages0.html": body}))
    assert (one.text, one.direction) == ("Привет, Ёж №5", "out")


def test_vk_case_01_letters_that_cannot_be_read_are_told():
    body = page(said(1, "Вы", DATE, "Привет ЁЁ")).encode("cp1251").replace("ЁЁ".encode("cp1251"), b"\x98\x98")
    read = lines(Upload.of("x", {f"messages/{MARIA}/messages0.html": body}))
    assert of_type(read, Message)[0].text == "Привет \ufffd\ufffd"
    assert codes(read) == ["bad-letters"]


def test_vk_case_02_a_message_on_two_pages_is_one(tmp_path):
    seam = said(5, "Вы", DATE)
    found = archive({
        f"Archive/messages/{MARIA}/messages0.html": page(said(6, MARIA, DATE), seam),
        f"Archive/messages/{MARIA}/messages50.html": page(seam, said(4, MARIA, DATE)),
    })  # fmt: skip
    assert ways(messages(found)) == ["direct in", "direct out", "direct in"]
    db = tmp_path / "rapport.db"
    store.prepare(db)
    assert [one.new for one in ingest(db, [found]).imports] == [5]
    newer = archive({f"Archive/messages/{MARIA}/messages0.html": page(said(7, MARIA, DATE), said(6, MARIA, DATE))})
    assert [one.new for one in ingest(db, [newer]).imports] == [1]
    assert [one.new for one in ingest(db, [newer]).imports] == [0]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("4 мая 2025 в 18:05:00", datetime(2025, 5, 4, 18, 5)),
        ("4 май 2025 в 18:05", datetime(2025, 5, 4, 18, 5)),
        ("29 ноября 2018 в 22:40:32", datetime(2018, 11, 29, 22, 40, 32)),
        ("at 12:30:00 am on 1 Jan 2020", datetime(2020, 1, 1, 0, 30)),
        ("at 12:30:00 pm on 1 Jan 2020", datetime(2020, 1, 1, 12, 30)),
        ("at 7:01:31 PM on 31 Mar 2014", datetime(2014, 3, 31, 19, 1, 31)),
        ("5 трав 2021 о 10:00:00", datetime(2021, 5, 5, 10)),
        ("31 фев 2025 в 9:00:00", None),
        ("3 xyz 2025 в 9:00:00", None),
        ("3 мар 2025 в 25:00:00", None),
        ("at 13:00:00 pm on 1 Jan 2020", None),
        ("", None),
    ],
)  # fmt: skip
def test_vk_case_03_04_dates(text, when):
    assert wall(text) == when


def test_vk_a_date_of_an_unknown_language_is_told_and_the_message_kept():
    read = lines(talk(said(1, MARIA, "3 xyz 2025 в 9:00:00")))
    assert (of_type(read, Message)[0].sent_at, codes(read)) == (None, ["bad-page-date"])


@pytest.mark.parametrize("mark", ["(ред.)", "(корр.)", "(edited)"])
def test_vk_case_05_the_mark_of_an_edited_message_is_no_date(mark):
    (one,) = messages(talk(said(1, MARIA, DATE, edited=mark)))
    assert (one.sent_at_text, one.sender_name) == (DATE, "Имя Фамилия")


def test_vk_case_06_names_with_commas_and_names_that_begin_like_you():
    found = messages(
        talk(said(1, "Вышинский, Андрей, ООО", DATE), said(2, "Вы", DATE), said(3, "a@example.test", DATE))
    )
    assert ways(found) == ["direct in", "direct out", "direct in"]
    assert found[0].sender_name == "Вышинский, Андрей, ООО"


def test_vk_case_07_deleted_people_keep_their_number():
    (one,) = messages(talk(said(1, MARIA, DATE), title="DELETED"))
    assert (one.person_key, one.person_name) == (f"vk:id/{MARIA}", "")


def test_vk_case_08_and_09_without_kludges_and_without_words():
    found = messages(
        talk(said(1, MARIA, DATE, "Без", None), said(2, MARIA, DATE, "", attachment("Файл", "https://x.example/1.ogg")))
    )
    assert [(one.text, json.loads(one.attachments)) for one in found] == [
        ("Без", []),
        ("", ["https://x.example/1.ogg"]),
    ]


def test_vk_case_10_what_looks_like_html_is_text():
    (one,) = messages(talk(said(1, "Вы", DATE, "&lt;b&gt;цена&lt;/b&gt; &lt; 5<br>вторая<br><br>четвёртая")))
    assert one.text == "<b>цена</b> < 5\nвторая\n\nчетвёртая"


def test_vk_case_11_passed_on_messages_have_no_words_of_the_sender():
    passed = attachment("2 прикреплённых сообщения")
    found = messages(
        talk(
            said(1, "Вы", DATE, "", passed),
            said(2, "Вы", DATE, "Смотрите", passed),
            said(3, "Вы", DATE, "", attachment("Сообщение удалено")),
        )
    )
    assert ways(found) == ["forward out", "direct out", "system out"]


def test_vk_case_12_lines_of_the_network_in_chats():
    line = '<a class="im_srv_lnk" href="https://vk.com/id5">Пётр</a> вышел из чата'
    found = messages(talk(said(1, 5, DATE, "", line), said(2, "Вы", DATE), peer=2_000_000_007))
    assert ways(found) == ["system in", "group out"]
    assert found[0].text == "Пётр вышел из чата"


def test_vk_case_13_communities_administration_and_oneself_are_no_people():
    for peer, kind in ((-5, "bot"), (100, "system"), (ME, "self"), (2_000_000_001, "group"), (MARIA, "direct")):
        (one,) = messages(talk(said(1, "Вы", DATE), peer=peer))
        assert (one.kind, bool(one.person_key)) == (kind, kind == "direct")


def test_vk_case_14_pages_in_the_order_of_their_numbers():
    numbers = (100, 0, 50)
    found = archive(
        {f"Archive/messages/{MARIA}/messages{n}.html": page(said(1000 - n, MARIA, DATE, str(n))) for n in numbers}
    )
    assert [one.text for one in messages(found)] == ["0", "50", "100"]


def test_vk_a_page_that_lost_its_folder_keeps_its_conversation():
    whole = messages(talk(said(1, MARIA, DATE), said(2, "Вы", DATE)))
    alone = messages(
        Upload.of(
            "messages0.html", {"messages0.html": page(said(1, MARIA, DATE), said(2, "Вы", DATE)).encode("cp1251")}
        )
    )
    assert [one.id for one in whole] == [one.id for one in alone]


def test_vk_zone_is_asked_and_times_follow_the_answer_but_ids_do_not():
    upload = talk(said(1, MARIA, "4 мая 2025 в 18:05:00"))
    (question,) = CONNECTOR.questions(CONNECTOR.recognise(upload))
    assert (question.id, question.proposal, question.sure, question.example) == (
        "zone",
        "Europe/Moscow",
        False,
        "4 мая 2025 в 18:05:00",
    )
    (moscow,), (ural,) = messages(upload), messages(upload, answers={"zone": "Asia/Yekaterinburg"})
    assert (moscow.sent_at, ural.sent_at) == ("2025-05-04T15:05:00Z", "2025-05-04T13:05:00Z")
    assert (moscow.id, moscow.sent_at_by) == (ural.id, "assumed")


def test_vk_the_footer_speaks_for_a_zone():
    assert zone_of(datetime(2025, 8, 10, 14, 0), MADE) == "Asia/Yekaterinburg"
    assert zone_of(datetime(2025, 8, 10, 12, 9), MADE) == "Europe/Moscow"
    assert zone_of(datetime(2025, 8, 10, 12, 0), 0) == ""
    assert zone_of(None, MADE) == ""


def test_vk_posts_comments_likes_and_friends():
    post = '<div class="item__tertiary">10 июн 2024 в 10:00:00</div><div>Пять ошибок</div><a href="https://vk.com/wall1999999901_7">https://vk.com/wall1999999901_7</a>'
    like = '<a href="https://vk.com/wall-5_10">https://vk.com/wall-5_10</a>'
    friend = '<a href="https://vk.com/id1999999902">Мария Лебедева</a>'
    found = lines(archive({
        "Archive/wall/wall0.html": page(post),
        "Archive/comments/comments0.html": page("10 июн 2024 в 11:00:00<div>Согласна</div>" + like),
        "Archive/likes/likes-post/0.html": page(like, like),
        "Archive/likes/likes.html": page('<a href="likes-post/0.html">Записи</a>'),
        "Archive/profile/friends0.html": page(friend),
        "Archive/payments/payments0.html": page("Счёт 1 янв 2024 в 1:00:00"),
    }))  # fmt: skip
    acts = of_type(found, Activity)
    assert {(one.kind, one.at or "") for one in acts} == {
        ("post", "2024-06-10T07:00:00Z"), ("comment", "2024-06-10T08:00:00Z"), ("reaction", ""),
    }  # fmt: skip
    assert next(one for one in acts if one.kind == "post").text == "Пять ошибок"
    assert [(one.person_key, one.person_name) for one in of_type(found, Connection)] == [
        (f"vk:id/{MARIA}", "Мария Лебедева")
    ]


def test_vk_private_pages_are_never_opened():
    def forbidden():
        raise AssertionError("opened")

    one = talk(said(1, "Вы", DATE))
    secret = one.members[0].__class__("Archive/payments/payments0.html", 500, forbidden)
    parts = CONNECTOR.recognise(Upload("Archive", (*one.members, secret)))
    assert [part.ignored for part in parts if part.kind == "private"] == ["sensitive"]


def test_vk_two_accounts_in_one_folder_are_nobodys():
    upload = archive(
        {
            f"messages/{MARIA}/messages0.html": page(said(1, "Вы", DATE)),
            "messages/7/messages0.html": page(said(2, "Вы", DATE), owner=7),
        }
    )
    assert CONNECTOR.find_owner(CONNECTOR.recognise(upload)).confidence == "unknown"


@pytest.mark.parametrize(
    "body",
    [
        b'<meta name="jd" content="!!!"><div class="message__header">', b'<meta name="jd" content="W10="><div class="message" data-id="1"><div class="message__header"></div></div>',
        b'<div class="message__header">' + b"<div>" * 500_000, b'<meta name="jd" content=""><div class="message-peer--id"><a href="x">', b'<div class="message"><div class="message__header">, </div>',
        b'<div class="message" data-id><div class="message__header"><a>x</a>, 99 \xec\xe0\xf0 9999 \xe2 99:99:99</div></div>',
    ],
)  # fmt: skip
def test_vk_hostile_pages_are_told_and_nothing_raises(body):
    upload = Upload.of("x", {"messages/1/messages0.html": body})
    parts = CONNECTOR.recognise(upload)
    CONNECTOR.find_owner(parts)
    CONNECTOR.taken_on(upload, parts)
    check_lines(list(read_upload(CONNECTOR, upload)) if parts else [])
