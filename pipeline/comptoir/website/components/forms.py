"""A static form, as `content/data/formulaires.toml` declares it."""

from html import escape

from comptoir.site.components import Block
from comptoir.site.data import FormField
from comptoir.website.components.stage import Stage, words


def form(block: Block, stage: Stage) -> str:
    name = block.get("nom")
    told = stage.edition.data.forms.forms.get(name)
    if told is None:
        return ""
    fields = "".join(_field(field, f"f-{name}-{field.name}") for field in told.fields)
    return (
        f'<form class="form" method="post" action="{stage.href(told.action)}" '
        f'aria-label="{escape(told.title)}">{fields}'
        '<p class="small">Les champs marqués d’un astérisque (*) sont obligatoires.</p>'
        f'<p class="small">{words(told.notice)} '
        f'<a href="{stage.href("/confidentialite/")}">Vos données et vos droits</a>.</p>'
        f'<p><button class="button" type="submit">{words(told.button)}</button></p></form>'
    )


def _field(field: FormField, anchor: str) -> str:
    star = ' <span aria-hidden="true">*</span>' if field.required else ""
    label = f'<label for="{anchor}">{words(field.label)}{star}</label>'
    told = f' aria-describedby="{anchor}-aide"' if field.help else ""
    shared = f'id="{anchor}" name="{field.name}"{told}{" required" if field.required else ""}'
    if field.autocomplete:
        shared += f' autocomplete="{field.autocomplete}"'
    helped = (
        f'<span class="small" id="{anchor}-aide">{words(field.help)}</span>' if field.help else ""
    )
    if field.kind == "checkbox":
        return f'<p class="check"><input type="checkbox" value="oui" {shared}> {label}{helped}</p>'
    if field.kind == "textarea":
        control = f'<textarea rows="6" {shared}></textarea>'
    elif field.kind == "select":
        options = "".join(f"<option>{words(option)}</option>" for option in field.options)
        control = f'<select {shared}><option value="">Choisir</option>{options}</select>'
    else:
        control = f'<input type="{field.kind}" {shared}>'
    return f"<p>{label}{helped}{control}</p>"


DRAWS = {"formulaire": form}
