"""A decision said in one French sentence, naming nobody."""

from comptoir.consent.model import FRENCH_CHANNELS, Purpose, Reason, Standing
from comptoir.dates import french_date

# by channel: nothing known, known and dead, on the opposition list
_ADDRESS = {
    "email": (
        "aucune adresse mél n’est connue",
        "l’adresse mél connue ne répond plus",
        "cette adresse mél",
    ),
    "sms": (
        "aucun numéro de portable n’est connu",
        "le numéro de portable connu ne répond plus",
        "ce numéro",
    ),
    "phone": (
        "aucun numéro de téléphone n’est connu",
        "le numéro de téléphone connu ne répond plus",
        "ce numéro",
    ),
    "post": (
        "aucune adresse postale n’est connue",
        "le courrier revient de l’adresse connue",
        "cette adresse postale",
    ),
}
_OTHER = ("aucune adresse n’est connue", "l’adresse connue ne répond plus", "cette adresse")
_SAID = {
    Reason.ERASED: "Non : cette fiche a été effacée.",
    Reason.DECEASED: "Non : cette personne est décédée.",
    Reason.NO_ADDRESS: "Non : {unknown}.",
    Reason.DEAD_ADDRESS: "Non : {dead}.",
    Reason.RESTRICTED: "Non : la personne a obtenu la limitation du traitement de ses données.",
    Reason.MINOR: "Non : c’est un enfant de moins de 15 ans, dont aucun parent n’a donné l’accord.",
    Reason.OBJECTED: "Non : la personne s’y est opposée{since}.",
    Reason.SUPPRESSED: "Non : {this} est sur la liste d’opposition.",
    Reason.WITHDRAWN: "Non : la personne a retiré son accord{since}.",
    Reason.UNPROVEN: "Non : l’accord noté pour « {purpose} » n’a pas de preuve.",
    Reason.NO_CONSENT: "Non : la personne n’a pas donné son accord pour « {purpose} » {by}.",
    Reason.NO_RELATION: "Non : la personne n’a pas de lien avec l’organisation ; "
    "seul le courrier postal est permis.",
    Reason.SERVICE_FILE: "Non : cette personne n’est connue que comme usager du service ; "
    "son fichier ne sert pas à autre chose sans son accord.",
    Reason.STATUTORY: "Oui : ce message est dû ; ni désinscription ni opposition ne l’arrêtent.",
    Reason.CONSENT: "Oui : la personne a donné son accord {by}{since}.",
    Reason.SIMILAR_PRODUCTS: "Oui : la personne a acheté un article semblable, "
    "et pouvait alors refuser d’être sollicitée.",
    Reason.ASSOCIATIVE: "Oui : la personne a un lien avec l’organisation "
    "et ne s’est pas opposée à ces messages.",
    Reason.POST: "Oui : par courrier, tant que la personne ne s’y oppose pas.",
    Reason.GENERIC: "Oui : cette adresse désigne un organisme, pas une personne.",
    Reason.RUNNING_CONTRACT: "Oui : une commande est en cours, et l’appel porte sur elle.",
    Reason.PUBLIC_TASK: "Oui : ce message relève de la mission du service.",
    Reason.PHONE_BEFORE: "Oui : avant le 11 août 2026, l’appel était permis "
    "à qui n’était pas inscrit sur Bloctel.",
    Reason.PROFESSIONAL: "Oui : à titre professionnel, tant que la personne ne s’y oppose pas.",
}


def sentence(reason: Reason, purpose: Purpose, channel: str, standing: Standing | None) -> str:
    """Say why."""
    unknown, dead, this = _ADDRESS.get(channel, _OTHER)
    return _SAID[reason].format(
        unknown=unknown,
        dead=dead,
        this=this,
        by=FRENCH_CHANNELS.get(channel, f"par {channel}"),
        purpose=purpose.title,
        since=f" le {french_date(standing.since)}" if standing else "",
    )
