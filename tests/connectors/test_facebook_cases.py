# ruff: noqa: E501
"""The nasty cases of Facebook's and Instagram's exports, numbered as in the notes on the format."""

import json
import zipfile

import pytest

from connectors.archive import open_upload
from connectors.connector import Member, Upload
from connectors.ingest import ingest, preview
from connectors.meta.mangled import is_mangled, unmangled
from connectors.meta.noise import ATTACHMENT, NOTICE, said_by_network
from connectors.private import is_private
from connectors.sources import CONNECTORS
from connectors.sources.facebook import CONNECTOR as FACEBOOK
from connectors.sources.instagram import CONNECTOR as INSTAGRAM
from data import store
from data.records import Activity, AudienceFigure, Connection, Identity, Message
from scoring.score import refresh
from tests.connectors.meta_exports import (
    ANNA,
    FACEBOOK_PROFILE,
    MARIA,
    PETER,
    START,
    body,
    facebook,
    flat,
    garbled,
    instagram,
    said,
    secret,
    thread,
)
from tests.connectors.network_files import check_lines, codes, of_type, read_upload

INBOX = "inbox/marialebedeva_1234567890/message_1"


def lines(upload: Upload, connector=FACEBOOK, **more):
    found = list(read_upload(connector, upload, **more))
    check_lines(found)
    return found


def messages(*told: dict, connector=FACEBOOK, **more) -> list[Message]:
    return of_type(lines(facebook({INBOX: thread(*told, **more)}), connector), Message)


def ways(found: list[Message]) -> list[str]:
    return [f"{one.kind} {one.direction}" for one in found]


@pytest.fixture
def db(tmp_path):
    path = tmp_path / "rapport.db"
    store.prepare(path)
    return path


def rows(db, sql: str) -> list[tuple]:
    with store.reading(db) as conn:
        return [tuple(row) for row in conn.execute(sql)]


# --- case 1: garbled or not ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("mangled", [True, False])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_facebook_case_01_garbled_or_not_with_or_without_a_mark(mangled, mark):
    told = thread(said(MARIA, "До встречи 👋"), said(ANNA, "café — 50 ½ №1"))
    upload = Upload.of("facebook-x", {f"messages/{INBOX}.json": mark + body(told, mangled)})
    found = of_type(lines(upload), Message)
    assert [one.text for one in found] == ["До встречи 👋", "café — 50 ½ №1"]
    assert [one.sender_name for one in found] == [MARIA, ANNA]


def test_facebook_case_01_a_clean_file_may_quote_garbled_text():
    told = flat(
        secret(MARIA, "Пришло вот так: Ð¾Ðº"), secret(ANNA, "Ð¾Ðº", START + 1), secret(MARIA, "Ну и ну", START + 2)
    )
    found = of_type(lines(Upload.of("e2ee", {"messages/a_1.json": body(told, mangled=False)})), Message)
    assert [one.text for one in found] == ["Пришло вот так: Ð¾Ðº", "Ð¾Ðº", "Ну и ну"]


def test_facebook_case_01_only_what_decodes_is_changed():
    assert unmangled("café") == "café"
    assert unmangled(garbled("café 👋")) == "café 👋"
    assert unmangled("Анна") == "Анна"
    assert unmangled("plain") == "plain"
    assert not is_mangled(["café", "plain"])
    assert is_mangled([garbled("Анна"), "plain", "café"])


