import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import WARNING, Fault, rule
from comptoir.site.built import HtmlSite
from comptoir.site.legal_pages import Legal
from comptoir.site.page_facts import PageFacts
from comptoir.site.source import PageKind, SourcePage
from comptoir.site.wording import folded, placeholders

JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# Tools that copied notices speak of: word in the text, hosts that show that it is there.
TOOLS = {
    "google analytics": ("google-analytics.com", "googletagmanager.com", "Google Analytics"),
    "hotjar": ("hotjar.com", "Hotjar"),
    "facebook pixel": ("facebook.com", "connect.facebook.net", "pixel Meta"),
    "pixel facebook": ("facebook.com", "connect.facebook.net", "pixel Meta"),
    "google adsense": ("googlesyndication.com",),
    "disqus": ("disqus.com",),
}
NEGATION = re.compile(r"\b(?:ne|n'|pas|aucun|aucune|sans|ni|jamais|plutot que)\b")


@rule(
    "PRV017",
    "Texte à trous ou copié",
    severity=WARNING,
    basis="RGPD, art. 5.1.a",
    surface=HtmlSite,
)
def stale_boilerplate(site: HtmlSite) -> Iterator[Fault]:
    """Cherche dans les pages légales ce qui attend d’être rempli (XXX, [Nom], lorem ipsum), et les
    outils nommés que le site n’appelle pas.

    Biais : une phrase qui nie l’outil n’est pas mise en cause ; [sic] et les appels de note non
    plus.

    ```html refusé mentions-legales/index.html
    <h1>Mentions légales</h1> <p>Éditeur : [Nom de l’association], SIRET XXX</p>
    ```

    ```html refusé confidentialite/index.html
    <h1>Confidentialité</h1> <p>Ce site utilise Google Analytics.</p>
    ```

    ```html accepté confidentialite/index.html
    <h1>Confidentialité</h1> <p>Ce site n’utilise pas Google Analytics [1].</p>
    ```

    ```markdown refusé legal/pages/confidentialite.md
    Le responsable est [à compléter].
    ```
    """
    called = {t.host for page in site.pages for t in page.third_parties}
    called |= {t.service for page in site.pages for t in page.third_parties}
    pages = (*site.notice_pages, *site.privacy_pages, *site.legal(Legal.TERMS))
    for page in dict.fromkeys(pages):
        said = "\n".join(block.text for block in page.blocks if not block.footer)
        for piece in dict.fromkeys(placeholders(said)):
            yield Fault(site.place(page, re.escape(piece)), *_hole())
        yield from _tools(site, page, said, called)


def _hole() -> tuple[str, str]:
    return "un texte légal attend encore d’être rempli", "Écrivez le vrai texte, ou retirez-le."


def _tools(site: HtmlSite, page: PageFacts, said: str, called: set[str]) -> Iterator[Fault]:
    for sentence in re.split(r"(?<=[.!?;])\s+|\n", folded(said)):
        for tool, hosts in TOOLS.items():
            absent = tool in sentence and not any(host in called for host in hosts)
            if absent and not NEGATION.search(sentence):
                yield Fault(
                    site.place(page, tool.replace(" ", r"\s+")),
                    f"la page parle de {tool.title()}, que le site n’appelle pas",
                    "Retirez ce qui ne concerne pas ce site.",
                )


@stale_boilerplate.on(SourcePage)
def in_source(page: SourcePage) -> Iterator[Fault]:
    if page.kind is not PageKind.LEGAL:
        return
    for number, line in enumerate(JINJA.sub(_blank, page.body).splitlines(), page.body_line):
        text = re.sub(r"\]\([^)]*\)|\]\[[^\]]*\]", "](x)", line)
        text = re.sub(r"\[([^\]]*)\]\(x\)", r"\1", text)  # a link is no hole
        if placeholders(text):
            yield Fault(Place(page.path, number), *_hole())


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
