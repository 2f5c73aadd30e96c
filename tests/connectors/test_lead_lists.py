import pytest

from connectors.connector import Upload
from connectors.sources.lead_lists import CONNECTOR
from data.records import Prospect
from tests.connectors.linkedin_files import problems, read_all, records, upload_of

INES = "linkedin:in/ines-corvalan-7b2-fict"


@pytest.fixture(scope="module")
def lists(exports) -> dict:
    return read_all(CONNECTOR, upload_of(exports / "linkedin" / "15_third_party"))


def read_text(name: str, body: str) -> list:
    return read_all(CONNECTOR, Upload.of(name, {name: body.encode()}))[name]


@pytest.mark.parametrize("name", ["phantombuster_salesnav_32col.csv", "phantombuster_salesnav_34col.csv"])
def test_phantombuster(lists, name):
    (row,) = records(lists[name])
    assert isinstance(row, Prospect)
    assert row[3:] == (INES, "Ines Corvalan", "Northgale Analytics", "Director of Ops", "", "phantombuster")
    assert problems(lists[name]) == []


def test_a_list_of_another_width_tells_the_same_person(lists):
    ids = {records(lists[f"phantombuster_salesnav_{width}col.csv"])[0].id for width in (32, 34)}
    assert len(ids) == 1


def test_evaboot_with_tabs(lists):
    (row,) = records(lists["evaboot_leads_tab.tsv"])
    assert row[3:] == (INES, "Ines Corvalan", "", "Founder & CEO", "ines@example.com", "evaboot")


def test_case_65_hashed_ids_keep_their_case_and_public_slugs_do_not(lists):
    (old,) = records(lists["phantombuster_salesnav_old_with_error.csv"])
    assert old.person_key == "linkedin:id/ACwAAFICT0001"
    body = (
        "profileUrl,fullName,companyName,title,vmid,query,defaultProfileUrl\n"
        "https://www.linkedin.com/sales/lead/ACwAAFictAbCd,A B,C,D,ACwAAFictAbCd,q,https://linkedin.com/in/Zo%C3%AB-Fict/\n"
        "https://www.linkedin.com/sales/lead/ACwAAFictABCD,A B,C,D,ACwAAFictABCD,q,\n"
        "https://www.linkedin.com/sales/lead/ACwAAFictabcd,A B,C,D,ACwAAFictabcd,q,\n"
    )
    assert [row.person_key for row in records(read_text("list.csv", body))] == [
        "linkedin:in/zoë-fict",
        "linkedin:id/ACwAAFictABCD",
        "linkedin:id/ACwAAFictabcd",
    ]


def test_case_66_rows_that_do_not_match_are_left_out_and_counted(lists):
    assert records(lists["evaboot_leads.csv"]) == []
    assert problems(lists["evaboot_leads.csv"]) == [(2, "no-match")]


def test_case_66_error_rows_are_left_out_and_counted(lists):
    lines = lists["phantombuster_salesnav_old_with_error.csv"]
    assert [row.person_name for row in records(lines)] == ["Ines Corvalan"]
    assert problems(lines) == [(3, "search-error")]


def test_people_without_a_link_are_told_by_name_and_nobody_is_a_problem():
    body = "Full Name,Linkedin URL Public,Matches Filters,Company Name\nIda Fict,,YES,A\nIda Fict,,YES,B\n,,YES,C\n"
    lines = read_text("list.csv", body)
    assert [(row.person_key, row.company) for row in records(lines)] == [(None, "A"), (None, "B")]
    assert len({row.id for row in records(lines)}) == 2
    assert problems(lines) == [(4, "no-person")]


def test_who_ran_the_search_and_when(exports):
    folder = exports / "linkedin" / "15_third_party"
    files = {"a.csv": (folder / "phantombuster_salesnav_34col.csv").read_bytes()}
    upload = Upload.of("a.csv", files)
    parts = CONNECTOR.recognise(upload)
    owner = CONNECTOR.find_owner(parts)
    assert (owner.name, owner.confidence) == ("Morgan Vale", "likely")
    assert CONNECTOR.taken_on(upload, parts) == "2024-07-11"


def test_two_searchers_are_nobody():
    body = "profileUrl,vmid,query,searchAccountProfileName\nu,v,q,Morgan Vale\nu,v,q,Ada Fict\n"
    parts = CONNECTOR.recognise(Upload.of("a.csv", {"a.csv": body.encode()}))
    assert CONNECTOR.find_owner(parts).confidence == "unknown"


def test_companies_and_other_tables_are_not_lists_of_people():
    companies = b"Company Name,Company Domain,Company Linkedin URL Unique ID\nA,a.example.com,1\n"
    crm = b"Name,Email,Company\nIda,ida@example.com,A\n"
    told = CONNECTOR.recognise(Upload.of("x", {"companies.csv": companies, "crm.csv": crm}))
    assert [(part.member.path, part.ignored) for part in told] == [("companies.csv", "not-needed")]
