from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.connector import Context, Owner, Upload
from connectors.sources import linkedin
from connectors.sources.linkedin.activity import mended, minted_at, native_id
from tests.connectors.linkedin_files import problems, read_all, read_file, records, upload_of

POST = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A"
SHARES = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
COMMENTS = "Date,Link,Message\n"


def number_of(moment: str, low: int = 1) -> int:
    """Return a 19-digit number as LinkedIn makes one at a moment."""
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return (int(at.timestamp() * 1000) << 22) + low


@pytest.fixture(scope="module")
def archive(exports) -> dict:
    return read_all(linkedin.CONNECTOR, upload_of(exports / "linkedin" / "09_Complete_LinkedInDataExport_03-09-2026"))


def test_complete_archive_tells_what_a_person_would_count(archive):
    kinds = {}
    for lines in archive.values():
        for record in records(lines):
            if type(record).__name__ == "Activity":
                kinds[record.kind] = kinds.get(record.kind, 0) + 1
    assert kinds == {"post": 3, "repost": 2, "comment": 6, "reaction": 3, "vote": 1, "media": 1}


def test_posts_of_the_complete_archive(archive):
    posts = [(post.kind, post.subtype, post.day, post.native_id) for post in records(archive["Shares_99999999.csv"])]
    assert posts == [
        ("post", "MEMBER_NETWORK", "2026-01-05", "7413888888888888881"),
        ("post", "MEMBER_NETWORK", "2026-01-06", "7414200000000000001"),
        ("repost", "MEMBER_NETWORK", "2026-01-07", "7414560000000000001"),
        ("post", "", "2026-01-08", "7414900000000000001"),
    ]


def test_reactions_keep_type_and_the_thing_reacted_to(archive):
    told = [(each.subtype, each.native_id) for each in records(archive["Reactions_99999999.csv"])]
    assert told == [
        ("LIKE", "7401790000000000004"),
        ("PRAISE", "7401790000000000005"),
        ("ENTERTAINMENT", "7401790000000000007"),  # the comment, not the post it stands under
    ]


def test_vote_repost_and_upload(archive):
    (vote,) = records(archive["Votes.csv"])
    assert (vote.subtype, vote.native_id) == ("Yes, often", "7401790000000000008")
    (repost,) = records(archive["InstantReposts.csv"])
    assert (repost.kind, repost.day) == ("repost", "2026-01-03")
    (media,) = records(archive["Rich_Media.csv"])
    assert (media.subtype, media.text) == ("feed document", "Deck")
    assert (media.at, media.at_by) == ("2026-02-01T12:00:00Z", "exact")


def test_older_rich_media_tells_no_date(exports):
    body = (exports / "linkedin" / "05_Complete_LinkedInDataExport_09-18-2022" / "Rich Media.csv").read_bytes()
    (media,) = records(read_file("Rich Media.csv", body))
    assert (media.subtype, media.at, media.at_by, media.day) == ("Photo", None, "none", None)


def test_older_spelling_of_shares(exports):
    body = (exports / "linkedin" / "05_Complete_LinkedInDataExport_09-18-2022" / "Shares_old_case.csv").read_bytes()
    (post,) = records(read_file("Shares.csv", body))
    assert (post.text, post.subtype, post.at) == ("Old post", "", "2020-03-01T09:00:00Z")


def test_likes_of_2015():
    (like,) = records(read_file("Likes.csv", f"Date,Type,Link\n2015-03-01 09:00:00,LIKE,{POST}6640000000000000001\n"))
    assert (like.kind, like.subtype) == ("reaction", "LIKE")


def test_a_type_that_nobody_knows_is_kept():
    body = f"Date,Type,Link\n2026-03-01 09:00:00,HOLOGRAM,{POST}6640000000000000001\n"
    assert records(read_file("Reactions.csv", body))[0].subtype == "HOLOGRAM"


