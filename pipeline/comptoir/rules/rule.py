"""What a rule is: a code, a title, a weight, a source, and a check for each surface it reads."""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from comptoir.dates import short_date
from comptoir.finding import Severity
from comptoir.law.confirmed import NOT_WAIVABLE, Status, status_of
from comptoir.rules.applies import Answer, Applicability, Applies, Scope, always
from comptoir.rules.doc import RuleDoc, read_doc
from comptoir.rules.fault import Fault

T = TypeVar("T")
HORIZON = 366  # days; a text that comes later is not announced yet
Check = Callable[[T], Iterable[Fault]] | Callable[[T, Scope], Iterable[Fault]]
Run = Callable[[Any, Scope], Iterable[Fault]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule of the catalogue; made by `@rule` over its check.

    Attributes:
        severity: the weight that the catalogue gives; the engine may lower it.
        basis: text and article.
        seen: key of the source that was opened (`law.confirmed.SOURCES`); empty: from memory.
        applies: whom it concerns, with the reason when it does not.
        harder: where it becomes an error (a warning elsewhere).
        since, until: days between which the law says so; before, a warning.
        act: identifiers of the W3C ACT rules that it implements.
        stops: its errors stop the whole publication, not one page.
        holds: its errors hold a page back from publication; they always fail a check.
        house: a rule of the house, silent on sites that Comptoir did not build.
    """

    code: str
    title: str
    severity: Severity
    basis: str
    seen: str = ""
    applies: Applies = always
    harder: Applies | None = None
    since: date | None = None
    until: date | None = None
    act: tuple[str, ...] = ()
    stops: bool = False
    holds: bool = True
    house: bool = False
    docstring: str = ""
    module: str = ""
    checks: dict[type, Run] = field(default_factory=dict)

    @property
    def family(self) -> str:
        return self.code[:3]

    @property
    def waivable(self) -> bool:
        return self.code not in NOT_WAIVABLE

    @cached_property
    def status(self) -> Status:
        return status_of(self.basis, self.seen)

    @cached_property
    def doc(self) -> RuleDoc:
        return read_doc(self.docstring)

    @property
    def surfaces(self) -> tuple[type, ...]:
        return tuple(self.checks)

    def on(self, surface: type[T]) -> Callable[[Check[T]], Check[T]]:
        """Add a check of the same rule on another surface."""

        def register(check: Check[T]) -> Check[T]:
            self.checks[surface] = _with_scope(check)
            return check

        return register

    def concerns(self, scope: Scope) -> Applicability:
        if self.until and scope.today > self.until:
            return Applicability(
                Answer.NO, f"ce texte n’est plus en vigueur depuis le {short_date(self.until)}"
            )
        if self.since and (self.since - scope.today).days > HORIZON:
            return Applicability(
                Answer.NO, f"ce texte n’entre en vigueur que le {short_date(self.since)}"
            )
        return self.applies(scope)

    def coming(self, scope: Scope) -> str:
        """Say from when the law asks for it, when that day is still to come."""
        if self.since is None or scope.today >= self.since:
            return ""
        return f"La loi le demande à partir du {short_date(self.since)}."

    def weight(self, scope: Scope) -> Severity:
        """Return the severity for this publisher on this day (LAW, § 0.7)."""
        wanted = self.severity
        if self.harder is not None and self.harder(scope).answer is Answer.YES:
            wanted = Severity.ERROR
        coming = self.since is not None and scope.today < self.since
        return min(wanted, Severity.WARNING) if coming or not self.status.may_block else wanted


def rule(
    code: str,
    title: str,
    *,
    severity: Severity,
    basis: str,
    surface: type[T],
    seen: str = "",
    applies: Applies = always,
    harder: Applies | None = None,
    since: date | None = None,
    until: date | None = None,
    act: tuple[str, ...] = (),
    stops: bool = False,
    holds: bool = True,
    house: bool = False,
) -> Callable[[Check[T]], Rule]:
    """Make a rule of a check: its docstring is its page, its samples are its first tests."""

    def make(check: Check[T]) -> Rule:
        return Rule(
            code=code, title=title, severity=severity, basis=basis, seen=seen, applies=applies,
            harder=harder, since=since, until=until, act=act, stops=stops, holds=holds,
            house=house,
            docstring=inspect.getdoc(check) or "", module=check.__module__,
            checks={surface: _with_scope(check)},
        )  # fmt: skip

    return make


def _with_scope(check: Callable[..., Iterable[Fault]]) -> Run:
    """Let simple checks take the page alone."""
    if len(inspect.signature(check).parameters) > 1:
        return check
    return lambda thing, scope: check(thing)
