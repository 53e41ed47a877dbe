"""Rules on publications: one file a rule, found because it is there.

A rule's file imports what it needs from here and from `comptoir.site`.
"""

from comptoir.finding import Severity
from comptoir.rules.applies import Applicability, Scope, article_47, kinds, profile
from comptoir.rules.fault import Fault, Verdict
from comptoir.rules.rule import Rule, rule

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
MISSING, TO_CHECK = Verdict.MISSING, Verdict.TO_CHECK

__all__ = [
    "ERROR",
    "INFO",
    "MISSING",
    "TO_CHECK",
    "WARNING",
    "Applicability",
    "Fault",
    "Rule",
    "Scope",
    "Verdict",
    "article_47",
    "kinds",
    "profile",
    "rule",
]
