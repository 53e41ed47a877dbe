"""Which rules may block: those whose text was seen, and those that rest on well-known texts.

A rule names its basis and, when someone saw the text, the key of what was seen. Every other rule
stays a warning until its text is read again on Légifrance (see `docs/decisions`): a checker that
blocks on a text nobody opened is worse than one that warns.
"""

import re
from enum import Enum


class Status(Enum):
    """How sure the source of a rule is."""

    SEEN = "source consultée"
    CONFIRMED = "texte confirmé"
    TECHNICAL = "constat technique"
    TO_READ = "texte à relire"

    @property
    def may_block(self) -> bool:
        return self is not Status.TO_READ


# Sources that were opened, by key.
SOURCES = {
    "REF26": "référentiel public de conformité des factures (10 octobre 2026), article par article",
    "CKI26": "référentiel français public sur le consentement et les cookies (1er octobre 2026)",
    "RUL26": "corpus public de règles sur le courriel (CNIL, délib. 2026-042 ; 2 août 2026)",
    "LCENx": "mentions légales publiques de 2026 citant les art. 1-1 et 1-2 de la LCEN",
    "FXE": "schematron BR-FR du FNFE-MPE, V1.2.0, assertions lues",
    "RGAA": "RGAA 4.1 (DISIC), critères et pages d’obligations",
    "APHP": "note juridique de l’AP-HP sur la loi 2024-120 (image des enfants)",
    "AIA": "notes 2026 sur le règlement (UE) 2024/1689 et fichier citant le règlement 2026/1744",
    "CNILp": "page de la CNIL sur la prospection par courriel, reprise par des tiers",
    "O750": "note publique RGPD du 10 août 2026 (registre, omnibus non adopté)",
    "ODR": "notes sur le règlement (UE) 2024/3228",
    "SNA": "La Poste (SNA), norme NF Z10-011",
    "TWB": "notes d’avocats (Joffe, Bird & Bird) et miroir du code sur l’ordonnance 2026-2",
    "LDR": "Lettre des réseaux, note sur le décret 2026-3 (formulaire de rétractation)",
    "D211": "annexe à l’article D211-2 du code de la consommation, miroir du code lu",
    "LIVV": "article L112-1-1 du code de la consommation, miroir du code lu",
    "TRC": "notes de presse sur le décret 2023-182 (résiliation en ligne)",
    "INF": "notes de presse sur la loi 2023-451 modifiée et le décret 2025-1137",
    "FEVAD": "note de la Fevad sur l’accessibilité du commerce en ligne",
    "SEN": "rapport du Sénat r25-300 (art. 20 et 21) et règlement (UE) 2025/1960",
    "SP153": "fiche F34245 de service-public.fr (appel à la générosité)",
    "CMS": "notes d’avocats sur la loi 2025-594, art. 13 (démarchage par téléphone)",
    "BULK": "RFC 8058, et exigences publiées des grandes messageries pour les envois en nombre",
    "OLY": "résumé du référentiel de la CNIL sur les activités commerciales",
    "KH17": "liste publique citant le rapport sur l’ordonnance 2026-671 (8 septembre 2026)",
    "LEGF": "Legifiscal 2025-2026 : seuils de la franchise en base, plafond des dons à 75 %",
    "ASSO": "Associathèque : règlement ANC 2018-06",
    "RECU": "note publique sur les modèles Cerfa 11580*05 et 16216",
    "PHX": "schematron BR-FR Flux 2 CII V1.4.0.03 (4 août 2026), assertions lues",
    "ETA": "LPF, art. A47 A-1, version publiée par Etalab",
    "APRIL": "communiqué du 4 février 2026 et art. 125 de la loi de finances pour 2026",
}

# Texts known well enough to block without a second reading. Articles are whole numbers or ranges;
# an empty tuple means the whole text.
TEXTS: dict[str, tuple[tuple[int, int], ...]] = {
    "RGPD": ((5, 7), (12, 22), (28, 28), (30, 30), (33, 33)),
    "loi 78-17": ((82, 82),),
    "CPI": (),  # by article below
    "C. civ.": ((9, 9),),
    "C. conso": (),
    "C. com.": (),
}
ARTICLES = {"CPI": ("L121-1", "L122-4"), "C. conso": ("L221-14",), "C. com.": ("L123-22",)}

# Facts that need no text: a sum or a key, what stands in a file, a file that cannot be read.
_TECHNICAL = ("calcul", "constat", "format du fichier")

# LAW: these may not be waived, whatever the reason.
NOT_WAIVABLE = frozenset({"CTC033", "DOC001", "DOC026", "JRN001", "JRN004", "MLG011"})

_NUMBER = re.compile(r"(?<![\w-])(\d+)(?:-(\d+))?(?:\.\d+\.?[a-z]?)?")


def status_of(basis: str, seen: str = "") -> Status:
    """Return how sure a rule's source is.

    >>> status_of("RGPD, art. 13.1.a").name, status_of("RGPD, art. 32").name
    ('CONFIRMED', 'TO_READ')
    >>> status_of("CPI, L121-1").name, status_of("RGPD, art. 37", seen="RGAA").name
    ('CONFIRMED', 'SEEN')
    """
    if seen:
        if seen not in SOURCES:
            raise ValueError(f"unknown source: {seen}")
        return Status.SEEN
    parts = [part.strip() for part in basis.split(";")]
    if any(part.startswith(_TECHNICAL) for part in parts):
        return Status.TECHNICAL
    return Status.CONFIRMED if any(map(_is_confirmed, parts)) else Status.TO_READ


def _is_confirmed(part: str) -> bool:
    text = next((name for name in TEXTS if part.startswith(name)), "")
    if not text:
        return False
    rest = part[len(text) :]
    if any(re.search(rf"(?<![\w-]){re.escape(a)}(?![\w-])", rest) for a in ARTICLES.get(text, ())):
        return True
    numbers = [int(found[1]) for found in _NUMBER.finditer(rest)]
    return any(low <= number <= high for number in numbers for low, high in TEXTS[text])
