"""Where a sale was made: what a dashboard compares (« canal de vente »)."""

from enum import StrEnum

from comptoir.errors.french import unknown
from comptoir.text import fold


class Outlet(StrEnum):
    """A place or a means by which customers buy."""

    DESK = "desk"
    FAIR = "fair"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    WEB = "web"

    @property
    def french(self) -> str:
        return FRENCH[self]


FRENCH = {
    Outlet.DESK: "accueil",
    Outlet.FAIR: "salon",
    Outlet.PHONE: "téléphone",
    Outlet.EMAIL: "mél",
    Outlet.LETTER: "courrier",
    Outlet.WEB: "site",
}
UNSAID = "non précisé"
_BY_NAME = {fold(french): outlet for outlet, french in FRENCH.items()} | {
    o.value: o for o in Outlet
}


def outlet_named(name: str) -> Outlet | None:
    """Return an outlet by its French or English name, accents or not; none for no name.

    >>> outlet_named("Téléphone"), outlet_named("")
    (<Outlet.PHONE: 'phone'>, None)
    """
    if not name.strip():
        return None
    found = _BY_NAME.get(fold(name).strip())
    if found is None:
        known = FRENCH.values()
        raise unknown("canal de vente", name, known, remedy=f"Canaux : {', '.join(known)}.")
    return found


def outlet_said(value: str) -> str:
    """Say an outlet as a base holds it.

    >>> outlet_said("fair"), outlet_said("")
    ('salon', 'non précisé')
    """
    return Outlet(value).french if value else UNSAID
