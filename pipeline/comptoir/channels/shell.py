"""The frame of an e-mail: the theme's MJML, compiled once a campaign around an open body."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from comptoir import resources
from comptoir.errors import InputError, Place
from comptoir.readers.files import read_text

# Marks that the theme leaves where each message differs. In ASCII: in an attribute, mrml rewrites
# other characters as Rust escapes.
BODY, WHY = "[[comptoir:body]]", "[[comptoir:why]]"
UNSUBSCRIBE, SUBJECT = "[[comptoir:stop]]", "[[comptoir:subject]]"
REMOTE = ("src=", "background=", "url(", "<link", "@import")


@dataclass(frozen=True, slots=True)
class Shell:
    """HTML around the body, and the style sheet of what is inside it."""

    html: str
    body_css: str

    def around(self, body: str) -> str:
        """Put a body in, its own style inlined, as mail readers want it."""
        return self.html.replace(BODY, inlined(body, self.body_css))


def compile_shell(root: Path, values: Mapping[str, Any]) -> Shell:
    """Compile `theme/mail/base.mjml` for one campaign.

    Raises:
        InputError: the template is wrong, or loads something from outside.
    """
    path = resources.find("mail/base.mjml", root)
    css = read_text(resources.find("mail/body.css", root))
    shown = "theme/mail/base.mjml"
    try:
        source = _environment().from_string(read_text(path, shown=shown))
        mjml = source.render(body=BODY, why=WHY, unsubscribe=UNSUBSCRIBE, subject=SUBJECT, **values)
    except TemplateError as error:
        line = getattr(error, "lineno", 0) or 0
        raise InputError(
            "ce modèle de courriel ne se compose pas.",
            remedy="Vérifiez ses accolades et ses champs, ou reprenez le modèle livré.",
            at=Place(shown, line),
        ) from error
    html = _compiled(mjml, shown)
    _refuse_remote(html, shown)
    return Shell(html, css)


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    return made


def _compiled(mjml: str, shown: str) -> str:
    from mjml import mjml2html

    try:
        return str(mjml2html(mjml)).replace('lang="und" dir="auto"', 'lang="fr" dir="ltr"')
    except ValueError as error:
        raise InputError(
            "ce modèle de courriel n’est pas du MJML correct.",
            remedy="Reprenez le modèle livré, puis changez-le pas à pas.",
            at=Place(shown),
        ) from error


def _refuse_remote(html: str, shown: str) -> None:
    """Nothing is loaded from outside: no tracking, and nothing to block (LAW, MLG016, MLG018)."""
    if any(mark in html for mark in REMOTE):
        raise InputError(
            "ce modèle de courriel charge quelque chose d’extérieur (image, police ou feuille).",
            remedy="Retirez-le : un courriel de Comptoir ne charge rien.",
            at=Place(shown),
        )


@lru_cache(maxsize=256)
def inlined(body: str, css: str) -> str:
    """Write the style of each element on it: many readers ignore style sheets."""
    import css_inline

    return str(css_inline.inline_fragment(body, css))
