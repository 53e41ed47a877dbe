"""What a registered person prints of itself (C. com., art. R123-237 and R123-238; R526-27)."""

import re

from comptoir.rules.matching import says_address, says_number
from comptoir.settings.organisation import Kind, Organisation
from comptoir.site.wording import flat, says

_SOLE = re.compile(r"\bEI\b|entrepreneu(?:r|se) individuel", re.IGNORECASE)


def missing_identity(text: str, organisation: Organisation) -> list[str]:
    """Return, in French, what a document of a registered person does not say of it."""
    said = flat(text)
    lacks = {
        "le nom": says(said, organisation.name),
        "le SIREN": says_number(text, organisation.siren),
        "le siège": not organisation.seat.city or says_address(said, organisation.seat),
    }
    if organisation.rcs_city:
        lacks["le RCS et sa ville"] = says(said, "RCS") and says(said, organisation.rcs_city)
    if organisation.kind is Kind.COMPANY:
        lacks["la forme"] = not organisation.legal_form or says(said, organisation.legal_form)
        lacks["le capital"] = not organisation.capital or says(said, organisation.capital)
    if organisation.kind is Kind.SOLE_TRADER:
        lacks["« EI »"] = bool(_SOLE.search(text))
    return [name for name, there in lacks.items() if not there]
