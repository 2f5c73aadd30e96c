"""All fake CRMs."""

from tests.connectors.crm.fake_amocrm import AmoCrm
from tests.connectors.crm.fake_bitrix24 import Bitrix24
from tests.connectors.crm.fake_hubspot import HubSpot
from tests.connectors.crm.fake_pipedrive import Pipedrive
from tests.connectors.crm.fake_salesforce import Salesforce

FAKES = [HubSpot, Pipedrive, AmoCrm, Bitrix24, Salesforce]
