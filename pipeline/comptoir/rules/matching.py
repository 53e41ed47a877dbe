"""Compare what a page says with the organisation's facts, whatever the spelling."""

from comptoir.settings.organisation import Seat
from comptoir.site import identity
from comptoir.site.wording import digits, flat, says


def says_name(text: str, name: str) -> bool:
    """Say whether a flat text names someone, first name first or last.

    >>> says_name(flat("Le Guennec Maëlle, présidente"), "Maëlle Le Guennec")
    True
    """
    words = name.split()
    turned = (" ".join(words[i:] + words[:i]) for i in range(1, len(words)))
    return says(text, name) or any(says(text, other) for other in turned)


def says_address(text: str, seat: Seat) -> bool:
    """Say whether a flat text gives a seat: street, postcode, city."""
    street = says(text, seat.street or seat.addition)
    return street and says(text, seat.postcode) and says(text, seat.city)


def says_line(text: str, line: str) -> bool:
    """Say whether a flat text gives an address written on one line.

    The same words in another order, or with a comma more, are the same address.

    >>> says_line(flat("1, rue du Port - 35600 Redon"), "1 rue du Port, 35600 Redon")
    True
    """
    return all(says(text, part) for part in line.split(",") if flat(part))


def says_number(text: str, number: str) -> bool:
    """Say whether a text holds an identification number, however it is spaced."""
    return bool(number) and digits(number) in digits(identity.one_spaced(text))
