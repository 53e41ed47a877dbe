"""What stands at the head and the foot of every printed document."""

from typing import Any

from comptoir import identifiers
from comptoir.settings import Kind, Organisation, SiteSettings


def letterhead(
    organisation: Organisation, site: SiteSettings, *, specimen: bool = False, logo: str = ""
) -> dict[str, Any]:
    """Return the `letterhead` that `theme/print/base.typ` reads.

    Args:
        organisation: who writes.
        site: its colours and its address on the web.
        specimen: whether the document is stamped SPÉCIMEN.
        logo: path that the template finds the site's logo under.
    """
    seat = organisation.seat
    place = " ".join(part for part in (seat.postcode, seat.city) if part)
    said: dict[str, Any] = {
        "name": organisation.name,
        "legal_form": organisation.legal_form,
        "lines": [line for line in (seat.addition, seat.street, place) if line],
        "contacts": [word for word in (organisation.phone, organisation.email) if word],
        "site": site.site.url.removeprefix("https://").removeprefix("http://"),
        "identity": identity(organisation),
        "accent": site.colours.accent,
        "specimen": specimen,
    }
    if logo and site.logo:
        holds_name = site.logo.holds_name
        alt = organisation.name if holds_name else f"Logo : {organisation.name}"
        said["logo"] = {"file": logo, "alt": alt, "holds_name": holds_name}
    return said


def identity(organisation: Organisation) -> list[str]:
    """Return what the law wants at the foot of documents (C. com., art. R123-237 and R123-238)."""
    seat = organisation.seat
    name = organisation.name
    if organisation.kind is Kind.SOLE_TRADER and "EI" not in name.split():
        name = f"{name}, entrepreneur individuel"  # C. com., art. R526-27
    place = ", ".join(p for p in (seat.street, f"{seat.postcode} {seat.city}".strip()) if p)
    form = organisation.legal_form or organisation.kind.french
    capital = f" au capital de {organisation.capital}" if organisation.capital else ""
    said = [f"{name}, {form}{capital}"]
    if place:
        said.append(f"siège : {place}")
    if organisation.siret:
        said.append(f"SIRET\N{NO-BREAK SPACE}{identifiers.french_siret(organisation.siret)}")
    elif organisation.siren:
        said.append(f"SIREN\N{NO-BREAK SPACE}{identifiers.french_siren(organisation.siren)}")
    if organisation.rcs_city:
        said.append(f"RCS\N{NO-BREAK SPACE}{organisation.rcs_city}")
    if organisation.rna:
        said.append(f"RNA\N{NO-BREAK SPACE}{organisation.rna}")
    if organisation.vat.number:
        said.append(f"TVA\N{NO-BREAK SPACE}{organisation.vat.number}")
    return said
