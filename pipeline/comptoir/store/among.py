"""`column IN (many)` as one bound value: an IN list is compiled anew for each of its sizes."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Ids(FunctionElement[int]):
    """The ids of a JSON list, as a subquery."""

    inherit_cache = True


class _Texts(FunctionElement[str]):
    """The texts of a JSON list, as a subquery."""

    inherit_cache = True


@compiles(_Ids, "sqlite")
@compiles(_Texts, "sqlite")
def _on_sqlite(element: _Ids | _Texts, compiler: SQLCompiler, **options: Any) -> str:
    said = compiler.process(element.clauses, **options)  # the place of the bound value
    return f"(SELECT value FROM json_each({said}))"  # noqa: S608 — a bound value's place


@compiles(_Ids, "postgresql")
def _on_postgresql(element: _Ids, compiler: SQLCompiler, **options: Any) -> str:
    said = compiler.process(element.clauses, **options)
    listed = f"json_array_elements_text(CAST({said} AS json)) AS listed(one)"
    return f"(SELECT CAST(listed.one AS integer) FROM {listed})"  # noqa: S608 — a bound value's place


@compiles(_Texts, "postgresql")
def _texts_on_postgresql(element: _Texts, compiler: SQLCompiler, **options: Any) -> str:
    said = compiler.process(element.clauses, **options)
    listed = f"json_array_elements_text(CAST({said} AS json)) AS listed(one)"
    return f"(SELECT listed.one FROM {listed})"  # noqa: S608 — a bound value's place


def among(column: ColumnElement[int], ids: Iterable[int]) -> ColumnElement[bool]:
    """Return the condition that a column is one of some ids, however many."""
    listed = bindparam(None, json.dumps(list(ids)), type_=Text, unique=True)
    return column.op("IN", is_comparison=True)(_Ids(listed))


def among_texts(column: ColumnElement[str], texts: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a column is one of some texts, however many."""
    listed = bindparam(None, json.dumps(list(texts)), type_=Text, unique=True)
    return column.op("IN", is_comparison=True)(_Texts(listed))
