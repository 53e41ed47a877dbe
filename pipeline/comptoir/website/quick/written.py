"""A tree of Python-Markdown written as HTML, in fewer steps than the library takes."""

from xml.etree.ElementTree import Element

from markdown.serializers import HTML_EMPTY, RE_AMP, to_html_string  # type: ignore[attr-defined]  # untyped

VERBATIM = frozenset({"script", "style"})


def written(root: Element) -> str:
    """Write a tree, as the library does; what is rare is left to it."""
    out: list[str] = []
    ahead: list[Element | str] = [root]
    while ahead:
        here = ahead.pop()
        if isinstance(here, str):
            out.append(here)
            continue
        tag = here.tag
        if not isinstance(tag, str):  # a comment, an instruction, a name with its space
            return to_html_string(root)
        start = f"<{tag}>"
        if told := here.items():
            start = f"<{tag}"
            for name, value in sorted(told):
                if not isinstance(name, str) or not isinstance(value, str) or name == value:
                    return to_html_string(root)
                start = f'{start} {name}="{_attribute(value)}"'
            start = f"{start}>"
        lower = tag.lower()
        text, tail = here.text or "", here.tail
        if text:
            text = text if lower in VERBATIM else _text(text)
        end = "" if lower in HTML_EMPTY else f"</{tag}>"
        if tail:
            end = f"{end}{_text(tail)}"
        out.append(f"{start}{text}")
        if len(here):
            ahead.append(end)
            ahead.extend(reversed(here))
        else:
            out.append(end)
    return "".join(out)


def _text(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return _text(text).replace('"', "&quot;")
