import re
from collections.abc import Iterator

from comptoir.law.einvoice import IDENTIFIER
from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.einvoice import EInvoice, XmlParty

SIREN = re.compile(r"\d{9}")
SIRET = re.compile(r"\d{14}")
LONGEST = 125  # characters of an electronic address


@rule(
    "DOC067",
    "Identifiants du vendeur et du client",
    severity=ERROR,
    basis="BR-FR-09 à BR-FR-13 et BR-FR-21 à BR-FR-25",
    surface=EInvoice,
    seen="FXE",
)
def xml_identifiers(xml: EInvoice) -> Iterator[Fault]:
    """Cherche le SIREN du vendeur qui manque ou n’a pas neuf chiffres, un SIRET qui ne commence pas
    par le SIREN, le SIREN d’un client professionnel qui manque, et une adresse électronique sans le
    schéma 0225, trop longue, ou qui ne commence pas par le SIREN.

    Biais : le client n’est professionnel que si la facture le dit (BAR = B2B) : un SIRET, à lui
    seul, ne rend pas la facture électronique obligatoire.

    ```toml refusé
    [seller]
    siren = "99914035"
    endpoint = "99914035"
    endpoint_scheme = "0225"
    ```

    ```toml refusé
    treatment = "B2B"
    [seller]
    siren = "999140353"
    endpoint = "999140353"
    endpoint_scheme = "0225"
    [buyer]
    siret = "99914035300015"
    endpoint = "999140353"
    endpoint_scheme = "0225"
    ```

    ```toml accepté
    treatment = "B2B"
    [seller]
    siren = "999140353"
    siret = "99914035300015"
    endpoint = "999140353"
    endpoint_scheme = "0225"
    [buyer]
    siren = "999140353"
    endpoint = "999140353_ATELIER"
    endpoint_scheme = "0225"
    ```

    ```toml accepté
    treatment = "B2C"
    [seller]
    siren = "999140353"
    endpoint = "999140353"
    endpoint_scheme = "0225"
    [buyer]
    siret = "99914035300015"
    ```
    """
    professional = xml.treatment == "B2B"
    yield from _party(xml, xml.seller, "vendeur", due=True)
    yield from _party(xml, xml.buyer, "client", due=professional)


def _party(xml: EInvoice, party: XmlParty, who: str, *, due: bool) -> Iterator[Fault]:
    if (due or party.siren) and not SIREN.fullmatch(party.siren):
        found = f"le SIREN du {who} manque ou n’a pas neuf chiffres"
        yield Fault(xml.at(f"{who}.siren"), found, "Complétez sa fiche.", MISSING)
    elif party.siret and party.siren and not _of(party.siret, party.siren):
        found = f"le SIRET du {who} ne commence pas par son SIREN"
        yield Fault(xml.at(f"{who}.siret"), found, "Corrigez-le.")
    if due and not party.endpoint:
        found = f"l’adresse électronique du {who} manque"
        yield Fault(xml.at(f"{who}.adresse"), found, "Elle est dans l’annuaire.", MISSING)
    elif party.endpoint_scheme == IDENTIFIER and (
        len(party.endpoint) > LONGEST or not party.endpoint.startswith(party.siren or "?")
    ):
        found = f"l’adresse électronique du {who} ne commence pas par son SIREN"
        yield Fault(xml.at(f"{who}.adresse"), found, "Reprenez celle de l’annuaire.")


def _of(siret: str, siren: str) -> bool:
    return SIRET.fullmatch(siret) is not None and siret.startswith(siren)
