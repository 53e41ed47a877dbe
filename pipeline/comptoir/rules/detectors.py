"""Find personal data and secrets by their form and their key: few false alarms, nothing shown."""

import re
from collections.abc import Iterator
from functools import lru_cache

from comptoir.settings.organisation import Organisation

# Files that have no business in a public folder or in a repository of pages.
IBAN = "un IBAN"
FORBIDDEN = (
    ".sqlite", ".sqlite3", ".db", ".sql", ".dump", ".mdb", ".accdb", ".eml", ".mbox", ".msg",
    ".pst", ".vcf", ".ldif", ".sql.gz", ".bak",
)  # fmt: skip
LISTS = (".csv", ".tsv", ".json", ".txt", ".xml", ".log", ".yaml", ".yml", ".toml")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+")
_EXAMPLE = re.compile(
    r"(?:^|[.@])(?:example\.(?:org|com|net|fr)|test|invalid|localhost|exemple\.fr)$"
)
_NIR = re.compile(
    r"(?<![\d.,])([1-478][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2]|[2-9]\d)[ .]?(?:\d{2}|"
    r"2[AB])[ .]?\d{3}[ .]?\d{3}"
    r"[ .]?\d{2})(?![\d])"
)
_IBAN = re.compile(
    r"(?<![A-Z0-9])([A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?)(?![A-Z0-9])"
)
_CARD = re.compile(
    r"(?<![\d.,-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2})([ -]?)\d{4}\1\d{4}\1\d{4}(?![\d])"
)
# Twelve digits or more, or the blocks of an IBAN: without them nothing more is looked for.
_LONG_NUMBER = re.compile(r"[0-9][0-9](?:[ .-]?[0-9A-Z]){10}")
SECRETS = (
    ("une clé privée", re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY")),
    ("une clé de Mailchimp", re.compile(r"\b[0-9a-f]{32}-us\d{1,2}\b")),
    ("une clé de Brevo", re.compile(r"\bxkeysib-[0-9a-f]{64}-\w+")),
    ("une clé de paiement", re.compile(r"\b[sr]k_live_[0-9A-Za-z]{20,}")),
    ("un jeton de GitHub", re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40,})")),
    ("un jeton de GitLab", re.compile(r"\bglpat-[\w-]{20}\b")),
    ("une clé d’AWS", re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b")),
    ("une clé de Google", re.compile(r"\bAIza[0-9A-Za-z_-]{35}\b")),
    ("un jeton de Slack", re.compile(r"\bxox[abpr]-[0-9A-Za-z-]{10,}")),
    ("une clé age", re.compile(r"\bAGE-SECRET-KEY-1[0-9A-Z]{58}\b")),
    (
        "un mot de passe",
        re.compile(
            r"^[ \t]*\"?(?:[\w-]*(?:password|passwd|mot_de_passe|secret|api_key|apikey|"
            r"token))\"?[ \t]*[=:]"
            r"[ \t]*[\"'](?!(?:\$|\{|<|…|\.\.\.|xxx|change|example|exemple|test))[^\"'\s]{8,}[\"']",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    ("un mot de passe dans une adresse", re.compile(r"\b(?:postgres(?:ql)?|mysql|smtps?|https?)://[^\s:/@]+:[^\s@/]{4,}@")),
)  # fmt: skip


# Mail providers: an organisation's address there says nothing of the others.
PROVIDERS = frozenset(
    (
        "gmail.com", "googlemail.com", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr",
        "neuf.fr", "laposte.net", "hotmail.com", "hotmail.fr", "outlook.com", "outlook.fr",
        "live.fr", "live.com", "msn.com", "yahoo.fr", "yahoo.com", "icloud.com", "me.com",
        "bbox.fr", "numericable.fr", "proton.me", "protonmail.com", "gmx.fr", "gmx.com",
        "aol.com", "club-internet.fr",
    )
)  # fmt: skip


def own_identifiers(organisation: Organisation | None) -> frozenset[str]:
    """What an organisation publishes of itself: never a leak."""
    return _own(organisation) if organisation else frozenset()


@lru_cache(maxsize=8)
def _own_of(mails: tuple[str, ...], iban: str) -> frozenset[str]:
    return frozenset({*(m.lower() for m in mails if m), iban.replace(" ", "")} - {""})


def _own(organisation: Organisation) -> frozenset[str]:
    return _own_of((organisation.email, organisation.privacy_email), organisation.bank.iban)


def emails(text: str, own: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the e-mail addresses of people: neither one's own, nor examples.

    >>> sorted(emails("a@gmail.com, b@example.org, a@gmail.com"))
    ['a@gmail.com']
    """
    if "@" not in text:
        return frozenset()
    found = {mail.lower() for mail in _EMAIL.findall(text)}
    domains = {mail.rpartition("@")[2] for mail in own if "@" in mail} - PROVIDERS
    return frozenset(
        mail
        for mail in found - own
        if not _EXAMPLE.search(mail) and mail.rpartition("@")[2] not in domains
    )


def may_hold_numbers(text: str) -> bool:
    """Whether a text has digits enough in a row for one of them: most have none."""
    return _LONG_NUMBER.search(text) is not None


def sensitive_numbers(text: str, own: frozenset[str] = frozenset()) -> list[str]:
    """Return the kinds of numbers found that identify a person or an account, by their key.

    >>> sensitive_numbers("1 84 12 76 451 089 46"), sensitive_numbers("1 84 12 76 451 089 47")
    (['un numéro de sécurité sociale'], [])
    """
    if not may_hold_numbers(text):
        return []
    return list(dict.fromkeys(kind for kind, _start, _end in _numbers(text, own)))


def _numbers(text: str, own: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    yield from (
        ("un numéro de sécurité sociale", *m.span(1))
        for m in _NIR.finditer(text)
        if _nir_holds(m[1])
    )
    yield from ((IBAN, *m.span(1)) for m in _IBAN.finditer(text) if _iban_holds(m[1], own))
    yield from (("un numéro de carte", *m.span()) for m in _CARD.finditer(text) if _luhn(m[0]))


def _nir_holds(written: str) -> bool:
    plain = re.sub(r"[ .]", "", written)
    number = plain[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(plain[13:])


def _iban_holds(written: str, own: frozenset[str]) -> bool:
    plain = written.replace(" ", "")
    if plain in own or not 15 <= len(plain) <= 34:
        return False
    turned = "".join(str(int(c, 36)) for c in plain[4:] + plain[:4])
    return int(turned) % 97 == 1


def _luhn(written: str) -> bool:
    digits = [int(c) for c in re.sub(r"\D", "", written)][::-1]
    doubled = (sum(divmod(d * 2, 10)) for d in digits[1::2])
    return len(set(digits)) > 2 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def secrets(text: str) -> list[str]:
    """
    >>> secrets('smtp_password = "hunter2hunter2"'), secrets('password = ""')
    (['un mot de passe'], [])
    """
    return [name for name, pattern in SECRETS if pattern.search(text)]


BLANK = "[retiré]"


def without_leaks(text: str, own: frozenset[str] = frozenset()) -> tuple[str, list[str]]:
    """Return a text with blanks for numbers of people and secrets, and the kinds of what was there.

    >>> without_leaks("Numéro : 1 84 12 76 451 089 46.")
    ('Numéro : [retiré].', ['un numéro de sécurité sociale'])
    >>> without_leaks("http://nous:motdepasse@localhost/")
    ('http://[retiré]@localhost/', ['un mot de passe dans une adresse'])
    """
    kinds: list[str] = []
    if may_hold_numbers(text):
        for kind, start, end in sorted(_numbers(text, own), key=lambda one: -one[1]):
            kinds.append(kind)
            text = f"{text[:start]}{BLANK}{text[end:]}"
    for kind, pattern in SECRETS:
        text, count = pattern.subn(_blank, text)
        kinds += [kind] * bool(count)
    return text, list(dict.fromkeys(kinds))


def _blank(found: re.Match[str]) -> str:
    scheme, mark, _rest = found[0].partition("://")
    return f"{scheme}://{BLANK}@" if mark and found[0].endswith("@") else BLANK
