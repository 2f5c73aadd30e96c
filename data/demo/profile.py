"""The files about the rep: what a visitor of the profile sees, and what only the rep does."""

from datetime import date, timedelta
from random import Random
from typing import Any

from data.demo.people import Crowd, Rep

Rows = list[list[str]]
_PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
    "Twitter Handles,Websites,Instant Messengers"
)
_PREFERENCES = (
    "Locations,Industries,Company Employee Count,Preferred Job Types,Job Titles,Open To Recruiters,Dream Companies,"
    "Profile Shared With Job Poster,Job Title For Searching Fast Growing Companies,Introduction Statement,"
    "Phone Number,Job Seeker Activity Level,Preferred Start Time Range,Commute Preference Starting Address,"
    "Commute Preference Starting Time,Mode Of Transportation,Maximum Commute Duration,Open Candidate Visibility,"
    "Job Seeking Urgency Level"
)


def files(rep: Rep, older: bool, taken: date) -> dict[str, Rows]:
    """Return file name -> rows with the header first, as of the export of the day `taken`."""
    facts = {**rep.facts, **(rep.facts.get("before", {}) if older else {})}
    first, _, last = rep.name.partition(" ")
    mail = f"{first}.{last}@routline.example".lower().replace(" ", "-")
    summary = _own(facts["summary"], rep)
    profile = [first, last, "", "", "", facts["headline"], summary, facts["industry"], "", facts["place"]]
    title = [["Routline", facts["title"], facts["description"], facts["place"], facts["since"], ""]]
    school = facts["school"]
    found = {
        "Profile.csv": [_PROFILE.split(","), [*profile, "", facts["websites"], ""]],
        "Positions.csv": [
            ["Company Name", "Title", "Description", "Location", "Started On", "Finished On"],
            *title,
            *([*job[:3], "", *job[3:]] for job in facts["earlier"]),
        ],
        "Education.csv": [
            ["School Name", "Start Date", "End Date", "Notes", "Degree Name", "Activities"],
            [school[0], school[1], school[2], "", school[3], ""],
        ],
        "Skills.csv": [["Name"], *([skill] for skill in facts["skills"])],
        "Email Addresses.csv": [
            ["Email Address", "Confirmed", "Primary", "Updated On"],
            [f"{first.lower()}@home.example", "Yes", "No", "Not Available"],
            [mail, "Yes", "Yes", "Not Available"],
        ],
        "Recommendations_Received.csv": _recommendations(facts, taken),
    }
    if not older:
        found["Jobs/Job Seeker Preferences.csv"] = [_PREFERENCES.split(","), _preferences(rep)]
    return found


def _own(summary: str, rep: Rep) -> str:
    """Put the rep's own name where the story's first rep is named (a bigger team plays each story several times)."""
    story = rep.facts["name"]
    return summary.replace(story.lower().replace(" ", "."), rep.name.lower().replace(" ", "."))


def _recommendations(facts: dict[str, Any], taken: date) -> Rows:
    header = ["First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"]
    rows = [[*row, "VISIBLE"] for row in facts["recommendations"] if _day(row[5]) <= taken]
    return [header, *rows]


def _day(text: str) -> date:
    month, day, year = text.split(",")[0].split("/")
    return date(2000 + int(year), int(month), int(day))


def _preferences(rep: Rep) -> list[str]:
    """Return the private wishes of a job seeker: nobody but the rep may ever see them, so nothing may read them."""
    seeks = "Yes" if rep.story in ("farid", "laura") else "No"
    row = [""] * len(_PREFERENCES.split(","))
    row[0], row[3], row[4], row[5], row[6] = "Remote", "Full-time", "Sales Manager", seeks, "Quietly Looking Ltd"
    row[-2], row[-1] = seeks, "CANARY-PRIVATE-WISH"
    return row


def endorsements(rep: Rep, crowd: Crowd, rng: Random, taken: date) -> Rows:
    """Return Endorsement_Received_Info.csv: who vouches for which skill."""
    header = ["Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name", "Endorser Public Url"]
    rows = []
    for _ in range(rep.facts["endorsements"]):
        person = crowd.person("en", rep, ["peak"])
        day = taken - timedelta(days=rng.randrange(20, 1500))
        at = f"{day:%Y/%m/%d} {rng.randrange(7, 19):02}:{rng.randrange(60):02}:{rng.randrange(60):02} UTC"
        url = person.url.removeprefix("https://")
        rows.append([at, rng.choice(rep.facts["skills"]), person.first, person.last, url, "ACCEPTED"])
    return [[*header, "Endorsement Status"], *sorted(rows, reverse=True)]
