# ruff: noqa: E501
"""The nasty cases of X's archives, numbered as in the notes on the format."""

import json
import locale

import pytest

from connectors.connector import Upload
from connectors.ingest import ingest
from connectors.sources.x import CONNECTOR
from data import store
from data.records import Activity, AudienceFigure, Connection, Identity, Message
from tests.connectors.network_files import check_lines, codes, of_type, read_upload

ME, PETER, MARIA = "9990000000000000001", "9990000000000000002", "9990000000000000003"


def js(name: str, value, part: str = "part0", end: str = "") -> bytes:
    return f"window.YTD.{name}.{part} = {json.dumps(value, ensure_ascii=False, indent=1)}{end}".encode()


ACCOUNT = js("account", [{"account": {"accountId": ME, "username": "zz_anna", "accountDisplayName": "Анна"}}])


def said(
    number: int,
    sender: str = ME,
    to: str | None = PETER,
    text: str = "Hi",
    at: str = "2025-03-03T07:05:11.000Z",
    **more,
):
    told = {
        "id": f"99900000000000{number:05}",
        "senderId": sender,
        "text": text,
        "createdAt": at,
        "mediaUrls": [],
        **more,
    }
    return {"messageCreate": told if to is None else {**told, "recipientId": to}}


def talk(*messages, number: str = f"{ME}-{PETER}"):
    return {"dmConversation": {"conversationId": number, "messages": list(messages)}}


def tweet(number: int, text: str = "post", at: str = "Mon Feb 10 05:00:00 +0000 2025", **more):
    return {
        "id_str": f"88800000000000{number:05}",
        "full_text": text,
        "created_at": at,
        "favorite_count": "3",
        "retweet_count": "0",
        "retweeted": False,
        **more,
    }


def lines(files: dict[str, bytes], account: bool = True, name: str = "twitter-2025-04-02-ab", **more):
    whole = {
        **({"data/account.js": ACCOUNT} if account else {}),
        **{f"data/{path}": told for path, told in files.items()},
    }
    found = list(read_upload(CONNECTOR, Upload.of(name, whole), **more))
    check_lines(found)
    return found


def messages(*rows, **more) -> list[Message]:
    return of_type(lines({"direct-messages.js": js("direct_messages", list(rows))}, **more), Message)


@pytest.mark.parametrize(
    "empty",
    [
        b"window.YTD.follower.part0 = [ ]",
        b"window.YTD.follower.part0 = []",
        b"window.YTD.follower.part0 = [\n];\n",
        b"window.YTD.follower.part0 =",
    ],
)
def test_x_case_01_empty_files_and_parts(empty):
    found = lines({"follower.js": empty})
    assert not of_type(found, Connection)
    parts = {
        "tweets.js": js("tweets", [{"tweet": tweet(1)}]),
        "tweets-part1.js": js("tweets", [{"tweet": tweet(2)}], "part1", ";"),
    }
    assert len(of_type(lines(parts), Activity)) == 2


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b"\n ", b""])
def test_x_case_01_marks_and_spaces_before_the_statement(prefix):
    assert len(of_type(lines({"a.js": prefix + js("like", [{"like": {"tweetId": "5"}}], end=";")}), Activity)) == 1


def test_x_case_02_one_conversation_in_several_rows():
    found = messages(talk(said(2), said(1)), talk(said(0, PETER, ME)))
    assert len({one.conversation_id for one in found}) == 1
    assert [one.direction for one in found] == ["out", "out", "in"]


def test_x_case_03_accounts_that_are_gone_are_numbers():
    found = lines(
        {
            "direct-messages.js": js("direct_messages", [talk(said(1))]),
            "follower.js": js("follower", [{"follower": {"accountId": MARIA}}]),
        }
    )
    (one,) = of_type(found, Message)
    assert (one.person_key, one.person_name) == (f"x:id/{PETER}", "")
    (tie,) = of_type(found, Connection)
    assert (tie.person_key, tie.connected_on) == (f"x:id/{MARIA}", None)
    assert {one.value for one in of_type(found, Identity)} == {
        f"https://x.com/i/user/{number}" for number in (PETER, MARIA)
    }