# --- cases 2 and 3: several archives, several files ------------------------------------------------------------------
def test_facebook_case_02_a_thread_over_two_archives_is_one_conversation(db, tmp_path):
    older, newer = said(ANNA, "Первое", START), said(MARIA, "Второе", START + 1000)
    both = said(ANNA, "В обоих", START + 500)
    for no, told in enumerate([[newer, both], [both, older]], 1):
        with zipfile.ZipFile(tmp_path / f"facebook-anna-2026-03-0{no}-ab.zip", "w") as archive:
            path = "your_facebook_activity/messages/inbox/marialebedeva_1234567890"
            archive.writestr(f"{path}/message_{no}.json", body(thread(*told)))
            if no == 1:
                archive.writestr("personal_information/profile_information/profile_information.json",
                                 body(FACEBOOK_PROFILE))  # fmt: skip
    ingest(db, tmp_path / "facebook-anna-2026-03-01-ab.zip")
    report = ingest(db, tmp_path / "facebook-anna-2026-03-02-ab.zip", ANNA).imports[0]
    assert (report.new, report.unchanged) == (1, 1)
    assert rows(db, "SELECT COUNT(*), COUNT(DISTINCT conversation_id) FROM message") == [(3, 1)]
    assert rows(db, "SELECT direction, COUNT(*) FROM message GROUP BY 1") == [("in", 1), ("out", 2)]
    assert rows(db, "SELECT DISTINCT taken_on FROM import ORDER BY 1") == [("2026-03-01",), ("2026-03-02",)]


def test_facebook_case_02_twice_changes_nothing(db, exports):
    uploads = open_upload(exports / "facebook" / "2025_your_facebook_activity")
    ingest(db, uploads)
    before = rows(db, "SELECT * FROM message ORDER BY id")
    for era in ("2021_root_layout", "2024_your_activity_across_facebook"):
        report = ingest(db, open_upload(exports / "facebook" / era)).imports[0]
        assert report.new == 0, "the eras tell the same facts with the same ids"
    assert rows(db, "SELECT * FROM message ORDER BY id") == before


def test_facebook_case_03_ten_comes_after_nine():
    files = {f"inbox/m_1234567890/message_{no}": thread(said(ANNA, f"no {no}", START - no)) for no in (1, 2, 9, 10, 11)}
    found = of_type(lines(facebook(files)), Message)
    assert len({one.id for one in found}) == 5
    assert len({one.conversation_id for one in found}) == 1


# --- cases 4 to 9: who and what --------------------------------------------------------------------------------------
def test_facebook_case_04_empty_threads_and_messages_without_words():
    empty = facebook({"inbox/a_1234567890/message_1": thread()})
    assert of_type(lines(empty), Message) == []
    found = messages(
        said(MARIA, None), said(MARIA, "", photos=[{"uri": "p/1.jpg"}]), said(ANNA, None, sticker={"uri": "s.png"})
    )
    assert ways(found) == ["system in", "direct in", "direct out"]
    assert [json.loads(one.attachments) for one in found] == [[], ["p/1.jpg"], ["s.png"]]


def test_facebook_case_05_two_people_of_one_name_stay_two(db):
    told = {
        f"inbox/ivan_{no}234567890/message_1": thread(said("Иван", f"Привет {no}", START + no), names=("Иван", ANNA))
        for no in (1, 2)
    }
    ingest(db, [facebook(told)])
    refresh(db)
    assert rows(db, "SELECT COUNT(DISTINCT conversation_id), COUNT(DISTINCT person_key) FROM message") == [(2, 2)]
    assert rows(db, "SELECT COUNT(*) FROM contact") == [(2,)]


def test_facebook_case_05_the_contact_has_the_reps_own_name():
    found = messages(said(ANNA, "a"), said(ANNA, "b", START + 1), names=(ANNA, ANNA))
    assert {one.direction for one in found} == {"unknown"}


def test_facebook_case_06_the_owner_has_another_name_now():
    renamed = {"profile_v2": {"name": {"full_name": "Анна Орлова"}}}
    threads = {
        "inbox/maria_1234567890/message_1": thread(said(MARIA), said(ANNA, "Да", START + 1)),
        "inbox/peter_2234567890/message_1": thread(said(ANNA, "Hi", START + 2), names=(PETER, ANNA)),
    }
    found = of_type(lines(facebook(threads, renamed)), Message)
    assert [one.direction for one in found] == ["in", "out", "out"]
    assert {one.direction_by for one in found} == {"derived"}


