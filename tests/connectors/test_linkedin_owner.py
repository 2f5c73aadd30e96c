"""Whose archive it is, how sure that is, and of which day."""

import pytest

from connectors.archive import open_upload
from connectors.connector import Owner, Upload
from connectors.problems import evidence_words
from connectors.sources.linkedin import CONNECTOR

LINK = "https://www.linkedin.com/in/{}"
PROFILE = "First Name,Last Name,Headline\nMorgan,Vale,Sales\n"
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "IS MESSAGE DRAFT\n"
)


def owner(name: str = "Basic_LinkedInDataExport_10-21-2023.zip", **files: str) -> Owner:
    upload = Upload.of(name, {f"{file}.csv": body.encode() for file, body in files.items()})
    found = CONNECTOR.find_owner(CONNECTOR.recognise(upload))
    for reason in found.evidence:
        sentence, places = evidence_words(reason)
        assert sentence.format(**places) != reason
    return found


def invitation(who="Morgan Vale", slug="morgan", number=1) -> str:
    links = f"{LINK.format(slug)},{LINK.format(f'guest{number}')}"
    return f'{who},Guest {number},"1/5/23, 10:0{number} AM",,OUTGOING,{links}\n'


def message(talk, sender, to, draft="No") -> str:
    (name, slug), (to_name, to_slug) = sender, to
    links = LINK.format(slug), LINK.format(to_slug)
    return f"{talk},,{name},{links[0]},{to_name},{links[1]},2023-10-01 10:00:00 UTC,,Hi,INBOX,{draft}\n"


ME = ("Morgan Vale", "morgan")


def guest(number: int) -> tuple[str, str]:
    return f"Guest {number}", f"guest{number}"


def talks(me=ME, count=4) -> str:
    return MESSAGES + "".join(message(f"2-{no}", guest(no), me) for no in range(count))


def test_name_and_link_agree():
    found = owner(Profile=PROFILE, Invitations=INVITATIONS + invitation(number=1) + invitation(number=2))
    assert (found.name, found.profile_url, found.confidence) == ("Morgan Vale", LINK.format("morgan"), "stated")
    assert "invitation-links|2/2" in found.evidence


def test_profile_alone_is_likely():
    found = owner(Profile=PROFILE)
    assert (found.name, found.profile_url, found.confidence) == ("Morgan Vale", "", "likely")


def test_profile_and_messages_sent_under_its_name():
    found = owner(Profile=PROFILE, messages=MESSAGES + message("2-1", ME, guest(1)) + message("2-2", guest(2), ME))
    assert (found.profile_url, found.confidence) == (LINK.format("morgan"), "stated")


def test_the_link_in_nearly_all_talks():
    found = owner(messages=talks())
    assert (found.name, found.profile_url, found.confidence) == ("Morgan Vale", LINK.format("morgan"), "likely")
    assert "in-most-talks|4/4" in found.evidence
    assert owner(messages=talks(count=2)).confidence == "unknown"


def test_only_own_drafts_are_exported():
    found = owner(messages=MESSAGES + message("2-1", ME, guest(1), draft="Yes"))
    assert (found.name, found.profile_url, found.confidence) == ("Morgan Vale", LINK.format("morgan"), "likely")


def test_a_direction_column_tells_the_name():
    rows = "FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER\n"
    rows += (
        "Ines,Morgan Vale,2019-11-06T02:08:20,,a,INCOMING,INBOX\nMorgan Vale,Bo,2019-11-06T02:09:00,,b,OUTGOING,INBOX\n"
    )
    found = owner(messages=rows)
    assert (found.name, found.confidence) == ("Morgan Vale", "stated")


def test_names_that_contradict_each_other_are_a_guess():
    found = owner(Profile=PROFILE, Invitations=INVITATIONS + invitation("Jonas Berg", "jonas"))
    assert found.confidence == "guess"


def test_links_that_contradict_each_other_are_a_guess():
    found = owner(Profile=PROFILE, Invitations=INVITATIONS + invitation(), messages=talks(me=("Jonas Berg", "jonas")))
    assert found.confidence == "guess"
    assert "other-link|linkedin:in/jonas" in found.evidence


def test_case_05_two_member_numbers_in_one_upload_are_a_guess():
    shares = "Date,ShareLink,ShareCommentary\n"
    found = owner(Profile=PROFILE, Shares_11111111=shares, Comments_22222222="Date,Link,Message\n")
    assert (found.confidence, found.member_id) == ("guess", "")


def test_case_09_connections_only(exports):
    (upload,) = open_upload(exports / "linkedin/16_zips/connections_only.zip")
    parts = CONNECTOR.recognise(upload)
    assert [part.kind for part in parts] == ["connections"]
    assert CONNECTOR.find_owner(parts) == Owner()


def test_case_10_the_member_number_of_file_names():
    found = owner(Profile=PROFILE, Shares_99999999="Date,ShareLink,ShareCommentary\n")
    assert found.member_id == "99999999"
    assert owner(Profile=PROFILE, Shares_1="Date,ShareLink,ShareCommentary\n").member_id == ""


def test_case_41_an_older_link_is_offered_for_confirmation():
    old = message("2-9", ("Morgan Vale", "morgan-old"), guest(9))
    found = owner(Profile=PROFILE, messages=talks() + message("2-1", ME, guest(1)) + old)
    assert (found.profile_url, found.aliases) == (LINK.format("morgan"), ("linkedin:in/morgan-old",))


def test_case_41_a_namesake_who_writes_to_the_owner_is_no_alias():
    namesake = message("2-9", ("Morgan Vale", "other"), ME)
    found = owner(Profile=PROFILE, messages=talks() + message("2-1", ME, guest(1)) + namesake)
    assert found.aliases == ()


def test_the_primary_address_need_not_be_first():
    emails = "Email Address,Confirmed,Primary,Updated On\nold@example.org,Yes,No,x\nnew@example.org,Yes,Yes,x\n"
    files = {"Email Addresses.csv": emails.encode(), "Profile.csv": PROFILE.encode()}
    parts = CONNECTOR.recognise(Upload.of("a.zip", files))
    assert CONNECTOR.find_owner(parts).email == "new@example.org"


def test_files_that_are_no_tables_do_not_stop_it():
    assert owner(Profile=PROFILE, messages="No conversations found", Invitations="%PDF-1.4").name == "Morgan Vale"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Basic_LinkedInDataExport_10-21-2023.zip", "2023-10-21"),
        ("Complete_LinkedInDataExport_03-09-2026 (1).zip", "2026-03-09"),  # case 3
        ("LinkedInDataExport_07-28-2015", "2015-07-28"),
        ("Basic_LinkedInDataExport_13-45-2023.zip", ""),
        ("mine.zip", "2023-10-01"),
    ],
)
def test_case_03_the_day_of_the_export(name, day):
    files = {"messages.csv": talks().encode(), "Profile.csv": PROFILE.encode()}
    upload = Upload.of(name, files)
    assert CONNECTOR.taken_on(upload, CONNECTOR.recognise(upload)) == day


def test_the_day_of_a_renamed_archive_stands_in_its_folder(exports):
    (upload,) = open_upload(exports / "linkedin/16_zips/rezipped_by_mac (1).zip")
    assert CONNECTOR.taken_on(upload, CONNECTOR.recognise(upload)) == "2023-10-21"
