"""The banner that asks for a choice about trackers: where it is and what it offers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from comptoir.site.html import HtmlPage, Node
from comptoir.site.wording import folded

_NAMED = re.compile(
    r"cookie[-_]?(?:s[-_])?(?:banner|bar|box|consent|notice|popup|modal|law|dialog|wall)|"
    r"(?:bandeau|banniere|consentement)[-_]?(?:cookies?|rgpd|traceurs?)|"
    r"(?:rgpd|gdpr|consent)[-_]?(?:banner|bandeau|modal|popup|bar)|^cookies?$|^bandeau$"
)
_ACCEPT = re.compile(
    r"^(?:tout |j'|je |nous )?(?:accepte\w*|autorise\w*|consens)\b|^ok\b|^d'accord|^oui\b|"
    r"^(?:j'ai )?compris|^continuer$|^accept"
)
_REFUSE = re.compile(
    r"\brefuse\w*|\bcontinuer sans|\bnon\b|\bdecline\w*|\brejet\w*|\bsans accepter|"
    r"\binterdire\b|\breject|\bdeny|\bnecessaires? (?:seulement|uniquement)|\bseulement les"
)


@dataclass(frozen=True)
class Banner:
    """A banner found in a page, written in its markup."""

    node: Node = field(repr=False)

    @cached_property
    def text(self) -> str:
        return folded(" ".join(self.node.text(separator=" ").split()))

    @cached_property
    def controls(self) -> Sequence[str]:
        """Folded words of what can be pressed in it."""
        found = [*self.node.css("button"), *self.node.css("a"), *self.node.css("input")]
        words = (n.text() or n.attributes.get("value") or "" for n in found)
        return [folded(" ".join(said.split())) for said in words]

    @property
    def accepts(self) -> bool:
        return any(_ACCEPT.search(words) for words in self.controls)

    @property
    def refuses(self) -> bool:
        return any(_REFUSE.search(words) for words in self.controls)


@lru_cache(maxsize=1)  # rules ask it of one page, one after the other
def banner_of(page: HtmlPage) -> Banner | None:
    """Return the banner of a page, if its markup holds one."""
    if not page.tells("cookie", "traceur"):
        return None
    for node in page.tree.css("div, section, aside, dialog, form"):
        attributes = node.attributes
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".lower().split()
        if any(_NAMED.search(name) for name in names):
            found = Banner(node)
            if found.controls and ("cookie" in found.text or "traceur" in found.text):
                return found
    return None