def test_facebook_case_06_one_thread_is_told_by_its_title_and_asked_about():
    upload = facebook({INBOX: thread(said(MARIA), said(ANNA, "Да", START + 1))}, profile=None)
    (question,) = FACEBOOK.questions(FACEBOOK.recognise(upload))
    assert (question.id, question.proposal, question.sure) == ("self", ANNA, False)
    assert {(one.value, one.count) for one in question.choices} == {(ANNA, 1), (MARIA, 1)}
    assert FACEBOOK.find_owner(FACEBOOK.recognise(upload)).confidence == "guess"
    turned = of_type(lines(upload, answers={"self": MARIA}), Message)
    assert [(one.direction, one.direction_by, one.person_name) for one in turned] == [
        ("out", "confirmed", ANNA), ("in", "confirmed", ANNA),
    ]  # fmt: skip
    assert [one.id for one in turned] == [one.id for one in of_type(lines(upload), Message)]


def test_facebook_case_06_the_name_common_to_all_threads_is_the_owner():
    threads = {f"inbox/p_{no}234567890/message_1": thread(said(ANNA), names=(f"Person {no}", ANNA)) for no in (1, 2, 3)}
    parts = FACEBOOK.recognise(facebook(threads, profile=None))
    owner = FACEBOOK.find_owner(parts)
    assert (owner.name, owner.confidence) == (ANNA, "likely")
    assert FACEBOOK.questions(parts) == ()
    assert {one.direction_by for one in of_type(lines(facebook(threads, profile=None)), Message)} == {"derived"}


def test_facebook_case_07_accounts_that_are_gone():
    names = ("Facebook user", ANNA)
    threads = {
        f"message_requests/facebookuser_{no}/message_1": thread(said(names[0], f"{no}"), names=names) for no in (1, 2)
    }
    found = of_type(lines(facebook(threads)), Message)
    assert ways(found) == ["direct in"] * 2
    assert len({one.person_key for one in found}) == 2
    assert not of_type(lines(facebook(threads)), Identity)
    assert {one.folder for one in found} == {"message_requests"}


def test_facebook_case_07_gone_accounts_of_encrypted_chats_are_not_one_person():
    files = {
        f"messages/Facebook user_{no}.json": body(flat(secret("Facebook user", f"{no}"), names=(ANNA, "Facebook user"), name=f"Facebook user_{no}"))
        for no in (1, 2)
    }  # fmt: skip
    found = of_type(lines(Upload.of("e2ee", files)), Message)
    assert len({one.person_key for one in found}) == 2
    assert all(":talk/" in one.person_key for one in found)


def test_facebook_case_08_groups_have_titles_of_their_own():
    names = (MARIA, PETER, ANNA)
    found = messages(said(PETER, "Hi all"), said(ANNA, "Hello", START + 1), names=names, title="Логистика 2025")
    assert ways(found) == ["group in", "group out"]
    assert {one.conversation_title for one in found} == {"Логистика 2025"}
    assert {one.person_key for one in found} == {None}
    two = messages(said(MARIA, "Left alone"), thread_type="RegularGroup", title="Логистика")
    assert ways(two) == ["group in"]


def test_facebook_case_09_who_wrote_and_left_is_no_participant():
    gone = messages(
        said(PETER, "Bye"), said(MARIA, "Пока", START + 1), said(ANNA, "Ок", START + 2), said("Bo", "x", START + 3)
    )
    assert ways(gone) == ["group in", "group in", "group out", "group in"]
    left = messages(said(MARIA, "Привет"), said(ANNA, "Да", START + 1), names=(ANNA,), title=MARIA)
    assert ways(left) == ["direct in", "direct out"]
    assert {one.person_name for one in left} == {MARIA}


