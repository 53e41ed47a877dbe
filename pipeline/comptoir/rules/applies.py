"""Which rules concern an organisation: an answer, and the reason that is printed with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from comptoir.settings.organisation import Kind, Organisation
from comptoir.settings.processing import Processing
from comptoir.settings.site import SiteSettings
from comptoir.text import french_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is known of the publisher, and the day whose law applies.

    A site that Comptoir did not build may come without any profile: rules whose applicability
    depends on it are then "to decide", never guessed.
    """

    today: date
    organisation: Organisation | None = None
    processing: Processing | None = None
    site: SiteSettings | None = None

    @property
    def own_hosts(self) -> frozenset[str]:
        """Hosts declared as processors."""
        if self.organisation is None:
            return frozenset()
        return frozenset(h.lower() for p in self.organisation.processors for h in p.hosts)

    def declares(self, host: str) -> bool:
        """Say whether a processor of the profile answers under this host or one above it."""
        labels = host.lower().split(".")
        return any(".".join(labels[i:]) in self.own_hosts for i in range(len(labels)))


class Answer(Enum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Applicability:
    """Whether a rule applies, and why not."""

    answer: Answer
    reason: str = ""


Applies = Callable[[Scope], Applicability]
YES = Applicability(Answer.YES)


def always(scope: Scope) -> Applicability:
    return YES


def profile(
    test: Callable[[Organisation], bool | None], *, otherwise: str, asks: str = ""
) -> Applies:
    """Apply where a test on the organisation holds.

    Args:
        test: None when the profile does not say.
        otherwise: the reason printed when it does not hold.
        asks: what has to be known to decide.
    """

    def applies(scope: Scope) -> Applicability:
        holds = test(scope.organisation) if scope.organisation is not None else None
        if holds is None:
            return Applicability(Answer.UNKNOWN, asks or otherwise)
        return YES if holds else Applicability(Answer.NO, otherwise)

    return applies


def _one(kind: Kind) -> str:
    masculine = kind in (Kind.PUBLIC_BODY, Kind.INDIVIDUAL)
    return f"{'un' if masculine else 'une'} {kind.french}"


def kinds(*wanted: Kind) -> Applies:
    """Apply to these kinds of organisations."""
    names = french_list(map(_one, wanted), last="ou")

    def applies(scope: Scope) -> Applicability:
        if scope.organisation is None:
            return Applicability(Answer.UNKNOWN, f"l’éditeur est-il {names} ?")
        if scope.organisation.kind in wanted:
            return YES
        return Applicability(Answer.NO, f"l’éditeur n’est pas {names}")

    return applies


article_47 = profile(
    lambda organisation: organisation.art47,
    otherwise="l’article 47 de la loi 2005-102 ne concerne pas l’éditeur",
    asks="l’article 47 de la loi 2005-102 concerne-t-il l’éditeur ? (clé art47)",
)
legal_person = kinds(Kind.ASSOCIATION, Kind.COMPANY, Kind.PUBLIC_BODY, Kind.MUTUAL)
