"""The website, looked at while it is written."""

from collections.abc import Callable
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.preview import Preview
from comptoir.desk.project import load
from comptoir.desk.site_facts import facts_of
from comptoir.private import private_folder
from comptoir.website.preview.server import Server
from comptoir.website.workshop import Workshop

PREVIEW = "var/preview"


def preview(
    ctx: Context, *, host: str, port: int, say: Callable[[str], None]
) -> tuple[Server, Preview]:
    """Return the server of a preview that is built in `var/`, and the preview itself."""
    folder = private_folder(ctx.var) / Path(PREVIEW).name
    server = Server(folder=folder, base=facts_of(ctx, load(ctx)).base, host=host, port=port)
    return server, Preview(ctx, server, Workshop().build, say)
