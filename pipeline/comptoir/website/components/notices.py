"""Notices and buttons."""

from comptoir.site.component_kinds import Block
from comptoir.website.components.stage import Stage, words


def notice(block: Block, stage: Stage) -> str:
    kind = "notice notice-off" if block.name == "attention" else "notice"
    told = block.get("titre") or ("Attention" if block.name == "attention" else "")
    title = f'<p class="notice-title">{words(told)}</p>\n\n' if told else ""
    return f'<div class="{kind}" role="note" markdown="block">\n\n{title}{block.body}\n\n</div>'


def button(block: Block, stage: Stage) -> str:
    style = "button button-plain" if block.get("style") == "discret" else "button"
    told = words(" ".join(block.body.split()))
    link = f'<a class="{style}" href="{stage.href(block.get("vers"))}">{told}</a>'
    return f'<p class="call">{link}</p>'


DRAWS = {"note": notice, "attention": notice, "bouton": button}
