"""The prices that a text states: of an article that it links to, of its own, of a membership."""

import re
from decimal import Decimal

from comptoir.site.wording import folded

_NUMBER = r"(?<![\d,.])(\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(\d{2}))?"
_AMOUNT = re.compile(rf"{_NUMBER} ?(?:€|euros?\b)")
_NAMED = re.compile(
    r"(?:^|[.:] |\b(?:prix|tarif)s?(?: (?:est|public|normal|unitaire))*(?: de)? ?:? ?|\bcoute |"
    rf"\bvendue?s? |\bau prix de )(?:est )?(?:de |a )?{_NUMBER} ?(?:€|euros?)"
)
_DUES = re.compile(
    rf"{_NUMBER} ?(?:€|euros?) (?:la saison|par saison|l'annee|par an|l'an)\b"
    r"|\b(?:adhesion|cotisation)\b[^.|€]{0,40}?\b(?:est de|est fixee a|s'eleve a|coute|de|:|a) "
    rf"{_NUMBER} ?(?:€|euros?)"
)
_ROW = re.compile(
    r"^ *\| *(?:tarif )?(plein|normal|reduit)(?: tarif)? *\| *"
    rf"{_NUMBER} ?(?:€|euros?)"
)
_LINK = re.compile(r"\]\(\s*<?(?P<url>/[^)\s>#?]*)")
_MEMBERSHIP = re.compile(r"\b(?:adhesion|adherer|cotisation|tarif)s?\b")


def amounts_in(plain: str) -> list[Decimal]:
    """
    >>> amounts_in("8 000 € puis 24,50 €")
    [Decimal('8000'), Decimal('24.50')]
    """
    return [_amount(found[1], found[2]) for found in _AMOUNT.finditer(folded(plain))]


def named_prices(plain: str) -> list[Decimal]:
    """Return the amounts that a folded text of an article's own page gives as its price.

    >>> named_prices("24,00 € ttc (tva 20 % incluse). envoi postal : 5,20 € ttc par kit.")
    [Decimal('24.00')]
    """
    return [_amount(found[1], found[2]) for found in _NAMED.finditer(plain.strip(" |-"))][:1]


def quoted_price(text: str) -> tuple[str, Decimal] | None:
    """Return the only internal link of a text and its only amount, when it has just these.

    >>> quoted_price("- [Kit couture](/offres/kit-couture/) : 24 €")
    ('/offres/kit-couture/', Decimal('24'))
    """
    links = {found["url"] for found in _LINK.finditer(text)}
    amounts = amounts_in(text)
    return (links.pop(), amounts[0]) if len(links) == len(amounts) == 1 else None


def dues_in(plain: str, heading: str) -> list[tuple[str, Decimal]]:
    """Return the dues that a folded text states: full, reduced, or either when it is not said.

    >>> dues_in("l'adhesion coute 22 € la saison, 10 € pour les eleves", "")
    [('', Decimal('22'))]
    >>> dues_in("| reduit | 10 € | eleves |", "Les tarifs")
    [('reduced', Decimal('10'))]
    """
    if found := _ROW.match(plain):
        kind = "reduced" if found[1] == "reduit" else "full"
        about = _MEMBERSHIP.search(folded(heading))
        return [(kind, _amount(found[2], found[3]))] if about else []
    if not re.search(r"\b(?:adhesion|adherer|cotisation|adherents?)\b", plain):
        return []
    return [
        ("", _amount(found[1] or found[3], found[2] or found[4])) for found in _DUES.finditer(plain)
    ]


def _amount(whole: str, cents: str | None) -> Decimal:
    plain = re.sub(r"[ .]", "", whole)
    return Decimal(f"{plain}.{cents}" if cents else plain)
