"""Connections.csv, Invitations.csv and Notes.csv; and the dates and names that all files share."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.connector import Owner
from connectors.sources.linkedin.dates import clock, day, message_moment
from connectors.sources.linkedin.people import bare, key_of_link, pair, split_names
from tests.connectors.linkedin_files import CONTEXT, problems, read_file, records

PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice that some are missing. You can learn more"\n\n'
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
INES = "Ines,Corvalan,https://www.linkedin.com/in/ines,,Northgale,Ops,08 Feb 2023\n"


def connections(body: str, **context):
    return read_file("Connections.csv", body, replace(CONTEXT, **context))


@pytest.mark.parametrize(
    "preamble",
    [
        "",
        PREAMBLE,
        "\ufeff" + PREAMBLE,
        PREAMBLE.replace("Notes:", '"Notes:"'),
        PREAMBLE.replace("\n", "\r\n"),
        "Notes:\nThis preamble, is not quoted.\nSecond line.\n\n",
        'Notes:;;;;;;\n"some";;;;;;\n;;;;;;\n',
        "\n\n",
    ],
)
def test_case_46_preambles(preamble):
    body = preamble + (HEADER + INES).replace(",", ";") if ";;" in preamble else preamble + HEADER + INES
    (one,) = records(connections(body))
    assert (one.person_key, one.person_name, one.connected_on) == ("linkedin:in/ines", "Ines Corvalan", "2023-02-08")
    assert (one.company, one.position) == ("Northgale", "Ops")


def test_case_47_hidden_members_are_counted():
    lines = connections(HEADER + INES + ",,,,,,07 Jun 2026\n" * 3)
    assert len(records(lines)) == 1
    assert problems(lines) == [(3, "hidden-member"), (4, "hidden-member"), (5, "hidden-member")]


def test_case_48_two_people_of_one_name():
    lines = connections(HEADER + INES + INES.replace("in/ines", "in/ines-2"))
    assert len({one.id for one in records(lines)}) == 2
    assert len({one.person_key for one in records(lines)}) == 2


def test_case_49_no_links_yet_is_the_same_connection():
    old = "First Name,Last Name,Email Address,Company,Position,Connected On\nInes,Corvalan,,,,08 Feb 2023\n"
    (before,), (after,) = records(connections(old)), records(connections(HEADER + INES))
    assert before.id == after.id
    assert before.person_key == "linkedin:name/morgan-vale/ines corvalan"


def test_case_49_titles_and_links_come_and_go():
    told = [INES, INES.replace("Corvalan", '"Corvalan, MBA"'), INES.replace("in/ines", "in/ines-new"),
            INES.replace("Ines", "Ines 🚀"), INES.replace("Corvalan", "Corvalan (she/her)")]  # fmt: skip
    assert len({records(connections(HEADER + row))[0].id for row in told}) == 1


def test_case_50_no_company_or_position():
    (one,) = records(connections(HEADER + "Bo,Lindqvist,https://www.linkedin.com/in/bo,,,,05 Mar 2021\n"))
    assert (one.company, one.position, one.email) == ("", "", "")


def test_case_51_thirty_thousand_rows():
    rows = "".join(f"P{n},Q{n},https://www.linkedin.com/in/p-{n},,C,D,05 Mar 2021\n" for n in range(30_000))
    started = time.perf_counter()
    assert len(records(connections(HEADER + rows))) == 30_000
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("05 Jan 2023", "2023-01-05"),
        ("8-Feb-23", "2023-02-08"),
        ("Mar 12, 2021", "2021-03-12"),
        ("5 January 2023", "2023-01-05"),
        ("2023-01-05", "2023-01-05"),
        ("14.11.2019", "2019-11-14"),
        ("07/06/15, 09:15 PM", "2015-07-06"),
        ("12 mars 2023", "2023-03-12"),
        ("3 juil. 2020", "2020-07-03"),
        ("3 juin 2020", "2020-06-03"),
        ("4. März 2020", "2020-03-04"),
        ("3 мая 2020", "2020-05-03"),
        ("31 Feb 2020", None),
        ("13/40/2020", None),
        ("05 Jan 1823", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_case_52_days(text, found):
    assert day(text) == found


def test_a_bad_day_keeps_the_connection():
    lines = connections(HEADER + INES.replace("08 Feb 2023", "soon"))
    assert [one.connected_on for one in records(lines)] == [None]
    assert problems(lines) == [(2, "bad-date")]


INVITED = "From,To,Sent At,Message,Direction"
LINKS = ",inviterProfileUrl,inviteeProfileUrl"
ME_LINK = "https://www.linkedin.com/in/morgan-vale-0a1-fict"


def invitations(rows: str, header: str = INVITED, **context):
    return read_file("Invitations.csv", f"{header}\n{rows}", replace(CONTEXT, **context))


def test_case_54_with_and_without_links():
    row = 'Morgan Vale,Ines Corvalan,"2/7/23, 2:37 PM",Hi,OUTGOING'
    (old,) = records(invitations(row + "\n"))
    (new,) = records(invitations(f"{row},{ME_LINK},https://www.linkedin.com/in/ines\n", INVITED + LINKS))
    assert old.id == new.id
    assert (old.person_key, new.person_key) == ("linkedin:name/morgan-vale/ines corvalan", "linkedin:in/ines")
    assert (new.direction, new.direction_by, new.person_name, new.text) == ("out", "stated", "Ines Corvalan", "Hi")


def test_case_54_received():
    (one,) = records(invitations('Ines Corvalan,Morgan Vale,"2/7/23, 2:37 PM",,INCOMING\n'))
    assert (one.direction, one.person_name) == ("in", "Ines Corvalan")


def test_case_54_without_an_owner_the_direction_is_still_told():
    (one,) = records(invitations('A B,C D,"2/7/23, 2:37 PM",,OUTGOING\n', owner=Owner()))
    assert (one.direction, one.person_name) == ("out", "C D")


def test_case_55_no_zone_so_the_wall_clock_day():
    (one,) = records(invitations('Morgan Vale,Ines,"2/7/23, 11:59 PM",,OUTGOING\n', time_zone="Asia/Tokyo"))
    assert (one.day, one.sent_at_text) == ("2023-02-07", "2/7/23, 11:59 PM")


@pytest.mark.parametrize("space", [" ", "\u202f", "\u00a0"])
def test_case_55_spaces_before_am(space):
    assert clock(f"2/7/23, 2:37{space}PM").isoformat() == "2023-02-07T14:37:00"


def test_case_56_what_is_told_twice_is_told_once_per_row():
    row = 'Morgan Vale,Ines,"2/7/23, 2:37 PM",,OUTGOING\n'
    (once,) = records(invitations(row))
    first, second = records(invitations(row * 2))
    assert once.id == first.id != second.id


def test_case_57_a_note_of_several_lines():
    (one,) = records(
        invitations('Ama,Morgan Vale,"10/2/23, 11:05 AM","Hi, saw your talk,\nlet us ""connect""",INCOMING\n')
    )
    assert one.text == 'Hi, saw your talk,\nlet us "connect"'


