"""Find whose message would leave with a hole: a field left open, a greeting without a name.

All but a few values is the same for everyone, so the text is looked at once, with a plain word in
the place of each. Only those whose values could change what is found are looked at one by one.
"""

import re
from functools import lru_cache

from comptoir.campaigns.compose import Composed
from comptoir.campaigns.slots import OPEN, fill, pieces
from comptoir.rules.values.message import unmerged

WORD = "x"
# What would make an open field of a plain word, and what makes one, or a greeting, by itself.
_AROUND = re.compile(rf"(?:\*\||\[\[|%|\$\{{|«)[\w:]*{OPEN}")
_TELLING = re.compile(
    r"^\W|[{}*|\[\]%$«»]|\b(?:none|null|nan|undefined)\b"
    r"|(?:bonjour|ch[eè]re?|\(e\)|madame|monsieur)\W*$",
    re.IGNORECASE,
)


def has_hole(words: Composed) -> bool:
    """Whether somebody's words are not whole, as `unmerged` tells."""
    text, values = words.body.text, words.body.values
    if all(map(_is_plain, values)) and _is_whole(words.subject, text):
        return False
    return bool(unmerged(f"{words.subject}\n{fill(text, values, str)}"))


@lru_cache(maxsize=8192)
def _is_plain(value: str) -> bool:
    return bool(value) and not _TELLING.search(value)


@lru_cache(maxsize=64)
def _is_whole(subject: str, text: str) -> bool:
    """Whether a text is whole, whatever plain values it is given."""
    said = "".join(part if isinstance(part, str) else WORD for part in pieces(text))
    return not _AROUND.search(text) and not unmerged(f"{subject}\n{said}")
