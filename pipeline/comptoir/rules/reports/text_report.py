"""The report that people read: what is wrong, where, what to do, and what it does not say."""

from collections.abc import Callable, Iterator

from comptoir.finding import Severity
from comptoir.rules.engine import Group
from comptoir.rules.fault import Verdict
from comptoir.rules.pages import how_to_waive
from comptoir.rules.report import Report
from comptoir.text import french_list, plural

Paint = Callable[[str, str], str]
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
HONEST = (
    "Ces règles ne voient pas tout : rien ici ne dit que ce qui est publié est conforme à la loi "
    "ou accessible."
)
WITHOUT_PROJECT = (
    "Pour laisser une règle de côté : --ignore CODE. Pour ne plus voir que le nouveau : "
    "--write-baseline FICHIER, puis --baseline FICHIER."
)
SHOWN_PLACES = 3


def _plain(said: str, colour: str) -> str:
    return said


def text(report: Report, *, paint: Paint = _plain, verbose: bool = False) -> str:
    """Write the report for a terminal.

    Args:
        report: what was found.
        paint: colours a piece of text; nothing by default.
        verbose: also lists the rules that were not applied.
    """
    lines = [line for group in report.groups for line in _group(group, paint, report)]
    if report.groups and not report.waivable:
        lines += [WITHOUT_PROJECT, ""]
    lines += list(_undecided(report))
    if verbose:
        lines += list(_not_applied(report))
    lines += summary(report, paint=paint)
    return "\n".join(lines)


def _group(group: Group, paint: Paint, report: Report) -> Iterator[str]:
    finding = group.finding
    word = finding.severity.french
    if finding.verdict is Verdict.TO_CHECK:
        word = f"{word}, à vérifier par une personne"
    elif finding.verdict is Verdict.MISSING:
        word = f"{word}, il manque"
    yield f"{paint(word, COLOURS[finding.severity])} {finding.code} {finding.title}"
    yield f"  {_where(group, report.things)}"
    yield f"  {finding.found[:1].upper()}{finding.found[1:]}"
    if finding.remedy:
        yield f"  → {finding.remedy}"
    source = f"  Source : {finding.basis}."
    yield f"{source} {how_to_waive(finding.code)}" if report.waivable else source
    yield ""


def _where(group: Group, things: tuple[str, str]) -> str:
    first = str(group.places[0]) or "le projet"
    others = len(group.places) - 1
    if not others:
        return first
    if group.finding.pages == 1:
        return f"{first} (et {plural(others, 'autre endroit', 'autres endroits')} de ce fichier)"
    paths = list(dict.fromkeys(place.path for place in group.places))
    one, many = things
    more = f" (et {plural(len(paths) - SHOWN_PLACES, f'autre {one}', f'autres {many}')})"
    shown = (
        french_list(paths[:SHOWN_PLACES])
        if len(paths) <= SHOWN_PLACES
        else ", ".join(paths[:SHOWN_PLACES])
    )
    return f"{group.finding.pages} {many} : {shown}{more if len(paths) > SHOWN_PLACES else ''}"


def _undecided(report: Report) -> Iterator[str]:
    if report.undecided:
        yield "À décider, faute de profil (--profile legal/organisation.toml) :"
        for reason in dict.fromkeys(rule.reason for rule in report.undecided):
            codes = french_list(rule.code for rule in report.undecided if rule.reason == reason)
            yield f"  {reason[:1].upper()}{reason[1:]} ({codes})"
        yield ""


def _not_applied(report: Report) -> Iterator[str]:
    rules = [rule for rule in report.skipped if not rule.undecided]
    if rules:
        yield "Règles sans objet ici :"
        for rule in rules:
            yield f"  {rule.code} {rule.title} : {rule.reason}"
        yield ""


def summary(report: Report, *, paint: Paint = _plain) -> list[str]:
    """Return the last lines: counts, what was read, and what that does not mean."""
    counts = [
        paint(plural(report.count(severity), severity.french), COLOURS[severity])
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
        if report.count(severity)
    ]
    said = french_list(counts) if counts else "Rien à signaler"
    waived = len(report.waived)
    derogation = f", {plural(waived, 'dérogation', 'dérogations')}" if waived else ""
    read = french_list(plural(n, *_forms(thing)) for thing, n in report.counts.items() if n)
    checked = f"Vérifié : {plural(len(report.rules), 'règle')}"
    lines = [f"{said}{derogation}.", f"{checked} sur {read or 'rien'}.", HONEST]
    return [*_of_baseline(report), *lines]


def _of_baseline(report: Report) -> Iterator[str]:
    if report.known:
        yield f"{plural(report.known, 'constat connu', 'constats connus')} de la référence."
    if report.mended:
        gone = plural(report.mended, "constat corrigé", "constats corrigés")
        yield f"{gone} depuis la référence : réécrivez-la (--write-baseline)."


def _forms(thing: str) -> tuple[str, str]:
    """A thing read is written « page source|pages source »."""
    one, _, many = thing.partition("|")
    return one, many or f"{one}s"
