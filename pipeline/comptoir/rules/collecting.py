"""What a privacy notice lacks, on a site that collects data and on one that says it does not."""

from comptoir.errors import Place
from comptoir.rules.fault import Fault, Verdict
from comptoir.site.built import HtmlSite


def lacking(site: HtmlSite, at: Place, found: str, remedy: str) -> Fault:
    """Return the fault; a doubt when the notice says that nothing is collected, and no form or
    tracker of the site belies it."""
    if site.privacy.denies_collection and not site.collects:
        told = "La page dit ne rien collecter : vérifiez que c’est vrai (messages, adhésions…)."
        return Fault(at, found, f"{told} Sinon : {remedy}", Verdict.TO_CHECK)
    return Fault(at, found, remedy, Verdict.MISSING)
