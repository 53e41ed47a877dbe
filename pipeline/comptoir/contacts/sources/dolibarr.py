"""Dolibarr: third parties, and the contacts of third parties."""

from comptoir.contacts.keys import word_key
from comptoir.contacts.sources.parts import day, split_name, with_employer
from comptoir.contacts.sources.source import Cells, Source, Texts

_WHERE = {
    "street": "adresse",
    "postcode": "code postal",
    "city": "ville",
    "country": "pays|code pays",
    "email": "email|e mail",
    "source_on": "date creation|date de creation",
}
_LEFT = (
    "id*", "nom alternatif*", "date*", "etat", "statut", "departement*", "region", "url", "web",
    "site web", "fax", "skype", "siren", "siret", "naf*", "id prof*", "num tva*", "numero tva*",
    "capital", "effectif*", "type de tiers", "note*", "code compta*", "code fournisseur",
    "fournisseur", "prospect*", "client", "assujetti*", "mode de paiement", "conditions*",
    "remise*", "logo", "commercial*", "societe mere*", "forme juridique*", "code client",
    "code barre*", "cle import*", "import key", "civilite", "poste fonction", "ref ext",
    "newsletter", "visibilite", "priv*",
)  # fmt: skip


def _role(cells: Cells) -> str:
    """0 nothing, 1 customer, 2 prospect, 3 both; or the words."""
    said = next((text for key, text in cells.items() if key in _STATES), "")
    words = word_key(said)
    if words in ("1", "3", "oui") or "client" in words:
        return "client"
    if cells.get("fournisseur", "") in ("1", "Oui", "oui"):
        return "partenaire"
    return "prospect"


_PEOPLE = ("particulier", "te private")
_STATES = ("client", "prospect client", "prospect customer", "client prospect")


def _third_party(texts: Texts, cells: Cells) -> list[Texts]:
    found = _dated(texts) | {"role": _role(cells)}
    if word_key(cells.get("type de tiers", "")) in _PEOPLE and "organisation" in found:
        first, last = split_name(found.pop("organisation"), last_first=True)
        found |= {"first_name": first, "last_name": last}
    return [found]


def _contact(texts: Texts, _cells: Cells) -> list[Texts]:
    return [with_employer(_dated(texts))]


def _dated(texts: Texts) -> Texts:
    return texts | ({"source_on": day(texts["source_on"])} if "source_on" in texts else {})


SOURCES = (
    Source(
        id="dolibarr-tiers", title="Dolibarr, tiers", left=_LEFT, shape=_third_party,
        read=(*_STATES, "fournisseur", "type de tiers"),
        signs=("nom du tiers|nom tiers|nom societe|raison sociale",
               "code client|prospect client|code fournisseur"),
        columns={"organisation": "nom du tiers|nom tiers|nom societe|raison sociale",
                 "reference": "code client", "phone": "telephone|tel", **_WHERE},
    ),
    Source(
        id="dolibarr-contacts", title="Dolibarr, contacts", left=_LEFT, shape=_contact,
        signs=("nom", "prenom", "poste fonction", "nom du tiers|nom tiers|societe|tiers"),
        columns={"last_name": "nom", "first_name": "prenom", "civility": "civilite|titre civilite",
                 "organisation": "nom du tiers|nom tiers|societe|tiers",
                 "phone": "tel pro|telephone pro|telephone professionnel|tel perso|"
                 "telephone perso",
                 "mobile": "mobile|tel mobile|telephone mobile", **_WHERE},
    ),
)  # fmt: skip
