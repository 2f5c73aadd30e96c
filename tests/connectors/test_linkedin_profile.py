import json

import pytest

from connectors.connector import Context, Member, Owner, Upload
from connectors.sources import CONNECTORS, linkedin
from tests.connectors.linkedin_files import ARCHIVE, CONTEXT, OWNER, problems, read_all, read_file, records, upload_of


def parts_of(lines) -> dict:
    return {record.part: json.loads(record.content) for record in records(lines)}


@pytest.fixture(scope="module")
def sections(exports) -> dict:
    """All sections of the complete archive of 2026."""
    told = read_all(linkedin.CONNECTOR, upload_of(exports / "linkedin" / "09_Complete_LinkedInDataExport_03-09-2026"))
    found = [what for lines in told.values() for what in records(lines) if type(what).__name__ == "ProfilePart"]
    assert len({record.part for record in found}) == len(found), "one record a section"
    assert {(record.rep_id, record.network, record.taken_on) for record in found} == {
        ("morgan-vale", "linkedin", "2026-03-09")
    }
    return {record.part: json.loads(record.content) for record in found}


def test_complete_archive_tells_its_sections(sections):
    assert set(sections) == {
        "profile",
        "address",
        "contact",
        "positions",
        "education",
        "skills",
        "certifications",
        "recommendations",
    }


def test_profile_and_address(sections):
    assert sections["profile"] == {
        "first_name": "Morgan",
        "last_name": "Vale",
        "headline": "Account Executive at Brackwater, helping ops teams",
        "summary": 'Line one\n\nLine "two", with comma',
        "industry": "Software Development",
        "location": "Lisbon, Portugal",
        "websites": [{"kind": "COMPANY", "url": "https://brackwater.example.com"}],
        "twitter": [],
        "messengers": [],
    }
    assert sections["address"] == {
        "slug": "morgan-vale-0a1-fict",
        "url": "https://www.linkedin.com/in/morgan-vale-0a1-fict",
    }


def test_positions_tell_months_and_what_is_current(sections):
    jobs = [(job["company"], job["started"], job["finished"], job["current"]) for job in sections["positions"]]
    assert jobs == [
        ("Brackwater", "2024-01", "", True),
        ("Fenwick Tools, Inc.", "2021-03", "2023-12", False),
        ("Year Only Co", "2019", "2019", False),
    ]
    assert sections["positions"][0]["description"] == 'Owns the "north" region\n• 120% of quota'


def test_recommendations_keep_text_day_and_visibility(sections):
    told = [(each["name"], each["day"], each["visible"]) for each in sections["recommendations"]]
    assert told == [("Ines Corvalan", "2024-08-19", True), ("Tobias Renn", "2024-08-20", False)]
    assert sections["recommendations"][0]["text"] == "Morgan listens.\n\nHighly recommended."


def test_of_mail_addresses_only_the_primary_domain_is_kept(sections):
    assert sections["contact"] == {"email": True, "domain": "example.com"}


def test_no_private_detail_of_the_profile_is_kept():
    body = (
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
        "Twitter Handles,Websites,Instant Messengers\n"
        "Morgan,Vale,Secretname,12 Hidden Street,Jan 2,Sells,,,1100-001,Lisbon,,,[SKYPE:secret.handle]\n"
    )
    stored = "".join(record.content for record in records(read_file("Profile.csv", body)))
    assert "Sells" in stored
    for private in ("Secretname", "Hidden Street", "Jan 2", "1100-001", "secret.handle"):
        assert private not in stored


@pytest.mark.parametrize("name", ["Profile_2018-02.csv", "Profile_2018-08.csv"])
def test_columns_of_2018(exports, name):
    body = (exports / "linkedin" / "02_2018_profile_variants" / name).read_bytes()
    profile = parts_of(read_file("Profile.csv", body))["profile"]
    assert profile["headline"] == "Account Executive at Brackwater"
    assert profile["location"] == "Lisbon, Portugal"


def test_websites_handles_and_messengers_in_brackets(exports):
    body = (exports / "linkedin" / "02_2018_profile_variants" / "Profile_2018-02.csv").read_bytes()
    profile = parts_of(read_file("Profile.csv", body))["profile"]
    assert profile["websites"] == [
        {"kind": "PERSONAL", "url": "https://morgan.example.com"},
        {"kind": "BLOG", "url": "https://blog.example.com"},
    ]
    assert profile["twitter"] == ["morganvale_fict"]
    assert profile["messengers"] == ["SKYPE"]


def test_profile_with_its_own_address_column(exports):
    body = (exports / "linkedin" / "10_mangled_by_tools" / "Profile_odd_columns.csv").read_bytes()
    told = parts_of(read_file("Profile.csv", body, Context("r", Owner(), "2026-03-09")))
    assert told["address"]["slug"] == "morgan-vale-0a1-fict"
    assert told["profile"]["headline"] == ""


def test_address_stays_untold_when_nothing_tells_it():
    body = "First Name,Last Name,Maiden Name,Headline\nMorgan,Vale,,Sells\n"
    assert set(parts_of(read_file("Profile.csv", body, Context("r", Owner(), "2026-03-09")))) == {"profile"}