def test_hidden_invitations_are_not_one_person():
    rows = "".join(f'LinkedIn Member,Morgan Vale,"10/{n}/23, 11:05 AM",,INCOMING\n' for n in (1, 2))
    one, other = records(invitations(rows))
    assert one.person_key != other.person_key
    assert ":talk/" in one.person_key


def test_rows_that_name_nobody():
    assert problems(invitations(",,,,\n" + ',,"2/7/23, 2:37 PM",,OUTGOING\n')) == [
        (2, "empty-row"),
        (3, "hidden-member"),
    ]


NOTES = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"


def test_own_notes():
    row = "Aiko,Strandberg,https://www.linkedin.com/in/aiko,met at design week,2025-07-30 23:20:00 UTC,\n"
    (one,) = records(read_file("Notes.csv", NOTES + row))
    assert (one.person_key, one.person_name, one.text) == ("linkedin:in/aiko", "Aiko Strandberg", "met at design week")
    assert one.created_day == "2025-07-31"  # in Lisbon


def test_notes_without_text_or_date():
    rows = ",,https://www.linkedin.com/in/a,,2025-07-30 18:20:00 UTC,\nA,B,,x,soon,\n"
    lines = read_file("Notes.csv", NOTES + rows)
    assert problems(lines) == [(2, "empty-row"), (3, "bad-date")]
    assert [one.created_day for one in records(lines)] == [None]


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ("https://www.linkedin.com/in/Ines-C/", "linkedin:in/ines-c"),
        ("https://linkedin.com/in/ines-c?trk=abc", "linkedin:in/ines-c"),
        ("http://de.linkedin.com/in/ines-c#x", "linkedin:in/ines-c"),
        ("www.linkedin.com/in/ines-c", "linkedin:in/ines-c"),
        ("https://www.linkedin.com/in/zo%C3%AB", "linkedin:in/zoë"),
        ("https://www.linkedin.com/in/zoe%CC%88", "linkedin:in/zoë"),
        ("https://www.linkedin.com/sales/lead/ACwAABcDeFgHiJkLm,NAME_SEARCH,xyz", "linkedin:id/ACwAABcDeFgHiJkLm"),
        ("https://www.linkedin.com/company/acme", None),
        ("https://example.com/in/ines", None),
        ("", None),
    ],
)
def test_profile_links(link, key):
    assert key_of_link(link) == key


def test_names_are_paired_with_the_links_that_spell_them():
    keys = ["linkedin:in/bo-lindqvist-1", "linkedin:in/lucia-marquez"]
    paired = pair(["Lucía Márquez", "Somebody Else", "Bo Lindqvist"], keys)
    assert paired == [("Lucía Márquez", keys[1]), ("Somebody Else", None), ("Bo Lindqvist", keys[0])]


NAME = st.sampled_from(
    ["Ines Corvalan", "Bo Lindqvist, MBA, PMP", "Wren Halloway, PhD", "Ōe Kenzaburō", "Jane Doe, Ph.D."]
)


@given(st.lists(NAME, min_size=1, max_size=5))
def test_joined_names_come_apart_again(names):
    assert split_names(", ".join(names)) == names


@given(st.lists(st.sampled_from(["Doe, Jane of Porto", "A, B, C", "Ines"]), min_size=2, max_size=5))
def test_known_names_come_apart_whatever_commas_they_hold(names):
    assert split_names(", ".join(names), {"Doe, Jane of Porto", "A, B, C", "Ines"}) == names


@given(st.text(max_size=40))
def test_no_text_breaks_dates_and_names(text):
    assert day(text) is None or len(day(text)) == 10
    assert message_moment(text)[1] in ("exact", "offset", "assumed", "none")
    assert isinstance(bare(text), str)
    split_names(text)
    key_of_link(text)
