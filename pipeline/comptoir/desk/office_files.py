"""The files of the office that commands read one by one: what of them does not read."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from comptoir.consent import purposes
from comptoir.contacts.segment_file import read_segment
from comptoir.context import Context
from comptoir.desk import import_maps
from comptoir.desk.project import Project
from comptoir.desk.requests import forms
from comptoir.errors import Fault, InputError
from comptoir.procedures import Procedure
from comptoir.readers.toml import line_numbers, read_model, read_toml
from comptoir.settings.appointments import Appointments
from comptoir.settings.assembly import Assemblies
from comptoir.settings.dashboard import DashboardNotes
from comptoir.settings.documents import Documents
from comptoir.settings.event import EventPlan
from comptoir.settings.partners import Partners
from comptoir.settings.survey import Survey

Read = Callable[[Path, str], object]


def unread(ctx: Context, project: Project) -> Iterator[Fault]:
    """Yield what keeps a form, a segment, an agenda… from being read, file by file."""
    for pattern, read in _readers(ctx, project).items():
        for path in sorted(ctx.root.glob(pattern)):
            try:
                read(path, path.relative_to(ctx.root).as_posix())
            except InputError as error:
                yield from error.faults


def _readers(ctx: Context, project: Project) -> dict[str, Read]:
    """Return what reads each file, as the command that needs it does."""
    return {
        "contacts/appointments.toml": partial(_model, Appointments),
        "contacts/events/*.toml": partial(_model, EventPlan),
        "contacts/forms/*.toml": lambda path, _: forms.read_form(ctx, project, path.stem),
        "contacts/imports/*.toml": lambda path, _: import_maps.read_map(ctx, path.stem),
        "contacts/partners.toml": partial(_model, Partners),
        "contacts/segments/*.toml": partial(_segment, project),
        "contacts/surveys/*.toml": partial(_model, Survey),
        "legal/assembly.toml": partial(_model, Assemblies),
        "legal/dashboard.toml": partial(_model, DashboardNotes),
        "legal/documents.toml": partial(_model, Documents),
        "legal/procedures/*.toml": partial(_model, Procedure),
    }


def _model(model: type[Any], path: Path, shown: str) -> None:
    read_model(path, model, shown=shown)


def _segment(project: Project, path: Path, shown: str) -> None:
    data, text = read_toml(path, shown=shown)
    lines = line_numbers(text)
    known = purposes(project.processing)
    read_segment(path.stem, data, shown=shown, lines=lines, purposes=known)
