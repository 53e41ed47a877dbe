"""What a template may say: fields, conditions, a few filters. The rest is refused, by line."""

from collections.abc import Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes

from comptoir.campaigns.fields import FIELDS
from comptoir.errors import Fault, Place
from comptoir.errors.french import nearest
from comptoir.text import fold

FILTERS = ("capitalize", "default", "lower", "phone", "title", "trim", "upper")
ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const,
    nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Filter, nodes.Concat, nodes.Tuple,
)  # fmt: skip
# What French authors would call them.
FRENCH = {
    "prenom": "contact.first_name", "nom": "contact.last_name", "civilite": "contact.civility",
    "ville": "contact.city", "commune": "contact.city", "politesse": "contact.salutation",
    "numero": "contact.reference", "organisme": "contact.organisation",
    "association": "organisation.name", "telephone": "organisation.phone",
    "tel": "organisation.phone", "adresse": "organisation.address", "mel": "organisation.email",
    "courriel": "organisation.email", "email": "organisation.email", "saison": "season.name",
    "cotisation": "season.fee", "tarif": "season.fee", "titre": "campaign.title",
    "president": "organisation.publication_director",
    "presidente": "organisation.publication_director", "rue": "organisation.seat.street",
}  # fmt: skip
SYNTAX = (
    ("unknown tag 'endchannel'", "ce {% endchannel %} ne ferme aucun bloc"),
    ("unknown tag 'end", "cette fin de bloc ne ferme aucun bloc"),
    ("unknown tag", "cette instruction {% … %} n’existe pas"),
    ("looking for the following tags: 'endchannel'", "un bloc {% channel %} n’est pas refermé"),
    ("Unexpected end of template", "un bloc {% … %} n’est pas refermé"),
    (
        "end of print statement",
        "une accolade {{ … }} contient un mot de trop, ou n’est pas refermée",
    ),
    ("unexpected end of template", "une accolade {{ … }} n’est pas refermée"),
    ("Missing end of comment", "un commentaire {# … #} n’est pas refermé"),
    ("unexpected char", "un caractère n’a rien à faire dans {{ … }}"),
    ("unexpected '}'", "une accolade est de trop, ou manque"),
    ("got 'end of", "une expression {{ … }} est vide ou incomplète"),
)


def syntax_fault(error: TemplateSyntaxError, at: Place) -> Fault:
    """Say in French what Jinja could not read."""
    said = str(error.message or "")
    if said.startswith("comptoir:"):
        found, _, remedy = said.split(":", 2)[2].partition(" ; ")
        return Fault(f"{found}.", remedy or "Corrigez cette ligne.", at)
    words = next((french for english, french in SYNTAX if english in said), "")
    return Fault(f"{words or 'les accolades de cette ligne ne se lisent pas'}.", _HOW, at)


_HOW = "Un champ s’écrit {{ contact.first_name }}, un bloc {% if … %}…{% endif %}."


def faults(
    tree: nodes.Template, place: Place, *, line: int, known: Mapping[str, str] = FIELDS
) -> Iterator[Fault]:
    """Return what a template says and may not.

    Args:
        tree: the template.
        place: its file and field.
        line: the line of the file that the template's first one is.
        known: the fields that it may name.
    """
    here = 1
    for node in _walk(tree):
        here = node.lineno or here  # jinja2 gives the halves of a comparison no line
        at = Place(place.path, line + here - 1 if line else 0, place.field)
        if isinstance(node, nodes.Getattr):
            yield from _field_fault(node, at, known)
        elif isinstance(node, nodes.Name):
            yield from _name_fault(node, at, known)
        elif isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield Fault(
                f"le filtre « {node.name} » n’existe pas.",
                f"Filtres possibles : {', '.join(FILTERS)}.",
                at,
            )
        elif not isinstance(node, ALLOWED):
            yield Fault("cette instruction n’est pas permise dans un envoi.", _HOW, at)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    """Visit a tree; a field is one thing, what it is made of is not visited."""
    yield node
    if isinstance(node, nodes.Getattr) and dotted(node):
        return
    if isinstance(node, ALLOWED):
        for child in node.iter_child_nodes():
            yield from _walk(child)


def dotted(node: nodes.Node) -> str:
    """Return the name of a field, `organisation.seat.city`, or nothing when it is none."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and (before := dotted(node.node)):
        return f"{before}.{node.attr}"
    return ""


def _field_fault(node: nodes.Getattr, at: Place, known: Mapping[str, str]) -> Iterator[Fault]:
    name = dotted(node)
    if not name:
        yield Fault("cette instruction n’est pas permise dans un envoi.", _HOW, at)
    elif any(full.startswith(f"{name}.") for full in known):
        yield _not_alone(name, at, known)
    elif name not in known:
        yield _unknown(name, at, known)


def _name_fault(node: nodes.Name, at: Place, known: Mapping[str, str]) -> Iterator[Fault]:
    if node.name in _roots(known):
        yield _not_alone(node.name, at, known)
    elif node.name != "channel":
        yield _unknown(node.name, at, known)


def _roots(known: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(name.partition(".")[0] for name in known))


def _not_alone(name: str, at: Place, known: Mapping[str, str]) -> Fault:
    first = next(full for full in known if full.startswith(f"{name}."))
    hint = f"Dites lequel, comme {{{{ {first} }}}}."
    return Fault(f"« {name} » n’est pas un champ à lui seul.", hint, at)


def _unknown(name: str, at: Place, known: Mapping[str, str]) -> Fault:
    close = _french(name) or nearest(name, known) or _by_last_part(name, known)
    root = name.partition(".")[0]
    near = [full for full in known if full.startswith(f"{root}.")] or _roots(known)
    hint = f"Vouliez-vous écrire « {close} » ?" if close else f"Connus : {', '.join(near)}."
    return Fault(f"le champ « {name} » n’existe pas.", hint, at)


def _french(name: str) -> str:
    """
    >>> _french("contact.prénom"), _french("cotisation")
    ('contact.first_name', 'season.fee')
    """
    return FRENCH.get(fold(name.rpartition(".")[2]), "")


def _by_last_part(name: str, known: Mapping[str, str]) -> str:
    last = {full.rpartition(".")[2]: full for full in reversed(list(known))}
    return last.get(nearest(name.rpartition(".")[2], last), "")


def used_fields(tree: nodes.Template, known: Mapping[str, str] = FIELDS) -> frozenset[str]:
    """Return the fields a template names."""
    return frozenset(
        name for node in tree.find_all(nodes.Getattr) if (name := dotted(node)) in known
    )
