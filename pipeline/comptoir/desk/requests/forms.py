"""Intake forms of the project: read, checked, printed for the desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comptoir import resources
from comptoir.context import Context
from comptoir.desk.project import Project, load
from comptoir.errors import Fault, InputError, Place
from comptoir.errors.french import meant, unknown
from comptoir.printing.letterhead import letterhead
from comptoir.printing.typst import compile_pdf
from comptoir.private import write_private
from comptoir.readers.toml import line_numbers, read_toml, to_model
from comptoir.requests.form import Advice, Form, advice, broken
from comptoir.text import fold

FOLDER = "contacts/forms"
SITE = "site/"  # begins the form of a request that came by the site
STYLES = {
    "open": "question ouverte",
    "closed": "question fermée",
    "alternative": "alternative",
    "reformulation": "reformulation",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A form, and what it lacks to listen well."""

    name: str
    title: str
    questions: int
    advice: tuple[Advice, ...]


def names(ctx: Context) -> list[str]:
    return sorted(path.stem for path in (ctx.root / FOLDER).glob("*.toml"))


def shown(name: str) -> str:
    return f"{FOLDER}/{name}.toml"


def read_form(ctx: Context, project: Project, name: str) -> Form:
    """Read a form of the project.

    Raises:
        InputError: there is none of that name, or it names what does not exist.
    """
    path = ctx.root / shown(name)
    if not path.is_file():
        raise unknown(
            "formulaire d’accueil", name, names(ctx), remedy=f"Ils sont dans {FOLDER}/, en TOML."
        )
    data, text = read_toml(path, shown=shown(name))
    form = to_model(data, Form, text=text, shown=shown(name))
    lines = line_numbers(text)
    faults = [
        Fault(one.found, one.remedy, Place(shown(name), _line(one.path, lines), str(one.path[-1])))
        for one in broken(form)
    ]
    faults += _unknown_names(form, project, name, lines)
    if faults:
        raise InputError(faults=faults)
    return form


def _line(path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int]) -> int:
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 0)


def _unknown_names(
    form: Form, project: Project, name: str, lines: dict[tuple[str | int, ...], int]
) -> Iterator[Fault]:
    """A purpose or a person that the settings do not know."""
    if form.purpose not in project.processing.purposes:
        yield Fault(
            f"la finalité « {form.purpose} » n’est pas dans legal/processing.toml.",
            meant(
                form.purpose,
                project.processing.purposes,
                otherwise="Ajoutez-la, ou corrigez purpose.",
            ),
            Place(shown(name), lines.get(("purpose",), 0), "purpose"),
        )
    for number, question in enumerate(form.question):
        for choice in question.choices:
            if choice.owner and login_of(project, choice.owner) is None:
                yield Fault(
                    f"« {choice.owner} » n’est pas dans [people] de comptoir.toml.",
                    f"Il y a : {', '.join(project.site.people) or 'personne'}.",
                    Place(shown(name), lines.get(("question", number, "choices"), 0), "owner"),
                )


def login_of(project: Project, said: str) -> str | None:
    """Return the login of somebody, given it or their name."""
    for login, person in project.site.people.items():
        if fold(said) in (fold(login), fold(person.name)):
            return login
    return None


def name_of(project: Project, login: str) -> str:
    """Return how somebody is called; their login where nothing says more."""
    person = project.site.people.get(login)
    return person.name if person else login


def judge(ctx: Context, name: str = "") -> list[Judged]:
    """Read one form, or all, and say what each lacks to listen well.

    Raises:
        InputError: a form cannot work.
    """
    project, found = load(ctx), []
    for one in [name] if name else names(ctx):
        form = read_form(ctx, project, one)
        told = tuple(advice(form))
        found.append(Judged(one, form.title, len(form.question), told))
    return found


def print_guide(ctx: Context, name: str) -> Path:
    """Print a form as a guide for the desk, to be filled by hand; return where it is."""
    project = load(ctx)
    form = read_form(ctx, project, name)
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    questions = [
        {
            "label": one.label,
            "help": one.help,
            "style": one.style,
            "style_word": STYLES[one.style],
            "type": one.type,
            "required": one.required,
            "when": _condition(form, one.id),
            "choices": [choice.label for choice in one.choices],
        }
        for one in form.question
    ]
    face = {
        "title": form.title,
        "description": form.description,
        "notice": form.notice,
        "questions": questions,
        "letterhead": head,
    }
    folders = resources.theme_folders(ctx.root)
    pdf = compile_pdf("print/guide.typ", face, folders=folders, timestamp=ctx.now())
    return write_private(ctx.var / "guides" / f"{name}.pdf", pdf)


FACT_WORDS = {"channel": "canal", "kind": "nature", "role": "rôle"}


def _condition(form: Form, id_: str) -> str:
    """Say in French when a question is asked."""
    when = form.questions[id_].when
    if when is None:
        return ""
    asked = form.questions.get(when.question)
    if asked is None:
        return f"si {FACT_WORDS[when.fact]} : {' ou '.join(when.in_)}"
    values = [choice.label if (choice := asked.choice(value)) else value for value in when.in_]
    return f"si « {asked.label} » : {' ou '.join(values)}"
