from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.contact import Solicitation

REMEDY = "Retirez ce destinataire, ou demandez son accord."


@rule(
    "CNS003",
    "Exception des produits semblables",
    severity=ERROR,
    basis="CPCE, art. L34-5",
    surface=Solicitation,
    seen="CNILp",
)
def similar_products(asked: Solicitation) -> Iterator[Fault]:
    """Cherche les envois fondés sur un achat passé qui n’en remplissent pas les conditions : une
    vente à la même personne, le refus offert à la collecte, une offre de la même famille.

    Biais : les familles sont celles du catalogue ; le moyen de s’opposer dans le message est
    l’affaire de MLG002.

    ```toml refusé
    basis = "similar_products"
    sale_ref = "F-2026-0004"
    refusal_offered = true
    families_bought = ["kits"]
    families_offered = ["stages"]
    ```

    ```toml refusé
    basis = "similar_products"
    sale_ref = "F-2026-0004"
    families_bought = ["kits"]
    families_offered = ["kits"]
    ```

    ```toml accepté
    basis = "similar_products"
    sale_ref = "F-2026-0004"
    refusal_offered = true
    families_bought = ["kits"]
    families_offered = ["kits", "livres"]
    ```
    """
    if not asked.allowed or asked.basis != "similar_products":
        return
    if not asked.sale_ref:
        yield Fault(asked.at("sale_ref"), "aucune vente ne fonde cet envoi", REMEDY, MISSING)
    if not asked.refusal_offered:
        found = "le refus n’a pas été offert quand l’adresse a été donnée"
        yield Fault(asked.at("refusal_offered"), found, REMEDY)
    if not set(asked.families_bought) & set(asked.families_offered):
        found = "ce qui est offert ne ressemble pas à ce qui a été acheté"
        yield Fault(asked.at("families_offered"), found, REMEDY)
