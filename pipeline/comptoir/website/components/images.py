"""A figure with its caption and credit; a gallery, captioned from the register."""

from comptoir.site.component_kinds import Block, composed
from comptoir.website.components.stage import MODEST, Stage, caption, words


def figure(block: Block, stage: Stage) -> str:
    name = block.get("image")
    told = " ".join(block.body.split())
    image = stage.shown(name, alt=block.get("alt") or None)
    return f"<figure>{image}{caption(stage.picture(name), told)}</figure>" if image else ""


def gallery(block: Block, stage: Stage) -> str:
    items = []
    for name, told, _ in block.listed():
        entry = stage.edition.register.entry(composed(name))
        legend = told or (entry.caption if entry else "")
        if image := stage.shown(name, sizes=MODEST):
            link = _largest(name, stage)
            inside = f'<a href="{link}">{image}</a>' if link else image
            items.append(
                f"<li><figure>{inside}{caption(stage.picture(name), legend)}</figure></li>"
            )
    title = f' aria-label="{words("Galerie d’images")}"'
    return f'<ul class="gallery" role="list"{title}>{"".join(items)}</ul>' if items else ""


def _largest(name: str, stage: Stage) -> str:
    picture = stage.picture(name)
    largest = picture.largest if picture else None
    return stage.href(f"/images/{largest.file}") if largest else ""


DRAWS = {"figure": figure, "galerie": gallery}
