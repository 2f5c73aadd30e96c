"""Every sample of Facebook, Instagram, X and the outreach tools, against what a person would read in it."""

from pathlib import Path

import pytest

from connectors.sources import CONNECTORS
from tests.connectors.network_files import check_lines, read_path

EXPORTS = Path(__file__).parent / "exports"
FOLDERS = {"facebook": "facebook", "instagram": "instagram", "x_twitter": "x", "outreach_tools": "outreach-tools"}
SAMPLES = [(path, id_) for folder, id_ in FOLDERS.items() for path in sorted((EXPORTS / folder).iterdir())]


@pytest.mark.parametrize(("path", "id_"), SAMPLES, ids=[f"{path.parent.name}-{path.name}" for path, _ in SAMPLES])
def test_a_sample_reads_as_expected(path, id_, golden):
    connector = next(one for one in CONNECTORS if one.id == id_)
    lines = read_path(connector, path)
    check_lines(lines)
    golden(path, lines)
