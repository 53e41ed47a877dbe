"""A static form, as `content/data/formulaires.toml` declares it, for a purpose of the record.

What the law asks to be said where data are collected (GDPR, art. 13) is written from
`legal/processing.toml`, so that it never differs from the privacy page.
"""

from collections.abc import Mapping
from html import escape

from comptoir.law.purposes import Basis
from comptoir.settings import Organisation
from comptoir.settings.processing import Purpose
from comptoir.site.component_kinds import Block
from comptoir.site.data import Form, FormField
from comptoir.text import french_list
from comptoir.website.components.slots import choices
from comptoir.website.components.stage import Stage, words

TRAP = "ne-pas-remplir"  # a field that only robots see: what comes with it filled is thrown away
RECEPTION = "/reception/"  # where `comptoir web serve` answers
SENSITIVE = "N’écrivez ici aucune donnée de santé, ni autre donnée sensible."


def form(block: Block, stage: Stage) -> str:
    name = block.get("nom")
    told = stage.edition.data.forms.forms.get(name)
    facts = stage.edition.facts
    purpose = facts.processing.purposes.get(told.purpose) if told else None
    if told is None or purpose is None:
        return ""
    due = information(purpose, facts.organisation, privacy=stage.href("/confidentialite/"))
    script = f'<script src="{stage.asset("js/form.js")}" type="module"></script>'
    where = stage.href(RECEPTION)
    hours = choices(stage.edition.data.slots, stage.today)
    action = stage.href(told.action)
    return drawn(name, told, action=action, due=due, hours=hours, reception=where) + script


def drawn(
    name: str,
    told: Form,
    *,
    action: str,
    due: str,
    hours: str = "",
    reception: str = "",
    values: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> str:
    """Return a form in HTML.

    Args:
        name: of the form.
        told: what it asks.
        action: where it is sent.
        due: the information due to who answers, in HTML.
        hours: the choices of a field that asks for an appointment, in HTML.
        reception: where a script may ask for a puzzle, which spares a second page.
        values: what was answered already.
        faults: what is wrong with it, by field.
    """
    given, wrong = values or {}, faults or {}
    fields = "".join(
        _field(field, f"f-{name}-{field.name}", given.get(field.name, ""),
               fault=wrong.get(field.name), hours=hours)
        for field in told.fields
    )  # fmt: skip
    legend = (
        '<p class="small">Les champs marqués d’un astérisque (*) sont obligatoires : sans eux, '
        "nous ne pourrions pas vous répondre.</p>"
        if any(field.required for field in told.fields)
        else ""
    )
    asks = f' data-reception="{reception}"' if reception else ""
    own = f'<p class="small">{words(told.notice)}</p>' if told.notice else ""
    return (
        f'<form class="form" method="post" action="{action}" '
        f'aria-label="{escape(told.title)}"{asks}>{legend}{fields}{_trap(name)}{own}{due}'
        f'<p><button class="button" type="submit">{words(told.button)}</button></p></form>'
    )


def _field(field: FormField, anchor: str, value: str, *, fault: str | None, hours: str) -> str:
    mark = " (facultatif)" if not field.required else ' <span aria-hidden="true">*</span>'
    label = f'<label for="{anchor}">{words(field.label)}{mark}</label>'
    help_ = field.help or (SENSITIVE if field.kind == "textarea" else "")
    said = ((f"{anchor}-aide", help_), (f"{anchor}-faute", fault or ""))
    notes = [(name, text) for name, text in said if text]
    told = f' aria-describedby="{" ".join(name for name, _ in notes)}"' if notes else ""
    shared = f'id="{anchor}" name="{field.name}"{told}{" required" if field.required else ""}'
    if field.autocomplete:
        shared += f' autocomplete="{field.autocomplete}"'
    if fault:
        shared += ' aria-invalid="true"'
    helped = "".join(
        f'<span class="small" id="{name}">{words(said)}</span>' for name, said in notes
    )
    if field.kind == "checkbox":
        ticked = " checked" if value else ""
        return (
            f'<p class="check"><input type="checkbox" value="oui" {shared}{ticked}> '
            f"{label}{helped}</p>"
        )
    if field.kind == "textarea":
        control = f'<textarea rows="6" {shared}>{escape(value, quote=False)}</textarea>'
    elif field.kind == "select":
        options = "".join(
            f"<option{' selected' * (option == value)}>{words(option)}</option>"
            for option in field.options
        )
        control = f'<select {shared}><option value="">Choisir</option>{options}</select>'
    elif field.kind == "slot":
        kept = f"<option selected>{words(value)}</option>" if value else ""
        control = f'<select {shared}><option value="">Choisir</option>{kept}{hours}</select>'
    else:
        kept = f' value="{escape(value)}"' if value else ""
        control = f'<input type="{field.kind}" {shared}{kept}>'
    return f"<p>{label}{helped}{control}</p>"


def _trap(name: str) -> str:
    """Stop robots without calling anyone (LAW, FRM016)."""
    anchor = f"f-{name}-{TRAP}"
    return (
        f'<p class="trap" aria-hidden="true"><label for="{anchor}">Laissez ce champ vide</label>'
        f'<input type="text" id="{anchor}" name="{TRAP}" tabindex="-1" autocomplete="off"></p>'
    )


def information(purpose: Purpose, organisation: Organisation, *, privacy: str) -> str:
    """Say who collects, why, on what basis, who reads, how long, and the rights (art. 13)."""
    basis = purpose.basis.french
    if purpose.basis is Basis.LEGITIMATE:
        basis += f" ({purpose.interest})"
    told = [f"Responsable : {organisation.name}.", f"Finalité : {_ended(purpose.title)}",
            f"Base légale : {basis}."]  # fmt: skip
    if purpose.recipients:
        told.append(f"Elles sont lues par : {french_list(purpose.recipients)}.")
    told.append(f"Durée : {_ended(purpose.retention)}")
    if purpose.basis is Basis.CONSENT:
        told.append("Vous pouvez retirer votre accord à tout moment.")
    more = (", vous y opposer" if purpose.basis in OBJECTED else "") + (
        ", les recevoir" if purpose.basis in CARRIED else ""
    )
    told.append(
        f"Vous pouvez y accéder, les rectifier, les effacer{more}, en limiter l’usage, et "
        "saisir la CNIL."
    )
    if organisation.dpo:
        told.append(f"Délégué à la protection des données : {_ended(organisation.dpo)}")
    address = organisation.privacy_email or organisation.email
    way = ""
    if address:
        shown = escape(address).replace("@", "@<wbr>")
        way = f'Pour cela, écrivez à <a href="mailto:{escape(address)}">{shown}</a>. '
    link = f'<a href="{privacy}">Vos données et vos droits</a>'
    return f'<p class="small">{words(" ".join(told))} {way}{link}.</p>'


OBJECTED = (Basis.LEGITIMATE, Basis.PUBLIC_TASK)  # GDPR, art. 21
CARRIED = (Basis.CONSENT, Basis.CONTRACT)  # GDPR, art. 20


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


DRAWS = {"formulaire": form}
