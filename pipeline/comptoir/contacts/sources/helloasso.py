"""HelloAsso: memberships, tickets and payments; who pays is often not who comes.

The payer's address is the payer's: a child who is a member does not get their parent's mailbox.
"""

from collections.abc import Callable, Mapping

from comptoir.contacts.keys import word_key
from comptoir.contacts.sources.parts import day, same_person, with_employer
from comptoir.contacts.sources.source import Cells, Source, Texts

_PAYER = ("nom payeur|nom acheteur", "prenom payeur|prenom acheteur")
_PAYER_COLUMNS = {
    "last_name": _PAYER[0],
    "first_name": _PAYER[1],
    "email": "email payeur|email acheteur",
    "organisation": "raison sociale",
    "street": "adresse payeur|adresse acheteur",
    "postcode": "code postal payeur|code postal acheteur",
    "city": "ville payeur|ville acheteur",
    "country": "pays payeur|pays acheteur",
}
_OWN = {
    "email": "email adherent|email participant|email|adresse email|adresse e mail|mail|courriel",
    "phone": "telephone|numero de telephone|tel",
    "mobile": "portable|telephone portable|mobile",
    "street": "adresse|adresse postale",
    "postcode": "code postal|cp",
    "city": "ville",
    "country": "pays",
    "birth_date": "date de naissance",
}
_LEFT = (
    "reference*", "date*", "statut*", "nom pay*", "prenom pay*", "email pay*", "nom ach*",
    "prenom ach*", "email ach*", "raison sociale", "siren", "forme juridique", "moyen de paiement",
    "tarif", "billet", "numero de billet", "montant*", "code promo*", "carte d adherent",
    "lien carte d adherent", "campagne", "type de campagne", "type", "verse", "attestation*",
    "recu*", "numero de recu", "don", "don supplementaire", "commentaire*", "adresse payeur",
    "code postal payeur", "ville payeur", "pays payeur", "adresse acheteur",
    "code postal acheteur", "ville acheteur", "pays acheteur", "options*", "url*",
)  # fmt: skip
_READ = (
    "date de la commande", "date du paiement", "statut de la commande", "statut du paiement",
    "nom pay*", "prenom pay*", "email pay*", "nom ach*", "prenom ach*", "email ach*",
    "raison sociale", "campagne", "adresse payeur", "code postal payeur", "ville payeur",
    "pays payeur",
)  # fmt: skip
_VOID = {"annule", "annulee", "rembourse", "remboursee", "refuse", "refusee", "en attente",
         "abandonne", "conteste", "contestee"}  # fmt: skip


def _first(cells: Cells, headings: str) -> str:
    return next((cells[one] for one in headings.split("|") if cells.get(one)), "")


def _payer(cells: Cells) -> Texts:
    found = {name: _first(cells, headings) for name, headings in _PAYER_COLUMNS.items()}
    return with_employer({name: text for name, text in found.items() if text})


def _ordered_on(cells: Cells) -> str:
    return day(_first(cells, "date de la commande|date du paiement|date"))


def _origin(cells: Cells) -> Texts:
    campaign = cells.get("campagne", "")
    found = {
        "source": f"HelloAsso, {campaign}" if campaign else "",
        "source_on": _ordered_on(cells),
    }
    return {name: text for name, text in found.items() if text}


def _void(cells: Cells) -> Texts:
    state = _first(cells, "statut de la commande|statut du paiement|statut")
    return {"refused": f"cette commande est dite « {state} »"} if word_key(state) in _VOID else {}


def _of(last: str, first: str, role: str) -> Callable[[Texts, Cells], list[Texts]]:
    def shape(texts: Texts, cells: Cells) -> list[Texts]:
        own = texts | _origin(cells) | {"role": role} | _void(cells)
        payer = _payer(cells)
        pair = next(
            (p for p in (("nom payeur", "prenom payeur"), ("nom acheteur", "prenom acheteur"))
             if p[0] in cells or p[1] in cells),
            ("nom payeur", "prenom payeur"),
        )  # fmt: skip
        if not payer.get("last_name") or same_person(cells, (last, first), pair):
            return [payer | own]
        return [
            own,
            payer | _origin(cells) | {"role": "client"} | _void(cells),
        ]

    return shape


def _paid(texts: Texts, cells: Cells) -> list[Texts]:
    kind = word_key(f"{cells.get('type', '')} {cells.get('type de campagne', '')}")
    role = next((role for word, role in _PAID.items() if word in kind), "client")
    birth = {"birth_date": texts["birth_date"]} if texts.get("birth_date") else {}
    return [_payer(cells) | birth | _origin(cells) | {"role": role} | _void(cells)]


_PAID = {"don": "donateur", "adhesion": "client", "cotisation": "client"}


def _source(id_: str, title: str, last: str, first: str, role: str) -> Source:
    columns: Mapping[str, str] = {"last_name": last, "first_name": first} | _OWN
    return Source(
        id=id_, title=title, signs=(last, first, "email payeur|email acheteur|nom payeur"),
        columns=columns, left=_LEFT, read=_READ, shape=_of(last, first, role),
    )  # fmt: skip


SOURCES = (
    _source("helloasso-adhesions", "HelloAsso, adhésions", "nom adherent", "prenom adherent",
            "adhérent"),
    _source("helloasso-billets", "HelloAsso, billets", "nom participant", "prenom participant",
            "usager"),
    Source(
        id="helloasso-paiements", title="HelloAsso, paiements",
        signs=(_PAYER[0], "email payeur|email acheteur"), left=_LEFT, read=_READ, shape=_paid,
        columns=_PAYER_COLUMNS | {"birth_date": "date de naissance"},
    ),
)  # fmt: skip
