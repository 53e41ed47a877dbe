"""The fields a campaign may merge, and nothing else."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from comptoir.campaigns.model import Campaign
from comptoir.contacts.model import Civility, Contact
from comptoir.dates import french_date
from comptoir.identifiers import national_phone
from comptoir.money import french_amount
from comptoir.settings import Organisation
from comptoir.settings.dues import Season
from comptoir.text import NBSP

# What each field holds, in the words of the guide.
FIELDS: Mapping[str, str] = {
    "contact.reference": "son numéro, comme C-000123",
    "contact.civility": "sa civilité (Mme, M.), si elle est connue",
    "contact.first_name": "son prénom",
    "contact.last_name": "son nom",
    "contact.full_name": "prénom et nom, ou le nom de l’organisme",
    "contact.organisation": "l’organisme où il se trouve",
    "contact.salutation": "la formule d’appel : « Madame Le Bihan », « Bonjour Jo Le Bihan »",
    "contact.city": "sa commune",
    "organisation.name": "le nom de votre organisation",
    "organisation.short_name": "son nom court",
    "organisation.purpose": "sa raison d’être, telle que dans les statuts",
    "organisation.principles": "ses valeurs, en une phrase",
    "organisation.email": "son adresse mél",
    "organisation.privacy_email": "l’adresse mél pour les droits sur les données",
    "organisation.phone": "son téléphone",
    "organisation.seat.street": "la rue de son siège",
    "organisation.seat.postcode": "le code postal de son siège",
    "organisation.seat.city": "la commune de son siège",
    "organisation.address": "l’adresse de son siège, sur une ligne",
    "organisation.publication_director": "la personne qui la représente",
    "organisation.director_title": "la fonction de cette personne",
    "season.name": "la saison en cours, comme 2026-2027",
    "season.starts": "son premier jour",
    "season.ends": "son dernier jour",
    "season.fee": "la cotisation, en euros",
    "season.reduced_fee": "la cotisation réduite, en euros",
    "campaign.title": "le titre de l’envoi",
    "campaign.code": "le code de la promotion ou de l’envoi",
    "campaign.reference": "la référence de l’envoi",
    "campaign.version": "a ou b, quand l’envoi a deux versions (subject_b)",
    "site.name": "le nom du site",
    "site.url": "l’adresse du site",
}
Fields = Mapping[str, Any]  # nested: fields["organisation"]["seat"]["city"]

# Somebody made up, for previews where no base is.
SAMPLE = Contact(
    id=0,
    reference="C-000000",
    civility=Civility.MADAM,
    first_name="Camille",
    last_name="Exemple",
    email="camille@example.org",
    street="12 rue de l’Exemple",
    postcode="35600",
    city="Redon",
)


_OF_CONTACT = tuple(name.partition(".")[2] for name in FIELDS if name.startswith("contact."))
_read_contact = attrgetter(*_OF_CONTACT)


def contact_fields(contact: Contact) -> dict[str, str]:
    values = (str(value or "") for value in _read_contact(contact))
    return dict(zip(_OF_CONTACT, values, strict=True))


def shared_fields(
    campaign: Campaign,
    organisation: Organisation,
    season: Season | None,
    *,
    site_name: str,
    site_url: str,
) -> dict[str, Any]:
    """Return the fields that are the same for everyone."""
    seat = organisation.seat
    return {
        "organisation": {
            "name": organisation.name,
            "short_name": organisation.short_name or organisation.name,
            "purpose": organisation.purpose,
            "principles": values_line(organisation),
            "email": organisation.email,
            "privacy_email": organisation.privacy_email or organisation.email,
            "phone": spoken_phone(organisation.phone),
            "address": seat_line(organisation),
            "publication_director": organisation.publication_director,
            "director_title": organisation.director_title,
            "seat": {"street": seat.street, "postcode": seat.postcode, "city": seat.city},
        },
        "season": {
            "name": season.name if season else "",
            "starts": french_date(season.starts) if season else "",
            "ends": french_date(season.ends) if season else "",
            "fee": _euros(season.full) if season else "",
            "reduced_fee": _euros(season.reduced) if season else "",
        },
        "campaign": {
            "title": campaign.title,
            "code": campaign.code,
            "reference": campaign.reference,
            "version": "",
        },
        "site": {"name": site_name, "url": site_url},
    }


def spoken_phone(number: str) -> str:
    """Write a number as it is read, on one line."""
    return national_phone(number).replace(" ", NBSP)


def values_line(organisation: Organisation) -> str:
    """Return its values as one sentence.

    >>> from comptoir.settings import Kind
    >>> held = ("La gratuité.", "Le partage des savoirs")
    >>> values_line(Organisation(kind=Kind.ASSOCIATION, name="A", values=held))
    'La gratuité ; le partage des savoirs.'
    """
    said = [value.rstrip(" .") for value in organisation.values]
    return " ; ".join([*said[:1], *(v[:1].lower() + v[1:] for v in said[1:])]) + "." * bool(said)


def seat_line(organisation: Organisation) -> str:
    """Return the registered address on one line."""
    seat = organisation.seat
    place = " ".join(part for part in (seat.postcode, seat.city) if part)
    return ", ".join(part for part in (seat.street, seat.addition, place) if part)


def _euros(amount: Any) -> str:
    """Write round amounts as people say them: 22 €, 22,50 €."""
    return french_amount(amount).replace(",00", "")


def value_at(fields: Fields, name: str) -> str:
    """
    >>> value_at({"organisation": {"seat": {"city": "Redon"}}}, "organisation.seat.city")
    'Redon'
    """
    value: Any = fields
    for part in name.split("."):
        value = value[part]
    return str(value)
