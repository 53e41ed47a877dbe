import re
from collections.abc import Iterator
from datetime import date

from comptoir.rules import WARNING, Fault, Scope, rule
from comptoir.site.built import HtmlSite
from comptoir.site.page_facts import PageFacts
from comptoir.site.wording import folded

# What is no longer true, since when, what replaces it; searched in folded text.
STALE = (
    (
        date(2024, 5, 23),
        r"\barticles? 6[ ,.-]*(?:i{3}|3)\b|\b6-iii\b|\barticle 6 de la loi (?:n[° ]*)?2004-575",
        "l’article 6 III de la LCEN est devenu l’article 1-1",
        "Citez l’article 1-1 de la loi 2004-575, ou rien : aucun texte n’impose la phrase.",
    ),
    (
        date(2018, 5, 25),
        r"\b(?:declaration|declare\w*|recepisse|enregistre\w*|inscri\w+)[^.\n]{0,60}\bcnil\b[^.\n]{0,40}"
        r"\b(?:n[°o]|numero|sous le)",
        "la déclaration à la CNIL n’existe plus",
        "Retirez son numéro ; tenez le registre des traitements.",
    ),
    (
        date(2018, 5, 25),
        r"\bcorrespondant informatique et libertes?\b|\b(?:le|notre|du|au) cil\b",
        "le correspondant informatique et libertés n’existe plus",
        "Nommez le délégué à la protection des données s’il y en a un.",
    ),
    (
        date(2023, 1, 1),
        r"\brepertoire des metiers\b",
        "le répertoire des métiers est remplacé par le registre national des entreprises",
        "Écrivez « RNE » et le SIREN.",
    ),
    (
        date(2020, 7, 16),
        r"\bprivacy[ -]shield\b|\bbouclier de protection des donnees\b",
        "le « Privacy Shield » est annulé",
        "Nommez l’outil de transfert réellement utilisé.",
    ),
    (
        date(2025, 7, 20),
        r"ec\.europa\.eu/(?:consumers/)?odr|"
        r"plateforme (?:europeenne )?de reglement (?:en ligne )?des litiges",
        "la plateforme européenne de règlement des litiges est fermée",
        "Retirez ce lien ; gardez le médiateur de la consommation.",
    ),
    (
        date(2026, 8, 11),
        r"\bbloctel\b",
        "la liste Bloctel n’existe plus",
        "Retirez-la : le démarchage par téléphone demande un accord préalable.",
    ),
)


@rule(
    "MEN021",
    "Références périmées",
    severity=WARNING,
    basis="loi 2024-449 (SREN) ; RGPD ; règlement (UE) 2024/3228",
    seen="LCENx",
    surface=HtmlSite,
)
def stale_references(site: HtmlSite, scope: Scope) -> Iterator[Fault]:
    """Cherche dans les pages légales des textes et des organismes qui n’existent plus.

    Citer le bon article n’est pas obligatoire : ne rien citer vaut mieux que citer un ancien.

    Biais : seules les pages légales sont lues, et le texte seul : un historique daté peut être mis
    en cause à tort.

    ```html refusé mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Conformément à l’article 6-III de la LCEN…</p>
    ```

    ```html accepté mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Conformément à l’article 1-1 de la loi 2004-575…</p>
    ```
    """
    for page in dict.fromkeys((*site.notice_pages, *site.privacy_pages)):
        yield from _in(site, page, scope)


def _in(site: HtmlSite, page: PageFacts, scope: Scope) -> Iterator[Fault]:
    said = "\n".join(f"{block.text} {block.href}" for block in page.blocks if not block.footer)
    plain = folded(said)
    for since, pattern, found, remedy in STALE:
        if scope.today >= since and (match := re.search(pattern, plain)):
            yield Fault(site.place(page, _loose(match[0])), found, remedy)


def _loose(text: str) -> str:
    """Find the same words in the source, whatever stands for their accents."""
    words = re.findall(r"[a-z0-9]+", text)[:3]
    return r"\W+(?:\w*\W+){0,2}?".join(re.sub(r"[aeiouc]", r"(?:\\w|&\\w+;)", w) for w in words)
