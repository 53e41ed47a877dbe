"""Duplicates: rows of a list against a base, beside comparing every pair of names.

Processor seconds of one core: other work on the machine does not count.
"""

import time
from dataclasses import replace
from random import Random

from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from bench.measure import Measure
from comptoir.contacts.duplicates import Index, pairs
from comptoir.contacts.model import Draft
from comptoir.store.contact_writes import of_draft

SIZES = ((3_000, 20_000), (6_000, 100_000))
PART = 20  # every pair of names is measured on one row in twenty
FIRST = ("Anne", "Jean", "Léa", "Hugo", "Maëlle", "Yannick", "Soizic", "Bastien", "Awa", "Inès",
         "Jean-Pierre", "Marie-Claire", "Nathalie", "Erwan", "Mathieu", "Jeanne")  # fmt: skip
PARTS = ("ma", "di", "ver", "lo", "gan", "rec", "tho", "nel", "ber", "quin", "sau", "pic")
ROADS = ("rue du Canal", "avenue de la Gare", "place de l’Église", "chemin du Moulin")
TOWNS = (("35600", "Redon"), ("44460", "Saint-Nicolas-de-Redon"), ("56350", "Allaire"),
         ("35000", "Rennes"), ("56000", "Vannes"), ("44000", "Nantes"))  # fmt: skip


def run() -> list[Measure]:
    return [*(against(rows, base) for rows, base in SIZES), within()]


def people(number: int) -> list[Draft]:
    random = Random(3)
    return [_one(random, rank) for rank in range(number)]


def _one(random: Random, rank: int) -> Draft:
    postcode, city = random.choice(TOWNS)
    return Draft(
        first_name=random.choice(FIRST),
        last_name="".join(random.choice(PARTS) for _ in range(3)).title(),
        email=f"p{rank}@example.org" if random.random() < 0.8 else "",
        mobile=f"+33639{rank % 10**6:06d}" if random.random() < 0.7 else "",
        street=f"{random.randint(1, 150)} {random.choice(ROADS)}",
        postcode=postcode,
        city=city,
    )


def against(number: int, size: int) -> Measure:
    """Prepare a base and ask of each row whom it is like."""
    base = people(size)
    random = Random(5)
    rows = [replace(one, last_name=one.last_name[:-1], email="") for one in
            random.sample(base, number)]  # fmt: skip
    start = time.process_time()
    index = Index(of_draft(rank, f"C-{rank:06d}", one) for rank, one in enumerate(base, start=1))
    found = sum(bool(index.like(one)) for one in rows)
    ours = time.process_time() - start
    start = time.process_time()
    names = [f"{one.last_name} {one.first_name}" for one in base]
    asked = [f"{one.last_name} {one.first_name}" for one in rows[::PART]]
    cdist(asked, names, scorer=OSA.distance, score_cutoff=2, workers=1)
    every = (time.process_time() - start) * PART
    return Measure(
        f"{number} rows against {size}", ours, every, "s", "every pair of names",
        f"{found} recognised; the pairs are measured on one row in {PART}",
    )  # fmt: skip


def within() -> Measure:
    """Find who is twice in a base of 20 000."""
    base = people(20_000)
    start = time.process_time()
    found = pairs(base)
    ours = time.process_time() - start
    start = time.process_time()
    names = [f"{one.last_name} {one.first_name}" for one in base]
    cdist(names[::PART], names, scorer=OSA.distance, score_cutoff=2, workers=1)
    every = (time.process_time() - start) * PART / 2
    return Measure("who is twice in 20 000", ours, every, "s", "every pair of names",
                   f"{len(found)} pairs")  # fmt: skip
