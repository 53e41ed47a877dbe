"""Write a new segment: its file, read back before it is kept."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from comptoir.consent import purposes
from comptoir.contacts import segment_writing
from comptoir.contacts.explain import segment_said
from comptoir.contacts.segment_file import read_segment
from comptoir.context import Context
from comptoir.desk import segments
from comptoir.desk.project import load
from comptoir.errors import InputError, Place
from comptoir.readers.atomic import replace_bytes
from comptoir.text import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A segment's file."""

    name: str
    path: str
    said: str


def write(
    ctx: Context,
    name: str,
    *,
    title: str,
    description: str = "",
    purpose: str = "",
    conditions: Mapping[str, Sequence[str]],
) -> Written:
    """Write contacts/segments/NAME.toml.

    Args:
        ctx: who acts.
        name: of the segment, which its file will bear.
        title: what people call it.
        description: in a sentence.
        purpose: an id of legal/processing.toml.
        conditions: by group (all, any, none), each « FACT OPERATOR VALUE ».

    Raises:
        InputError: the name is not one, the file is there, or a condition cannot be read.
    """
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name):
        raise InputError(
            f"« {name} » ne peut pas nommer un segment.",
            remedy=f"Écrivez-le sans espace ni accent : {slug(name) or 'voisins-redon'}.",
        )
    project = load(ctx)
    shown = f"{segments.FOLDER}/{name}.toml"
    if name in segments.files(project):
        raise InputError("ce segment existe déjà.", remedy="Choisissez un autre nom.",
                         at=Place(shown))  # fmt: skip
    groups = {
        group: [segment_writing.line(text) for text in texts] for group, texts in conditions.items()
    }
    head = segment_writing.head(title, description, purpose)
    data = tomllib.loads(head + segment_writing.body(groups), parse_float=Decimal)
    segment = read_segment(name, data, shown=shown, lines={}, purposes=purposes(project.processing))
    for other in segment.named:
        segments.named(project, other, within=(name,))
    path = project.root / shown
    path.parent.mkdir(parents=True, exist_ok=True)
    text = head + segment_writing.body(groups, segment)
    replace_bytes(path, text.encode())
    return Written(name=name, path=shown, said=segment_said(segment))
