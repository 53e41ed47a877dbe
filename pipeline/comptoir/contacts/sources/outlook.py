"""Outlook, of the office and of the Web, in English and in French."""

from comptoir.contacts.sources.parts import american_day, with_employer
from comptoir.contacts.sources.source import Cells, Source, Texts

_ENGLISH = {
    "first_name": "first name",
    "last_name": "last name",
    "organisation": "company",
    "email": "e mail address|e mail 2 address|e mail 3 address",
    "phone": "home phone|business phone|primary phone|company main phone|home phone 2",
    "mobile": "mobile phone",
    "street": "home street|business street|other street",
    "postcode": "home postal code|business postal code|other postal code",
    "city": "home city|business city|other city",
    "country": "home country region|home country|business country region|business country",
    "tags": "categories",
    "birth_date": "birthday",
}
_FRENCH = {
    "first_name": "prenom",
    "last_name": "nom|nom de famille",
    "organisation": "societe",
    "email": "adresse de messagerie|adresse de messagerie 2",
    "phone": "telephone domicile|telephone personnel|telephone bureau|telephone professionnel|"
    "telephone principal",
    "mobile": "tel mobile|telephone mobile|telephone portable",
    "street": "rue domicile|rue bureau|rue autre",
    "postcode": "code postal domicile|code postal bureau|code postal autre",
    "city": "ville domicile|ville bureau|ville autre",
    "country": "pays region domicile|pays domicile|pays region bureau",
    "tags": "categories",
    "birth_date": "anniversaire",
}
_HOMES = (
    ("home", "business", "other"),
    ("domicile", "bureau", "autre"),
)
_NO_DAY = ("0/0/00", "00/00/00", "0/0/0000", "00/00/0000")


def _one_address(texts: Texts, cells: Cells, *, english: bool) -> Texts:
    """Take street, postcode and town from one place, never half of each."""
    names = {"street": "street", "postcode": "postal code", "city": "city"}
    french = {"street": "rue", "postcode": "code postal", "city": "ville"}
    for place in _HOMES[0] if english else _HOMES[1]:
        found = {
            field: cells.get(
                f"{place} {names[field]}" if english else f"{french[field]} {place}", ""
            )
            for field in names
        }
        if any(found.values()):
            kept = {name: text for name, text in texts.items() if name not in names}
            return kept | {name: text for name, text in found.items() if text}
    return texts


def _english(texts: Texts, cells: Cells) -> list[Texts]:
    found = _one_address(texts, cells, english=True)
    if born := found.pop("birth_date", ""):
        found |= {"birth_date": day} if (day := american_day(born)) else {}
    return [with_employer(found)]


def _french(texts: Texts, cells: Cells) -> list[Texts]:
    found = _one_address(texts, cells, english=False)
    if found.get("birth_date") in _NO_DAY:
        del found["birth_date"]
    return [with_employer(found)]


SOURCES = (
    Source(
        id="outlook", title="Outlook", columns=_ENGLISH, left=("*",), dated=False, shape=_english,
        signs=("first name", "last name", "e mail address", "mobile phone|home phone"),
    ),
    Source(
        id="outlook-fr", title="Outlook", columns=_FRENCH, left=("*",), dated=False, shape=_french,
        signs=("nom|nom de famille", "prenom", "adresse de messagerie",
               "rue domicile|rue bureau|ville domicile|telephone domicile|telephone personnel"),
    ),
)  # fmt: skip
