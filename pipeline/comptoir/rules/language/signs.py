import re
from collections.abc import Iterator

from comptoir.rules import INFO, Fault, rule
from comptoir.rules.surfaces_text import WrittenText

QUOTES = re.compile(r"(?<![\w=\\])\"(?=[^\W_])[^\"\n]{1,200}?\"(?!\w)")
DOTS = re.compile(r"(?<=\w)\.\.\.(?!\.)")
USUAL = (
    (re.compile(r"\betc(?:\.\.\.|…)"), "« etc. » est suivi de points de suspension",
     "Écrivez « etc. »."),
    (re.compile(r"(?<![\w.])Mr\.? (?=[A-ZÀ-Ý])"), "« Mr » est l’abrégé de Mister",
     "Écrivez « M. »."),
    (re.compile(r"\b(?:1ère|1ere|2ème|2eme|3ème|3eme|\d+ème|\d+eme)\b"),
     "un ordinal est mal abrégé", "Écrivez 1re, 2e, 3e."),
    (re.compile(r"(?:^|(?<=[.!?] ))A (?=(?:partir|propos|noter|bientôt|savoir)\b)", re.MULTILINE),
     "un À a perdu son accent", "Les majuscules s’accentuent : « À »."),
)  # fmt: skip


@rule(
    "TXT003",
    "Guillemets et abréviations",
    severity=INFO,
    basis="constat : Lexique des règles typographiques de l’Imprimerie nationale",
    surface=WrittenText,
)
def signs(text: WrittenText) -> Iterator[Fault]:
    """Cherche les guillemets droits, les trois points tapés un à un, et les abréviations
    fautives : « Mr », « 2ème », « etc... ».

    Biais : une information ; les mesures en pouces et le code ne sont pas lus.

    ```markdown refusé
    Le mot "atelier" vient du bois.
    ```

    ```markdown refusé
    Mr Exemple tient le 2ème atelier.
    ```

    ```markdown accepté
    Le mot « atelier » vient du bois, des copeaux, etc. M. Exemple tient le 2e atelier…
    ```
    """
    for found in text.found(QUOTES):
        yield Fault(text.at(found.start()), "des guillemets sont droits", "Écrivez « … ».")
    for pattern, said, remedy in USUAL:
        for found in text.found(pattern):
            yield Fault(text.at(found.start()), said, remedy)
    for found in text.found(DOTS):
        if not text.writing.prose[: found.start()].endswith("etc"):
            said = "des points de suspension sont tapés un à un"
            yield Fault(text.at(found.start()), said, "Écrivez le signe « … ».")
