"""How long the words of a request are kept: what the record of processing says of its purpose."""

from datetime import timedelta

from sqlalchemy import Connection

from comptoir.contacts.retention import USUAL
from comptoir.context import Context
from comptoir.desk.project import Project
from comptoir.desk.requests import forms
from comptoir.readers.data import read_data
from comptoir.requests.model import Request
from comptoir.store import requests


def expired(ctx: Context, project: Project, db: Connection) -> list[Request]:
    """Return the closed requests whose words were kept long enough."""
    days: dict[str, int] = {}
    found = []
    for one in requests.old(db, ctx.today):
        if one.form not in days:
            days[one.form] = _days(ctx, project, one.form)
        if one.closed_on and one.closed_on + timedelta(days=days[one.form]) < ctx.today:
            found.append(one)
    return found


def _days(ctx: Context, project: Project, form: str) -> int:
    purpose = ""
    if form in forms.names(ctx):
        purpose = forms.read_form(ctx, project, form).purpose
    elif form.startswith(forms.SITE):
        told = read_data(ctx.root)[0].forms.forms.get(form.removeprefix(forms.SITE))
        purpose = told.purpose if told else ""
    known = project.processing.purposes.get(purpose)
    return (known.retention_days if known else None) or USUAL
