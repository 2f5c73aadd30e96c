"""One source of facts a module or package; CONNECTORS lists them in the order in which an upload is offered to them."""

from connectors.connector import Connector
from connectors.sources import linkedin

CONNECTORS: tuple[Connector, ...] = (linkedin.CONNECTOR,)
