"""CRMs asked over HTTP: one module a CRM tells how to ask and what a row means; `sync` does the rest."""

from connectors.crm import amocrm, bitrix24, hubspot, pipedrive, salesforce
from connectors.crm.model import Crm

CRMS: dict[str, Crm] = {
    one.DESCRIPTION.name: one.DESCRIPTION for one in (hubspot, pipedrive, amocrm, bitrix24, salesforce)
}
"""CRMs that can be asked, by their names in facts."""
