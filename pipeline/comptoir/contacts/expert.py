"""An expert's condition in SQL: read as one expression, and refused when it is anything else.

What is kept is written again from its tree, over columns that hold no name and no address: nothing
typed by hand reaches the base as it was typed.
"""

from collections.abc import Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from comptoir.errors import InputError
from comptoir.errors.french import nearest
from comptoir.text import french_list

# What can be asked: the columns of the contact, and tables about it, joined by contact_id.
COLUMNS = {
    "contact": ("kind", "civility", "postcode", "city_key", "department", "country", "birth_date",
                "language", "source_key", "source_on", "deceased_on", "created_at"),
    "contact_role": ("contact_id", "role", "since", "until"),
    "contact_tag": ("contact_id", "tag"),
    "contact_fact": ("contact_id", "name", "value"),
    "membership": ("contact_id", "season", "level", "amount", "recorded_on", "paid_on",
                   "cancelled_on", "starts", "ends"),
    "donation": ("contact_id", "amount", "received_on", "cancelled_on"),
    "sale_stat": ("contact_id", "count", "total", "last_on"),
    "sale_item": ("contact_id", "sku"),
    "event_registration": ("contact_id", "event", "state", "seats"),
    "invoice": ("contact_id", "issued_on", "due_on", "amount_due"),
    "consent_state": ("contact_id", "scope", "channel", "state", "since"),
}  # fmt: skip
_AROUND = "SELECT 1 FROM contact WHERE "
MAX_LENGTH, MAX_NODES, MAX_DEPTH = 2_000, 200, 20
_FUNCTIONS = (exp.Count, exp.Sum, exp.Min, exp.Max, exp.Lower, exp.Upper, exp.Length, exp.Coalesce,
              exp.Abs)  # fmt: skip
_ALLOWED = (
    exp.And, exp.Or, exp.Not, exp.Paren, exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE,
    exp.Between, exp.In, exp.Is, exp.Like, exp.Null, exp.Boolean, exp.Literal, exp.Neg, exp.Add,
    exp.Sub, exp.Mul, exp.Column, exp.Identifier, exp.Exists, exp.Subquery, exp.Select, exp.From,
    exp.Table, exp.Where, exp.Group, exp.Having, exp.Star, exp.Tuple, *_FUNCTIONS,
)  # fmt: skip


def sql_of(tree: exp.Expression, dialect: str) -> str:
    """Write a condition for an engine, without what was only a remark."""
    return tree.sql(dialect=dialect, identify=True, comments=False)


def read_where(text: str) -> exp.Expression:
    """Read an expert's condition on a contact.

    Raises:
        InputError: it is no single condition, or asks for more than the tables above.

    >>> read_where("department = '35'").sql()
    "department = '35'"
    """
    if len(text) > MAX_LENGTH or "\0" in text:
        raise InputError(f"cette condition dépasse {MAX_LENGTH} signes.")
    try:
        trees = sqlglot.parse(f"{_AROUND}({text}\n)", read="sqlite")
    except (SqlglotError, RecursionError):
        raise InputError(
            "cette condition SQL ne se lit pas.",
            remedy="Écrivez une seule condition : department = '35' AND country = 'FR'.",
        ) from None
    where = trees[0].args.get("where") if len(trees) == 1 and trees[0] else None
    wrapped = where.this if where else None
    alone = isinstance(trees[0], exp.Select) and set(_given(trees[0])) == {
        "expressions", "from_", "where",
    }  # fmt: skip
    if not alone or not isinstance(wrapped, exp.Paren):
        raise InputError("une condition, et une seule, est attendue.",
                         remedy="Ôtez ce qui suit ou entoure la condition.")  # fmt: skip
    tree: exp.Expression = wrapped.this
    _check(tree)
    return tree


def _given(select: exp.Expression) -> Iterator[str]:
    return (name for name, value in select.args.items() if value not in (None, [], False))


def _check(tree: exp.Expression) -> None:
    nodes = list(tree.walk())
    if len(nodes) > MAX_NODES or max(one.depth for one in nodes) > MAX_DEPTH + tree.depth:
        raise InputError("cette condition est trop longue.", remedy="Écrivez-la dans un fichier.")
    for node in nodes:
        if type(node) not in _ALLOWED:
            raise InputError(
                f"« {_word(node)} » n’est pas permis dans une condition.",
                remedy="Comparaisons, AND, OR, NOT, IN, EXISTS, COUNT, SUM, MIN, MAX seulement.",
            )
        if isinstance(node, exp.Select):
            _check_select(node)
        if isinstance(node, exp.Column):
            _check_column(node)


def _word(node: exp.Expr) -> str:
    name = node.name if isinstance(node, exp.Anonymous) else node.key
    return str(name).upper()[:30]


def _check_select(select: exp.Select) -> None:
    """A subquery reads one of the tables, and no more."""
    more = set(_given(select)) - {"expressions", "from_", "where", "group", "having", "kind"}
    if more:
        raise InputError("une sous-question lit une table, sans jointure ni tri.")
    source = select.args.get("from_")
    table = source.this if source else None
    if not isinstance(table, exp.Table) or table.args.get("db") or table.name not in COLUMNS:
        close = nearest(table.name if table else "", COLUMNS)
        hint = f"Vouliez-vous écrire « {close} » ?" if close else ""
        raise InputError(
            "cette table ne se lit pas dans une condition.",
            remedy=hint or f"Tables : {french_list(COLUMNS)}.",
        )
    if table.alias:
        raise InputError("une table ne change pas de nom ici.", remedy=f"Écrivez {table.name}.")
    if len(list(_parents(select))) > 2:
        raise InputError("deux sous-questions l’une dans l’autre au plus.")


def _parents(node: exp.Expression) -> Iterator[exp.Expression]:
    while (parent := node.find_ancestor(exp.Select)) is not None:
        yield parent
        node = parent


def _check_column(column: exp.Column) -> None:
    select = column.find_ancestor(exp.Select)
    source = select.args.get("from_") if select else None
    table = source.this.name if source else "contact"
    asked = column.table or table
    known = (*COLUMNS.get(asked, ()), *(("id",) if asked == "contact" else ()))
    if column.args.get("db") or column.name not in known:
        close = nearest(column.name, known)
        hint = f"Vouliez-vous écrire « {close} » ?" if close else ""
        raise InputError(
            f"la colonne « {column.name[:30]} » ne se lit pas ici.",
            remedy=hint or f"Colonnes de {asked} : {french_list(known)}.",
        )
