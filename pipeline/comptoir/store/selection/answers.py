"""What mailings brought, as rows of contacts: tables that no one table holds."""

from sqlalchemy import Subquery, Table, select, union

from comptoir.store.tables.effect import campaign_reply
from comptoir.store.tables.mail import mail_entry
from comptoir.store.tables.outbox import campaign_run, outbox
from comptoir.store.tables.payments import payment
from comptoir.store.tables.requests import request
from comptoir.store.tables.sales import invoice, quote

Rows = Table | Subquery


def received() -> Subquery:
    """Mailings that left, with their day."""
    return (
        select(outbox.c.contact_id, outbox.c.campaign, campaign_run.c.on)
        .join(campaign_run, campaign_run.c.id == outbox.c.run_id)
        .where(outbox.c.state == "sent")
        .subquery("received")
    )


def promoted() -> Subquery:
    """Who bought, or was quoted, by the code of a mailing."""
    bought = (
        select(table.c.contact_id, campaign_reply.c.campaign).join(
            campaign_reply, campaign_reply.c.number == table.c.number
        )
        for table in (invoice, quote)
    )
    return union(*bought).subquery("promoted")


def answered() -> Subquery:
    """Who answered a mailing: by a message, a request, a payment, a purchase."""
    wrote = (
        select(outbox.c.contact_id, outbox.c.campaign)
        .join(mail_entry, mail_entry.c.outbox_id == outbox.c.id)
        .where(mail_entry.c.kind == "answered")
    )
    tied = select(outbox.c.contact_id, outbox.c.campaign).join(
        campaign_reply, campaign_reply.c.outbox_id == outbox.c.id
    )
    by_number = (
        select(table.c.contact_id, campaign_reply.c.campaign)
        .join(campaign_reply, campaign_reply.c.number == table.c.number)
        .where(table.c.contact_id.is_not(None))
        for table in (invoice, quote, payment, request)
    )
    return union(wrote, tied, *by_number).subquery("answered")
