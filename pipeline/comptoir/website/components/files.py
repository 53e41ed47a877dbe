"""Files to download, with their type and their weight."""

from comptoir.site.component_kinds import Block, composed
from comptoir.website.components.stage import Stage, words

TYPES = {
    "pdf": "PDF", "odt": "texte OpenDocument", "ods": "tableur OpenDocument", "docx": "Word",
    "xlsx": "Excel", "csv": "CSV", "zip": "archive ZIP", "ics": "agenda", "txt": "texte",
    "png": "image PNG", "jpg": "image JPEG", "svg": "dessin SVG",
    "mp3": "son MP3", "mp4": "vidéo MP4", "vtt": "sous-titres",
}  # fmt: skip


def weight(size: int) -> str:
    """Say the size of a file as French readers know it.

    >>> weight(512), weight(48_300), weight(2_450_000)
    ('512 octets', '48 ko', '2,5 Mo')
    """
    if size < 1000:
        return f"{size} octets"
    if size < 1_000_000:
        return f"{round(size / 1000)} ko"
    return f"{size / 1_000_000:.1f} Mo".replace(".", ",")


def kind_of_file(name: str) -> str:
    extension = name.rpartition(".")[2].lower()
    return TYPES.get(extension, extension.upper())


def downloads(block: Block, stage: Stage) -> str:
    items = [
        f'<li><a href="{stage.file_href(composed(name))}" download>{words(told or name)}</a> '
        f'<span class="small">{words(f"({kind_of_file(name)}, {weight(stage.file_size(name))})")}'
        "</span></li>"
        for name, told, _ in block.listed()
    ]
    return f'<ul class="downloads">{"".join(items)}</ul>'


DRAWS = {"telechargements": downloads}
