"""Codes that only the old tool understands: shortcodes of WordPress and Hugo, Liquid of Jekyll.

The few that say something simple become Markdown; the others become a comment, which readers
never see and the report names.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from comptoir.site.adoption.model import Topic
from comptoir.site.markdown import prose


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FORMS = _set(
    "contact-form contact-form-7 contact-field gravityform gravityforms ninja_form ninja_forms "
    "wpforms caldera_form formidable mc4wp_form newsletter_form forminator_form si-contact-form "
    "wpuf_form happyforms fluentform mailpoet_form mailpoet_page form form-group"
)
AGENDAS = _set(
    "tribe_events ai1ec events_list event events_calendar event_list eventlist eo_events calendar "
    "my_calendar ecs-list-events booking bookingcalendar events"
)
PLAYERS = _set("youtube vimeo embed video audio playlist soundcloud tweet instagram gist "
                    "googlemaps map gmap google_map wpgmza slideshare")  # fmt: skip
KNOWN = FORMS | AGENDAS | PLAYERS | _set(
    "caption gallery vc_row vc_column vc_column_text et_pb_section et_pb_row et_pb_column "
    "et_pb_text su_button button row column spacer toc more"
)  # fmt: skip
_ASKING = _set("form forms event events calendar agenda booking tickets")
WRAPPERS = re.compile(r"\[/?(?:vc_|et_pb_|fusion_|av_|cs_)[\w-]*(?:\s[^\]]*)?\]")
_WORDPRESS = re.compile(
    r"(?<!\[)\[(?P<end>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>[^\]\[]*)\](?![(\[:])"
)
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/]+))")
_HUGO = re.compile(r"\{\{[<%]\s*(?P<end>/?)\s*(?P<name>[\w./-]+)(?P<rest>.*?)/?\s*[>%]\}\}", re.S)
_HUGO_CODE = re.compile(
    r"\{\{[<%]\s*highlight\s+(?P<lang>[\w+#-]*).*?[>%]\}\}\n?(?P<code>.*?)"
    r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}", re.S)  # fmt: skip
_HUGO_SHOWN = re.compile(r"\{\{([<%])/\*\s*(.*?)\s*\*/([>%])\}\}", re.S)
_PELICAN_TAG = re.compile(r"\{%-?\s*(?P<name>[A-Za-z][\w-]*)(?P<rest>[^%\n]*?)-?%\}")
_FORM = re.compile(r"<form\b", re.I)
_LIQUID_CODE = re.compile(
    r"\{%-?\s*highlight\s+(?P<lang>[\w+#-]*).*?-?%\}\n?(?P<code>.*?)\{%-?\s*endhighlight\s*-?%\}",
    re.S)  # fmt: skip
_LIQUID_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.S)
_LIQUID_BASE = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url)|\"\s*\"\s*\|\s*relative_url)\s*-?\}\}"
)
_LIQUID_URL = re.compile(
    r"\{\{-?\s*[\"'](?P<url>[^\"']*)[\"']\s*\|\s*(?:relative_url|absolute_url|prepend:\s*site\.\w+)"
    r"(?:\s*\|\s*prepend:\s*site\.\w+)*\s*-?\}\}")  # fmt: skip
_LIQUID_LINK = re.compile(r"\{%-?\s*(?P<kind>post_url|link)\s+(?P<to>[^%]+?)\s*-?%\}")
_LIQUID = re.compile(
    r"\{%-?\s*(?P<name>[\w-]+)[^%]*?-?%\}|\{\{-?\s*(?P<value>[\w.\"'\[\]]+).*?\}\}"
)


@dataclass(frozen=True, slots=True)
class Met:
    """A code met in a text."""

    topic: Topic
    name: str


@dataclass(slots=True)
class Codes:
    """Text without the codes, and those that were met."""

    text: str
    met: list[Met] = field(default_factory=list)


def attributes(text: str) -> dict[str, str]:
    """
    >>> attributes(' id="3" align=left')
    {'id': '3', 'align': 'left'}
    """
    found = _ATTRIBUTE.findall(text)
    return {name.casefold(): a or b or c for name, a, b, c in found}


def topic_of(name: str) -> Topic:
    plain = name.casefold()
    words = re.split(r"[^a-z]+", plain)
    if plain in FORMS or plain in AGENDAS or _ASKING.intersection(words):
        return Topic.FORM
    return Topic.EMBED if plain in PLAYERS else Topic.CODE


def comment(name: str) -> str:
    """A note for whoever edits the page; readers never see it."""
    plain = re.sub(r"[^\w./ -]|-(?=-)", "", name)[:80]
    return f"<!-- à reprendre : {plain} -->"


def wordpress(html: str, gallery: Callable[[Iterable[str]], str]) -> Codes:
    """Take WordPress's shortcodes out of a text.

    Args:
        html: what the editor held.
        gallery: the HTML of the images of these attachments.
    """
    made = Codes(WRAPPERS.sub("", html))
    _note_wrappers(html, made)

    def put(found: re.Match[str]) -> str:
        name, rest = found["name"].casefold(), found["rest"]
        if not _is_code(name, rest, html):
            return found[0]
        if found["end"]:
            return "</figure>" if name == "caption" else ""
        told = attributes(rest)
        if name == "caption":
            return "<figure>"
        if name == "gallery" and (shown := gallery(re.findall(r"\d+", told.get("ids", "")))):
            return shown
        if name in ("audio", "video") and (
            src := next((told[k] for k in ("src", "mp3", "mp4", "ogg", "m4v") if k in told), "")
        ):
            return f'<p><a href="{src}">{src.rsplit("/", 1)[-1]}</a></p>'
        if name == "embed":
            return ""  # the address that it surrounds stays, as a link
        made.met.append(Met(topic_of(name), name))
        return comment(name)

    made.text = _WORDPRESS.sub(put, made.text)
    return made


def _note_wrappers(html: str, made: Codes) -> None:
    if found := WRAPPERS.search(html):
        made.met.append(Met(Topic.CODE, found[0].strip("[]/").split()[0].split("_")[0] + "_…"))


def _is_code(name: str, rest: str, html: str) -> bool:
    """Tell a shortcode from a word between brackets."""
    if name in KNOWN:
        return not rest.strip() or rest[:1].isspace() or rest[:1] == "/"
    return bool(_ATTRIBUTE.search(rest)) or f"[/{name}]" in html or ("_" in name and not rest)


def hugo(text: str, ref: Callable[[str], str]) -> Codes:
    """Take Hugo's shortcodes out of Markdown.

    Args:
        text: Markdown.
        ref: the old address of a page named by `ref` or `relref`.
    """
    made = Codes(_HUGO_CODE.sub(r"```\g<lang>\n\g<code>\n```", text))

    def put(found: re.Match[str]) -> str:
        name, rest = found["name"].casefold(), found["rest"]
        told = attributes(rest)
        bare = [a or b for a, b in re.findall(r"\"([^\"]*)\"|(?:^|\s)([^\s\"=]+)(?=\s|$)", rest)]
        if found["end"]:
            return ""
        if name in ("figure", "img", "image") and (src := told.get("src", "")):
            title = told.get("caption", "") or told.get("title", "")
            said = f' "{title.replace(chr(34), chr(39))}"' if title else ""
            return f"![{told.get('alt', '')}]({src}{said})"
        if name in ("ref", "relref") and bare:
            return ref(bare[0])
        if name in ("youtube", "vimeo") and (video := told.get("id", "") or "".join(bare[:1])):
            made.met.append(Met(Topic.EMBED, name))
            host = "https://www.youtube.com/watch?v=" if name == "youtube" else "https://vimeo.com/"
            return f"[Voir la vidéo]({host}{video})"
        made.met.append(Met(topic_of(name), name))
        return comment(name)

    made.text = _HUGO_SHOWN.sub(r"{{\1 \2 \3}}", _HUGO.sub(put, made.text))
    return made


def pelican(text: str) -> Codes:
    """Take the tags of Pelican's `liquid_tags` out of Markdown; code is left alone."""
    made, done = Codes(text), 0
    parts: list[str] = []
    for found in _PELICAN_TAG.finditer(prose(text)):
        name = found["name"].casefold()
        words = text[found.start("rest") : found.end("rest")].split()
        new = comment(name)
        if name == "img" and (src := next((w for w in words if "." in w), "")):
            new = f"![]({src})"
        elif name == "youtube" and words:
            new = f"[Voir la vidéo](https://www.youtube.com/watch?v={words[0]})"
        if name != "img":
            made.met.append(Met(topic_of(name), name))
        parts += [text[done : found.start()], new]
        done = found.end()
    made.text = "".join([*parts, text[done:]])
    return made


