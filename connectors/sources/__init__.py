"""One source of facts a module or package; CONNECTORS lists them in the order in which an upload is offered to them."""

from connectors.connector import Connector
from connectors.sources import (
    facebook,
    instagram,
    lead_lists,
    linkedin,
    linkedin_analytics,
    linkedin_dma,
    mail,
    outreach_tools,
    sales_navigator,
    telegram,
    vk,
    whatsapp,
    x,
)

CONNECTORS: tuple[Connector, ...] = (
    linkedin.CONNECTOR,
    linkedin_analytics.CONNECTOR,
    linkedin_dma.CONNECTOR,
    sales_navigator.CONNECTOR,
    lead_lists.CONNECTOR,
    telegram.CONNECTOR,
    vk.CONNECTOR,
    whatsapp.CONNECTOR,
    mail.CONNECTOR,
    facebook.CONNECTOR,
    instagram.CONNECTOR,
    x.CONNECTOR,
    outreach_tools.CONNECTOR,
)
