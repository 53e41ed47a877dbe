from collections.abc import Iterator

from comptoir.rules import INFO, Fault, rule
from comptoir.rules.surfaces_text import WrittenText


@rule(
    "TXT009",
    "Phrases longues",
    severity=INFO,
    basis="constat : [charter] longest_sentence de legal/organisation.toml",
    surface=WrittenText,
)
def sentences(text: WrittenText) -> Iterator[Fault]:
    """Cherche les phrases de plus de quarante mots, ou de ce que dit la charte : on les lit deux
    fois.

    Biais : une information ; les listes et les tableaux ne sont pas lus.

    ```markdown refusé
    Nous avons décidé, après avoir longuement écouté les adhérents qui étaient là, ceux qui avaient
    écrit et ceux qui avaient téléphoné, de garder les quatre ateliers ouverts le mercredi, le
    vendredi et le samedi, et de prêter les outils aux personnes du quartier.
    ```

    ```markdown accepté
    Nous gardons les quatre ateliers. Ils ouvrent le mercredi, le vendredi et le samedi.
    ```
    """
    longest = text.charter.longest_sentence
    for start, sentence in text.writing.sentences:
        words = len(sentence.split())
        if words > longest and "|" not in sentence and not sentence.lstrip().startswith(("-", "*")):
            said = f"une phrase compte plus de {longest} mots"
            lead = len(sentence) - len(sentence.lstrip())
            yield Fault(text.at(start + lead), said, "Coupez-la en deux.")
