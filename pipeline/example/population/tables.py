"""The files: semicolons, header first, money with a point and dates as ISO in the histories."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

from example.population.model import Gift, Membership, SaleLine

# By voucher, not by lot: what was drawn before stays as it was.
OUTLETS = ("accueil",) * 5 + ("site",) * 3 + ("salon",) * 2 + ("téléphone", "mél")
LEVELS = {"full": "plein", "reduced": "réduit"}


def table(header: Sequence[str], rows: Iterable[Sequence[object]], *, end: str = "\n") -> str:
    """
    >>> table(("Nom", "CP"), [("Le Gall; fils", "35600")])
    'Nom;CP\\n"Le Gall; fils";35600\\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator=end)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def memberships_table(dues: Iterable[Membership], references: Mapping[int, str]) -> str:
    header = ("Référence externe", "Saison", "Niveau", "Montant", "Date", "Mode")
    rows = ((references[d.key], d.season, LEVELS[d.level], d.amount, d.on, d.means) for d in dues)
    return table(header, rows)


def gifts_table(gifts: Iterable[Gift], references: Mapping[int, str]) -> str:
    header = ("Référence externe", "Montant", "Date", "Mode", "Affectation")
    return table(header, ((references[g.key], g.amount, g.on, g.means, g.earmark) for g in gifts))


def sales_table(lines: Iterable[SaleLine], references: Mapping[int, str]) -> str:
    header = ("Pièce", "Référence externe", "Date", "Article", "Quantité", "Prix TTC", "Taux",
              "Mode", "Date de règlement", "Canal")  # fmt: skip
    rows = (
        (s.voucher, references[s.key], s.on, s.sku, s.quantity, s.price, s.rate, s.means,
         s.paid_on or "", OUTLETS[crc32(s.voucher.encode()) % len(OUTLETS)])
        for s in lines
    )  # fmt: skip
    return table(header, rows)
