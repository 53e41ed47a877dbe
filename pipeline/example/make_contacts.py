"""Write contacts/demo/*.csv: a fictional base, as untidy as a real one, the same at every run.

Untidy on purpose: names in capitals, without accents or with stray spaces, postcodes that a
spreadsheet shortened, dates in two formats, couples with one mailbox, people entered twice (typing
errors, moves, married names), people of whom nobody asked a civility. The histories are tidy: they
come from the treasurer. The last dues of 2026-2027 are left out: `comptoir demo` records them, and
its 612th member. The same counts are printed at each run:

    rows of adherents-FICTIF.csv                    2000
    distinct people                                 1736
    organisations                                     88
    second rows of somebody known                    160
    rows that must be rejected                        16
      without any name                                 6
      with an impossible e-mail                        5
      prospects without origin                         5
    minors                                            96
    deceased                                          23
    objections                                        47
    people without civility                          309
    without any address                               90
    addresses of several people                      530
    mailboxes of several people                      138
    agreements with proof                            644
    agreements without proof                         251
    members of 2024-2025                             520
    members of 2025-2026                             578
    members of 2026-2027                             612
    gifts                                            397
      their sum                               15610.00 €
    sales (vouchers)                                 300
      lines                                          340
      their sum                               17993.00 €
      firms that buy                                  40
      unpaid vouchers                                  7
      paid after more than 30 days                     5
    rows of contacts-salon-FICTIF-latin1.csv         120
"""

import argparse
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from example.population import fair, untidy
from example.population.counts import account
from example.population.tables import gifts_table, memberships_table, sales_table, table
from example.population.world import SEED, World, draw

DEMO = Path(__file__).resolve().parents[2] / "contacts" / "demo"


def files(world: World) -> dict[str, bytes]:
    """Return the content of each file by name."""
    writer = untidy.Untidy(Random(f"{SEED}/untidy"))
    rows = [writer.row(contact, careful=contact.key in world.members) for contact in world.rows]
    references = world.references
    salon = table(fair.COLUMNS, world.fair, end="\r\n")
    return {
        "adherents-FICTIF.csv": table(untidy.COLUMNS, rows).encode(),
        "contacts-salon-FICTIF-latin1.csv": salon.encode("latin-1"),
        "adhesions-FICTIF.csv": memberships_table(world.history, references).encode(),
        "dons-FICTIF.csv": gifts_table(world.gifts, references).encode(),
        "ventes-FICTIF.csv": sales_table(world.sales, references).encode(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the fictional base of the example.")
    parser.add_argument("--output", type=Path, default=DEMO)
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    world = draw()
    for name, content in files(world).items():
        (folder / name).write_bytes(content)
    print(account(world))


if __name__ == "__main__":
    main()
