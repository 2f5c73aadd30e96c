"""Classifying a table of profile texts."""

import csv
from pathlib import Path

import pytest

from scoring.profile_audit import TableError, classify_csv

LABELS = Path(__file__).parent / "labels" / "profiles.csv"


def test_a_table_gets_its_column(tmp_path):
    counts = classify_csv(LABELS, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert counts == {"rows": 160, "job_seeking": sum(row["job_seeking"] == "1" for row in rows)}
    assert [row["id"] for row in rows][:2] == ["en-prof-001", "en-prof-002"]
    assert counts["job_seeking"] == 80


def test_two_columns_are_enough_and_others_stay(tmp_path):
    (tmp_path / "in.csv").write_text('\ufeffID,Text,team\n1,"Ищу\nработу",a\n2,Sales,b\n\n', encoding="utf-8")
    assert classify_csv(tmp_path / "in.csv", tmp_path / "out.csv") == {"rows": 2, "job_seeking": 1}
    assert (tmp_path / "out.csv").read_text(
        encoding="utf-8"
    ) == 'id,text,team,job_seeking\n1,"Ищу\nработу",a,1\n2,Sales,b,0\n'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: column id and text is missing; columns found: none"),
        (b"id,words\n1,a\n", "column text is missing; columns found: id, words"),
        (b"id,text,text\n", "stands there twice"),
        (b"id,text\n1,a,b\n", "line 2: 3 cells, but 2 columns"),
        (b"id,text\n1\n", "line 2: 1 cells"),
        (b"id,text,field\n1,a,banner\n", "line 2: field 'banner' is unknown; use headline"),
        (b"id,text\n1,\xff\xfe\n", "not UTF-8"),
        (b'id,text\n1,"a\n', "no proper CSV"),
    ],
)
def test_a_bad_table_is_refused_and_nothing_is_written(tmp_path, content, words):
    (tmp_path / "in.csv").write_bytes(content)
    with pytest.raises(TableError, match=words):
        classify_csv(tmp_path / "in.csv", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_missing_file_and_a_missing_folder_are_told(tmp_path):
    with pytest.raises(TableError, match="can't be read"):
        classify_csv(tmp_path / "none.csv", tmp_path / "out.csv")
    (tmp_path / "in.csv").write_text("id,text\n1,a\n")
    with pytest.raises(TableError, match="can't be written"):
        classify_csv(tmp_path / "in.csv", tmp_path / "no" / "out.csv")
