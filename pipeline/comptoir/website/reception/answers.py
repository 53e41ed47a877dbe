"""What somebody answered to a form, against what the form asks."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from comptoir.identifiers.contact import PhoneQuality, is_email, phone_quality
from comptoir.site.data import Form, FormField
from comptoir.website.typography import french

LINE, TEXT = 300, 10_000  # characters: of a line, of a message
TICKED = "oui"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that were asked for, cleaned, and what is wrong with them by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def judge(form: Form, sent: Mapping[str, str]) -> Answers:
    """Keep what the form asks, and nothing else that was sent."""
    values: dict[str, str] = {}
    faults: dict[str, str] = {}
    for one in form.fields:
        value = cleaned(sent.get(one.name, ""), lines=one.kind == "textarea")
        values[one.name] = value
        if fault := _fault(one, value):
            faults[one.name] = fault
    return Answers(values, faults)


def cleaned(text: str, *, lines: bool = False) -> str:
    r"""Take away what nobody types: control characters, and line breaks of a single line.

    >>> cleaned(" Jo\r\nBcc: a@example.org\x00 ")
    'Jo Bcc: a@example.org'
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(
        char if char == "\n" or unicodedata.category(char) not in UNSEEN else "" for char in text
    )
    return kept.strip() if lines else " ".join(kept.split())


UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})


def _fault(one: FormField, value: str) -> str:
    """Say what is wrong; nothing when all is well."""
    if not value:
        return "Répondez à cette question." if one.required else ""
    if len(value) > (TEXT if one.kind == "textarea" else LINE):
        return "C’est trop long : abrégez, ou écrivez-nous par courriel."
    if one.kind == "email" and not is_email(value):
        return "Cette adresse est mal écrite : elle ressemble à nom@exemple.fr."
    if one.kind == "tel" and phone_quality(value) is PhoneQuality.WRONG:
        return "Ce numéro est mal écrit : donnez dix chiffres, ou +33…"
    if one.kind == "select" and value not in {cleaned(french(option)) for option in one.options}:
        return "Choisissez une des réponses proposées."
    if one.kind == "checkbox" and value != TICKED:
        return "Cochez ou décochez cette case."
    return ""
