"""Paheko, formerly Garradin: the list of members."""

from comptoir.contacts.keys import word_key
from comptoir.contacts.sources.parts import day, split_name
from comptoir.contacts.sources.source import Cells, Source, Texts

_NAMES = "nom prenom|nom et prenom|prenom et nom|prenom nom|nom"
_COLUMNS = {
    "full_name": _NAMES,
    "reference": "numero de membre|numero",
    "email": "adresse e mail|e mail|email",
    "street": "adresse postale|adresse",
    "postcode": "code postal",
    "city": "ville",
    "country": "pays",
    "phone": "numero de telephone|telephone",
    "birth_date": "date de naissance",
    "source_on": "date d inscription",
}
_READ = ("prenom", "categorie", "inscription a la lettre d information", "lettre d information")
_LEFT = (
    "prenom", "mot de passe", "date de connexion", "derniere connexion",
    "annee de naissance", "identifiant", "cle pgp*", "categorie",
    "inscription a la lettre d information", "lettre d information",
)  # fmt: skip


_STRUCTURES = ("organis", "structure", "personnes morales", "entreprise")


def _shape(texts: Texts, cells: Cells) -> list[Texts]:
    found = {name: text for name, text in texts.items() if name != "full_name"}
    category = cells.get("categorie", "")
    if any(word in word_key(category) for word in _STRUCTURES):
        found["organisation"] = texts.get("full_name", "")
    elif cells.get("prenom"):
        found |= {"first_name": cells["prenom"], "last_name": cells.get("nom", "")}
    else:
        heading = next((one for one in _NAMES.split("|") if cells.get(one)), "")
        whole = cells.get(heading, "")
        first, last = split_name(whole, last_first=not heading.startswith("prenom"))
        found |= {"first_name": first, "last_name": last}
    if "source_on" in found:
        found["source_on"] = day(found["source_on"])
    asked = cells.get("inscription a la lettre d information") or cells.get("lettre d information")
    if asked:
        found["consent_email"] = asked
    found["role"] = _role(category)
    return [{name: text for name, text in found.items() if text}]


def _role(category: str) -> str:
    words = word_key(category)
    known = {"benevole": "bénévole", "donat": "donateur", "partenaire": "partenaire"}
    return next((role for word, role in known.items() if word in words), "adhérent")


SOURCES = (
    Source(
        id="paheko", title="Paheko", columns=_COLUMNS, left=_LEFT, read=_READ, consents=True,
        shape=_shape,
        signs=(_NAMES, "numero de membre", "date d inscription|categorie|date de connexion"),
    ),
)  # fmt: skip
