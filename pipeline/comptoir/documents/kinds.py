"""Kinds of documents: where each is filed, how long it is kept and why, and who may read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comptoir.errors import InputError
from comptoir.errors.french import nearest
from comptoir.law import keeping
from comptoir.law.keeping import Term
from comptoir.profiles import Action, DataClass, Profile
from comptoir.text import fold


class Section(StrEnum):
    """The classification scheme (LAW, ARC007)."""

    SALES = "sales"
    DUES = "dues"
    GIFTS = "gifts"
    PURCHASES = "purchases"
    BANK = "bank"
    TAX = "tax"
    SOCIAL = "social"
    LEGAL = "legal-life"
    CONTRACTS = "contracts"
    GRANTS = "grants"
    AGREEMENTS = "consents"
    MAIL = "mail"
    EVENTS = "events"
    OTHER = "other"


FRENCH_SECTIONS = {
    Section.SALES: "ventes", Section.DUES: "cotisations", Section.GIFTS: "dons",
    Section.PURCHASES: "achats", Section.BANK: "banque", Section.TAX: "fiscal",
    Section.SOCIAL: "social", Section.LEGAL: "vie juridique", Section.CONTRACTS: "contrats",
    Section.GRANTS: "subventions", Section.AGREEMENTS: "autorisations", Section.MAIL: "courrier",
    Section.EVENTS: "évènements", Section.OTHER: "autres",
}  # fmt: skip


class Readers(StrEnum):
    """Who may read a kind of document (LAW, ARC008)."""

    TEAM = "team"
    FINANCE = "finance"
    RESTRICTED = "restricted"  # staff, health: whoever administers


READ_BY = {
    Readers.TEAM: DataClass.DOCUMENT,
    Readers.FINANCE: DataClass.VOUCHER,
    Readers.RESTRICTED: DataClass.STAFF,
}
FRENCH_READERS = {
    Readers.TEAM: "toute l’équipe", Readers.FINANCE: "les comptes",
    Readers.RESTRICTED: "la direction",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document."""

    name: str  # as it stands in file names: lower case, no accent
    title: str
    section: Section
    term: Term
    readers: Readers = Readers.TEAM
    duty: bool = True  # kept although a person asks to be erased (GDPR, art. 17.3)
    words: Sequence[str] = ()  # that tell it in the name of a file


def built_in(today: date) -> dict[str, Kind]:
    """Return the kinds that every house has, by the law of a day."""
    finance, restricted = Readers.FINANCE, Readers.RESTRICTED
    known = (
        Kind("statuts", "Statuts", Section.LEGAL, keeping.FOR_EVER, words=("statut",)),
        Kind("proces-verbal", "Procès-verbal", Section.LEGAL, keeping.FOR_EVER,
             words=("pv", "proces", "compte rendu")),
        Kind("registre", "Registre", Section.LEGAL, keeping.FOR_EVER),
        Kind("charte", "Charte", Section.LEGAL, keeping.FOR_EVER),
        Kind("contrat", "Contrat", Section.CONTRACTS, keeping.CLAIMS_AFTER_END, finance,
             words=("bail",)),
        Kind("convention", "Convention", Section.CONTRACTS, keeping.CLAIMS_AFTER_END),
        Kind("assurance", "Attestation d’assurance", Section.CONTRACTS, keeping.INSURANCE),
        Kind("vigilance", "Attestation de vigilance", Section.PURCHASES,
             keeping.CLAIMS_AFTER_END, finance, words=("urssaf",)),
        Kind("subvention", "Dossier de subvention", Section.GRANTS, keeping.GRANTS, finance),
        Kind("achat", "Facture d’un fournisseur", Section.PURCHASES, keeping.BOOKS, finance,
             words=("fournisseur",)),
        Kind("piece-comptable", "Pièce comptable", Section.PURCHASES, keeping.BOOKS, finance,
             words=("justificatif", "ticket", "note de frais")),
        Kind("releve-bancaire", "Relevé bancaire", Section.BANK, keeping.BOOKS, finance,
             words=("releve", "banque")),
        Kind("comptes-annuels", "Comptes annuels", Section.BANK, keeping.BOOKS, finance,
             words=("bilan",)),
        Kind("fiscal", "Déclaration fiscale", Section.TAX, keeping.TAX.on(today), finance,
             words=("impot", "tva")),
        Kind("social", "Paie et personnel", Section.SOCIAL, keeping.WAGES, restricted,
             words=("paie", "salaire", "dsn")),
        Kind("autorisation", "Autorisation ou accord signé", Section.AGREEMENTS,
             keeping.CLAIMS_AFTER_END, words=("droit a l image",)),
        Kind("emargement", "Feuille d’émargement", Section.EVENTS, keeping.CLAIMS),
        Kind("courrier-recu", "Courrier reçu", Section.MAIL, keeping.CLAIMS, duty=False,
             words=("courrier", "lettre")),
        Kind("courrier-envoye", "Courrier envoyé", Section.MAIL, keeping.CLAIMS, duty=False),
        Kind("certificat-destruction", "Certificat de destruction", Section.OTHER,
             keeping.FOR_EVER, words=("destruction",)),
        Kind("autre", "Autre document", Section.OTHER, keeping.CLAIMS, duty=False),
    )  # fmt: skip
    return {each.name: each for each in known}


# What the house itself issues, each with the beginning of its file's name.
# What each kind of issued document is called in the name of its file.
FILE_NAMES = {
    "quote": "devis",
    "delivery_note": "bon-livraison",
    "invoice": "facture",
    "deposit": "facture-acompte",
    "credit_note": "avoir",
    "dues_receipt": "recu-cotisation",
    "gift_receipt": "recu-don",
    "certificate": "attestation",
}
ISSUED = {
    "devis": ("Devis", Section.SALES), "bon-livraison": ("Bon de livraison", Section.SALES),
    "facture": ("Facture", Section.SALES), "avoir": ("Avoir", Section.SALES),
    "facture-acompte": ("Facture d’acompte", Section.SALES),
    "recu-cotisation": ("Reçu de cotisation", Section.DUES),
    "recu-don": ("Reçu de don", Section.GIFTS),
}  # fmt: skip


def named(kinds: Mapping[str, Kind], text: str) -> Kind:
    """Return the kind that somebody means.

    Raises:
        InputError: there is none of that name; says the nearest.
    """
    wanted = fold(text).replace(" ", "-")
    by_name = {fold(kind.title).replace(" ", "-"): kind for kind in kinds.values()} | dict(kinds)
    if wanted in by_name:
        return by_name[wanted]
    close = nearest(wanted, by_name)
    raise InputError(
        f"« {text} » n’est pas une sorte de document.",
        remedy=(f"Vouliez-vous dire « {by_name[close].name} » ? " if close else "")
        + f"Il y a : {', '.join(kinds)}. D’autres s’ajoutent dans legal/documents.toml.",
    )


def may(profile: Profile, readers: Readers, action: Action = Action.SEE) -> bool:
    return profile.may(READ_BY[readers], action)


def circles_of(profile: Profile, action: Action = Action.SEE) -> list[str]:
    """Return the circles of readers that a profile belongs to."""
    return [each.value for each in Readers if may(profile, each, action)]
