"""CRMs asked over HTTP: one module a CRM tells how to ask and what a row means; `sync` does the rest."""

from connectors.crm import hubspot
from connectors.crm.model import Crm

CRMS: dict[str, Crm] = {one.name: one for one in (hubspot.DESCRIPTION,)}
"""CRMs that can be asked, by their names in facts."""
