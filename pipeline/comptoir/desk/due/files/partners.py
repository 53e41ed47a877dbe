"""Papers of partners that end, or were never given."""

from collections.abc import Iterator

from comptoir.context import Context
from comptoir.desk import partners
from comptoir.desk.due.task import Task
from comptoir.modules import Module

MODULE = Module.PARTNERS


def tasks(ctx: Context) -> Iterator[Task]:
    """One task a paper, on the day it ends; at once when it is missing."""
    for partner in partners.known(ctx):
        for paper in partners.papers(partner):
            verb = "Redemander" if paper.ends else "Demander"
            said = f"{verb} à {paper.partner} : {paper.what}"
            command = f'comptoir partenaire montrer "{paper.partner}"'
            yield Task(paper.ends or ctx.today, said, command, paper.owner)
