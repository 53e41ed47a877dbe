"""Odoo: contacts (res.partner), by the technical names of its import-compatible export."""

from comptoir.contacts.sources.parts import split_name
from comptoir.contacts.sources.source import Cells, Source, Texts

_COLUMNS = {
    "full_name": "name",
    "reference": "ref",
    "email": "email",
    "phone": "phone",
    "mobile": "mobile",
    "street": "street",
    "address_2": "street2",
    "postcode": "zip",
    "city": "city",
}
_READ = ("is company", "company type", "parent id*", "country id*", "id")
_LEFT = (*_READ,  "vat", "website", "lang", "title*", "function", "category id*", "state id*",
         "comment", "user id*", "type", "active", "company id*")  # fmt: skip


def _shape(texts: Texts, cells: Cells) -> list[Texts]:
    found = {name: text for name, text in texts.items() if name != "full_name"}
    whole = texts.get("full_name", "")
    told = cells.get("is company", "").lower() or cells.get("company type", "").lower()
    if told in ("true", "1", "vrai", "company", "société"):
        found["organisation"] = whole
    else:
        found["first_name"], found["last_name"] = split_name(whole, last_first=False)
        if employer := cells.get("parent id"):
            found["employer"] = employer
    if "reference" not in found and (known := cells.get("id", "")):
        found["reference"] = known.removeprefix("__import__.")
    country = next((cells[key] for key in ("country id id", "country id") if cells.get(key)), "")
    if country:
        found["country"] = country.removeprefix("base.").upper()
    return [{name: text for name, text in found.items() if text}]


SOURCES = (
    Source(
        id="odoo", title="Odoo", columns=_COLUMNS, left=_LEFT, read=_READ, dated=False,
        shape=_shape,
        signs=("name", "is company|company type", "street|zip|city"),
    ),
)  # fmt: skip
