"""Every sample of a VK archive, against what a person would read in it."""

from pathlib import Path

import pytest

from connectors.sources.vk import CONNECTOR
from tests.connectors.network_files import check_lines, read_path

EXPORTS = Path(__file__).parent / "exports"


@pytest.mark.parametrize("folder", sorted((EXPORTS / "vk").iterdir()), ids=lambda folder: folder.name)
def test_a_vk_sample_reads_as_expected(folder, golden):
    lines = read_path(CONNECTOR, folder)
    check_lines(lines)
    golden(folder, lines)
