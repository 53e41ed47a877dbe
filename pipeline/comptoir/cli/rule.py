"""`comptoir rule`: know the rules."""

from typing import TYPE_CHECKING, Any

from comptoir.cli.kit import argument, emit, noun, option, table

if TYPE_CHECKING:
    from comptoir.rules.rule import Rule


@noun()
def command() -> None:
    """Connaître les règles de vérification."""


@command.command("list")
@option("--family", "--famille", metavar="CODE", default="", help="Une famille : MEN, PRV, ACC…")
def list_(family: str) -> None:
    """Lister les règles : code, titre, poids, source."""
    from comptoir.rules.registry import chosen

    rules = chosen((family,) if family else ())
    rows = [[r.code, r.severity.french, r.status.value, r.title, r.basis] for r in rules]
    emit(
        {"rules": [described(rule) for rule in rules]},
        lambda: table(["Code", "Poids", "Source", "Titre", "Texte"], rows),
    )


@command.command("show")
@argument("code", label="code")
def show(code: str) -> None:
    """Montrer une règle : ce qu’elle cherche, son texte, ses exemples."""
    from comptoir.rules import pages
    from comptoir.rules.registry import rule_of

    rule = rule_of(code)
    emit(described(rule) | {"page": rule.docstring}, lambda: pages.plain(rule))


def described(rule: "Rule") -> dict[str, Any]:
    """Return what a program may know of a rule."""
    from comptoir.rules import pages

    return pages.described(rule)
