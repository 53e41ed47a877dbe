from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.contact import Erasure


@rule(
    "CTC017",
    "Effacement et comptabilité",
    severity=ERROR,
    basis="RGPD, art. 17",
    surface=Erasure,
)
def erasure(erasure: Erasure) -> Iterator[Fault]:
    """Cherche les effacements qui laissent le profil de prospection, emportent une facture, ou
    oublient l’opposition.

    Biais : aucun.

    ```toml refusé
    invoices_before = 2
    invoices_after = 0
    ```

    ```toml refusé
    had_objected = true
    objection_kept = false
    ```

    ```toml refusé
    marketing_left = true
    ```

    ```toml accepté
    invoices_before = 2
    invoices_after = 2
    had_objected = true
    objection_kept = true
    ```
    """
    if erasure.marketing_left:
        found = "des données de prospection restent"
        yield Fault(
            erasure.at("marketing"), found, "La comptabilité n’en a pas besoin : effacez-les."
        )
    if erasure.invoices_after < erasure.invoices_before:
        found = "l’effacement a emporté des factures"
        yield Fault(erasure.at("invoices"), found, "Restaurez-les : la loi veut qu’on les garde.")
    if erasure.had_objected and not erasure.objection_kept:
        found = "l’opposition a été effacée avec la fiche"
        yield Fault(erasure.at("objection"), found, "Gardez-en l’empreinte.")
