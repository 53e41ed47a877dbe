"""One invocation: the global options, wherever they stand, and the Context made of them."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from comptoir import modules
from comptoir.cli.kit.names import english_noun
from comptoir.context import Actor, Context, Progress, Silent
from comptoir.dates import parse_date
from comptoir.errors import InputError, RefusedError
from comptoir.profiles import Profile, derived, let_read
from comptoir.readers.zones import zone_of

KEY = "comptoir.invocation"


@dataclass(slots=True)
class Invocation:
    """What was said around the command itself."""

    project: Path | None = None
    json: bool = False
    quiet: bool = False
    yes: bool = False
    today: date | None = None

    @property
    def may_ask(self) -> bool:
        """Whether someone is there to answer a question."""
        return not self.yes and sys.stdin.isatty() and sys.stderr.isatty()


def of(ctx: click.Context) -> Invocation:
    """Return the invocation that a click context belongs to."""
    meta = ctx.find_root().meta
    found: Invocation = meta.setdefault(KEY, Invocation())
    return found


def current() -> Invocation:
    ctx = click.get_current_context(silent=True)
    return of(ctx) if ctx else Invocation()


def global_options() -> list[click.Option]:
    """The options that every command takes, before or after its verb."""

    def keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        def callback(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
            if value:
                setattr(of(ctx), name, value)

        return callback

    def made(*decls: str, name: str, help_: str, **attrs: Any) -> click.Option:
        return click.Option(
            decls, expose_value=False, callback=keep(name), help=help_, is_eager=True, **attrs
        )

    return [
        made("--project", "--projet", name="project", help_="Dossier du projet (ici par défaut).",
             type=click.Path(path_type=Path), metavar="DOSSIER"),
        made("--json", name="json", help_="Répondre en JSON, pour un programme.", is_flag=True),
        made("--quiet", "--silence", name="quiet", help_="Ne rien dire de plus.", is_flag=True),
        made("--yes", "--oui", "-y", name="yes", help_="Ne rien demander.", is_flag=True),
        made("--today", "--jour", name="today", help_="Faire comme si l’on était ce jour-là.",
             type=DAY, envvar="COMPTOIR_TODAY"),
    ]  # fmt: skip


class DayType(click.ParamType[date]):
    """A date as people write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return parse_date(value)
        except InputError as error:
            said = " ".join(part for f in error.faults for part in (f.found, f.remedy))
            self.fail(f"« {value} » : {said}", param, ctx)


DAY = DayType()


def project_root(given: Path | None) -> Path:
    """Return the project's folder: the one given, else the nearest above that looks like one."""
    if given is not None:
        if not given.is_dir():
            raise InputError(f"le dossier « {given} » n’existe pas.", remedy="Vérifiez --project.")
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "comptoir.toml").is_file():
            return folder
    return here


def make_context(invocation: Invocation, *, root: Path | None = None) -> Context:
    """Build the one Context of a command."""
    folder = root or project_root(invocation.project)
    told = _told(folder)
    now, zone = datetime.now(UTC), zone_of(folder)
    login = os.environ.get("COMPTOIR_LOGIN") or _login()
    person = told.people.get(login)
    name, profile = person or ("", "own")
    pinned = invocation.today
    if pinned is None and told.demonstration and told.today:
        pinned = told.today
    return Context(
        root=folder,
        actor=Actor(login, name, profile, told.profiles.get(profile)),
        now=lambda: datetime.now(UTC),
        today=pinned or now.astimezone(zone).date(),
        zone=zone,
        pinned=pinned is not None,
        demonstration=told.demonstration,
        charter=told.charter,
        progress=progress(invocation),
    )


def progress(invocation: Invocation) -> Progress:
    """A bar on stderr when someone looks at it, else nothing."""
    if invocation.quiet or invocation.json or not sys.stderr.isatty():
        return Silent()
    from comptoir.cli.kit.progress import Bar

    return Bar()


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "inconnu"


@dataclass(frozen=True, slots=True)
class _Told:
    """The few lines of comptoir.toml that the Context needs, read without its whole model."""

    people: dict[str, tuple[str, str]]
    profiles: dict[str, Profile] = field(default_factory=dict)
    charter: bool = False
    demonstration: bool = False
    today: date | None = None


def _told(root: Path) -> _Told:
    import tomllib

    try:
        data = tomllib.loads((root / "comptoir.toml").read_text("utf-8-sig"))
        people = {
            login: (str(person.get("name", "")), str(person.get("profile", "assistant")))
            for login, person in data.get("people", {}).items()
        }
        demonstration = data.get("demonstration", {})
        today = demonstration.get("today")
        own = data.get("profiles", {})
        return _Told(
            people,
            {name: _profile(name, table) for name, table in own.items()},
            "conduct" in data,
            bool(demonstration.get("enabled", False)),
            today if isinstance(today, date) else None,
        )
    except (OSError, ValueError, AttributeError):
        return _Told({})  # what is wrong is said when the file is read for itself


def _profile(name: str, told: dict[str, Any]) -> Profile:
    """Return an own profile; one that is badly written allows nothing until it is mended."""
    try:
        given = [dict(told.get(key, {})) for key in ("add", "remove")]
        return derived(name, str(told.get("based_on", "")), *given)
    except (ValueError, TypeError, AttributeError):
        return Profile(name)


def pass_context(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the Context of its invocation as first argument."""

    @click.pass_context
    def called(click_context: click.Context, *args: Any, **options: Any) -> Any:
        context = make_context(of(click_context))
        if click_context.parent and click_context.parent.info_name:
            noun = english_noun(click_context.parent.info_name)
            let_read(context.actor.rights, noun)
            _refuse_if_off(context.root, noun)
            _ask_for_charter(context, noun)
        return click_context.invoke(function, context, *args, **options)

    return update_wrapper(called, function)


def _refuse_if_off(root: Path, noun: str) -> None:
    """Refuse what the organisation does without: its statute, or its settings, say so."""
    module = modules.COMMANDS.get(noun)
    if module is None or module not in modules.off_in(told := organisation_told(root)):
        return
    raise RefusedError(
        f"le module « {module.french} » est coupé : {modules.why_off(module, told)}.",
        remedy=f"Pour l’employer : {module} = true sous [{modules.TABLE}] de {modules.FILE}.",
    )


def switched_off(invocation: Invocation) -> frozenset[modules.Module]:
    """Return the modules that are off where a command runs; none outside a project."""
    try:
        return modules.off_in(organisation_told(project_root(invocation.project)))
    except InputError:
        return frozenset()


def organisation_told(root: Path) -> dict[str, Any]:
    """Return the unchecked table of the organisation; what is wrong in it is said elsewhere."""
    import tomllib

    try:
        return tomllib.loads((root / modules.FILE).read_text("utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _ask_for_charter(context: Context, noun: str) -> None:
    """Say, or refuse, when who touches people's data has not signed the charter of conduct."""
    if not context.charter:
        return
    from comptoir.cli.kit.output import warn
    from comptoir.desk import charter

    if told := charter.missing(context, noun):
        warn(told)
