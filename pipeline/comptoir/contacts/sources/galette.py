"""Galette: the table of members as it exports it, by names of columns or by labels."""

from comptoir.contacts.sources.parts import with_employer
from comptoir.contacts.sources.source import Cells, Source, Texts

_COLUMNS = {
    "reference": "num adh|id adh",
    "civility": "titre adh",
    "last_name": "nom adh",
    "first_name": "prenom adh",
    "organisation": "societe adh",
    "birth_date": "ddn adh",
    "street": "adresse adh",
    "address_2": "adresse2 adh",
    "postcode": "cp adh",
    "city": "ville adh",
    "country": "pays adh",
    "phone": "tel adh",
    "mobile": "gsm adh",
    "email": "email adh",
    "source_on": "date crea adh",
    "language": "pref lang",
}
_LEFT = (
    "login adh", "mdp adh", "pseudo adh", "info adh", "info public adh", "activite adh",
    "bool*", "date echeance", "date modif adh", "id statut", "sexe adh", "lieu naissance",
    "prof adh", "fingerprint", "gpgid", "parent id", "region adh", "priorite statut", "url adh",
    "icq adh", "msn adh", "jabber adh", "due date", "id adh", "num adh", "titre adh",
)  # fmt: skip
_TITLES = {"1": "M.", "2": "Mme", "3": "Mme"}  # as a new Galette numbers them
_NO_DAY = ("1901-01-01", "0000-00-00")  # what Galette writes for no date


def _shape(texts: Texts, _cells: Cells) -> list[Texts]:
    found = {name: text for name, text in texts.items() if text not in _NO_DAY}
    if (title := found.get("civility", "")).isdigit():
        del found["civility"]
        found |= {"civility": _TITLES[title]} if title in _TITLES else {}
    if "language" in found:
        found["language"] = found["language"][:2]
    return [with_employer(found | {"role": "adhérent"})]


SOURCES = (
    Source(
        id="galette", title="Galette", columns=_COLUMNS, left=_LEFT, shape=_shape,
        signs=("nom adh", "prenom adh"),
    ),
)  # fmt: skip