# --- cases 10 to 13: forms -------------------------------------------------------------------------------------------
PAGE = """<html><head><title>Peter Novak</title></head><body><div class="_a706"><div>Participants: Peter Novak, Anna Sokolova</div>
<div class="_a6-g"><div class="_2ph_ _a6-h _a6-i">Peter Novak</div><div class="_2ph_ _a6-p"><div>Thursday &amp; Friday</div></div>
<div class="_a72d">{}</div></div></div></body></html>"""


@pytest.mark.parametrize(
    "told",
    ["Mar 4, 2025, 9:20 AM", "March 4, 2025 at 9:20\u202fAM", "4 мар. 2025 г., 9:20", "4 марта 2025 г. 09:20:30", "04.03.2025, 09:20",
     "Mar 4, 2025 9:20:30 am", "4 Mar 2025, 09:20", "4. März 2025 um 09:20"],
)  # fmt: skip
def test_facebook_case_10_web_pages_are_read_with_advice(told):
    path = "your_facebook_activity/messages/inbox/peternovak_3/message_1.html"
    found = lines(Upload.of("facebook-x", {path: PAGE.format(told).encode()}), rep="anna")
    (one,) = of_type(found, Message)
    assert codes(found) == ["html-export"]
    assert (one.text, one.direction, one.sent_at_by) == ("Thursday & Friday", "in", "assumed")
    assert one.sent_at.startswith("2025-03-04T09:20:")


def test_facebook_case_10_the_page_beside_the_json_is_not_read_twice():
    upload = facebook({INBOX: thread(said(MARIA))}, **{f"messages/{INBOX}.html": PAGE.format("x").encode()})
    parts = {part.member.name: part.ignored for part in FACEBOOK.recognise(upload)}
    assert parts["message_1.html"] == "duplicate"
    assert parts["message_1.json"] == ""


def test_facebook_case_10_a_page_that_holds_nothing_known_is_told():
    body_ = b"<html><title>x</title><div class='_a706'><div class='_zz'>hello</div></div>"
    assert codes(lines(Upload.of("facebook-x", {"messages/inbox/a_1/message_1.html": body_}))) == [
        "html-export",
        "html-unknown",
    ]


def test_facebook_case_11_a_shorter_range_takes_nothing_away(db):
    whole = facebook(
        {INBOX: thread(said(MARIA, "new", START + 9), said(ANNA, "old", START))}, name="facebook-a-2026-01-01"
    )
    last = facebook({INBOX: thread(said(MARIA, "new", START + 9))}, name="facebook-a-2026-02-01")
    ingest(db, [whole])
    report = ingest(db, [last]).imports[0]
    assert (report.new, report.unchanged) == (0, 2)
    assert rows(db, "SELECT COUNT(*) FROM message") == [(2,)]


@pytest.mark.parametrize(
    "fields",
    [
        {"Username": "zz_anna", "Name": ANNA}, {"Имя пользователя": "zz_anna", "Имя": ANNA, "Эл. почта": "a@x.example"},
        {"E-mail": "a@x.example", "Gebruikersnaam": "zz_anna", "Naam": ANNA}, {"ユーザーネーム": "zz_anna", "名前": ANNA},
        {"電話番号": "+79000000001", "名前": ANNA, "ユーザーネーム": "zz_anna", "性別": "女性"},
    ],
)  # fmt: skip
def test_facebook_case_12_fields_are_named_in_the_language_of_the_account(fields):
    upload = instagram(
        {"inbox/maria_17999/message_1": thread(said(MARIA), said(ANNA, "Да", START + 1))}, profile=fields
    )
    found = of_type(lines(upload, INSTAGRAM), Message)
    assert [(one.direction, one.direction_by) for one in found] == [("in", "stated"), ("out", "stated")]
    owner = INSTAGRAM.find_owner(INSTAGRAM.recognise(upload))
    assert (owner.name, owner.profile_url) == (ANNA, "https://www.instagram.com/zz_anna")


