from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import TO_CHECK, WARNING, Fault, Scope, rule
from comptoir.rules.sensitive import found_in
from comptoir.rules.values.contact import ContactRecord


@rule(
    "CTC005",
    "Donnée sensible dans un texte libre",
    severity=WARNING,
    basis="RGPD, art. 9 ; loi 78-17, art. 6",
    surface=ContactRecord,
)
def sensitive_text(contact: ContactRecord, scope: Scope) -> Iterator[Fault]:
    """Cherche, dans les notes et les champs libres, ce qui paraît parler de santé, de religion, de
    syndicat, de politique, d’origine, de vie sexuelle ou de génétique. Un numéro et un mot
    suffisent à nuire : déplacez-les dans un champ protégé, effacez-les, ou justifiez-les (qui,
    pourquoi, jusqu’à quand).

    Biais : un lexique, avec fenêtre de négation ; les rues, les noms de personnes, la météo, le
    zodiaque et les produits sont écartés ; une catégorie que l’objet de l’organisme nomme l’est
    aussi. Les mots trouvés ne sont jamais écrits, rien n’est retenu de cette lecture.

    ```toml refusé
    [texts]
    notes = '''
    Très gentil.
    Diabétique, prévoir un goûter.'''
    ```

    ```toml refusé
    [texts]
    notes = "Délégué syndical chez Exemple SA"
    ```

    ```toml accepté
    [texts]
    notes = "Habite rue de l’Église, près de la place de la Mosquée. Parti en mars."
    ```

    ```toml accepté
    [texts]
    notes = "Mme Gay, infirmière, présidente du syndicat de copropriété. Pas d’allergie."
    ```

    ```toml accepté
    [organisation]
    purpose = "Soutenir les personnes diabétiques et leurs proches."
    [texts]
    notes = "Diabétique depuis 2019."
    ```
    """
    purpose = scope.organisation.purpose if scope.organisation else ""
    for name, text in contact.texts.items():
        for hit in found_in(text, purpose):
            yield Fault(
                Place(contact.at().path, hit.line, name),
                f"ce texte paraît parler de {hit.category}".replace("de le ", "du "),
                "Déplacez-le dans un champ protégé, effacez-le, ou justifiez-le.",
                TO_CHECK,
            )
