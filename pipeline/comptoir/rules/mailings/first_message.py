import re
from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.message import Mail

SOURCE = re.compile(
    r"(?:votre adresse|vos coordonnees|nous avons obtenu|nous tenons|nous a ete (?:donnee|"
    r"transmise)|provien(?:t|nent)|communiquee? par|transmise? par|annuaire|source)"
)
RIGHTS = re.compile(r"vos droits|confidentialite|donnees personnelles|vie privee|opposer")


@rule(
    "MLG020",
    "Premier message : d’où vient l’adresse",
    severity=ERROR,
    basis="RGPD, art. 14.3",
    surface=Mail,
)
def first_message(mail: Mail) -> Iterator[Fault]:
    """Cherche les premiers messages à une adresse que la personne n’a pas donnée elle-même, qui ne
    disent ni d’où elle vient ni quels sont ses droits.

    Biais : des mots habituels ; les droits peuvent être un lien vers la page de confidentialité.

    ```toml refusé
    first = true
    indirect = true
    text = "Bonjour. Venez à notre braderie."
    ```

    ```toml accepté
    first = true
    indirect = true
    text = '''
    Votre adresse nous a été donnée par la Recyclerie Fictive.
    Vos droits : https://exemple.example.org/vie-privee/'''
    ```

    ```toml accepté
    first = true
    text = "Bonjour. Venez à notre braderie."
    ```
    """
    if not (mail.first and mail.indirect):
        return
    if not SOURCE.search(mail.words):
        found = "ce premier message ne dit pas d’où vient l’adresse"
        yield Fault(mail.at("corps"), found, "Dites-le.", MISSING)
    if not RIGHTS.search(mail.words):
        found = "ce premier message ne dit pas les droits de la personne"
        yield Fault(
            mail.at("corps"), found, "Dites-les, ou liez la page de confidentialité.", MISSING
        )
