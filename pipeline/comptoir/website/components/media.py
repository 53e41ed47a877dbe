"""Sound and moving pictures of the site itself; those of others are a plain link."""

from html import escape
from urllib.parse import urlsplit

from comptoir.site.components import Block, composed
from comptoir.website.components.stage import Stage, words

TYPES = {
    ".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
    ".ogg": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav",
}  # fmt: skip


def video(block: Block, stage: Stage) -> str:
    picture = stage.picture(block.get("affiche"))
    largest = picture.largest if picture else None
    poster = f' poster="{stage.href(f"/images/{largest.file}")}"' if largest else ""
    shape = f' width="{picture.width}" height="{picture.height}"' if picture else ""
    captions = stage.file_href(composed(block.get("sous-titres")))
    inside = (
        f'<video controls preload="none"{poster}{shape} aria-label="{escape(block.get("titre"))}">'
        f'{_source(block, stage)}<track kind="captions" srclang="fr" label="Français" '
        f'src="{captions}" default></video>'
    )
    return _with_transcript(block, inside)


def audio(block: Block, stage: Stage) -> str:
    told = escape(block.get("titre"))
    inside = f'<audio controls preload="none" aria-label="{told}">{_source(block, stage)}</audio>'
    return _with_transcript(block, inside)


def _source(block: Block, stage: Stage) -> str:
    name = composed(block.get("fichier"))
    media = TYPES["." + name.rpartition(".")[2].lower()]
    return f'<source src="{stage.file_href(name)}" type="{media}">'


def _with_transcript(block: Block, player: str) -> str:
    title = words(block.get("titre"))
    return (
        f'<div class="media" markdown="block">\n\n<figure>{player}'
        f"<figcaption>{title}</figcaption></figure>\n\n"
        '<details markdown="block">\n<summary>Transcription</summary>\n\n'
        f"{block.body}\n\n</details>\n\n</div>"
    )


def embed(block: Block, stage: Stage) -> str:
    """Link to another's service: nothing is sent to it before the reader goes there."""
    address, service = block.get("adresse"), words(block.get("service"))
    title = words(block.get("titre"))
    return (
        f'<p class="embed"><a href="{escape(address)}" rel="noreferrer">{title}</a> '
        f'<span class="small">Chez {service} ({escape(urlsplit(address).netloc)}), qui recevra '
        "votre adresse IP si vous suivez ce lien.</span></p>"
    )


DRAWS = {"video": video, "audio": audio, "integration": embed}
