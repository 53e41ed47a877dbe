"""Where a sale was made follows it from the quote to the credit note."""

import pytest
from sqlalchemy import select

from comptoir.desk import invoices
from comptoir.errors import InputError
from comptoir.store import reading
from comptoir.store.tables.sales import invoice

from make_books import JO, shop


def outlets(ctx):
    with reading(ctx) as db:
        return dict(db.execute(select(invoice.c.number, invoice.c.outlet)).all())


def test_an_outlet_follows_a_sale_from_the_quote_to_the_credit_note(any_ctx, comptoir):
    root = str(shop(any_ctx).root)
    comptoir("devis", "nouveau", "--pour", JO, "--ligne", "GUIDE", "--canal", "Salon",
             "--project", root, code=0)  # fmt: skip
    comptoir("facture", "émettre", "D-2026-0001", "--project", root, code=0)
    comptoir("avoir", "nouveau", "F-2026-0001", "--motif", "Rendu", "--project", root, code=0)
    assert outlets(any_ctx) == {"F-2026-0001": "fair", "A-2026-0001": "fair"}


def test_a_file_of_sales_says_where_each_was_made(ctx, tmp_path):
    path = tmp_path / "ventes.csv"
    path.write_text(f"client;article;canal\n{JO};GUIDE;site\n{JO};GUIDE;\n", "utf-8")
    invoices.issue_many(shop(ctx), path)
    assert outlets(ctx) == {"F-2026-0001": "web", "F-2026-0002": ""}


def test_an_outlet_that_nobody_knows_is_refused_with_its_line(ctx, tmp_path):
    path = tmp_path / "ventes.csv"
    path.write_text(f"client;article;canal\n{JO};GUIDE;télephon\n", "utf-8")
    with pytest.raises(InputError, match="canal de vente") as caught:
        invoices.issue_many(shop(ctx), path)
    (fault,) = caught.value.faults
    assert fault.at.line == 2
    assert "téléphone" in fault.remedy
