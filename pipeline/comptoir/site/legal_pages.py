"""Which pages are the legal notice, the privacy notice, the terms: by name, by link, by content."""

import re
from enum import Enum
from functools import lru_cache

from comptoir.site.wording import folded


class Legal(Enum):
    """Pages that the law asks for."""

    NOTICE = "legal-notice"
    PRIVACY = "privacy"
    TERMS = "terms"
    ACCESSIBILITY = "accessibility"

    @property
    def french(self) -> str:
        return {
            Legal.NOTICE: "mentions légales",
            Legal.PRIVACY: "politique de confidentialité",
            Legal.TERMS: "conditions de vente",
            Legal.ACCESSIBILITY: "déclaration d’accessibilité",
        }[self]


_NAMES: dict[Legal, re.Pattern[str]] = {
    Legal.NOTICE: re.compile(
        r"\bmentions?[ _-]?(?:legales?|obligatoires?)|\b(?:infos?|informations?|notices?|avis|"
        r"cadre)"
        r"[ _-](?:et mentions )?(?:legales?|juridiques?|editeur)|\blegal[ _-](?:notice|"
        r"information|mentions?)|"
        r"\bimprint\b|\bimpressum\b|\bmentions legal\b|^(?:legal|mentions|/?ml)$"
    ),
    Legal.PRIVACY: re.compile(
        r"\bconfidentialites?\b|\bvie[ _-]privee\b|\bdonnees[ _-](?:personnelles|privees)|"
        r"\bdonnees a "
        r"caractere|\bprotection (?:des|de vos|de mes)[ _-]donnees|\bprotection-des-donnees|"
        r"\bprivacy\b|"
        r"\brgpd\b|\bgdpr\b|\bvos donnees\b|\bgestion des donnees\b|"
        r"\bpolitique (?:de )?(?:protection|des donnees)|"
        r"\bdonnees et (?:cookies|vie)"
    ),
    Legal.TERMS: re.compile(
        r"\bconditions[ _-](?:generales[ _-])?(?:de|d'|particulieres de)[ _-]?(?:vente|service|"
        r"prestation|adhesion)|\bcgv\b|"
        r"\bconditions generales\b|\bterms of sale\b"
    ),
    Legal.ACCESSIBILITY: re.compile(
        r"^(?:page )?accessibilite(?: numerique| du site| web)?(?: ?[:(|–-].*)?$|"
        r"\b(?:declaration|schema|charte) (?:d'|de l'|sur l'|pluriannuel de mise en )?"
        r"accessibilite|\baccessibilite ?: ?(?:non|partiellement|totalement)|"
        r"\baccessibility statement\b"
    ),
}
_DIRECTOR = re.compile(r"(?:direct(?:eur|rice)|responsable)[^.\n]{0,25} publication")
_HOST = re.compile(r"\bheberge(?:ur|ment|e|es)\b")
_PUBLISHER = re.compile(
    r"\bediteur\b|\bediteurs?\b|\bedite[es]? par\b|\bsiege social\b|\bsiret?n?\b|\brcs\b"
)
# A page that says who publishes the site and who hosts it, the director forgotten.
_SITE_OF = re.compile(
    r"\b(?:site|blog)(?: (?:web|internet))?[^.\n]{0,60}?\b(?:edite|publie|propose)e? par\b|"
    r"\bediteur(?: (?:du|de ce) (?:site|blog))?(?: (?:web|internet))? ?:|"
    r"\bproprietaire (?:du|de ce) site"
)
_SITE_HOST = re.compile(
    r"\bhebergeur(?: (?:du|de ce) site)? ?:|\bhebergement(?: (?:du|de ce) site)? ?:|"
    r"\b(?:site|blog)[^.\n]{0,60}?\bheberge(?:e|s|es)? (?:par|chez|sur)\b"
)
_PRIVACY_WORDS = (
    re.compile(r"\bresponsable (?:de |du |des )?(?:la collecte|traitements?)"),
    re.compile(r"\bcnil\b|commission nationale de l'informatique"),
    re.compile(r"\bdonnees (?:personnelles|a caractere personnel)"),
    re.compile(r"\bdroits? d'acces|\brectification|\bportabilite|\bdroit d'opposition"),
    re.compile(r"\bduree de conservation|\bconserve(?:e|es|s)\b"),
)
_MAYBE = re.compile(
    r"mention|l[eé]gal|juridi|[eé]diteur|confiden|priv|rgpd|gdpr|donn[eé]es|cgv|condition|"
    r"accessib|impr|^/?ml$",
    re.IGNORECASE,
)
# Words without which nothing more is looked at.
_QUICK_NOTICE = ("direct", "responsable")
_QUICK_PRIVACY = ("cnil", "informatique et des libert")


@lru_cache(maxsize=65536)
def named(label: str) -> frozenset[Legal]:
    """Return the legal pages that a title, a link or an address announces.

    >>> sorted(page.value for page in named("Mentions légales & confidentialité"))
    ['legal-notice', 'privacy']
    """
    if not _MAYBE.search(label):
        return frozenset()
    plain = folded(" ".join(label.split()))
    return frozenset(page for page, pattern in _NAMES.items() if pattern.search(plain))


def named_by_path(path: str) -> frozenset[Legal]:
    """
    >>> [page.value for page in named_by_path("/infos-legales/index.html")]
    ['legal-notice']
    """
    parts = re.sub(r"(?:index)?\.html?$", "", path).strip("/").split("/")
    return named(re.sub(r"[-_+]", " ", parts[-1])) if parts[-1] else frozenset()


def by_content(plain: str) -> frozenset[Legal]:
    """Return the legal pages that a folded text amounts to, whatever its name."""
    notice = "publication" in plain and any(word in plain for word in _QUICK_NOTICE)
    privacy = "personnel" in plain and any(word in plain for word in _QUICK_PRIVACY)
    if not notice and not privacy:
        return frozenset()
    found = set()
    if notice and _DIRECTOR.search(plain) and (_HOST.search(plain) or _PUBLISHER.search(plain)):
        found.add(Legal.NOTICE)
    if privacy and sum(bool(pattern.search(plain)) for pattern in _PRIVACY_WORDS) >= 4:
        found.add(Legal.PRIVACY)
    return frozenset(found)


def hinted(plain: str) -> bool:
    """Say whether a folded text names both who publishes the site and who hosts it.

    >>> hinted("editeur du site : les exemples. hebergeur : fictif.")
    True
    """
    return "berg" in plain and bool(_SITE_OF.search(plain) and _SITE_HOST.search(plain))


def speaks_as(legal: Legal, text: str) -> bool:
    """Say whether a page that a link names holds anything of that legal page.

    >>> speaks_as(Legal.NOTICE, "SIRET 999 140 353 00015"), speaks_as(Legal.NOTICE, "Horaires")
    (True, False)
    """
    plain = " ".join(folded(text).split())
    if legal is Legal.NOTICE:
        return any(pattern.search(plain) for pattern in (_DIRECTOR, _HOST, _PUBLISHER))
    if legal is Legal.PRIVACY:
        return any(pattern.search(plain) for pattern in _PRIVACY_WORDS) or "cookie" in plain
    return bool(plain)