def test_x_case_04_months_are_read_without_a_locale():
    before = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("ru_RU.UTF-8", "C.UTF-8", "C"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue
            (act,) = of_type(
                lines({"tweets.js": js("tweets", [{"tweet": tweet(1, at="Sat May 31 23:30:00 +0000 2025")}])}), Activity
            )
            assert (act.at, act.day) == ("2025-05-31T23:30:00Z", "2025-06-01")
    finally:
        locale.setlocale(locale.LC_TIME, before)


def test_x_case_05_text_is_unescaped_once_and_links_are_written_out():
    urls = [{"url": "https://t.co/zzz", "expanded": "https://example.com/?a=1&copy=2", "display": "example.com"}]
    (one,) = messages(talk(said(1, text="a &amp;lt; b &amp; c https://t.co/zzz", urls=urls)))
    assert one.text == "a &lt; b & c https://example.com/?a=1&copy=2"
    entities = {"urls": [{"url": "https://t.co/q", "expanded_url": "https://example.com/case"}]}
    (act,) = of_type(
        lines({"tweets.js": js("tweets", [{"tweet": tweet(1, "5 &lt;тред&gt; https://t.co/q", entities=entities)}])}),
        Activity,
    )
    assert act.text == "5 <тред> https://example.com/case"


def test_x_case_06_numbers_of_64_bits_stay_whole():
    row = {"dmConversation": {"conversationId": f"{ME}-{PETER}", "messages": [said(1)]}}
    row["dmConversation"]["messages"][0]["messageCreate"] |= {"id": 9990000000000000103, "senderId": int(PETER)}
    (one,) = messages(row)
    assert (one.sender_key, one.direction) == (f"x:id/{PETER}", "in")
    assert not of_type(
        lines({"follower.js": b'window.YTD.follower.part0 = [{"follower": {"accountId": 9.99e18}}]'}), Connection
    )


def group(*events, number="9990000000000000500"):
    return {"direct-messages-group.js": js("direct_messages_group", [talk(*events, number=number)])}


def test_x_case_07_groups_have_no_recipient():
    events = [
        said(3, ME, None, "Коллеги"), said(2, PETER, "0", "Привет"),
        {"participantsJoin": {"initiatingUserId": ME, "userIds": [MARIA], "createdAt": "2025-01-02T10:00:00.000Z"}},
        {"conversationNameUpdate": {"initiatingUserId": PETER, "name": "Логистика", "createdAt": "2025-01-01T10:00:00.000Z"}},
        {"conversationNameUpdate": {"initiatingUserId": PETER, "name": "Старое", "createdAt": "2024-01-01T10:00:00.000Z"}},
    ]  # fmt: skip
    found = of_type(lines(group(*events)), Message)
    assert [f"{one.kind} {one.direction}" for one in found] == [
        "group out",
        "group in",
        "system out",
        "system in",
        "system in",
    ]
    assert {one.conversation_title for one in found} == {"Логистика"}
    assert {one.person_key for one in found} == {None}
    assert {key for _, key in json.loads(found[0].recipients)} == {f"x:id/{PETER}", f"x:id/{MARIA}"}
    assert len({one.id for one in found}) == 5


def test_x_case_08_old_and_new_names_of_one_list_unite(tmp_path):
    files = {"tweet.js": js("tweet", [tweet(1)]), "tweets.js": js("tweets", [{"tweet": tweet(1)}, {"tweet": tweet(2)}])}
    assert len({one.id for one in of_type(lines(files), Activity)}) == 2
    old = messages(talk(said(1)))
    named = lines({"direct-message.js": js("direct_message", [talk(said(1))])})
    assert of_type(named, Message) == old


def test_x_case_09_reposts_and_answers_are_no_posts():
    told = [
        tweet(1),
        tweet(2, "RT @zz: great"),
        tweet(3, "@zz agree", in_reply_to_user_id_str=PETER, in_reply_to_status_id_str="77"),
        tweet(4, "more", in_reply_to_user_id_str=ME),
    ]
    found = lines({"tweets.js": js("tweets", [{"tweet": one} for one in told])})
    acts = of_type(found, Activity)
    assert [(one.kind, one.native_id[-2:]) for one in acts] == [
        ("post", "01"),
        ("repost", "02"),
        ("comment", "77"),
        ("post", "04"),
    ]
    assert acts[1].text == "", "somebody else's words"
    counted = of_type(found, AudienceFigure)
    assert {one.subject[-1] for one in counted} == {"1", "3", "4"}
    assert {(one.metric, one.value) for one in counted} == {("reactions", 3), ("reposts", 0)}


def test_x_case_10_deleted_tweets_are_left_out():
    found = lines({"deleted-tweets.js": js("deleted_tweets", [{"tweet": tweet(1)}])})
    assert found == []


def test_x_case_11_likes_and_follows_without_dates_stand_on_no_timeline(tmp_path):
    files = {
        "like.js": js(
            "like", [{"like": {"tweetId": "401", "fullText": "theirs", "expandedUrl": "https://x.example/401"}}]
        ),
        "following.js": js("following", [{"following": {"accountId": PETER}}]),
    }
    acts = sorted(of_type(lines(files), Activity), key=lambda one: one.kind, reverse=True)
    assert [(one.kind, one.day, one.at, one.at_by, one.text) for one in acts] == [
        ("reaction", None, None, "none", ""),
        ("follow", None, None, "none", ""),
    ]


def test_x_case_12_a_talk_with_oneself():
    (one,) = messages(talk(said(1, to=ME), number=f"{ME}-{ME}"))
    assert (one.kind, one.direction, one.person_key) == ("self", "out", None)


def test_x_case_13_names_come_from_the_newest_mention():
    def mention(number, handle, name):
        return tweet(
            number, f"@{handle}", entities={"user_mentions": [{"id_str": PETER, "screen_name": handle, "name": name}]}
        )

    replied = tweet(9, "@Newest yes", in_reply_to_user_id_str=PETER, in_reply_to_screen_name="Newest")
    told = [mention(5, "new_handle", "Peter Novak"), replied, mention(1, "old_handle", "P. N.")]
    found = lines(
        {
            "tweets.js": js("tweets", [{"tweet": one} for one in told]),
            "direct-messages.js": js("direct_messages", [talk(said(1))]),
        }
    )
    (one,) = of_type(found, Message)
    assert one.person_name == "Peter Novak"
    kinds = {one.kind: one.value for one in of_type(found, Identity)}
    assert kinds == {"url": f"https://x.com/i/user/{PETER}", "handle": "newest", "name": "Peter Novak"}


def test_long_posts_have_all_their_words():
    whole = "Long post. " * 40
    notes = js("note_tweet", [{"noteTweet": {"noteTweetId": "1", "core": {"text": whole}}}])
    (act,) = of_type(
        lines({"tweets.js": js("tweets", [{"tweet": tweet(1, whole[:270] + "…")}]), "note-tweet.js": notes}), Activity
    )
    assert act.text == whole


def test_the_classic_archive_of_2018():
    body = b'Grailbird.data.tweets_2018_02 = \n [ {"id_str": "5", "text": "old", "created_at": "2018-02-10 05:00:00 +0000"} ]'
    (act,) = of_type(lines({"js/tweets/2018_02.js": body}), Activity)
    assert (act.text, act.at) == ("old", "2018-02-10T05:00:00Z")


def test_messages_alone_ask_whose_they_are():
    files = {"direct-messages.js": js("direct_messages", [talk(said(1))])}
    parts = CONNECTOR.recognise(Upload.of("x", files))
    (question,) = CONNECTOR.questions(parts)
    assert ({one.value for one in question.choices}, question.proposal, question.sure) == ({ME, PETER}, "", False)
    assert [one.direction for one in messages(talk(said(1)), account=False)] == ["unknown"]
    answered = messages(talk(said(1)), account=False, answers={"self": PETER})
    assert [(one.direction, one.direction_by, one.person_key) for one in answered] == [
        ("in", "confirmed", f"x:id/{ME}")
    ]
    assert [one.id for one in answered] == [one.id for one in messages(talk(said(1)))]


def test_the_account_that_stands_in_every_talk_is_the_owner():
    told = [talk(said(1)), talk(said(2, to=MARIA), number=f"{ME}-{MARIA}")]
    found = messages(*told, account=False)
    assert {(one.direction, one.direction_by) for one in found} == {("out", "derived")}
    assert {one.person_key for one in found} == {f"x:id/{PETER}", f"x:id/{MARIA}"}


def test_the_manifest_names_account_and_day():
    config = {
        "userInfo": {"accountId": ME, "userName": "zz_anna", "displayName": "Анна"},
        "archiveInfo": {"generationDate": "2025-04-02T10:00:00.000Z"},
    }
    upload = Upload.of("x", {"data/manifest.js": f"window.__THAR_CONFIG = {json.dumps(config)}".encode()})
    parts = CONNECTOR.recognise(upload)
    assert (CONNECTOR.find_owner(parts).member_id, CONNECTOR.find_owner(parts).confidence) == (ME, "stated")
    assert CONNECTOR.taken_on(upload, parts) == "2025-04-02"


def test_a_file_that_breaks_off_gives_what_stands_before():
    whole = js("tweets", [{"tweet": tweet(no)} for no in range(10)])
    found = lines({"tweets.js": whole[: len(whole) // 2]})
    assert codes(found) == ["broken-list"]
    assert 2 < len(of_type(found, Activity)) < 8


@pytest.mark.parametrize("end", ["", ";", ";\n"])
def test_a_long_file_passes_in_a_stream_and_reads_the_same(monkeypatch, end):
    files = {"tweets.js": js("tweets", [{"tweet": tweet(no)} for no in range(200)], end=end)}
    whole = lines(files)
    monkeypatch.setattr("connectors.sources.x.files.WHOLE", 100)
    assert of_type(lines(files), Activity) == of_type(whole, Activity)
    assert codes(lines(files)) == []
    cut = {"tweets.js": files["tweets.js"][:-500]}
    assert codes(lines(cut)) == ["broken-list"]


def test_private_lists_are_named_and_not_read():
    files = {
        "ip-audit.js": js("ip_audit", [{"ipAudit": {}}]),
        "ad-impressions.js": js("ad_impressions", []),
        "direct-message-headers.js": js("direct_message_headers", [talk(said(1))]),
    }
    parts = {part.kind: part.ignored for part in CONNECTOR.recognise(Upload.of("x", files))}
    assert parts == {"ip audit": "sensitive", "ad impressions": "sensitive", "direct message headers": "not-needed"}


def test_twice_and_overlapping_change_nothing(tmp_path):
    db = tmp_path / "rapport.db"
    store.prepare(db)

    def archive(day, *rows):
        return Upload.of(
            f"twitter-{day}-ab",
            {"data/account.js": ACCOUNT, "data/direct-messages.js": js("direct_messages", [talk(*rows)])},
        )

    ingest(db, [archive("2025-04-02", said(1), said(2))])
    report = ingest(db, [archive("2025-05-02", said(3), said(2))]).imports[0]
    assert (report.new, report.rep_name, report.taken_on) == (1, "Анна", "2025-05-02")
    with store.reading(db) as conn:
        assert conn.execute("SELECT COUNT(*) FROM message").fetchone()[0] == 3
