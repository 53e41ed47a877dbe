"""`comptoir web serve`: what takes in the public forms, from the project's files alone."""

import uvicorn
from starlette.applications import Starlette

from comptoir.context import Context
from comptoir.desk.project import load
from comptoir.desk.site_facts import facts_of
from comptoir.errors import InputError, OutsideError, Place
from comptoir.readers.data import read_data
from comptoir.website.reception.app import Reception
from comptoir.website.reception.inbox import Inbox
from comptoir.website.reception.pages import Frame

OUTPUT = "output"


def application(ctx: Context) -> Starlette:
    """Return the application of this project; no base is opened.

    Raises:
        InputError: nobody could read what would be taken in, or a form is wrong.
    """
    project = load(ctx)
    web = project.site.web
    if not web.recipient:
        raise InputError(
            "il manque la clé publique qui chiffre ce qui est reçu.",
            remedy="comptoir réception clé la crée : mettez-la dans [web], clé recipient.",
            at=Place("comptoir.toml"),
        )
    data, faults = read_data(ctx.root)
    if faults:
        raise InputError(faults=faults)
    site = ctx.root / OUTPUT
    reception = Reception(
        facts=facts_of(ctx, project),
        forms=data.forms.forms,
        frame=Frame.of(site, project.site.site.name),
        inbox=Inbox(ctx.root / web.inbox, web.recipient, ctx.now),
        clock=ctx.now,
        behind_proxy=web.behind_proxy,
        slots=data.slots,
    )
    return reception.app()


def serve(ctx: Context, *, host: str, port: int) -> None:
    """Answer until interrupted."""
    app = application(ctx)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False,
        proxy_headers=False, timeout_keep_alive=5, limit_concurrency=500,
    )  # fmt: skip
    try:
        uvicorn.Server(config).run()
    except SystemExit:  # uvicorn says why in English, then leaves so
        raise OutsideError(
            f"le port {port} ne peut pas être écouté.", remedy="Donnez-en un autre : --port 8002"
        ) from None
