"""One cell of a list, normalised: what it means, or what is wrong with it.

Each reader takes text and returns a value; it raises `CellError` when the cell cannot be kept.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from comptoir import identifiers
from comptoir.contacts.model import Civility, Role
from comptoir.dates import parse_date
from comptoir.errors import InputError
from comptoir.text import fold

EVERYTHING = "*"

_SIMPLE_EMAIL = re.compile(
    r"[a-z0-9_-]+(?:[.+][a-z0-9_-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
)
_SPECIAL_DOMAINS = ("test", "invalid", "localhost", "local", "arpa", "onion", "internal", "alt")
_FRENCH_PHONE = re.compile(r"(?:0|\+33|0033)([1-7]\d{8}|9\d{8})")
_SPREADSHEET_START = date(1899, 12, 30)  # day 0 of spreadsheets (ECMA-376, part 1, 18.17.4.1)
_PHONE_MARKS = str.maketrans("", "", " .-/\u00a0\u202f()")
_CIVILITIES = {
    "mme": Civility.MADAM, "madame": Civility.MADAM, "mlle": Civility.MADAM,
    "mademoiselle": Civility.MADAM, "mrs": Civility.MADAM, "ms": Civility.MADAM,
    "m": Civility.SIR, "mr": Civility.SIR, "monsieur": Civility.SIR,
}  # fmt: skip
_ROLES = {
    Role.MEMBER: "adherent adherente adherents membre member cotisant cotisante",
    Role.CUSTOMER: "client cliente clients customer acheteur acheteuse",
    Role.PROSPECT: "prospect prospects prospecte contact",
    Role.DONOR: "donateur donatrice donateurs donor mecene",
    Role.VOLUNTEER: "benevole benevoles volunteer",
    Role.PARTNER: "partenaire partenaires partner",
    Role.SERVICE_USER: "usager usagere usagers service_user beneficiaire visiteur visiteuse",
}
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words.split()}
_YES = frozenset(
    ("oui", "o", "yes", "y", "x", "1", "vrai", "true", "ok", "accord", "accepte", "✓", "✔",
     "abonne", "abonnee", "subscribed")
)  # fmt: skip
_NO = frozenset(
    ("non", "n", "no", "0", "faux", "false", "refus", "refuse", "-", "desabonne", "desabonnee",
     "unsubscribed")
)  # fmt: skip
_OBJECTIONS = {
    "mel": ("email",), "mail": ("email",), "email": ("email",), "e-mail": ("email",),
    "courriel": ("email",), "courrier": ("post",), "poste": ("post",), "postal": ("post",),
    "telephone": ("phone", "sms"), "tel": ("phone", "sms"), "sms": ("sms",),
}  # fmt: skip
_COUNTRIES = {
    "france": "FR", "belgique": "BE", "suisse": "CH", "luxembourg": "LU", "allemagne": "DE",
    "espagne": "ES", "italie": "IT", "portugal": "PT", "pays-bas": "NL", "royaume-uni": "GB",
    "irlande": "IE", "canada": "CA", "monaco": "MC", "etats-unis": "US", "maroc": "MA",
    "algerie": "DZ", "tunisie": "TN", "senegal": "SN",
}  # fmt: skip
_SMALL = frozenset(
    ("de", "du", "des", "la", "le", "les", "sur", "sous", "en", "et", "aux", "au", "lès", "d", "l",
     "à")
)  # fmt: skip


class CellError(ValueError):
    """What is wrong with a cell; never its value."""

    def __init__(self, found: str, remedy: str = "") -> None:
        self.found = found
        self.remedy = remedy
        super().__init__(found)


def email(cell: str) -> str:
    """
    >>> email(" Jo.Le-Bihan@Example.ORG ")
    'jo.le-bihan@example.org'
    """
    plain = cell.strip().lower()
    if _SIMPLE_EMAIL.fullmatch(plain) and _short(plain):
        return plain
    found = identifiers.standard_email(plain)
    if not found:
        raise CellError(
            "cette adresse mél ne peut pas exister", "Corrigez-la, ou videz la cellule."
        )
    return found.lower()


def _short(address: str) -> bool:
    """Within the lengths that RFC 5321 allows, outside the names that RFC 6761 keeps."""
    name, _, domain = address.partition("@")
    return len(name) <= 64 and len(address) <= 254 and _is_usual(domain)


@lru_cache(maxsize=4096)
def _is_usual(domain: str) -> bool:
    last = domain.rpartition(".")[2]
    labels_fit = all(len(label) <= 63 and "--" not in label for label in domain.split("."))
    return labels_fit and last not in _SPECIAL_DOMAINS


def phone(cell: str) -> str:
    """
    >>> phone("06.39.98.12.34"), phone("+33 (0)2 61 91 00 35")
    ('+33639981234', '+33261910035')
    """
    found = _FRENCH_PHONE.fullmatch(cell.translate(_PHONE_MARKS).replace("+330", "+33", 1))
    if found:
        return f"+33{found[1]}"
    standard = identifiers.standard_phone(cell)
    if not standard:
        raise CellError("ce numéro de téléphone ne se lit pas", "Écrivez-le comme 02 61 91 00 35.")
    return standard


@lru_cache(maxsize=65536)
def postcode(cell: str) -> tuple[str, bool]:
    """Return a postcode as text, and whether a lost zero was put back.

    >>> postcode("35 600"), postcode("F-35600"), postcode("1000")
    (('35600', False), ('35600', False), ('01000', True))
    """
    plain = re.sub(r"^(F|FR|FRANCE)[\s-]*", "", "".join(cell.split()).upper())
    if re.fullmatch(r"\d{5}", plain):
        return plain, False
    if re.fullmatch(r"[1-9]\d{3}", plain):  # a spreadsheet took it for a number
        return f"0{plain}", True
    raise CellError("ce code postal n’a pas cinq chiffres", "Corrigez-le dans le fichier.")


@lru_cache(maxsize=65536)
def day(cell: str) -> date:
    """Read a day, or the day of an instant, or the number that a spreadsheet shows for one.

    >>> day("31/03/2026 18:23:13"), day("46112")
    (datetime.date(2026, 3, 31), datetime.date(2026, 3, 31))
    """
    if re.fullmatch(r"[2-6]\d{4}", cell):  # 1954 to 2091
        return _SPREADSHEET_START + timedelta(days=int(cell))
    try:
        return parse_date(re.sub(r"[T ]\d{1,2}[:h]\d{2}.*$", "", cell))
    except InputError:
        raise CellError(
            "cette date ne se lit pas", "Écrivez-la comme 31/03/2026 ou 2026-03-31."
        ) from None


def birth_date(cell: str, today: date) -> date:
    born = day(cell)
    if born > today or today.year - born.year > 120:
        raise CellError("cette date de naissance est impossible", "Corrigez l’année.")
    return born


@lru_cache(maxsize=4096)
def civility(cell: str) -> Civility:
    """
    >>> civility("MME"), civility("Mr."), civility("Mlle")
    (<Civility.MADAM: 'Mme'>, <Civility.SIR: 'M.'>, <Civility.MADAM: 'Mme'>)
    """
    found = _CIVILITIES.get(fold(cell).rstrip(". "))
    if found is None:
        raise CellError("cette civilité n’est pas connue", "Elle n’est jamais obligatoire.")
    return found


def words(cell: str) -> list[str]:
    """Cut a cell that holds several values.

    >>> words("adhérent, client;bénévole")
    ['adhérent', 'client', 'bénévole']
    """
    return [word.strip() for word in re.split(r"[,;|/+]", cell) if word.strip()]


@lru_cache(maxsize=4096)
def roles(cell: str) -> tuple[tuple[Role, ...], int]:
    """Return the roles known, and how many words are none.

    >>> roles("Adhérente, cliente, astronaute")
    ((<Role.MEMBER: 'member'>, <Role.CUSTOMER: 'customer'>), 1)
    """
    found = [_ROLE_OF.get(fold(word).replace(" ", "_")) for word in words(cell)]
    known = dict.fromkeys(role for role in found if role is not None)
    return tuple(known), found.count(None)


@lru_cache(maxsize=4096)
def tags(cell: str) -> tuple[str, ...]:
    """
    >>> tags("Vélo, vélo ; Covoiturage")
    ('vélo', 'covoiturage')
    """
    return tuple(dict.fromkeys(word.lower() for word in re.split(r"\s*[,;|]\s*", cell) if word))


@lru_cache(maxsize=4096)
def agreed(cell: str) -> bool:
    """Yes or no, as people tick it."""
    word = fold(cell).rstrip(".! ")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError("ni oui ni non", "Écrivez oui ou non, ou videz la cellule.")


@lru_cache(maxsize=4096)
def objection(cell: str) -> tuple[str, ...]:
    """Return the channels of an objection; what is not understood is taken for all of them.

    >>> objection("oui"), objection("mél"), objection("non"), objection("ne plus écrire !")
    (('*',), ('email',), (), ('*',))
    """
    word = fold(cell)
    if word in _NO:
        return ()
    named = [_OBJECTIONS.get(fold(part)) for part in words(cell)]
    if not named or None in named:
        return (EVERYTHING,)
    return tuple(dict.fromkeys(channel for part in named if part for channel in part))


@lru_cache(maxsize=4096)
def country(cell: str) -> str:
    """
    >>> country("Belgique"), country("fr")
    ('BE', 'FR')
    """
    if re.fullmatch(r"[A-Za-z]{2}", cell):
        return cell.upper()
    found = _COUNTRIES.get(fold(cell))
    if found is None:
        raise CellError("ce pays n’est pas connu", "Écrivez son code de deux lettres.")
    return found


@lru_cache(maxsize=4096)
def language(cell: str) -> str:
    found = re.fullmatch(r"([A-Za-z]{2})(?:[-_].*)?", cell)
    if not found:
        raise CellError("cette langue n’est pas connue", "Écrivez son code de deux lettres.")
    return found[1].lower()


@lru_cache(maxsize=65536)
def name(cell: str) -> str:
    """Give a name typed all in capitals, or all in small letters, its usual shape.

    >>> name("LE BIHAN"), name("marie-claude"), name("D'ALMEIDA"), name("McCoy")
    ('Le Bihan', 'Marie-Claude', "D'Almeida", 'McCoy')
    """
    if len(cell) < 3 or not (cell.isupper() or cell.islower()):
        return cell
    return _capitals(cell, small=())


@lru_cache(maxsize=65536)
def city(cell: str) -> str:
    """
    >>> city("SAINT-NICOLAS-DE-REDON"), city("redon"), city("La Gacilly")
    ('Saint-Nicolas-de-Redon', 'Redon', 'La Gacilly')
    """
    return _capitals(cell, small=_SMALL) if cell.isupper() or cell.islower() else cell


def _capitals(text: str, *, small: Iterable[str]) -> str:
    parts = re.split(r"([\s’'-]+)", text.lower())
    return "".join(
        part if index and part in small else part[:1].upper() + part[1:]
        for index, part in enumerate(parts)
    )
