"""Which words of a text are worth looking up: names of people and places are no faults."""

from collections.abc import Callable, Iterable, Iterator

from comptoir.site.writing import HIDDEN, Word, Writing

SHORTEST = 3  # letters


def proper_names(texts: Iterable[Writing]) -> frozenset[str]:
    """Return the words that stand with a capital inside a sentence."""
    return frozenset(
        part
        for text in texts
        for word in text.words
        if not word.first
        for part in _parts(word.text)
        if part[:1].isupper()
    )


def unknown(writing: Writing, known: Callable[[str], bool], names: frozenset[str]) -> list[Word]:
    """Return the words that are misspelt, as far as a dictionary knows.

    Acronyms, words with a capital inside a sentence, names seen elsewhere, and words that touch
    what is no prose are not looked up.
    """
    return [word for word in _to_look_up(writing, names) if not _is_known(word, known, names)]


def _to_look_up(writing: Writing, names: frozenset[str]) -> Iterator[Word]:
    prose = writing.prose
    for word in writing.words:
        end = word.start + len(word.text)
        touched = HIDDEN in (prose[word.start - 1 : word.start], prose[end : end + 1])
        if touched or "·" in word.text or len(word.text) < SHORTEST:
            continue
        last = _parts(word.text)[-1]
        if last.isupper() or last in names or (last[:1].isupper() and not word.first):
            continue
        yield word


def _is_known(word: Word, known: Callable[[str], bool], names: frozenset[str]) -> bool:
    if known(word.text) or known(word.text.lower()):
        return True
    parts = [part for part in word.text.split("-") if part]
    return len(parts) > 1 and all(len(p) < SHORTEST or known(p) or p in names for p in parts)


def _parts(text: str) -> list[str]:
    """
    >>> _parts("l’Atelier")
    ['l', 'Atelier']
    """
    return [part for part in text.replace("'", "’").split("’") if part] or [text]
