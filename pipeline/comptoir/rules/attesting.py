"""Rules on what no program can see: someone attests it, by name, until a date (LAW, § 9)."""

from collections.abc import Iterator

from comptoir.dates import short_date
from comptoir.rules.fault import Fault, Verdict
from comptoir.rules.surfaces_site import Attested


def attested(held: Attested, code: str, what: str) -> Iterator[Fault]:
    """Yield a fault when nobody attests this today.

    Args:
        held: the attestations.
        code: of the rule.
        what: what has to be attested, after « rien n’atteste ».
    """
    if held.stands(code):
        return
    remedy = f'Écrivez une table [[attestation]] avec code = "{code}", owner, signed_on et until.'
    found = held.of(code)
    if found is None:
        yield Fault(held.place(), f"rien n’atteste {what}", remedy, Verdict.MISSING)
        return
    rank = held.attestations.index(found)
    if found.until < held.today:
        said = f"l’attestation de {code} a pris fin le {short_date(found.until)}"
        yield Fault(held.place(rank), said, f"Vérifiez et signez de nouveau ({found.owner}).")
    else:
        said = f"l’attestation de {code} n’est signée que le {short_date(found.signed_on)}"
        yield Fault(held.place(rank), said, f"Corrigez signed_on ({found.owner}).")
