"""Check one page again, at once, while it is written: the rules that read a page alone."""

from dataclasses import dataclass
from pathlib import Path

from comptoir.context import Context
from comptoir.desk import checks
from comptoir.desk.project import Project
from comptoir.desk.waivers import read as read_waivers
from comptoir.readers.html import page_in
from comptoir.rules import waiving
from comptoir.rules.engine import Plan
from comptoir.rules.fault import Judged
from comptoir.settings import Waiver
from comptoir.site.html import HtmlPage
from comptoir.site.source import SourcePage


@dataclass(frozen=True, slots=True)
class PageCheck:
    """Rules ready to judge one page after another, for a project as it stands."""

    plan: Plan
    waivers: tuple[Waiver, ...]
    base: str  # public address of the site

    @classmethod
    def of(cls, ctx: Context, project: Project) -> "PageCheck":
        wanted = checks.Choice().reading((SourcePage, HtmlPage))
        plan = Plan(wanted, checks.scope_of(ctx, project))
        waivers, _ = read_waivers(project.root)
        return cls(plan, waivers, project.site.site.url)

    @property
    def codes(self) -> frozenset[str]:
        """The rules that read nothing but a page: what they found before is out of date."""
        return frozenset(
            rule.code
            for rule in self.plan.rules
            if all(surface in (SourcePage, HtmlPage) for surface in rule.checks)
        )

    def judge(self, page: SourcePage, built: Path, *, shown: str) -> tuple[Judged, ...]:
        """Return what the rules find in a page and in what was built of it.

        Args:
            page: the source.
            built: the HTML file; absent when the page could not be built.
            shown: its name in findings.
        """
        found = self.plan.judge(page)
        if built.is_file():
            found += self.plan.judge(page_in(built, shown=shown, base=self.base))
        judged, _ = waiving.apply(self.waivers, found, today=self.plan.scope.today)
        return tuple(sorted(one for one in judged if not one.waived))
