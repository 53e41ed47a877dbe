"""Read a rule's docstring: what it looks for, its bias, its samples."""

import re
from dataclasses import dataclass, field

_BLOCK = re.compile(
    r"^```(?P<language>\w+) (?P<kind>refusé|accepté)(?P<note>[^\n]*)\n(?P<text>.*?)^```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_FILE = re.compile(r"^=== (?P<path>\S+)[ ]*$\n?", re.MULTILINE)
_BIAS = re.compile(r"^Biais : (?P<bias>.*?)(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sample:
    """A piece of a project that the rule refuses or accepts: one file, or several by path."""

    language: str  # html, markdown, toml, css, projet
    refused: bool
    text: str
    files: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """A rule's page of documentation."""

    summary: str
    text: str
    bias: str
    samples: tuple[Sample, ...] = field(repr=False)


def read_doc(docstring: str) -> RuleDoc:
    """
    >>> doc = read_doc('''Cherche ceci.
    ...
    ... Biais : prudent.
    ...
    ... ```html refusé
    ... <p>
    ... ```''')
    >>> doc.summary, doc.bias, doc.samples[0].text, doc.samples[0].refused
    ('Cherche ceci.', 'prudent.', '<p>\\n', True)
    """
    samples = tuple(map(_sample, _BLOCK.finditer(docstring)))
    prose = _BLOCK.sub("", docstring)
    bias = _BIAS.search(prose)
    kept = _BIAS.sub("", prose).strip()
    summary, _, text = kept.partition("\n\n")
    return RuleDoc(
        _one_line(summary),
        re.sub(r"\n{3,}", "\n\n", text.strip()),
        _one_line(bias["bias"]) if bias else "",
        samples,
    )


def _sample(found: re.Match[str]) -> Sample:
    text = found["text"]
    marks = list(_FILE.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    files = tuple(
        (mark["path"], text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)
    )
    return Sample(found["language"], found["kind"] == "refusé", text, files, found["note"].strip())


def _one_line(text: str) -> str:
    return " ".join(text.split())
