import re
from collections.abc import Iterator
from decimal import Decimal

from comptoir.errors import Place
from comptoir.rules import MISSING, WARNING, Fault, Scope, rule
from comptoir.rules.prose import source_text
from comptoir.site.front_matter import EventMeta
from comptoir.site.source import SourcePage

PRICED = re.compile(
    r"\bgratuit|\bentree libre|\bprix libre|\bsans (?:frais|payer)|\bcompris\w*\b|\d ?(?:€|euros)|"
    r"\breserve\w* aux adherents|\bassemblee generale|\bne (?:coute|paie)"
)
CANCEL = re.compile(r"\bannul\w+|\brembours\w+|\bconditions de vente|\bdesist\w+")


@rule(
    "PUB021",
    "Annonce d’un événement",
    severity=WARNING,
    basis="C. conso, L111-1",
    surface=SourcePage,
)
def event_basics(page: SourcePage, scope: Scope) -> Iterator[Fault]:
    """Cherche les événements à venir dont l’annonce ne dit pas le prix, ou, payants, ce qui se
    passe en cas d’annulation.

    Biais : une clé price, ou un mot de prix dans le texte, suffit ; « annulation » et
    « remboursement » sont cherchés dans le texte et dans la clé registration.

    ```markdown refusé content/agenda/2026-12-20-atelier.md
    ---
    title: Atelier bougies
    date: 2026-11-01
    summary: Un atelier pour apprendre à fondre et à couler des bougies de cire, dimanche prochain.
    owner: coordination
    starts: 2026-12-20 14:00
    ends: 2026-12-20 17:00
    place: L’atelier
    ---
    Venez avec un tablier.
    ```

    ```markdown accepté content/agenda/2026-12-20-atelier.md
    ---
    title: Atelier bougies
    date: 2026-11-01
    summary: Un atelier pour apprendre à fondre et à couler des bougies de cire, dimanche prochain.
    owner: coordination
    starts: 2026-12-20 14:00
    ends: 2026-12-20 17:00
    place: L’atelier
    price: "12.00"
    ---
    Annulation sans frais jusqu’à la veille.
    ```
    """
    meta = page.meta
    if not isinstance(meta, EventMeta) or meta.state == "cancelled":
        return
    if meta.status != "published" or meta.starts.date() < scope.today:
        return
    text = f"{source_text(page)} {meta.registration.lower()} {page.body.lower()}"
    at = Place(page.path, page.lines.get("starts", 0), "price")
    if meta.price is None and not PRICED.search(text):
        found = "l’annonce de l’événement ne dit pas le prix"
        yield Fault(at, found, 'Écrivez price: "0", un montant, ou libre.', MISSING)
    paid = isinstance(meta.price, Decimal) and meta.price > 0
    if paid and not CANCEL.search(text):
        found = "l’annonce d’un événement payant ne dit rien de l’annulation"
        remedy = "Dites-la, ou liez les conditions de vente."
        yield Fault(Place(page.path, page.body_line), found, remedy, MISSING)
