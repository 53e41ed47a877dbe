"""SQLite's STRICT tables know six type names; ours compile to them there."""

from typing import Any

from sqlalchemy import BigInteger, String
from sqlalchemy.ext.compiler import compiles


@compiles(String, "sqlite")
def _text(type_: String, compiler: Any, **options: Any) -> str:
    return "TEXT"


@compiles(BigInteger, "sqlite")
def _integer(type_: BigInteger, compiler: Any, **options: Any) -> str:
    return "INTEGER"
