"""`comptoir demo`."""

import shutil
import sys
from pathlib import Path

import click

from comptoir.cli.kit import emit, option, pass_context, say, solo
from comptoir.context import Context


@solo()
@option(
    "--dir",
    "--dossier",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DOSSIER",
    help="Où travailler (var/demo par défaut).",
)
@pass_context
def command(ctx: Context, folder: Path | None) -> None:
    """Faire tout le travail sur l’organisation d’exemple : site, envois, ventes, indicateurs."""
    from comptoir.desk import demo

    where = (folder or ctx.var / "demo").absolute()
    say(f"Démonstration : une association fictive, dans {where}\n")
    steps = []
    for step in demo.run(ctx, where):
        steps.append(step)
        seconds = f"{step.seconds:.1f}".replace(".", ",")
        say(f"{len(steps):>2}. {step.title}  ({seconds} s)")
        for line in step.lines:
            say(f"      {line}")
        for made in step.made:
            say(f"    → {made}")
    total = sum(step.seconds for step in steps)
    say(f"\nTout est fait en {total:.0f} s. À regarder :")
    for title, path in demo.to_look_at(where):
        say(f"  {title.ljust(22)} {path}")
    say(f"\nPour continuer vous-même :  cd {where}  puis  {_called()}")
    emit({"folder": where, "steps": steps})


def _called() -> str:
    """Return how to call the command from another folder: by name, as it was, or by its path."""
    if shutil.which("comptoir"):
        return "comptoir"
    called = Path(sys.argv[0]).absolute()
    return f"{sys.executable} -m comptoir" if called.name == "__main__.py" else str(called)
