"""The demo team: its files have LinkedIn's shape, and its figures tell the stories they should."""

import csv
import io
import zipfile
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from data.demo import UNTIL, build
from data.demo.grammar import grammar
from data.demo.stories import STORY

HEADERS = {
    "messages.csv": "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
    "CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT",
    "Invitations.csv": "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
    "Profile.csv": "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers",
    "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On",
    "Education.csv": "School Name,Start Date,End Date,Notes,Degree Name,Activities",
    "Skills.csv": "Name",
    "Recommendations_Received.csv": "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
    "Endorsement_Received_Info.csv": "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,"
    "Endorser Public Url,Endorsement Status",
    "Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On",
    "Notes.csv": "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On",
    "Shares": "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility",
    "Comments": "Date,Link,Message",
    "Reactions": "Date,Type,Link",
}
EVENING = datetime.combine(UNTIL, datetime.min.time(), UTC) + timedelta(hours=18)
MATURE = EVENING - timedelta(days=14)


AUTOMATIC = (
    "Automatic reply",
    "Thank you for your message. I am",
    "Hi, thanks for your message! I'm not often",
    "Автоответ",
    "Спасибо за сообщение! Я в отпуске",
)


class Export:
    """One ZIP, read plainly, without the product's own readers."""

    def __init__(self, path: Path) -> None:
        self.path, self.rep = path, path.parent.name
        with zipfile.ZipFile(path) as archive:
            self.texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        self.messages = self.table("messages.csv")

    def table(self, name: str) -> list[dict[str, str]]:
        found = next(text for file, text in self.texts.items() if file == name or file.startswith(f"{name}_"))
        return list(csv.DictReader(io.StringIO(found)))

    def talks(self) -> list[list[dict[str, str]]]:
        """One-to-one talks, oldest message first; without drafts, groups and advertisements."""
        found = defaultdict(list)
        for row in reversed(self.messages):
            if row["IS MESSAGE DRAFT"] == "No" and not row["CONVERSATION TITLE"]:
                found[row["CONVERSATION ID"]].append(row)
        return list(found.values())

    def opened(self) -> list[list[dict[str, str]]]:
        """Talks of the half-year that the rep began."""
        return [talk for talk in self.talks() if talk[0]["FROM"] == self.rep and talk[0]["DATE"] >= "2026-05-04"]

    def figures(self) -> tuple[int, int, int]:
        """Openers old enough to judge, those answered by a person, and copies of one text among all openers."""
        mature = [talk for talk in self.opened() if at(talk[0]) <= MATURE]
        answered = [
            talk
            for talk in mature
            if any(row["FROM"] != self.rep and not row["CONTENT"].startswith(AUTOMATIC) for row in talk)
        ]
        starts = Counter(" ".join(talk[0]["CONTENT"].split()[2:12]) for talk in self.opened())
        return len(mature), len(answered), sum(count for count in starts.values() if count >= 5)


