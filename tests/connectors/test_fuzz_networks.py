"""A slice of the fuzz run of all networks: whatever comes, it is records and problems, never an exception."""

import pytest

from connectors.connector import Upload
from connectors.sources import CONNECTORS
from tests.connectors import fuzz_networks

NETWORKS = sorted({unit.parent.name for unit, _ in fuzz_networks.samples()})


def is_known(network: str) -> bool:
    found = [Upload.of(unit.name, files) for unit, files in fuzz_networks.samples((network,))]
    return any(connector.recognise(upload) for upload in found for connector in CONNECTORS)


@pytest.mark.parametrize("network", NETWORKS)
def test_no_damage_to_a_sample_raises(network):
    tally = fuzz_networks.run(60, f"slice/{network}", (network,))
    assert tally.files == 60
    assert tally.read > 10 or not is_known(network)
