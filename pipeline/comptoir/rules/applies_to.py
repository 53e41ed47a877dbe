"""Answers about applicability that several rules share."""

from comptoir.rules.applies import YES, Answer, Applicability, Scope
from comptoir.settings.organisation import Kind


def identified(scope: Scope) -> Applicability:
    """Everyone but an individual who keeps to the host's name (LCEN, art. 1-1 II)."""
    organisation = scope.organisation
    if organisation and organisation.kind is Kind.INDIVIDUAL and organisation.anonymous:
        return Applicability(Answer.NO, "un particulier peut ne donner que son hébergeur")
    return YES


def not_natural_person(scope: Scope) -> Applicability:
    """Legal persons; a publisher that nobody described is taken for one, and said so."""
    organisation = scope.organisation
    if organisation and organisation.kind in (Kind.SOLE_TRADER, Kind.INDIVIDUAL):
        return Applicability(Answer.NO, "l’éditeur est une personne physique (voir MEN003)")
    return YES
