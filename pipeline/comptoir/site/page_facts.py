"""What is kept of one built page once its tree is dropped: what the rules on a site need of it."""

from dataclasses import dataclass, field

from comptoir.law.trackers import Use, service_of
from comptoir.site.blocks import Block
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage, Node
from comptoir.site.legal_pages import Legal, by_content, hinted, named, named_by_path

FOLLOWING = (Use.ADVERTISING, Use.ANALYTICS, Use.SOCIAL, Use.VIDEO, Use.CHAT)
EMPTY = 60  # characters of text, headings apart; a shorter page says nothing


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """A third party that a page calls, and the line that calls it."""

    host: str
    service: str
    line: int


def follows(third: ThirdParty) -> bool:
    service = service_of(third.host)
    return service is not None and service.use in FOLLOWING


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the rules on the site need to know of one page."""

    url: str
    path: str
    shown: str
    title: str
    h1: str
    description: str
    lang: str
    canonicals: tuple[str, ...]
    noindex: bool
    whole: bool
    shell: bool  # empty until a script fills it
    filled: bool  # its main part is empty until a script fills it
    generator: str
    links: tuple[tuple[str, str], ...]  # address as written, visible text; each once
    images: tuple[str, ...]  # addresses of its <img>, each once
    anchors: frozenset[str]
    named: frozenset[Legal]  # by title, main heading or address
    headed: frozenset[Legal]  # by a lower heading
    content: frozenset[Legal]  # by what it says
    hinted: bool  # says who publishes the site and who hosts it
    third_parties: tuple[ThirdParty, ...]
    has_data_form: bool
    has_matomo: bool
    blocks: tuple[Block, ...] = field(repr=False)  # of pages that may be legal ones


def facts_of(page: HtmlPage) -> PageFacts:
    by_name = named(page.title) | named(page.h1) | named_by_path(page.path)
    headed: frozenset[Legal] = frozenset()
    for heading in page.headings:
        if heading.level > 1 and (found := named(heading.text)) and not _is_aside(heading.node):
            headed |= found
    content = by_content(page.said)
    hint = hinted(page.said)
    keep = by_name | content | headed or hint
    return PageFacts(
        url=page.url,
        path=page.path,
        shown=page.shown,
        title=page.title,
        h1=page.h1,
        description=page.meta("description"),
        lang=page.lang,
        canonicals=tuple(page.attributes(n).get("href") or "" for n in page.canonicals),
        noindex=page.noindex,
        whole=page.is_whole,
        shell=page.is_document and not page.links and not page.headings and "script" in page.tags,
        filled=_is_filled_later(page),
        generator=page.meta("generator"),
        links=tuple(dict.fromkeys([link[:2] for link in page.links])),
        images=tuple(dict.fromkeys(image.src for image in page.images if image.src)),
        anchors=page.anchors,
        named=by_name,
        headed=headed,
        content=content,
        hinted=hint,
        third_parties=_third_parties(page),
        has_data_form=bool(data_forms(page)),
        has_matomo=page.mentions("_paq.push("),
        blocks=page.blocks if keep else (),
    )


def _is_filled_later(page: HtmlPage) -> bool:
    main = page.first("main")
    if main is None or "script" not in page.tags:
        return False
    length = 0
    for node in main.traverse(include_text=True):
        if node.is_text_node:
            length += len((node.text_content or "").strip())
            if length >= EMPTY:
                return False
    return True


def _is_aside(node: Node) -> bool:
    """Say whether an element stands in a footer or a menu: « Informations légales » over links."""
    here: Node | None = node
    while here is not None and here.is_element_node:
        if here.tag in ("footer", "nav", "aside", "header"):
            return True
        here = here.parent
    return False


def _third_parties(page: HtmlPage) -> tuple[ThirdParty, ...]:
    found: dict[str, ThirdParty] = {}
    for call in page.calls:
        if call.host not in found:
            name = call.service.name if call.service else ""
            found[call.host] = ThirdParty(call.host, name, page.place(call.node).line)
    return tuple(found.values())
