"""Find the rules: every module of every family, imported once."""

import importlib
import pkgutil
from functools import cache

from comptoir import rules as package
from comptoir.errors import InputError
from comptoir.errors.french import unknown
from comptoir.rules.rule import Rule

NOT_FAMILIES = frozenset({"reports"})


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code.

    Raises:
        RuntimeError: two rules share a code, which is never reused.
    """
    names = (info.name for info in pkgutil.iter_modules(package.__path__) if info.ispkg)
    return rules_in(*(name for name in names if name not in NOT_FAMILIES))


@cache
def rules_in(*folders: str) -> tuple[Rule, ...]:
    """Return the rules of some folders, by code: a command on one document imports no others."""
    found: dict[str, Rule] = {}
    for name in folders:
        folder = importlib.import_module(f"{package.__name__}.{name}")
        for info in pkgutil.iter_modules(folder.__path__):
            module = importlib.import_module(f"{folder.__name__}.{info.name}")
            for rule in vars(module).values():
                if isinstance(rule, Rule) and rule.module == module.__name__:
                    if rule.code in found:
                        raise RuntimeError(f"two rules are called {rule.code}")
                    found[rule.code] = rule
    return tuple(found[code] for code in sorted(found))


def rule_of(code: str) -> Rule:
    """Return one rule by its code, or the nearest one in an error."""
    known = {rule.code: rule for rule in all_rules()}
    wanted = code.strip().upper()
    if wanted not in known:
        error = unknown("règle", wanted, known, remedy="Voyez comptoir rule list.")
        raise InputError(f"Aucune règle ne s’appelle « {wanted} ».", remedy=error.faults[0].remedy)
    return known[wanted]


def chosen(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Return the rules that a selection keeps; a family stands for all its rules.

    Raises:
        InputError: a name is neither a code nor a family.
    """
    known = all_rules()
    for name in (*select, *ignore):
        if not any(matches(rule, name) for rule in known):
            rule_of(name)
    return tuple(
        rule
        for rule in known
        if (not select or any(matches(rule, name) for name in select))
        and not any(matches(rule, name) for name in ignore)
    )


def matches(rule: Rule, name: str) -> bool:
    return name.strip().upper() in (rule.code, rule.family)