def test_day_is_of_the_time_zone_of_the_workspace():
    body = f"Date,Link\n2026-01-05 22:30:00,{POST}6640000000000000001\n"
    east = Context("r", Owner(), "2026-03-09", "Asia/Tokyo")
    assert records(read_file("InstantReposts.csv", body, east))[0].day == "2026-01-06"


def test_date_that_agrees_with_the_number_is_sure():
    (post,) = records(read_file("Shares.csv", SHARES + f"2026-05-07 16:41:18,{POST}7458194261025673216,Hi,,,\n"))
    assert post.at_by == "exact"
    assert minted_at("7458194261025673216") == "2026-05-07T16:41:18Z"


@pytest.mark.parametrize("date", ["yesterday", "2026-13-45 10:00:00", "0001-01-01 00:00:00", "9999-12-31 23:59:59"])
def test_impossible_dates_are_told_and_the_row_is_kept(date):
    lines = read_file("InstantReposts.csv", f"Date,Link\n{date},{POST}6640000000000000001\n")
    assert [(record.at, record.at_by, record.day) for record in records(lines)] == [(None, "none", None)]
    assert problems(lines) == [(2, "bad-date")]


def test_rows_that_say_nothing_are_counted():
    assert problems(read_file("Reactions.csv", "Date,Type,Link\n,,\n2026-03-01 09:00:00,LIKE,\n")) == [
        (2, "empty-row"),
        (3, "empty-row"),
    ]
    assert problems(read_file("Comments.csv", COMMENTS + ",,\n")) == [(2, "empty-row")]
    assert problems(read_file("Shares.csv", SHARES + ",,x,,,\n")) == [(2, "empty-row")]


def test_reading_again_gives_the_same_rows(exports, archive):
    again = read_all(linkedin.CONNECTOR, upload_of(exports / "linkedin" / "09_Complete_LinkedInDataExport_03-09-2026"))
    assert {path: lines for path, lines in again.items() if path in archive} == archive


def test_case_10_names_with_a_member_number(archive):
    assert {"Shares_99999999.csv", "Comments_99999999.csv", "Reactions_99999999.csv"} <= set(archive)


def test_case_10_plain_name_wins_and_a_backup_is_not_a_member_number():
    body = (SHARES + f"2026-01-05 10:00:00,{POST}7413888888888888881,Hi,,,\n").encode()
    names = ("Shares.csv", "Shares_99999999.csv", "Shares_backup.csv")
    upload = Upload.of("Complete_LinkedInDataExport_03-09-2026", dict.fromkeys(names, body))
    told = {part.member.path: part.ignored for part in linkedin.CONNECTOR.recognise(upload)}
    assert told == {"Shares.csv": "", "Shares_99999999.csv": "duplicate", "Shares_backup.csv": "unknown"}


def test_case_26_line_ends_of_shares_are_mended(archive):
    texts = [post.text for post in records(archive["Shares_99999999.csv"])]
    assert texts[0] == 'He said "hi".\n\nNext "line" here.'
    assert texts[1] == 'Plain post\n\nwith a "normal" quote'


@given(st.lists(st.text(st.characters(blacklist_characters="\r\n\x00", blacklist_categories=["Cs"]))))
def test_case_26_mending_is_exact_where_a_paragraph_shows_the_damage(lines):
    text = "\n".join(["first", "", *lines, "last"])
    assert mended(text.replace("\n", '"\n"')) == text


@given(st.text(st.characters(blacklist_characters='"', blacklist_categories=["Cs"])))
def test_case_26_texts_without_the_sign_are_left_alone(text):
    assert mended(f'"{text}"') == f'"{text}"'


def test_case_27_backslashes_of_comments(archive):
    texts = [comment.text for comment in records(archive["Comments_99999999.csv"])]
    assert texts == [
        "First reply",
        "Second reply on the same post",
        "The export left this Date blank.",
        'Back when I led the "tea" team,\n\nit was hot.',
        'Plain text with "doubled" quotes',
        "path C:\\Users\\morgan",
    ]
    assert problems(archive["Comments_99999999.csv"]) == []


