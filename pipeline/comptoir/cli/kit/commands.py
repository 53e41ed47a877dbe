"""click's classes made ours: French names first, global options anywhere, missing values asked."""

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from comptoir import modules
from comptoir.cli.kit import invocation
from comptoir.cli.kit.names import NOUNS, VERBS, english_noun, english_verbs
from comptoir.errors.french import nearest

COMMANDS = Path(__file__).parents[1]
HELP = ["--help", "-h", "--aide"]
WHOLE = 500  # letters of a first sentence: it is never cut
SETTINGS: dict[str, Any] = {"help_option_names": HELP, "max_content_width": 100}


class Asked(click.Argument):
    """An argument that is asked for when it is missing and someone is there to answer."""

    def __init__(self, *decls: Any, label: str = "", **attrs: Any) -> None:
        self.label = label
        attrs.setdefault("metavar", (label or str(decls[0]).replace("_", "-")).upper())
        super().__init__(*decls, **attrs)

    def consume_value(
        self, ctx: click.Context, opts: Mapping[str, Any]
    ) -> tuple[Any, click.core.ParameterSource]:
        value, source = super().consume_value(ctx, opts)
        missing = value is None or value == () or "UNSET" in repr(value)
        if missing and self.required and invocation.of(ctx).may_ask:
            given = click.prompt(self.label or self.human_readable_name, err=True)
            value = (given,) if self.nargs == -1 else given
            source = click.core.ParameterSource.PROMPT
        return value, source


class Verb(click.Command):
    """One command; the global options may stand before or after its name."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        attrs.setdefault("context_settings", SETTINGS)
        super().__init__(*args, **attrs)
        self.params.extend(invocation.global_options())


class Noun(click.Group):
    """A group of verbs, found by their English or French names."""

    command_class = Verb

    def __init__(self, *args: Any, **attrs: Any) -> None:
        attrs.setdefault("context_settings", SETTINGS)
        attrs.setdefault("subcommand_metavar", "COMMANDE…")
        super().__init__(*args, **attrs)
        self.params.extend(invocation.global_options())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        named = (super(Noun, self).get_command(ctx, name) for name in english_verbs(cmd_name))
        return next((command for command in named if command is not None), None)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return _resolve(self, ctx, args)

    def french_names(self) -> dict[str, str]:
        return VERBS

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((_both(VERBS.get(name, ""), name), command.get_short_help_str(WHOLE)))
        if rows:
            with formatter.section("Commandes"):
                formatter.write_dl(rows)


class Root(Noun):
    """The whole command line: groups are files or folders of `comptoir.cli`, imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        there = {path.stem for path in COMMANDS.glob("*.py")}
        there |= {path.parent.name for path in COMMANDS.glob("*/__init__.py")}
        return [name for name in NOUNS if name in there]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = english_noun(cmd_name)
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"comptoir.cli.{name}").command
        command.name = name
        return command

    def french_names(self) -> dict[str, str]:
        return {name: named.french for name, named in NOUNS.items()}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        off = invocation.switched_off(invocation.of(ctx))
        rows = [
            (_both(NOUNS[name].french, name), NOUNS[name].help)
            for name in self.list_commands(ctx)
            if modules.COMMANDS.get(name) not in off
        ]
        with formatter.section("Commandes"):
            formatter.write_dl(rows)


def _both(french: str, english: str) -> str:
    return english if french in ("", english) else f"{french} ({english})"


def _resolve(
    group: Noun, ctx: click.Context, args: list[str]
) -> tuple[str | None, click.Command | None, list[str]]:
    word = args[0]
    command = group.get_command(ctx, word)
    if command is not None:  # help and usage name it in French
        name = command.name or word
        return group.french_names().get(name, name), command, args[1:]
    if word.startswith("-"):
        return click.Group.resolve_command(group, ctx, args)
    known = group.list_commands(ctx)
    names = [group.french_names().get(name, name) for name in known]
    close = nearest(word, [*names, *known])
    hint = f" Vouliez-vous écrire « {close} » ?" if close else ""
    raise click.UsageError(f"La commande « {word} » n’existe pas.{hint}", ctx)


def noun() -> Callable[[Callable[..., Any]], Noun]:
    """Make a command group of a function whose docstring is its help."""

    def made(function: Callable[..., Any]) -> Noun:
        group: Noun = click.group(cls=Noun)(function)
        return group

    return made


def solo() -> Callable[[Callable[..., Any]], Verb]:
    """Make a command that stands alone, without verbs."""

    def made(function: Callable[..., Any]) -> Verb:
        command: Verb = click.command(cls=Verb)(function)
        return command

    return made


def argument(*decls: str, label: str = "", **attrs: Any) -> Callable[[Any], Any]:
    """Declare a positional argument.

    Args:
        decls: its Python name.
        label: its French name, in help and when it is asked for.
        attrs: what click takes.
    """
    return click.argument(*decls, cls=Asked, label=label, **attrs)


def option(*decls: str, **attrs: Any) -> Callable[[Any], Any]:
    """Declare an option: its English name first, its French one after."""
    kind = attrs.get("type")
    if isinstance(kind, click.Path):  # click would name it as it was made: before French is there
        attrs.setdefault("metavar", "CHEMIN")
    elif kind is int or isinstance(kind, click.IntRange):
        attrs.setdefault("metavar", "N")
    plain = not {"type", "is_flag", "flag_value", "count"} & set(attrs)
    if plain and isinstance(attrs.get("default", ""), str | None):
        attrs.setdefault("metavar", "TEXTE")
    return click.option(*decls, **attrs)
