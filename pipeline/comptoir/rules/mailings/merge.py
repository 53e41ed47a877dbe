from collections.abc import Iterator

from comptoir.rules import ERROR, Fault, rule
from comptoir.rules.values.message import Letter, Mail, Sms, unmerged

REMEDY = "Corrigez le modèle, ou prévoyez le cas : {% if … %}."


@rule(
    "MLG022",
    "Fusion sans reste",
    severity=ERROR,
    basis="RGPD, art. 5.1.f",
    surface=Mail,
)
def merge(mail: Mail) -> Iterator[Fault]:
    """Cherche, dans un message fusionné, un champ non remplacé, une salutation vide, ou le mot
    d’une valeur absente.

    Biais : les accolades d’un exemple de code seraient prises pour un champ.

    ```toml refusé
    surface = "Mail"
    text = "Bonjour {{ contact.first_name }},"
    ```

    ```toml refusé
    surface = "Letter"
    body = '''
    Chère ,
    votre cotisation'''
    ```

    ```toml refusé
    surface = "Sms"
    text = "Bonjour None, votre rendez-vous est demain."
    ```

    ```toml accepté
    surface = "Mail"
    subject = "Braderie"
    text = '''
    Bonjour Jo Exemple,
    venez samedi.'''
    ```

    ```toml accepté
    surface = "Mail"
    text = "Bonjour Jo Exemple, pour ne plus recevoir ceci, répondez « désinscription », sans plus."
    ```

    ```toml accepté
    surface = "Letter"
    body = '''
    Madame, Monsieur,
    votre cotisation'''
    ```
    """
    for part, text in (("subject", mail.subject), ("text", mail.text), ("html", mail.seen)):
        for what in unmerged(text):
            yield Fault(mail.at(part), f"ce message porte {what}", REMEDY)


@merge.on(Letter)
def in_letter(letter: Letter) -> Iterator[Fault]:
    for part, text in (("subject", letter.subject), ("body", letter.body)):
        for what in unmerged(text):
            yield Fault(letter.at(part), f"cette lettre porte {what}", REMEDY)


@merge.on(Sms)
def in_sms(sms: Sms) -> Iterator[Fault]:
    for what in unmerged(sms.text):
        yield Fault(sms.at("text"), f"ce SMS porte {what}", REMEDY)