def test_facebook_case_12_the_sender_may_be_the_username():
    upload = instagram({"inbox/maria_17999/message_1": thread(said("zz_anna"), names=(MARIA, "zz_anna"))})
    assert [one.direction for one in of_type(lines(upload, INSTAGRAM), Message)] == ["out"]


def test_facebook_case_12_comments_with_unknown_field_names():
    told = [
        {
            "string_map_data": {
                "コメント": {"value": "Полезно, спасибо!"},
                "メディア": {"value": "zz_maria"},
                "時間": {"timestamp": 1738393200},
            }
        }
    ]
    path = "your_instagram_activity/comments/post_comments_1.json"
    (act,) = of_type(lines(instagram({}, {path: told}), INSTAGRAM), Activity)
    assert (act.kind, act.text, act.native_id, act.day) == ("comment", "Полезно, спасибо!", "zz_maria", "2025-02-01")


def test_facebook_case_13_unsent_messages_are_nobodys_words():
    found = messages(said(MARIA, None, is_unsent=True), said(MARIA, "User unsent a message", START + 1))
    assert ways(found) == ["system in", "system in"]
    hidden = flat(secret(ANNA, "User unsent a message", isUnsent=True, type="placeholder"))
    assert of_type(lines(Upload.of("e", {"messages/a_1.json": body(hidden)})), Message)[0].kind == "system"


# --- cases 14 to 17: overlap, market, media, teams -------------------------------------------------------------------
def test_facebook_case_14_encrypted_and_plain_downloads_overlap(db):
    plain = facebook(
        {
            "e2ee_cutover/marialebedeva_1234567890/message_1": thread(
                said(MARIA, "Оба"), said(ANNA, "Раньше", START - 7777)
            )
        }
    )
    files = {"messages/x_7.json": body(flat(secret(MARIA, "Оба"), secret(ANNA, "Позже", START + 7777)), mangled=False)}
    ingest(db, [plain])
    report = ingest(db, [Upload.of("encrypted", files)], ANNA).imports[0]
    assert (report.new, report.unchanged) == (1, 1)
    assert rows(db, "SELECT text FROM message ORDER BY sent_at, text") == [("Раньше",), ("Оба",), ("Позже",)]
    refresh(db)
    assert rows(db, "SELECT COUNT(*) FROM contact WHERE name = 'Мария Лебедева'") == [(1,)]
    assert rows(db, "SELECT SUM(messages) FROM conversation") == [(3,)]


def test_facebook_case_14_rounded_moments_overlap_too(db):
    at = START // 1000 * 1000
    plain = facebook({INBOX: thread(said(MARIA, "Оба", at))})
    files = {"messages/x_7.json": body(flat(secret(MARIA, "Оба", at)))}
    ingest(db, [plain])
    assert ingest(db, [Upload.of("encrypted", files)], ANNA).imports[0].unchanged == 1


def test_facebook_case_14_in_one_drop_they_are_one_conversation():
    told = {INBOX: thread(said(MARIA, "Оба"))}
    upload = facebook(told, **{"messages/x_7.json": flat(secret(ANNA, "Позже", START + 7777))})
    found = of_type(lines(upload), Message)
    assert len({one.conversation_id for one in found}) == 1
    assert len({one.person_key for one in found}) == 1


def test_facebook_case_15_marketplace_is_no_outreach():
    found = messages(said(MARIA, "Ещё продаётся?"), title="Мария · Велосипед")
    assert [(one.kind, one.folder) for one in found] == [("group", "marketplace")]


def test_facebook_case_16_media_that_are_not_there_are_only_named():
    (one,) = messages(
        said(
            MARIA,
            "Смотрите",
            photos=[{"uri": f"photos/{no}.jpg"} for no in range(3)],
            share={"link": "https://x.example/1"},
        )
    )
    assert json.loads(one.attachments) == ["photos/0.jpg", "photos/1.jpg", "photos/2.jpg", "https://x.example/1"]


