"""`comptoir reference`: write the pages of docs/ that come from the code."""

from pathlib import Path

from comptoir.cli.kit import argument, emit, noun, pass_context
from comptoir.context import Context


@noun()
def command() -> None:
    """Écrire les pages de référence de docs/ à partir du programme."""


def _write(ctx: Context, name: str, text: str) -> None:
    path = ctx.root / "docs" / name
    path.parent.mkdir(exist_ok=True)
    changed = not path.exists() or path.read_text("utf-8") != text
    path.write_text(text, encoding="utf-8")
    emit(
        {"path": f"docs/{name}", "changed": changed},
        f"docs/{name} : {'réécrite' if changed else 'déjà à jour'}.",
    )


@command.command("cli")
@pass_context
def cli(ctx: Context) -> None:
    """Écrire docs/cli.md : commandes et options."""
    _write(ctx, "cli.md", cli_page())


def cli_page() -> str:
    from comptoir.cli.kit.names import NOUNS, VERBS
    from comptoir.cli.start import root, speak_french
    from comptoir.reference import commands

    speak_french()
    return commands.page(root, {name: named.french for name, named in NOUNS.items()}, VERBS)


@command.command("features")
@argument("tests", label="dossier des tests", required=False, type=Path)
@pass_context
def features(ctx: Context, tests: Path | None) -> None:
    """Écrire docs/features.md : les lignes de la mission et leurs preuves."""
    from comptoir.reference import features as pages

    proved = pages.proofs(tests or ctx.root / "tests")
    _write(ctx, "features.md", pages.page(pages.rows(), proved))


@command.command("rules")
@pass_context
def rules(ctx: Context) -> None:
    """Écrire docs/rules.md : une page par règle."""
    from comptoir.reference import rules as pages

    _write(ctx, "rules.md", pages.page())
