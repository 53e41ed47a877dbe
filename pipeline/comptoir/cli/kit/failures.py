"""The edge of the command line: every way to fail, said in French, with its exit code."""

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from comptoir import __version__
from comptoir.errors import ComptoirError, Fault
from comptoir.errors.french import os_error

INTERRUPTED, BUG, INPUT = 130, 70, 2


def run(command: click.Command, arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; no traceback ever reaches the terminal."""
    asked_json = "--json" in arguments
    try:
        result = command.main(args=list(arguments), prog_name="comptoir", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except (KeyboardInterrupt, click.Abort) as error:
        said = str(error) or "Interrompu : rien n’a été enregistré."
        click.echo(f"\n{said}", err=True)
        return INTERRUPTED
    except ComptoirError as error:
        return tell(error.faults, error.exit_code, as_json=asked_json)
    except click.ClickException as error:
        fault = Fault(error.format_message(), _usage_hint(error))
        return tell([fault], error.exit_code, as_json=asked_json)
    except ModuleNotFoundError as error:
        extra = missing_extra(error.name or "")
        if extra is None:
            return _bug(error, as_json=asked_json)
        return tell([extra], INPUT, as_json=asked_json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        french = os_error(error)
        return tell(french.faults, french.exit_code, as_json=asked_json)
    except Exception as error:  # noqa: BLE001 - the last edge: a bug becomes a file to send
        return _bug(error, as_json=asked_json)


# The extra that brings a module (pyproject.toml, optional-dependencies).
EXTRA_OF = {
    "altair": "dashboard",
    "atproto": "social",
    "css_inline": "mailing",
    "facturx": "einvoice",
    "lxml": "einvoice",
    "mailchimp_marketing": "mailchimp",
    "mailmerge": "office",
    "mastodon": "social",
    "mjml": "mailing",
    "pikepdf": "sales",
    "psycopg": "postgres",
    "pyromark": "fast",
    "saxonche": "einvoice",
    "segno": "mailing",
    "typst": "mailing",
    "vl_convert": "dashboard",
}


def missing_extra(module: str) -> Fault | None:
    """Say which extra to install when a command needs a library that is not there."""
    extra = EXTRA_OF.get(module.split(".")[0])
    if extra is None:
        return None
    return Fault(
        f"Cette commande a besoin du complément « {extra} », qui n’est pas installé.",
        f'Installez-le : pip install "comptoir[{extra}]"',
    )


def _usage_hint(error: click.ClickException) -> str:
    ctx = getattr(error, "ctx", None)
    return f"Aide : {ctx.command_path} --help" if ctx else ""


def tell(faults: Sequence[Fault], code: int, *, as_json: bool = False) -> int:
    """Print faults; the offending value only where a person looks at it."""
    if as_json:
        said = [{"found": f.found, "remedy": f.remedy, **_place(f)} for f in faults]
        click.echo(json.dumps({"errors": said, "exit_code": code}, ensure_ascii=False, indent=2))
        return code
    mark = click.style("Erreur", fg="red", bold=True) if sys.stderr.isatty() else "Erreur"
    for fault in faults:
        value = f" (reçu : « {fault.value[:80]} »)" if fault.value and sys.stderr.isatty() else ""
        where = f"{fault.at} : " if fault.at and str(fault.at) else ""
        click.echo(f"{mark} : {where}{fault.found}{value}", err=True)
        if fault.remedy:
            click.echo(f"  → {fault.remedy}", err=True)
    return code


def _place(fault: Fault) -> dict[str, Any]:
    if fault.at is None:
        return {}
    at = fault.at
    return {"path": at.path, "line": at.line or None, "field": at.field or None}


def _bug(error: Exception, *, as_json: bool) -> int:
    """Write where it happened (never what values were there) to a file that can be sent."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"comptoir {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
        f"{type(error).__module__}.{type(error).__qualname__}",
        *(f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames),
    ]
    handle, name = tempfile.mkstemp(prefix="comptoir-bug-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    if os.environ.get("COMPTOIR_DEBUG"):
        traceback.print_exception(error)
    fault = Fault(
        "Comptoir a rencontré un défaut qui n’est pas de votre fait ; rien n’a été enregistré.",
        f"Envoyez ce fichier à ses auteurs, il ne contient aucune donnée personnelle : {name}",
    )
    return tell([fault], BUG, as_json=as_json)


def _short(path: str) -> str:
    parts = Path(path).parts
    for anchor in ("comptoir", "site-packages"):
        if anchor in parts:
            return "/".join(parts[parts.index(anchor) :])
    return Path(path).name