def test_facebook_case_17_a_team_writes_under_one_name():
    shop = {"Username": "shop", "Name": "Shop"}
    upload = instagram(
        {
            "inbox/maria_17999/message_1": thread(
                said("Shop", "I am Bo"), said("Shop", "I am Cy", START + 1), names=(MARIA, "Shop")
            )
        },
        profile=shop,
    )
    assert ways(of_type(lines(upload, INSTAGRAM), Message)) == ["direct out"] * 2


# --- noise, lists, detection -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Liked a message", NOTICE), ("Reacted 👍 to your message ", NOTICE), ("Peter missed your call.", NOTICE),
        ("You missed a video call from Мария.", ""), ("You missed a call from Bo.", NOTICE), ("Peter sent an attachment.", ATTACHMENT),
        ("You sent a photo.", ATTACHMENT), ("You are now connected on Messenger.", NOTICE), ("Peter named the group X.", NOTICE),
        ("This poll is no longer available.", NOTICE), ("Replied to your story", NOTICE), ("Пропущенный звонок", NOTICE),
        ("I liked a message of yours", ""), ("I reacted badly to your message, sorry", ""), ("Maria sent an attachment.", ""),
        ("You called yesterday", ""), ("Peter called you.", NOTICE), ("I removed the file from the folder", ""),
        ("Liked a message\nand more", ""), ("Thanks for replying to your message", ""), ("", ""), ("x" * 9000, ""),
    ],
)  # fmt: skip
def test_sentences_of_the_network_are_told_by_form_and_name(text, kind):
    assert said_by_network(text, PETER, [PETER, ANNA, "Bo"]) == kind


def test_calls_are_told_by_their_fields_in_any_language():
    found = messages(
        said(MARIA, "何か", call_duration=0, missed=True),
        said(ANNA, "x", START + 1, type="Call"),
        said(ANNA, "y", START + 2, type="Generic"),
    )
    assert ways(found) == ["system in", "system out", "direct out"]


def test_a_shared_link_is_the_senders_act_without_the_networks_words():
    (one,) = messages(said(MARIA, "Мария отправила вложение.", share={"link": "https://x.example/1"}))
    assert (one.kind, one.text, json.loads(one.attachments)) == ("direct", "", ["https://x.example/1"])


def test_equal_words_of_one_moment_are_two_messages():
    found = messages(said(ANNA, "ок"), said(ANNA, "ок"), said(ANNA, "ок", START + 1))
    assert len({one.id for one in found}) == 3


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        (1_740_985_511, "2025-03-03"),
        (1_740_985_511_123, "2025-03-03"),
        ("1740985511123", "2025-03-03"),
        (1_740_985_511_123_456, "2025-03-03"),
        (5, None),
        (-1, None),
        ("x", None),
    ],
)
def test_stamps_count_seconds_milli_or_microseconds(stamp, day):
    (one,) = messages(said(ANNA, "a", stamp))
    assert one.day == day


def test_followers_are_ties_with_day_and_address_and_followed_accounts_are_acts():
    def entry(name, stamp, **more):
        return {"string_list_data": [{"href": f"https://www.instagram.com/{name}", "timestamp": stamp, **more}]}

    files = {
        "connections/followers_and_following/followers_1.json": [entry("a_b", 1736492400, value="a_b")],
        "connections/followers_and_following/followers_2.json": [entry("c.d", 1736492401, value="c.d"), entry("a_b", 1736492400, value="a_b")],
        "connections/followers_and_following/following.json": {"relationships_following": [{"title": "e_f", **entry("_u/e_f", 1736578800)}]},
    }  # fmt: skip
    found = lines(
        Upload.of(
            "instagram-zz-2025-04-02-ab",
            dict(instagram({}, files).members and {m.path: m.open().read() for m in instagram({}, files).members}),
        ),
        INSTAGRAM,
    )
    ties = {one.id: (one.person_key, one.connected_on) for one in of_type(found, Connection)}
    assert sorted(ties.values()) == [("instagram:in/a_b", "2025-01-10"), ("instagram:in/c.d", "2025-01-10")]
    (act,) = of_type(found, Activity)
    assert (act.kind, act.native_id, act.day, act.link) == (
        "follow",
        "e_f",
        "2025-01-11",
        "https://www.instagram.com/e_f",
    )
    (figure,) = of_type(found, AudienceFigure)
    assert (figure.metric, figure.day, figure.value) == ("followers", "2025-04-02", 2)