def test_percent_encoded_address_is_decoded_and_lower_cased():
    owner = Owner(profile_url="https://www.linkedin.com/in/Luc%C3%ADa-Fict/?trk=x")
    body = "First Name,Last Name,Maiden Name,Headline\nLucía,M,,Sells\n"
    assert parts_of(read_file("Profile.csv", body, Context("r", owner, "")))["address"]["slug"] == "lucía-fict"


def test_a_second_row_and_an_empty_profile_are_problems():
    two = "First Name,Last Name,Maiden Name,Headline\nMorgan,Vale,,Sells\nInes,Corvalan,,Buys\n"
    assert problems(read_file("Profile.csv", two)) == [(3, "second-profile")]
    none = "First Name,Last Name,Maiden Name,Headline\n,,,\n"
    assert problems(read_file("Profile.csv", none)) == [(0, "empty-profile")]


HEADER = "Company Name,Title,Description,Location,Started On,Finished On\n"


def jobs_of(rows: str) -> list:
    return parts_of(read_file("Positions.csv", HEADER + rows))["positions"]


def test_one_job_listed_in_two_languages_is_one():
    jobs = jobs_of(
        "Brackwater,Account Executive,Sells,,Jan 2024,\n"
        "Brackwater,Менеджер по продажам,Продаёт,,Jan 2024,\n"
        "Brackwater,Account Executive,Sells,,Jan 2024,\n"
    )
    assert [(job["title"], job["also"]) for job in jobs] == [
        (
            "Account Executive",
            [{"company": "Brackwater", "title": "Менеджер по продажам", "description": "Продаёт"}],
        )
    ]


def test_company_in_another_alphabet_is_the_same_job():
    jobs = jobs_of("Northgale,SDR,,,Mar 2021,Dec 2023\nНортгейл,Продавец,,,Mar 2021,Dec 2023\n")
    assert [(job["company"], len(job["also"])) for job in jobs] == [("Northgale", 1)]


def test_different_jobs_stay_apart():
    jobs = jobs_of("A,SDR,,,Jan 2024,\nB,SDR,,,Jan 2024,\nA,AE,,,Feb 2024,\nC,AE,,,,\nC,CEO,,,,\n")
    assert [(job["company"], job["title"]) for job in jobs] == [
        ("A", "SDR"),
        ("B", "SDR"),
        ("A", "AE"),
        ("C", "AE"),
        ("C", "CEO"),
    ]


@pytest.mark.parametrize(
    ("told", "month"),
    [
        ("Jan 2024", "2024-01"),
        ("January 2024", "2024-01"),
        ("2024-03", "2024-03"),
        ("2024-03-09", "2024-03"),
        ("2019", "2019"),
        ("Foo 2019", "Foo 2019"),
        ("2024-13", "2024-13"),
        ("long ago", "long ago"),
    ],
)
def test_months(told, month):
    assert jobs_of(f"A,SDR,,,{told},\n")[0]["started"] == month


def test_endorsements_count_accepted_ones_by_skill():
    body = (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"
        "2023/06/20 13:05:02 UTC,Sales,A,B,www.linkedin.com/in/a-fict,ACCEPTED\n"
        "2024/06/20 13:05:02 UTC,Sales,C,D,www.linkedin.com/in/c-fict,ACCEPTED\n"
        "2025/06/20 13:05:02 UTC,Sales,E,F,www.linkedin.com/in/e-fict,PENDING\n"
        "2025/06/20 13:05:02 UTC,Ops,E,F,www.linkedin.com/in/e-fict,HIDDEN\n"
        "someday,Ops,E,F,www.linkedin.com/in/e-fict,ACCEPTED\n"
    )
    lines = read_file("Endorsement_Received_Info.csv", body)
    assert parts_of(lines)["endorsements"] == {
        "count": 3,
        "pending": 1,
        "hidden": 1,
        "newest": "2024-06-20",
        "skills": {"Sales": {"count": 2, "newest": "2024-06-20"}, "Ops": {"count": 1, "newest": ""}},
    }
    assert problems(lines) == [(6, "bad-date")]


def test_endorsements_before_2023_have_no_link(exports):
    folder = exports / "linkedin" / "05_Complete_LinkedInDataExport_09-18-2022"
    lines = read_file("Endorsement Received Info.csv", (folder / "Endorsement_Received_Info.csv").read_bytes())
    assert parts_of(lines)["endorsements"]["skills"] == {"Negotiation": {"count": 1, "newest": "2022-06-20"}}


def test_endorsements_in_utf16_with_tabs(exports):
    body = (exports / "linkedin" / "10_mangled_by_tools" / "Endorsement Received Info_utf16_tab.csv").read_bytes()
    assert parts_of(read_file("Endorsement Received Info.csv", body))["endorsements"]["count"] == 1


