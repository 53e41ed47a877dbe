"""Amounts, levels and methods of payment as they are typed, and as a terminal shows them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from comptoir.context import Context
from comptoir.errors import InputError
from comptoir.money import french_amount, parse_amount


class AmountType(click.ParamType[Decimal]):
    """An amount as people write it: 22, 22,50, 1 234,50 €."""

    name = "montant"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        if isinstance(value, Decimal):
            return value
        try:
            return parse_amount(value)
        except InputError as error:
            said = " ".join(part for f in error.faults for part in (f.found, f.remedy))
            self.fail(f"« {value} » : {said}", param, ctx)


AMOUNT = AmountType()


def euros(amount: Decimal) -> str:
    """An amount for a column of the terminal, with plain spaces."""
    return french_amount(amount).replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\xa0", " ")


def shown(ctx: Context, path: Path) -> str:
    """A path as it is typed from the project's folder."""
    return str(path.relative_to(ctx.root)) if path.is_relative_to(ctx.root) else str(path)
