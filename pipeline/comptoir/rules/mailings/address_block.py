import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.rules.values.message import Letter

HEIGHT, WIDTH = 6, 38
LAST = re.compile(r"\d{5} [A-Z0-9 ]+")
PLAIN = re.compile(r"[A-Z0-9 ]+")


@rule(
    "MLG028",
    "Bloc adresse",
    severity=WARNING,
    basis="NF Z10-011 (La Poste, SNA)",
    surface=Letter,
    seen="SNA",
)
def address_block(letter: Letter) -> Iterator[Fault]:
    """Cherche, dans un bloc adresse, plus de six lignes, une ligne de plus de 38 signes, une ligne
    vide, de la ponctuation à partir de la quatrième, une dernière ligne qui n’est pas un code
    postal et une commune en capitales.

    Biais : les trois lignes du bas sont regardées sans accent ; une adresse à l’étranger finit par
    le pays.

    ```toml refusé
    address = ["Jo Exemple", "12, rue de l’Exemple", "35000 Rennes"]
    ```

    ```toml refusé
    address = ["Jo Exemple", "12 RUE DE LA TRES LONGUE EXEMPLE DU MARAIS", "35000 RENNES"]
    ```

    ```toml accepté
    address = ["Jo Exemple", "12 RUE DE L EXEMPLE", "35000 RENNES"]
    ```

    ```toml accepté
    domestic = false
    address = ["Jo Exemple", "12 RUE DE L EXEMPLE", "1000 BRUXELLES", "BELGIQUE"]
    ```
    """
    lines = letter.address
    if not lines:
        return
    if len(lines) > HEIGHT + (not letter.domestic):
        yield Fault(letter.at("address"), "le bloc adresse a trop de lignes", "Réunissez-les.")
    if any(not line.strip() for line in lines):
        yield Fault(letter.at("address"), "le bloc adresse a une ligne vide", "Retirez-la.")
    for rank, line in enumerate(lines, 1):
        if len(line) > WIDTH:
            found = f"la ligne {rank} de l’adresse dépasse {WIDTH} signes"
            yield Fault(letter.at("address"), found, "Abrégez-la.")
    end = lines[-1] if letter.domestic else lines[-2] if len(lines) > 1 else ""
    if letter.domestic and not LAST.fullmatch(end):
        found = "l’adresse ne finit pas par un code postal et une commune en capitales"
        yield Fault(letter.at("address"), found, "Écrivez-la comme 35000 RENNES.")
    elif len(lines) > 2 and not PLAIN.fullmatch(lines[-2]):
        found = "les dernières lignes de l’adresse ont des minuscules ou de la ponctuation"
        yield Fault(letter.at("address"), found, "Des capitales sans accent, sans virgule.")