def forms(text: str) -> list[Met]:
    """Say that Markdown holds a raw form, which will send nothing."""
    return [Met(Topic.FORM, "<form>")] if _FORM.search(prose(text)) else []


def liquid(text: str, post_url: Callable[[str], str]) -> Codes:
    """Take Jekyll's Liquid out of Markdown.

    Args:
        text: Markdown.
        post_url: the old address of a post or a file that `post_url` or `link` names.
    """
    raw: list[str] = []

    def keep(found: re.Match[str]) -> str:
        raw.append(found[1])
        return f"\0{len(raw) - 1}\0"

    text = _LIQUID_RAW.sub(keep, text.replace("\0", ""))
    text = _LIQUID_CODE.sub(r"```\g<lang>\n\g<code>\n```", text)
    text = _LIQUID_URL.sub(r"\g<url>", _LIQUID_BASE.sub("", text))
    text = _LIQUID_LINK.sub(lambda found: post_url(found["to"]), text)
    made = Codes("")

    def put(found: re.Match[str]) -> str:
        name = found["name"] or found["value"]
        made.met.append(Met(topic_of(name), name))
        return comment(name)

    text = _LIQUID.sub(put, text)
    made.text = re.sub(r"\0(\d+)\0", lambda found: raw[int(found[1])], text)
    return made
