"""Profiles as PostgreSQL roles: what each may read and write, said once, table by table.

On PostgreSQL these are barriers: whoever connects as one of the roles reads no more, whatever the
program (DESIGN § 4). On SQLite a base is a file, and nothing here applies.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, Table, text

from comptoir.contacts.privacy import FIELD_CLASSES
from comptoir.documents.kinds import circles_of
from comptoir.profiles import PERSONAL, Action, Cell, DataClass, Profile
from comptoir.store.metadata import all_tables

PREFIX = "comptoir_"
READ, WRITE = ("SELECT",), ("INSERT", "UPDATE", "DELETE")


def _cells(data: DataClass, see: Action, *change: Action) -> tuple[tuple[Cell, ...], ...]:
    return ((data, see),), tuple((data, one) for one in change)


_IDENTITY = _cells(DataClass.IDENTITY, Action.SEE, Action.CHANGE)
_REACH = _cells(DataClass.REACH, Action.SEE, Action.CHANGE)
_CONSENT = _cells(DataClass.CONSENT, Action.SEE, Action.CHANGE)
_SALE = _cells(DataClass.SALE, Action.SEE, Action.ISSUE)
_LEDGER = _cells(DataClass.LEDGER, Action.SEE, Action.POST)
_CAMPAIGN = _cells(DataClass.CAMPAIGN, Action.SEND, Action.SEND)
_DOCUMENT = _cells(DataClass.DOCUMENT, Action.SEE, Action.CHANGE)
_BASE = _cells(DataClass.BASE, Action.ADMINISTER, Action.ADMINISTER)
_WHOLE = (tuple((data, Action.SEE) for data in PERSONAL),
          tuple((data, Action.CHANGE) for data in PERSONAL))  # fmt: skip
# Every one of the first cells is needed to read, every one of the second to write.
TABLES: Mapping[str, tuple[tuple[Cell, ...], ...]] = {
    **dict.fromkeys(("contact_external", "contact_role", "contact_tag", "contact_fact",
                     "contact_relation", "contact_field", "contact_apart"), _IDENTITY),
    **dict.fromkeys(("anomaly", "contact_merge", "import_batch", "import_change",
                     "import_refusal"), _WHOLE),  # values of any field are there
    "contact_note": _cells(DataClass.NOTES, Action.SEE, Action.CHANGE),
    **dict.fromkeys(("bounce", "appointment", "event_registration", "event_done", "event_cost",
                     "inbox_entry", "mail_entry", "mail_item", "request", "request_event",
                     "assembly", "assembly_item", "assembly_seat", "officer", "event_ticket",
                     "due_sending"), _REACH),
    **dict.fromkeys(("consent_event", "consent_event_value", "consent_void", "consent_text",
                     "consent_state", "suppression", "suppression_key", "rights_request",
                     "contact_hold"), _CONSENT),
    **dict.fromkeys(("breach_entry", "purge_log"), _BASE),
    "archived_file": (((DataClass.ARCHIVE, Action.SEE),), _BASE[1]),
    **dict.fromkeys(("quote", "sale_order", "delivery", "invoice", "invoice_line", "invoice_vat",
                     "document", "document_void", "document_gone", "contract", "reminder",
                     "reminder_hold", "goods_return", "delivery_plan", "carrier_reserve"), _SALE),
    **dict.fromkeys(("recurring", "recurring_term", "receipt_gift", "membership_call"), _SALE),
    **dict.fromkeys(("zero_balance", "entry", "posting", "closing", "entry_draft", "bank_line",
                     "payment", "payment_part", "cheque_deposit", "cheque", "refund",
                     "cash_count", "payout", "online_payment", "purchase", "purchase_payment",
                     "supplier_account", "doubtful_debt", "export_lot", "export_lot_entry",
                     "procedure_step", "account_month", "mandate", "direct_debit", "debit_batch",
                     "contribution", "subsidy", "subsidy_movement"), _LEDGER),
    **dict.fromkeys(("campaign_run", "campaign_exclusion", "outbox", "outbox_event",
                     "campaign_approval", "campaign_reply", "mailchimp_part", "mailchimp_member",
                     "survey_answer", "survey_code"), _CAMPAIGN),
    **dict.fromkeys(("filed_document", "filed_text"), _DOCUMENT),
    "charter_signature": (_DOCUMENT[0], _DOCUMENT[0]),
}  # fmt: skip
# Segments read them: whoever sends mailings may, and whoever sees sales.
OF_SEGMENTS = ("membership", "donation", "sale_stat", "sale_item")
# Every act writes there; what fields held is read by who administers the base alone.
TRAIL = {
    "audit_event": (*READ, "INSERT"), "audit_field": (*READ, "INSERT"), "audit_value": ("INSERT",),
    "anchor": (*READ, "INSERT"), "access_log": ("INSERT", "DELETE"),
    "sequence": (*READ, "INSERT", "UPDATE"),
}  # fmt: skip
# Columns of a contact that no field names, and what must be seen to read them.
_KEYS = {
    "name_key": (DataClass.IDENTITY,), "city_key": (DataClass.ADDRESS,),
    "department": (DataClass.ADDRESS,), "country": (DataClass.ADDRESS,),
    "source_key": (DataClass.ORIGIN,), "told": (DataClass.NOTES,),
    "search": (DataClass.IDENTITY, DataClass.REACH, DataClass.ADDRESS),
}  # fmt: skip


def role_of(profile: Profile) -> str:
    return f"{PREFIX}{profile.name}"


def grant(db: Connection, profiles: Iterable[Profile]) -> dict[str, list[str]]:
    """Make the roles, and give each what its profile allows and nothing else.

    Returns:
        The statements run, by role.
    """
    known = set(db.execute(text("SELECT rolname FROM pg_roles")).scalars())
    done: dict[str, list[str]] = {}
    for profile in profiles:
        role = role_of(profile)
        made = [] if role in known else [f"CREATE ROLE {_quoted(role)} NOLOGIN"]
        done[role] = made + list(statements(profile))
        for statement in done[role]:
            db.exec_driver_sql(statement.replace("%", "%%"))
    db.exec_driver_sql("ALTER TABLE filed_document ENABLE ROW LEVEL SECURITY")
    return done


def members(db: Connection, logins: Mapping[str, Profile]) -> tuple[list[str], list[str]]:
    """Put the people who have a role of their own under that of their profile.

    Returns:
        Who has one, and who has none yet.
    """
    known = set(db.execute(text("SELECT rolname FROM pg_roles")).scalars())
    there = [login for login in logins if login in known]
    mine = text(
        "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = to_regrole(:login)"
    )
    for login in there:
        wanted = role_of(logins[login])
        held = [one.strip('"') for one in db.execute(mine, {"login": _quoted(login)}).scalars()]
        for other in held:
            if other.startswith(PREFIX) and other != wanted:
                db.exec_driver_sql(f"REVOKE {_quoted(other)} FROM {_quoted(login)}")
        db.exec_driver_sql(f"GRANT {_quoted(wanted)} TO {_quoted(login)}")
    return there, [login for login in logins if login not in known]


def statements(profile: Profile) -> Iterator[str]:
    """Say in SQL what a profile allows."""
    role = _quoted(role_of(profile))
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role}"
    yield f"DROP POLICY IF EXISTS {role} ON filed_document"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT SELECT ON alembic_version TO {role}"
    if not profile.cells:
        return
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    for table, usual in TRAIL.items():
        yield f"GRANT {', '.join(usual)} ON {table} TO {role}"
    yield f"GRANT SELECT (id, at) ON access_log TO {role}"
    if profile.may(DataClass.BASE, Action.ADMINISTER):
        yield f"GRANT SELECT, DELETE ON audit_value, access_log TO {role}"
    yield from _of_contact(profile, all_tables().tables["contact"], role)
    for table in sorted(set(all_tables().tables) - {*OF_SEGMENTS, *TRAIL, "contact"}):
        to_read, to_write = TABLES.get(table, _BASE)  # whose nobody said is the administrator's
        rights = [*(READ if profile.cells >= set(to_read) else ()),
                  *(WRITE if profile.cells >= set(to_write) else ())]  # fmt: skip
        if rights:
            yield f"GRANT {', '.join(rights)} ON {table} TO {role}"
    yield from _of_neighbours(profile, role)
    if circles := circles_of(profile):
        readers = ", ".join(f"'{one}'" for one in circles)
        yield f"CREATE POLICY {role} ON filed_document TO {role} USING (readers IN ({readers}))"


def _of_neighbours(profile: Profile, role: str) -> Iterator[str]:
    tables = ", ".join(OF_SEGMENTS)
    if profile.may(DataClass.REACH, Action.SEE):  # a request says which invoice it is about
        yield f"GRANT SELECT (id, number) ON invoice TO {role}"
    if {(DataClass.SALE, Action.SEE), (DataClass.CAMPAIGN, Action.SEND)} & profile.cells:
        yield f"GRANT SELECT ON {tables} TO {role}"
    if {(DataClass.SALE, Action.ISSUE), (DataClass.LEDGER, Action.POST)} & profile.cells:
        yield f"GRANT INSERT, UPDATE, DELETE ON {tables} TO {role}"


def _of_contact(profile: Profile, contact: Table, role: str) -> Iterator[str]:
    """Column by column; a newcomer is written whole, whoever writes it."""
    seen = _columns(profile, contact, Action.SEE)
    if (DataClass.IDENTITY, Action.SEE) in profile.cells:
        yield f"GRANT SELECT ({', '.join(seen)}) ON contact TO {role}"
    if (DataClass.IDENTITY, Action.CHANGE) in profile.cells:
        changed = _columns(profile, contact, Action.CHANGE)
        yield f"GRANT INSERT, UPDATE ({', '.join(changed)}) ON contact TO {role}"
        yield f"GRANT DELETE ON contact TO {role}"


def _columns(profile: Profile, contact: Table, action: Action) -> list[str]:
    def allowed(name: str) -> bool:
        classes = _KEYS.get(name) or ((FIELD_CLASSES[name],) if name in FIELD_CLASSES else ())
        if action is Action.CHANGE and name in _KEYS:
            return True  # computed from the others when one of them changes
        return all(profile.may(data, action) for data in classes)

    return [f'"{column.name}"' for column in contact.columns if allowed(column.name)]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
