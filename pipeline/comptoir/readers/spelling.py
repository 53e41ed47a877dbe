"""The French dictionary, and the words that the project adds to it."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from comptoir.readers.files import read_text

DICTIONARY = Path(__file__).parent / "french" / "fr"  # Dicollecte, MPL-2.0
LEXICON = "content/lexique.txt"  # one word a line; « # » begins a note


class Speller:
    """Says whether a word exists; each is looked up once, and the dictionary read when asked.

    Args:
        added: words that the project knows besides.
    """

    def __init__(self, added: Iterable[str] = ()) -> None:
        self._known = {word.lower().replace("'", "’"): True for word in added}

    def knows(self, word: str) -> bool:
        plain = word.lower().replace("'", "’")
        if self._known.get(plain):
            return True
        if word not in self._known:
            self._known[word] = bool(_dictionary().lookup(word))
        return self._known[word]


@cache
def _dictionary() -> Any:
    from spylls.hunspell import Dictionary  # a second to read: only when a text is checked

    return Dictionary.from_files(str(DICTIONARY))


def read_lexicon(root: Path) -> tuple[str, ...]:
    """Return the words of the project, and those they are made of."""
    path = root / LEXICON
    if not path.is_file():
        return ()
    lines = (line.partition("#")[0].strip() for line in read_text(path, shown=LEXICON).splitlines())
    return tuple(line for line in lines if line)