def test_2015_names_with_spaces(exports):
    told = read_all(linkedin.CONNECTOR, upload_of(exports / "linkedin" / "01_LinkedInDataExport_07-28-2015"))
    given = parts_of(told["Recommendations Given.csv"])["recommendations_given"]
    assert [(each["name"], each["text"], each["day"]) for each in given] == [
        ("Ines Corvalan", 'Ines is "great".', "2014-05-01")
    ]
    assert parts_of(told["Email Addresses.csv"])["contact"] == {"email": True, "domain": "example.com"}


def test_lists_and_counts():
    assert parts_of(read_file("Skills.csv", "Name\nSales\n\nSales\nРечь (Speech)\n"))["skills"] == [
        "Sales",
        "Речь (Speech)",
    ]
    languages = read_file("Languages.csv", "Name,Proficiency\nEnglish,Native\nРусский,\n")
    assert parts_of(languages)["languages"] == [
        {"name": "English", "proficiency": "Native"},
        {"name": "Русский", "proficiency": ""},
    ]
    projects = "Title,Description,Url,Started On,Finished On\nA,,,Jan 2020,\n,,,,\nB,,,,\n"
    assert parts_of(read_file("Projects.csv", projects))["projects"] == {"count": 2}


def test_an_empty_list_is_told_apart_from_a_missing_file():
    assert parts_of(read_file("Skills.csv", "Name\n"))["skills"] == []


def test_certificate_without_address(sections):
    assert sections["certifications"] == [
        {"name": "Fict Sales Cert", "authority": "Example Authority", "url": "", "started": "2024-01", "finished": ""}
    ]


def test_same_section_of_same_day_is_the_same_row_and_another_day_another():
    body = "Name\nSales\n"
    one, again = (records(read_file("Skills.csv", body))[0] for _ in range(2))
    later = records(read_file("Skills.csv", body, Context("morgan-vale", OWNER, "2026-04-01")))[0]
    assert one == again
    assert one.id != later.id


def test_case_11_unknown_files_are_listed_and_left_alone():
    upload = Upload.of(ARCHIVE, {"Skills.csv": b"Name\nSales\n", "Some Future Feed.csv": b"Col A\nx\n"})
    told = {part.member.path: (part.kind, part.ignored) for part in linkedin.CONNECTOR.recognise(upload)}
    assert told["Some Future Feed.csv"] == ("unknown", "unknown")


def test_case_12_a_sentence_called_csv_is_one_problem():
    lines = read_file("Skills.csv", "No skills found\n")
    assert records(lines) == []
    assert problems(lines) == [(0, "no-header")]


def test_case_13_same_name_in_two_folders_is_read_twice():
    upload = Upload.of(ARCHIVE, {"a/Skills.csv": b"Name\nSales\n", "b/Skills.csv": b"Name\nOps\n"})
    told = read_all(linkedin.CONNECTOR, upload)
    assert [parts_of(lines)["skills"] for lines in told.values()] == [["Sales"], ["Ops"]]


def test_case_17_garbled_letters_are_put_right():
    body = "First Name,Last Name,Maiden Name,Headline\nLucÃ­a,MÃ¡rquez,,Sells\n"
    assert parts_of(read_file("Profile.csv", body))["profile"]["first_name"] == "Lucía"


def test_case_24_trailing_comma_in_the_header():
    assert parts_of(read_file("Languages.csv", "Name,Proficiency,\nEnglish,Native,\n"))["languages"] == [
        {"name": "English", "proficiency": "Native"}
    ]


def test_case_25_duplicate_columns_the_first_one_counts():
    body = "Name,Proficiency,Name\nEnglish,Native,Other\n"
    assert parts_of(read_file("Languages.csv", body))["languages"][0]["name"] == "English"


def test_case_28_cells_that_look_like_formulas_are_text():
    body = 'First Name,Last Name,Maiden Name,Headline\n=cmd,@vale,,"=HYPERLINK(""http://x.example.com"")"\n'
    assert parts_of(read_file("Profile.csv", body))["profile"]["headline"] == '=HYPERLINK("http://x.example.com")'


def test_case_67_job_seeker_preferences_are_never_opened(exports):
    """Whatever the file is called and whoever looks: any attempt to open it fails this test."""

    def forbidden():
        raise AssertionError("opened")

    folder = exports / "linkedin" / "09_Complete_LinkedInDataExport_03-09-2026"
    others = upload_of(folder).members
    names = (
        "Jobs/Job Seeker Preferences.csv",
        "job_seeker_preferences.csv",
        "Jobs/Job Seeker Preferences_99999999.csv",
    )
    names += ("Job Seeker Preferences (1).csv", "JOB_SEEKER_PREFERENCES.json")
    secret = tuple(Member(name, 500, forbidden) for name in names)
    kept = tuple(member for member in others if "Job Seeker" not in member.path)
    assert len(kept) == len(others) - 1
    for members in (kept + secret, secret):
        for connector in CONNECTORS:
            upload = Upload(folder.name, members)
            parts = connector.recognise(upload)
            read = [part for part in parts if not part.ignored]
            connector.find_owner(parts)
            connector.taken_on(upload, parts)
            assert not {part.member.path for part in read} & set(names)
            for part in read:
                list(connector.read(part, CONTEXT))
