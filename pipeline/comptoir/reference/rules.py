"""docs/rules.md: every rule, in a table and a section each."""

from comptoir.rules import pages
from comptoir.rules.registry import all_rules
from comptoir.rules.rule import Rule

HEAD = """# Les règles

Page écrite par `comptoir reference rules` à partir des règles elles-mêmes : ne la modifiez pas ici.

Une règle cherche ; elle ne juge pas. Un passage sans faute ne dit ni que le site est conforme à la
loi, ni qu’il est accessible. Seules bloquent les règles dont la source a été consultée, celles qui
reposent sur un texte confirmé (`law/confirmed.py`) et celles qui constatent un fait ; les autres
avertissent.

`comptoir check` les applique à la source, `comptoir check --html DOSSIER` à un site construit,
`comptoir rule show CODE` explique l’une d’elles. On déroge dans `legal/waivers.toml` : code,
endroit, raison, responsable, date de fin.
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    families: dict[str, list[Rule]] = {}
    for rule in all_rules():
        families.setdefault(rule.family, []).append(rule)
    ordered = sorted(families, key=_rank)
    parts.append(_table([rule for family in ordered for rule in families[family]]))
    for family in ordered:
        parts.append(f"## {family} · {pages.FAMILIES.get(family, family)}\n")
        parts += [pages.section(rule) for rule in families[family]]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _rank(family: str) -> tuple[int, str]:
    known = list(pages.FAMILIES)
    return (known.index(family) if family in known else len(known), family)


def _table(rules: list[Rule]) -> str:
    rows = ["| code | règle | poids | source | état |", "|---|---|---|---|---|"]
    rows += [
        f"| [{rule.code}](#{_anchor(rule)}) | {rule.title} | {pages.poids(rule)} | {rule.basis} "
        f"| {rule.status.value} |"
        for rule in rules
    ]
    return "\n".join(rows) + "\n"


def _anchor(rule: Rule) -> str:
    """Return the anchor that GitHub and GitLab give to the section's heading."""
    heading = f"{rule.code} · {rule.title}".lower()
    kept = "".join(c for c in heading if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")
