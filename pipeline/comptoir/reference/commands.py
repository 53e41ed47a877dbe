"""`docs/cli.md`: every command and option, walked from the command tree itself."""

from collections.abc import Iterator, Mapping

import click

GLOBAL = {"project", "json", "quiet", "yes", "today", "help"}


def page(root: click.Group, nouns: Mapping[str, str], verbs: Mapping[str, str]) -> str:
    """Return the page in Markdown, in French.

    Args:
        root: the whole command line.
        nouns: French names of nouns.
        verbs: French names of verbs.
    """
    return "\n".join(_lines(root, nouns, verbs)) + "\n"


def _lines(root: click.Group, nouns: Mapping[str, str], verbs: Mapping[str, str]) -> Iterator[str]:
    ctx = click.Context(root, info_name="comptoir", **root.context_settings)
    yield "# Les commandes\n"
    yield "<!-- Écrit par `comptoir reference cli` ; ne pas modifier. -->\n"
    yield (
        "Le nom français et le nom anglais d’une commande font de même ; les scripts gardent "
        "l’anglais, qui ne change pas. Les accents sont facultatifs.\n"
    )
    yield "## Partout\n"
    yield from _options(root, ctx, only=GLOBAL)
    yield (
        "\nCodes de sortie : 0 fait · 1 constat bloquant ou défaut listé · 2 entrée incorrecte · "
        "3 acte refusé par une règle · 4 panne extérieure · 70 défaut de Comptoir · "
        "130 interrompu.\n"
    )
    for name in root.list_commands(ctx):
        command = root.get_command(ctx, name)
        if command is not None:
            yield from _command(command, ctx, (nouns.get(name, name),), (name,), verbs)


def _command(
    command: click.Command,
    parent: click.Context,
    french: tuple[str, ...],
    english: tuple[str, ...],
    verbs: Mapping[str, str],
) -> Iterator[str]:
    ctx = click.Context(command, info_name=english[-1], parent=parent, **command.context_settings)
    level = "#" * (len(english) + 1)
    yield f"{level} comptoir {' '.join(french)}\n"
    if french != english:
        yield f"`comptoir {' '.join(english)}`\n"
    yield f"{_help(command)}\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            verb = command.get_command(ctx, name)
            if verb is not None and not verb.hidden:
                names = (*french, verbs.get(name, name)), (*english, name)
                yield from _command(verb, ctx, *names, verbs)
        return
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    if arguments:
        yield "Arguments : " + " ".join(f"`{p.make_metavar(ctx)}`" for p in arguments) + "\n"
    options = list(_options(command, ctx, without=GLOBAL))
    if options:
        yield from options
        yield ""


def _help(command: click.Command) -> str:
    text = (command.help or "").split("\f")[0]
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def _options(
    command: click.Command,
    ctx: click.Context,
    *,
    only: set[str] | None = None,
    without: set[str] | None = None,
) -> Iterator[str]:
    for parameter in command.get_params(ctx):
        if not isinstance(parameter, click.Option) or parameter.hidden:
            continue
        name = "help" if "--help" in parameter.opts else parameter.name or ""
        if (only is not None and name not in only) or name in (without or ()):
            continue
        record = parameter.get_help_record(ctx)
        if record:
            yield f"- `{record[0]}` : {record[1]}"