def at(row: dict[str, str]) -> datetime:
    return datetime.strptime(row["DATE"], "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def paths(tmp_path_factory) -> list[Path]:
    return build(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def team(paths) -> dict[str, Export]:
    return {path.parent.name.split()[0].lower(): Export(path) for path in paths if path.name.startswith("Complete")}


@pytest.fixture(scope="module")
def older(paths) -> dict[str, Export]:
    return {path.parent.name.split()[0].lower(): Export(path) for path in paths if path.name.startswith("Basic")}


def test_same_arguments_same_bytes(paths, tmp_path):
    again = build(tmp_path)
    assert [path.name for path in again] == [path.name for path in paths]
    for one, other in zip(paths, again, strict=True):
        assert sha256(one.read_bytes()).digest() == sha256(other.read_bytes()).digest()


def test_another_seed_other_people_same_stories(team, tmp_path):
    ben = Export(build(tmp_path, reps=2, seed=8)[-1])
    assert ben.messages != team["ben"].messages
    assert ben.figures()[2] == pytest.approx(team["ben"].figures()[2], rel=0.05)


def test_exact_headers_of_2026(team):
    for export in team.values():
        for name, header in HEADERS.items():
            file = next(file for file in export.texts if file == name or file.startswith(f"{name}_"))
            first = export.texts[file].split("\n", 1)[0]
            assert next(csv.reader([first])) == header.split(","), (export.rep, file)
        lines = export.texts["Connections.csv"].split("\n")
        assert lines[0] == "Notes:"
        assert lines[1].startswith('"When exporting your connection data')
        assert lines[2] == ""
        assert lines[3] == "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
        assert any(line.startswith(",,,,,,") for line in lines)
        assert "CANARY-PRIVATE-WISH" in export.texts["Jobs/Job Seeker Preferences.csv"]


def test_newest_first_and_nothing_after_the_export(team):
    for export in team.values():
        times = [at(row) for row in export.messages]
        assert times == sorted(times, reverse=True)
        assert times[0] <= EVENING
        assert all(row["IS MESSAGE DRAFT"] in ("Yes", "No") for row in export.messages)


def test_natural_size(team):
    assert 4_000 <= sum(len(export.messages) for export in team.values()) <= 6_000


def test_the_paster(team):
    openers, answered, copies = team["ben"].figures()
    assert 350 <= openers <= 400
    assert 325 <= sum("Our product RouteMax plans" in talk[0]["CONTENT"] for talk in team["ben"].opened()) <= 340
    assert copies >= 340
    assert 0.04 <= answered / openers <= 0.08
    texts = [row["CONTENT"] for row in team["ben"].messages]
    assert sum("{first_name}" in text for text in texts) == 2
    assert sum(text == "Stop." or "stop sending" in text or "spam" in text for text in texts) >= 1
    own_words = [talk for talk in team["ben"].opened() if "RouteMax" not in talk[0]["CONTENT"]]
    assert len(own_words) < 40


def test_the_pasted_text_is_answered_by_one_in_twenty(team):
    pasted = [talk for talk in team["ben"].opened() if "Our product RouteMax plans" in talk[0]["CONTENT"]]
    mature = [talk for talk in pasted if at(talk[0]) <= MATURE]
    human = [[row for row in talk if not row["CONTENT"].startswith(AUTOMATIC)] for talk in mature]
    replied = sum(any(row["FROM"] != "Ben Carter" for row in talk) for talk in human)
    assert 0.03 <= replied / len(mature) <= 0.06


def test_the_early_pitcher(team):
    replied = pitched = 0
    for talk in team["dmitry"].opened():
        first = next((no for no, row in enumerate(talk) if row["FROM"] != "Dmitry Orlov"), None)
        if first is None or at(talk[0]) > MATURE:
            continue
        ours = next((row["CONTENT"] for row in talk[first:] if row["FROM"] == "Dmitry Orlov"), "")
        replied += 1
        pitched += "RouteMax" in ours
    assert 52 <= replied <= 70
    assert 36 <= pitched <= 46


def test_the_collector_of_likes(team):
    elena = team["elena"]
    assert len(elena.table("Shares")) >= 100
    assert len(elena.table("Reactions")) >= 1_000
    contacts = {name: export.texts["Connections.csv"].count(" 2026") for name, export in team.items()}
    assert contacts["elena"] >= 700
    assert all(contacts["elena"] > 1.5 * count for name, count in contacts.items() if name != "elena")
    openers, answered, _ = elena.figures()
    assert openers <= 65
    assert answered <= 22


def test_the_exemplary(team):
    openers, answered, copies = team["anna"].figures()
    assert 130 <= openers <= 160
    assert 0.38 <= answered / openers <= 0.48
    assert copies == 0
    waits = [
        (at(later) - at(earlier)).total_seconds() / 3600
        for talk in team["anna"].talks()
        for earlier, later in pairwise(talk)
        if earlier["FROM"] != "Anna Sokolova" == later["FROM"] and (at(later) - at(earlier)).days < 3
    ]
    assert sorted(waits)[len(waits) // 2] < 2


def test_the_newcomer(team):
    grace = team["grace"]
    assert min(at(talk[0]) for talk in grace.opened()).date() >= date(2026, 10, 26)
    openers, answered, _ = grace.figures()
    assert 18 <= openers <= 26
    assert 4 <= answered <= 10


def test_the_job_seeker_before_and_after(team, older):
    assert "Open to new roles" in team["farid"].table("Profile.csv")[0]["Headline"]
    before = older["farid"].table("Profile.csv")[0]
    assert "open to" not in before["Headline"].lower()
    assert "looking" not in before["Summary"].lower()
    post = next(row for row in team["farid"].table("Shares") if "#opentowork" in row["ShareCommentary"])
    assert post["Date"].startswith("2026-11-02")


def test_the_neglecter_of_old_clients(team):
    igor = team["igor"]
    silent = [
        talk
        for talk in igor.talks()
        if len({row["FROM"] for row in talk}) == 2 and at(talk[-1]) < EVENING - timedelta(days=100)
    ]
    assert len([talk for talk in silent if len(talk) >= 4 and talk[0]["DATE"] < "2026-02"]) >= 20
    openers, answered, copies = igor.figures()
    assert 0.33 <= answered / openers <= 0.45
    assert copies < 10


def test_the_one_whose_data_stops(team):
    laura = team["laura"]
    assert laura.path.name == "Complete_LinkedInDataExport_09-13-2026.zip"
    assert at(laura.messages[0]).date() <= date(2026, 9, 13)
    assert len(laura.opened()) >= 80


def test_an_older_export_is_a_part_of_the_newer_one(team, older):
    assert len(older) >= 2
    for name, export in older.items():
        rows = {tuple(row.values()) for row in team[name].messages}
        assert {tuple(row.values()) for row in export.messages} < rows
        assert export.table("Profile.csv") != team[name].table("Profile.csv")
        assert not any(file.startswith(("Shares", "Comments", "Reactions")) for file in export.texts)


def test_about_a_third_is_russian(team):
    rows = [row["CONTENT"] for export in team.values() for row in export.messages]
    share = sum(any("а" <= letter <= "я" for letter in text.lower()) for text in rows) / len(rows)
    assert 0.2 <= share <= 0.4


def test_every_kind_of_row_is_there(team):
    rows = [row for export in team.values() for row in export.messages]
    assert any(row["IS MESSAGE DRAFT"] == "Yes" for row in rows)
    assert any(row["FROM"] == "LinkedIn Member" and not row["SENDER PROFILE URL"] for row in rows)
    assert any(row["CONTENT"].startswith('<p class="spinmail-quill-editor__spin-break">') for row in rows)
    assert any(row["CONTENT"] == "Message request accepted" for row in rows)
    assert any(row["SUBJECT"].startswith("RE: ") for row in rows)
    assert any(row["ATTACHMENTS"] and not row["CONTENT"] for row in rows)
    assert any(row["RECIPIENT PROFILE URLS"].count(",") >= 2 for row in rows)
    assert {"INBOX", "ARCHIVE", "SPAM"} <= {row["FOLDER"] for row in rows}
    assert any(row["Message"] and row["Direction"] == "OUTGOING" for row in team["anna"].table("Invitations.csv"))


def test_hostile_texts_come_from_outside_only(team):
    inbound = "\n".join(row["CONTENT"] for e in team.values() for row in e.messages if row["FROM"] != e.rep)
    for canary in ("![chart](https://evil.test", "<img src", "<script>", ":material/warning:", "=HYPERLINK(", "\u202e"):
        assert canary in inbound, canary
    assert not any("evil.test" in row["CONTENT"] for e in team.values() for row in e.messages if row["FROM"] == e.rep)
    assert "evil.test" in team["anna"].texts["Connections.csv"]


def test_questions_wait_at_the_end(team):
    for name in ("anna", "ben", "dmitry", "farid", "igor"):
        last = [talk[-1] for talk in team[name].talks() if talk[-1]["FROM"] != team[name].rep]
        assert any("?" in row["CONTENT"] and at(row) > EVENING - timedelta(days=13) for row in last), name


def test_nothing_is_left_unfilled(team):
    meant = ("{first_name}", "{{company}}", "%FIRSTNAME%", "![chart]")
    for export in team.values():
        for row in export.messages:
            text = row["CONTENT"]
            if not any(mark in text for mark in meant) and "evil.test" not in text:
                assert not set("{}[]@") & set(text), text


def test_every_step_has_words_in_both_languages():
    names = {"open." + batch.opener for story in STORY.values() for batch in story.batches if batch.opener and batch.ru}
    for story in STORY.values():
        for batch in story.batches:
            for course in (*batch.courses, *batch.silent):
                names |= {("in." if step[0] in "<^" else "out.") + step[1:] for step in course.split()}
    for lang in ("en", "ru"):
        missing = {n for n in names if not grammar(lang).has(n) and not grammar(lang).has("open" + n[3:])}
        assert not missing


def test_no_text_is_a_labelled_one(team):
    labelled = set()
    for path in (Path(__file__).parent.parent / "scoring" / "labels").glob("messages*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            labelled |= {" ".join(row["text"].split()).casefold() for row in csv.DictReader(file)}
    texts = {" ".join(row["CONTENT"].split()).casefold() for e in team.values() for row in e.messages}
    common = {text for text in texts & labelled if len(text) >= 25}
    assert not common


def test_a_bigger_team_keeps_its_stories(tmp_path):
    paths = build(tmp_path, reps=12, messages=20_000)
    exports = [Export(path) for path in paths if path.name.startswith("Complete")]
    assert len({export.rep for export in exports}) == 12
    assert 18_000 <= sum(len(export.messages) for export in exports) <= 22_000
    pasters = [
        export for export in exports if sum("Our product RouteMax" in row["CONTENT"] for row in export.messages) > 300
    ]
    assert len(pasters) == 2
    for export in pasters:
        openers, answered, _ = export.figures()
        assert 0.03 <= answered / openers <= 0.09


def test_a_team_too_small_to_tell_anything_is_refused(tmp_path):
    with pytest.raises(ValueError, match="at least one rep"):
        build(tmp_path, reps=0)
    with pytest.raises(ValueError, match="at least 800 messages"):
        build(tmp_path, messages=50)
