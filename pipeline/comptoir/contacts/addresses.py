"""What an address says by itself: whose mailbox it is, and how somebody can be reached."""

from comptoir.contacts.model import Contact

# Names of mailboxes that name a service and nobody (CNIL: not covered by opt-in when they
# identify a legal person).
GENERIC = frozenset(
    (
        "accueil", "administratif", "administration", "asso", "association", "bonjour", "bureau",
        "commercial", "compta", "comptabilite", "contact", "coordination", "direction", "hello",
        "info", "information", "infos", "mairie", "rh", "secretariat", "service", "ventes",
    )
)  # fmt: skip
# Mailboxes of the general public: a "professional" there counts as a consumer (LAW, CNS005).
FREE = frozenset(
    (
        "aol.com", "bbox.fr", "free.fr", "gmail.com", "gmx.fr", "hotmail.com", "hotmail.fr",
        "icloud.com", "laposte.net", "libertysurf.fr", "live.fr", "msn.com", "neuf.fr",
        "numericable.fr", "orange.fr", "outlook.com", "outlook.fr", "proton.me", "protonmail.com",
        "sfr.fr", "wanadoo.fr", "yahoo.com", "yahoo.fr", "ymail.com",
    )
)  # fmt: skip
MOBILE = ("+336", "+337")


def is_generic_email(email: str) -> bool:
    """
    >>> is_generic_email("contact@example.org"), is_generic_email("jo.contact@example.org")
    (True, False)
    """
    return email.partition("@")[0].lower() in GENERIC


def is_free_email(email: str) -> bool:
    return email.partition("@")[2].lower() in FREE


def is_landline(number: str) -> bool:
    """
    >>> is_landline("+33261910035"), is_landline("+33639981234"), is_landline("+3225551234")
    (True, False, False)
    """
    return number.startswith("+33") and not number.startswith(MOBILE)


def mobile_number(contact: Contact) -> str:
    """Return the number that takes text messages, if any."""
    numbers = (contact.mobile, contact.phone if contact.phone.startswith(MOBILE) else "")
    return next((number for number in numbers if number and not is_landline(number)), "")


def channels(contact: Contact) -> frozenset[str]:
    """Return the channels by which a contact has an address.

    >>> jo = Contact(id=1, reference="C-1", email="jo@example.org", phone="+33261910035")
    >>> sorted(channels(jo))
    ['email', 'phone']
    """
    there = {
        "email": contact.email,
        "sms": mobile_number(contact),
        "phone": contact.phone or contact.mobile,
        "post": contact.address and (contact.postcode or contact.country != "FR"),
    }
    return frozenset(channel for channel, address in there.items() if address)
