"""Bundle documents for an archive: the files as they are, a manifest, their hashes."""

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from comptoir.context import Context
from comptoir.dates import short_date
from comptoir.desk.documents.finding import Found, filed_as_found, issued_as_found, place
from comptoir.desk.leaving import Leaving, way_out
from comptoir.desk.project import load
from comptoir.desk.sheets import csv_bytes
from comptoir.documents.kinds import Readers, circles_of
from comptoir.errors import RefusedError
from comptoir.profiles import Action
from comptoir.store import access, reading

HEADER = ("fichier", "référence", "sorte", "classement", "titre", "date", "contact",
          "à garder jusqu’au", "PDF/A", "octets", "sha256")  # fmt: skip
README = """Archive de {name}, faite le {today} : {count}.

manifeste.csv   une ligne par document : référence, classement, durée, empreinte
manifeste.json  la même chose, pour un programme
SHA256SUMS      pour contrôler les fichiers : sha256sum -c SHA256SUMS
documents/      les fichiers, dans la forme où ils ont été reçus ou émis

Chaque document porte la date jusqu’à laquelle il se garde : au-delà, détruisez-le, ici aussi.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    path: str
    documents: int
    pdf_a: int
    size: int


def bundle(ctx: Context, *, year: int | None, section: str, leaving: Leaving) -> Bundle:
    """Write an archive of the documents of a year or a section, or of all.

    Raises:
        RefusedError: nothing is there to archive, or a file is not what it was.
    """
    project = load(ctx)
    name = (
        "archive"
        + (f"-{year}" if year else "")
        + (f"-{section.replace(' ', '-')}" if section else "")
    )
    way = way_out(ctx, project, leaving, name=name, suffix=".zip")
    access.note(
        ctx, act="document.export", noun="document", purpose="archive", recipient=leaving.told
    )
    chosen = [one for one in _all(ctx) if (not year or one.dated.year == year)
              and (not section or one.section == section)]  # fmt: skip
    if not chosen:
        raise RefusedError(
            "il n’y a aucun document à archiver.", remedy="Changez --year ou --section."
        )
    content, archival = _zip(ctx, project.organisation.name, chosen)
    path = way.write(ctx, content)
    return Bundle(path=path, documents=len(chosen), pdf_a=archival, size=len(content))


def _all(ctx: Context) -> list[Found]:
    circles = circles_of(ctx.actor.rights, Action.EXPORT)
    with reading(ctx) as db:
        found = filed_as_found(ctx, db, circles)
        if Readers.FINANCE in circles:
            found += issued_as_found(ctx, db)
    return sorted(found, key=lambda one: one.path)


def _zip(ctx: Context, name: str, chosen: Sequence[Found]) -> tuple[bytes, int]:
    out = io.BytesIO()
    rows, sums, archival = [], [], 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in chosen:
            content = _whole(ctx, one)
            pdf_a = is_pdf_a(content)
            archival += pdf_a
            inside = f"documents/{one.path}"
            archive.writestr(_entry(inside, one.dated), content)
            sums.append(f"{one.sha256}  {inside}")
            rows.append((inside, one.reference, one.kind, one.section, one.title, one.dated,
                         one.contact, one.keep_until, "oui" if pdf_a else "non", len(content),
                         one.sha256))  # fmt: skip
        said = [dict(zip(HEADER, map(_plain, row), strict=True)) for row in rows]
        others = {
            "manifeste.csv": csv_bytes(HEADER, rows),
            "manifeste.json": json.dumps(said, ensure_ascii=False, indent=1).encode(),
            "SHA256SUMS": ("\n".join(sums) + "\n").encode(),
            "LISEZ-MOI.txt": README.format(
                name=name, today=short_date(ctx.today), count=f"{len(chosen)} documents"
            ).encode(),
        }
        for inside, content in others.items():
            archive.writestr(_entry(inside, ctx.today), content)
    return out.getvalue(), archival


def _whole(ctx: Context, one: Found) -> bytes:
    try:
        content = place(ctx, one.path).read_bytes()
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != one.sha256:
        raise RefusedError(
            f"{one.reference} n’est plus le fichier qui a été classé.",
            remedy="Voyez ce qui manque ou a changé : comptoir document nommer",
        )
    return content


def is_pdf_a(content: bytes) -> bool:
    """Whether a file claims to be PDF/A, in its metadata; veraPDF alone can say that it is.

    >>> is_pdf_a(b"%PDF-1.7 ... <pdfaid:part>3</pdfaid:part>"), is_pdf_a(b"%PDF-1.4")
    (True, False)
    """
    return content.startswith(b"%PDF") and b"pdfaid:part" in content


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _plain(value: object) -> object:
    return str(value) if isinstance(value, date) else value