def test_case_27_comments_resaved_without_backslashes():
    """A cell that ends in a lone backslash would swallow the next rows if backslashes were always escapes."""
    pair = '2026-06-1{n} 10:00:00,{link}{n},"see C:\\"\n2026-06-1{n} 11:00:00,{link}9,b\n'
    body = COMMENTS + "".join(pair.format(n=n, link=POST + "740179000000000000") for n in range(3))
    lines = read_file("Comments.csv", body)
    assert [record.text for record in records(lines)] == ["see C:\\", "b"] * 3
    assert problems(lines) == []


def test_case_58_blank_dates_of_comments_are_normal(archive):
    undated = [comment for comment in records(archive["Comments_99999999.csv"]) if comment.at is None]
    assert [(comment.text, comment.native_id) for comment in undated] == [
        ("The export left this Date blank.", "7401790000000000001")
    ]


def test_case_59_an_edited_post_under_the_same_number_is_one():
    number = number_of("2026-01-05 10:00:00")
    first = f"2026-01-05 10:00:00,{POST}{number},Frist post,,,\n"
    edit = f"2026-01-07 05:00:00,{POST}{number},First post,,,\n"
    for rows in (first + edit, edit + first):
        (post,) = records(read_file("Shares.csv", SHARES + rows))
        assert (post.text, post.at) == ("First post", "2026-01-05T10:00:00Z")
    (alone,) = records(read_file("Shares.csv", SHARES + first))
    assert alone.id == post.id


def test_case_59_an_edit_under_a_number_of_its_own_is_a_row_of_its_own():
    numbers = [number_of("2026-01-05 10:00:00"), number_of("2026-01-07 05:00:00")]
    rows = f"2026-01-05 10:00:00,{POST}{numbers[0]},A,,,\n2026-01-07 05:00:00,{POST}{numbers[1]},A!,,,\n"
    assert len({post.id for post in records(read_file("Shares.csv", SHARES + rows))}) == 2


def test_case_60_share_and_activity_number_name_one_post():
    share, activity = number_of("2026-01-05 10:00:00", 1), number_of("2026-01-05 10:00:02", 99)
    other = number_of("2026-01-05 10:01:00")
    encoded = f"2026-01-05 10:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{share},A,,,\n"
    plain = f"2026-01-05 10:00:00,https://www.linkedin.com/feed/update/urn:li:activity:{activity},A,,,\n"
    third = f"2026-01-05 10:01:00,https://www.linkedin.com/feed/update/urn:li:activity:{other},A,,,\n"
    ids = {records(read_file("Shares.csv", SHARES + row))[0].id for row in (encoded, plain)}
    assert len(ids) == 1
    assert records(read_file("Shares.csv", SHARES + third))[0].id not in ids


def test_two_posts_of_one_second_are_two():
    rows = "".join(f"2026-01-05 10:00:00,{POST}{number_of('2026-01-05 10:00:00', low)},same,,,\n" for low in (1, 2))
    assert len({post.id for post in records(read_file("Shares.csv", SHARES + rows))}) == 2


@pytest.mark.parametrize(
    ("link", "number"),
    [
        ("https://www.linkedin.com/feed/update/urn%3Ali%3AugcPost%3A7414200000000000001", "7414200000000000001"),
        ("https://www.linkedin.com/feed/update/urn%3Ali%3AgroupPost%3A123-7414900000000000001", "7414900000000000001"),
        ("https://www.linkedin.com/posts/a-fict_ops-tooling-ugcPost-7414200000000000002-AbCd", "7414200000000000002"),
        ("https://www.linkedin.com/feed/update/urn:li:activity:74142000000000000010000", ""),
        ("", ""),
    ],
)
def test_numbers_of_links(link, number):
    assert native_id(link) == number