def test_a_folder_that_may_be_two_usernames_is_nobodys():
    def entry(name):
        return {
            "string_list_data": [{"href": f"https://www.instagram.com/{name}", "value": name, "timestamp": 1736492400}]
        }

    path = "connections/followers_and_following/followers_1.json"
    told = {"inbox/zzmaria_17999/message_1": thread(said(MARIA))}
    for names, key in (
        (["zz_maria"], "instagram:in/zz_maria"),
        (["zz_maria", "zz.maria"], "instagram:id/thread-zzmaria_17999"),
    ):
        found = of_type(lines(instagram(told, {path: [entry(name) for name in names]}), INSTAGRAM), Message)
        assert [one.person_key for one in found] == [key]


def test_friends_of_one_name_are_two_and_a_friend_is_the_thread_of_that_name(db):
    friends = {
        "friends_v2": [
            {"name": MARIA, "timestamp": 1733036400},
            {"name": "Иван", "timestamp": 1},
            {"name": "Иван", "timestamp": 2},
        ]
    }
    upload = facebook({INBOX: thread(said(MARIA))}, **{"connections/friends/your_friends.json": friends})
    assert len(of_type(lines(upload), Connection)) == 3
    ingest(db, [upload])
    refresh(db)
    assert rows(db, "SELECT COUNT(*) FROM contact WHERE name = 'Мария Лебедева'") == [(1,)]


def test_facebook_and_instagram_in_one_drop_are_two_imports(db, tmp_path, exports):
    report = preview(db, exports / "instagram")
    assert {one.network for one in report.imports} == {"instagram"}
    for name, folder in (
        ("fb", "facebook/2025_your_facebook_activity"),
        ("ig", "instagram/2025_your_instagram_activity"),
    ):
        (tmp_path / "drop").mkdir(exist_ok=True)
        _copy(exports / folder, tmp_path / "drop" / name)
    told = ingest(db, tmp_path / "drop")
    assert sorted(one.network for one in told.imports) == ["facebook", "instagram"]
    assert rows(db, "SELECT network, COUNT(*) FROM message GROUP BY 1") == [("facebook", 7), ("instagram", 4)]


def _copy(source, target):
    for path in source.rglob("*"):
        if path.is_file():
            (target / path.relative_to(source)).parent.mkdir(parents=True, exist_ok=True)
            (target / path.relative_to(source)).write_bytes(path.read_bytes())


def test_renamed_and_loose_files_are_known_by_content():
    told = {**thread(said(MARIA), said(ANNA, "Да", START + 1)), "thread_path": "inbox/marialebedeva_1234567890"}
    loose = of_type(lines(Upload.of("a.json", {"a.json": body(told)}), answers={"self": ANNA}), Message)
    whole = of_type(lines(facebook({INBOX: thread(said(MARIA), said(ANNA, "Да", START + 1))})), Message)
    assert [(one.id, one.conversation_id, one.direction) for one in loose] == [
        (one.id, one.conversation_id, one.direction) for one in whole
    ]
    friends = FACEBOOK.recognise(Upload.of("x", {"x.json": body({"friends_v2": []})}))
    assert [part.kind for part in friends] == ["friends"]


