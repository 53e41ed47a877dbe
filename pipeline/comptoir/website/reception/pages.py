"""The pages of the reception, in the frame of the site's own: its page for lost addresses."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from comptoir.site.data import Form
from comptoir.website.components.stage import words
from comptoir.website.reception.answers import Answers

FRAME = "404.html"
BARE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1"><title></title></head>
<body><main></main></body></html>
"""
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_MAIN = re.compile(r"(<main\b[^>]*>).*</main>", re.DOTALL)
_SCRIPT = re.compile(r"</head>|<body")


@dataclass(slots=True)
class Frame:
    """What stands around a page."""

    html: str
    name: str  # of the site

    @classmethod
    def of(cls, site: Path, name: str) -> "Frame":
        try:
            html = (site / FRAME).read_text("utf-8")
        except OSError:
            html = BARE
        return cls(html if _MAIN.search(html) and _TITLE.search(html) else BARE, name)

    def page(self, title: str, inside: str) -> str:
        """Return a whole page."""
        head = f"<title>{escape(title)} — {escape(self.name)}</title>"
        top = f'<header class="sheet-head"><h1>{words(title)}</h1></header>'
        body = f'<div class="wrap sheet">{top}<div class="prose">{inside}</div></div>'
        html = _TITLE.sub(lambda _: head, self.html, count=1)
        return _MAIN.sub(lambda found: f"{found[1]}{body}</main>", html, count=1)


def paragraphs(*told: str) -> str:
    return "".join(f"<p>{words(one)}</p>" for one in told)


def to_correct(form: Form, answers: Answers, name: str) -> str:
    """Return what stands over a form that is to be corrected: each fault leads to its field."""
    labels = {one.name: one.label for one in form.fields}
    rows = "".join(
        f'<li><a href="#f-{name}-{field}">{words(labels[field])}</a> : {words(said)}</li>'
        for field, said in answers.faults.items()
    )
    return (
        '<div class="notice" role="alert"><p><strong>Rien n’est encore envoyé.</strong> '
        f"À corriger :</p><ul>{rows}</ul></div>"
    )


def to_confirm(form: Form, answers: Answers, *, action: str, stamp: str, name: str) -> str:
    """Return what was answered, to be read again before it is sent."""
    rows = "".join(
        f"<li><strong>{words(one.label)}</strong><br>{_shown(answers.values[one.name])}</li>"
        for one in form.fields
        if answers.values[one.name]
    )
    kept = hidden({**answers.values, name: stamp})
    return (
        f"{paragraphs('Relisez, puis envoyez.')}<ul>{rows}</ul>"
        f'<form class="form" method="post" action="{escape(action)}">{kept}'
        f'<p><button class="button" type="submit">{words(form.button)}</button></p></form>'
        f"{paragraphs('Pour corriger, revenez à la page précédente.')}"
    )


def _shown(value: str) -> str:
    return "<br>".join(words(line) for line in value.split("\n"))


def hidden(values: Mapping[str, str]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in values.items()
        if value
    )


def to_stop(action: str, purposes: Iterable[tuple[str, str]]) -> str:
    """Return the page of an unsubscription link: one button, and a choice for who wants one."""
    boxes = "".join(
        f'<p class="check"><input type="checkbox" id="p-{escape(id_)}" name="arreter" '
        f'value="{escape(id_)}"> <label for="p-{escape(id_)}">{words(title)}</label></p>'
        for id_, title in purposes
    )
    chosen = (
        "<details><summary>Choisir ce que je ne veux plus recevoir</summary>"
        f"<fieldset><legend>Je ne veux plus recevoir :</legend>{boxes}</fieldset></details>"
        if boxes
        else ""
    )
    button = "Ne plus recevoir ces messages"
    return (
        paragraphs("Un clic suffit : rien d’autre ne vous est demandé.")
        + f'<form class="form" method="post" action="{escape(action)}">{chosen}'
        + f'<p><button class="button" type="submit">{button}</button></p></form>'
        + paragraphs(
            "Les convocations, factures et reçus que la loi ou les statuts demandent continuent."
        )
    )


def to_agree(action: str, told: Iterable[str]) -> str:
    """Return the page of a confirmation link: opening it changes nothing, the button does."""
    return paragraphs(*told) + (
        f'<form class="form" method="post" action="{escape(action)}">'
        '<p><button class="button" type="submit">Je confirme</button></p></form>'
    )
