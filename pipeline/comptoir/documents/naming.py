"""The grammar of file names: one order of parts, no name of a person (LAW, ARC006)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from comptoir.dates import MONTHS
from comptoir.documents.kinds import Kind
from comptoir.text import fold, slug

PATTERN = "{date}_{kind}_{number}_{party}"
PARTS = ("date", "kind", "number", "party")
LONGEST = 120  # characters of a name
_FIELD = re.compile(r"\{(\w+)\}")
_FORMS = {
    "date": r"\d{4}-\d{2}-\d{2}",
    "kind": r"[a-z]+(?:-[a-z]+)*",
    "number": r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*",
    "party": r"[A-Z]{1,3}-\d+",
}
_MONTH = {fold(name): number for number, name in enumerate(MONTHS, 1)}
_WRITTEN = (  # days as people write them in names: year first, then day first, then in words
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_. ]?(?P<m>\d\d)[-_. ]?(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-_. ](?P<m>\d{1,2})[-_. ](?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:er)?[-_. ]+(?P<m>{'|'.join(_MONTH)})[-_. ]+"
        r"(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The order of the parts of a name, and what each kind is called.

    >>> from comptoir.documents.kinds import built_in
    >>> grammar = Grammar(PATTERN, built_in(date(2026, 11, 24)))
    >>> grammar.name(date(2026, 3, 2), "statuts", "GED-2026-0001", suffix=".pdf")
    '2026-03-02_statuts_GED-2026-0001.pdf'
    >>> list(grammar.faults("2026-03-02_statuts_GED-2026-0001.pdf"))
    []
    >>> list(grammar.faults("2026-02-30_statut_3.pdf"))
    ['la date 2026-02-30 n’existe pas', '« statut » n’est pas une sorte de document']
    """

    pattern: str
    kinds: Mapping[str, Kind]
    others: frozenset[str] = frozenset()  # kinds that the house issues

    def name(
        self, dated: date, kind: str, number: str, *, party: str = "", suffix: str = ""
    ) -> str:
        values = {"date": str(dated), "kind": kind, "number": number, "party": party}
        return self._fill(values) + suffix.lower()

    def _fill(self, values: Mapping[str, str]) -> str:
        """Put the parts in their order; one that is empty goes with what stands before it."""
        pieces = _FIELD.split(self.pattern)
        filled = ""
        for before, part in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            if not part:
                filled += before
            elif values[part]:
                filled += before + values[part]
        return filled

    def faults(self, name: str) -> Iterator[str]:
        """Say what is wrong with a file's name."""
        stem, dot, suffix = name.rpartition(".")
        if not dot or not stem or not re.fullmatch(r"[a-z0-9]{1,8}", suffix):
            yield "l’extension manque, ou n’est pas en minuscules"
        stem = stem or name
        if len(name) > LONGEST:
            yield f"il a plus de {LONGEST} caractères"
        if not re.fullmatch(r"[A-Za-z0-9_.-]+", stem):
            yield "il a des accents, des espaces ou d’autres signes"
            return
        found = self._shape().fullmatch(stem)
        if found is None:
            yield f"il n’est pas de la forme {self.shown()}"
            return
        parts = found.groupdict()
        if _day(*map(int, parts["date"].split("-"))) is None:
            yield f"la date {parts['date']} n’existe pas"
        if parts["kind"] not in self.kinds and parts["kind"] not in self.others:
            yield f"« {parts['kind']} » n’est pas une sorte de document"

    def _shape(self) -> re.Pattern[str]:
        pieces = _FIELD.split(self.pattern)
        shape = ""
        for before, part in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
            one = re.escape(before) + (f"(?P<{part}>{_FORMS[part]})" if part else "")
            shape += f"(?:{one})?" if part == "party" else one
        return re.compile(shape)

    def shown(self) -> str:
        """Return the grammar as people read it."""
        french = {"date": "AAAA-MM-JJ", "kind": "sorte", "number": "numéro", "party": "C-000123"}
        return _FIELD.sub(lambda found: french[found[1]], self.pattern)

    def proposed(self, name: str, *, modified: date) -> str:
        """Return a right name for a file: its day and kind as its name tells them.

        >>> from comptoir.documents.kinds import built_in
        >>> grammar = Grammar(PATTERN, built_in(date(2026, 11, 24)))
        >>> grammar.proposed("PV de l’AG du 12 décembre 2025 (signé).PDF", modified=date.max)
        '2025-12-12_proces-verbal_ag-signe.pdf'
        """
        stem, dot, suffix = name.rpartition(".")
        plain = fold(stem if dot else name)
        dated, rest = _find_day(plain)
        kind, rest = self._find_kind(rest)
        number = "-".join(word for word in slug(rest).split("-") if word not in _EMPTY)
        ending = f".{slug(suffix)}" if dot and slug(suffix) else ""
        stem = self._fill({"date": str(dated or modified), "kind": kind,
                           "number": number[:60].strip("-") or "1", "party": ""})  # fmt: skip
        return stem + ending

    def _find_kind(self, plain: str) -> tuple[str, str]:
        words = f" {slug(plain).replace('-', ' ')} "
        told = [(f" {name.replace('-', ' ')}", name) for name in self.others]
        told += [(f" {word}", name) for name, kind in self.kinds.items()
                 for word in (name.replace("-", " "), *kind.words)]  # fmt: skip
        for word, name in sorted(told, key=lambda pair: -len(pair[0])):
            for ending in (" ", "s "):
                if word + ending in words:
                    return name, words.replace(word + ending, " ", 1)
        return "autre", words


_EMPTY = frozenset(
    ("de", "du", "des", "d", "l", "la", "le", "les", "un", "une", "et", "en", "a", "au", "aux",
     "pour", "par", "sur")
)  # fmt: skip


def found_day(name: str) -> date | None:
    """Return the day that a file's name tells.

    >>> found_day("Relevé du 1er février 2026.pdf"), found_day("scan-0042.pdf")
    (datetime.date(2026, 2, 1), None)
    """
    return _find_day(fold(name))[0]


def _find_day(plain: str) -> tuple[date | None, str]:
    for form in _WRITTEN:
        for found in form.finditer(plain):
            month = _MONTH.get(found["m"]) or (int(found["m"]) if found["m"].isdigit() else 0)
            if day := _day(int(found["y"]), month, int(found["d"])):
                return day, f"{plain[: found.start()]} {plain[found.end() :]}"
    return None, plain


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