def test_private_files_are_listed_and_never_opened_by_anybody():
    def forbidden():
        raise AssertionError("opened")

    upload = facebook({INBOX: thread(said(MARIA))})
    folders = ("security_and_login_information", "ads_information", "logged_information/search", "search", "location")
    secrets = [f"{folder}/a.json" for folder in folders]
    secrets += [f"{folder}/a.html" for folder in folders]
    secrets += ["data/ip-audit.js", "data/ad-impressions.js", "data/phone-number.js", "data/contact.js"]
    members = (*upload.members, *(Member(path, 9, forbidden) for path in secrets))
    for connector in CONNECTORS:
        connector.recognise(Upload(upload.name, members))
    parts = {part.member.path: part.ignored for part in FACEBOOK.recognise(Upload(upload.name, members))}
    assert [parts[path] for path in secrets[:5]] == ["sensitive"] * 5


@pytest.mark.parametrize(
    "path",
    [
        "search results/result.json",
        "app/index.json",
        "data/tweets.js",
        "contacts/a.json",
        "My location notes/message_1.json",
        "data/contacts.js",
    ],
)
def test_folders_of_ones_own_are_not_private(path):
    assert not is_private(path)


def test_a_file_that_breaks_off_gives_what_stands_before_the_break():
    whole = body(thread(*(said(MARIA, f"Слово {no}", START + no) for no in range(10))))
    cut = whole[: int(len(whole) * 0.6)]
    found = lines(Upload.of("facebook-x", {f"messages/{INBOX}.json": cut}))
    assert codes(found) == ["broken-json"]
    texts = [one.text for one in of_type(found, Message)]
    assert texts == [f"Слово {no}" for no in range(len(texts))]
    assert 3 < len(texts) < 10
    ids = {one.id for one in of_type(lines(Upload.of("facebook-x", {f"messages/{INBOX}.json": whole})), Message)}
    assert {one.id for one in of_type(found, Message)} <= ids


def test_a_long_file_passes_in_a_stream_and_reads_the_same(monkeypatch):
    told = thread(*(said((MARIA, ANNA)[no % 2], f"Слово {no}", START - no) for no in range(3000)))
    files = {f"messages/{INBOX}.json": body(told)}
    whole = of_type(lines(Upload.of("facebook-x", files)), Message)
    monkeypatch.setattr("connectors.meta.documents.WHOLE", 1000)
    assert of_type(lines(Upload.of("facebook-x", files)), Message) == whole
    cut = {path: raw[:-5000] for path, raw in files.items()}
    assert codes(lines(Upload.of("facebook-x", cut)))[:1] == ["broken-json"]


def test_other_networks_json_is_not_taken(exports):
    for folder in ("telegram", "outreach_tools", "x_twitter", "linkedin", "vk"):
        for path in sorted((exports / folder).iterdir()):
            for upload in open_upload(path):
                assert FACEBOOK.recognise(upload) == ()
                assert INSTAGRAM.recognise(upload) == ()
    for folder, id_ in (("facebook", "facebook"), ("instagram", "instagram"), ("x_twitter", "x")):
        for path in sorted((exports / folder).iterdir()):
            for upload in open_upload(path):
                assert [one.id for one in CONNECTORS if one.recognise(upload)] == [id_]


@pytest.mark.parametrize("folder", ["facebook/2025_your_facebook_activity", "instagram/2025_your_instagram_activity"])
def test_single_files_taken_out_of_their_folders_are_known(exports, folder):
    """Only files whose name and content say nothing by themselves need their folder."""
    network = folder.partition("/")[0]
    connector = {"facebook": FACEBOOK, "instagram": INSTAGRAM}[network]
    unknown = []
    for path in sorted((exports / folder).rglob("*.json")):
        parts = connector.recognise(Upload.of(path.name, {path.name: path.read_bytes()}))
        if not any(not part.ignored for part in parts):
            unknown.append(path.name)
    assert unknown == {"facebook": ["autofill_information.json"], "instagram": ["posts_1.json"]}[network]
