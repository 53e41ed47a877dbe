"""`comptoir site audit`: how well the built site can be found."""

from pathlib import Path

from comptoir.context import Context
from comptoir.desk.project import settings_file
from comptoir.readers.html import open_folder
from comptoir.settings import SiteSettings
from comptoir.site.page_facts import facts_of
from comptoir.site.visibility import Visibility, judge, marks_of

OUTPUT = "output"


def audit(ctx: Context, folder: Path | None = None) -> Visibility:
    """Read every page of the built site, or of a folder that something else built.

    Raises:
        InputError: no such folder, or no page in it.
    """
    base = "" if folder else settings_file(ctx.root, "comptoir.toml", SiteSettings).site.url
    opened = open_folder(folder or ctx.root / OUTPUT, shown="" if folder else OUTPUT, base=base)
    marks, facts = [], []
    for page in ctx.progress.track(opened.parsed(), label="Pages lues", total=len(opened.pages)):
        facts.append(facts_of(page))
        if told := marks_of(page):
            marks.append(told)
    return judge(marks, opened.site(facts, ()))
