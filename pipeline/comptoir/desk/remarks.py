"""What the rules find, laid out for the preview: by page, and what is of no one page."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from comptoir.errors import Place
from comptoir.rules.fault import Judged, Verdict
from comptoir.rules.pages import how_to_waive
from comptoir.site.source import SourcePage
from comptoir.website.plan import UNREADABLE
from comptoir.website.preview.news import Remark

# What a finding quotes of a page: an address, or words between quotation marks.
_QUOTED = re.compile(r"(?:https?://|/)[^\s,;«»]*[\w/]|«\s*(?P<text>[^»]+?)\s*»")
Remarks_ = tuple[Remark, ...]


@dataclass(slots=True)
class Remarks:
    """The remarks known so far.

    Args:
        folder: the folder of the built site, as findings print it.
        sources: the source pages, by path.
    """

    folder: str
    sources: Mapping[str, SourcePage]
    pages: Mapping[str, Remarks_] = field(default_factory=dict)  # by address
    site: Remarks_ = ()

    def of_page(
        self, url: str, source: str, found: Iterable[Judged], *, judged_by: Collection[str]
    ) -> Remarks_:
        """Renew the remarks on one page; those of rules that read more than a page stay.

        Args:
            url: address of the page.
            source: its file.
            found: what the rules just found.
            judged_by: codes of the rules whose earlier findings are out of date.
        """
        shared = {(one.code, one.found) for one in self.site}
        told = [remark(self._placed(one, source)) for one in found]
        kept = [one for one in self.pages.get(url, ()) if one.code not in judged_by]
        new = _heaviest(one for one in {*told, *kept} if (one.code, one.found) not in shared)
        self.pages = {**self.pages, url: new}
        return new

    def of_site(self, found: Iterable[Judged], sources: Mapping[str, str]) -> None:
        """Renew everything.

        Args:
            found: what is found in the whole site.
            sources: file of each address.
        """
        by_source = {path: url for url, path in sources.items()}
        pages: dict[str, set[Remark]] = {}
        site: set[Remark] = set()
        for one in found:
            if one.code == UNREADABLE:  # the overlay says it
                continue
            url = by_source.get(one.at.path) or self._url(one)
            placed = self._placed(one, sources.get(url, ""))
            (pages.setdefault(url, set()) if url else site).add(remark(placed))
        self.pages = {url: _heaviest(told) for url, told in pages.items()}
        self.site = _heaviest(site)

    def _url(self, finding: Judged) -> str:
        """Return the address of the built page a finding is on; nothing for what pages share."""
        inside, path = self._inside(finding)
        if finding.pages > 1 or not inside or not path.endswith(".html"):
            return ""
        return f"/{path.removesuffix('index.html')}"

    def _inside(self, finding: Judged) -> tuple[bool, str]:
        start = f"{self.folder}/"
        return finding.at.path.startswith(start), finding.at.path.removeprefix(start)

    def _placed(self, finding: Judged, source: str) -> Judged:
        """Place a finding of a built page on its source: its lines are no lines of the Markdown."""
        if not self._inside(finding)[0]:
            return finding
        many = f", sur {finding.pages} pages" if finding.pages > 1 else ""
        named = f"{finding.at.field} de la page construite" if finding.at.field else ""
        page = self.sources.get(source)
        line = line_of(page, finding.found) if page else 0
        return replace(finding, at=Place(source, line, f"{named}{many}".removeprefix(", ")))


def line_of(page: SourcePage, found: str) -> int:
    """Return the line of a page where what a finding quotes is written; 0 when it is not."""
    for quoted in _QUOTED.finditer(found):
        word = quoted["text"] or quoted[0]
        for number, line in enumerate(page.body.split("\n"), page.body_line):
            if word in line:
                return number
    return 0


def remark(finding: Judged) -> Remark:
    found = finding.found
    doubt = finding.verdict is Verdict.TO_CHECK
    return Remark(
        code=finding.code,
        severity=finding.severity.name.lower(),
        kind=finding.verdict.french if doubt else finding.severity.french,
        title=finding.title,
        found=f"{found[:1].upper()}{found[1:]}",
        remedy=finding.remedy,
        basis=finding.basis,
        waiver=how_to_waive(finding.code),
        file=finding.at.path,
        line=finding.at.line,
        element=finding.at.field,
    )


def _heaviest(remarks: Iterable[Remark]) -> Remarks_:
    """Put in order, and say once what a rule finds both in the Markdown and in what it became."""
    told = set(remarks)
    placed = {(one.code, one.file) for one in told if one.line}
    kept = (one for one in told if one.line or (one.code, one.file) not in placed)
    weights = {"error": 0, "warning": 1, "info": 2}
    return tuple(
        sorted(kept, key=lambda one: (weights[one.severity], one.line, one.code, one.found))
    )
