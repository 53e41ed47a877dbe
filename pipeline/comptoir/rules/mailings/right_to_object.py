from collections.abc import Iterator

from comptoir.rules import ERROR, MISSING, Fault, rule
from comptoir.rules.values.message import REFUSAL, Letter, Mail, Sms

FOUND = "ce message ne dit pas que l’on peut s’y opposer"
REMEDY = "Dites-le au pied, à part du reste, avec le moyen de le faire."


@rule(
    "MLG021",
    "Droit de s’opposer, dit clairement",
    severity=ERROR,
    basis="RGPD, art. 21.4",
    surface=Mail,
)
def right_to_object(mail: Mail) -> Iterator[Fault]:
    """Cherche les courriels, lettres et SMS de prospection qui ne disent pas que l’on peut s’y
    opposer.

    Biais : « se désinscrire », « s’opposer », « ne plus recevoir » et STOP le disent ; les
    messages dus n’ont pas à le dire.

    ```toml refusé
    surface = "Mail"
    text = "Bonjour. Venez à notre braderie."
    ```

    ```toml refusé
    surface = "Letter"
    body = "Chers amis, notre campagne de dons commence."
    ```

    ```toml accepté
    surface = "Letter"
    body = "Chers amis, notre campagne de dons commence."
    foot = ["Vous pouvez vous opposer à ces courriers, sans frais, au 02 61 91 00 01."]
    ```

    ```toml accepté
    surface = "Mail"
    kind = "statutory"
    text = "Vous êtes convoqué à l’assemblée du 3 décembre."
    ```

    ```toml accepté
    surface = "Sms"
    text = "Braderie samedi. STOP au 36111"
    ```
    """
    if mail.stoppable and not REFUSAL.search(mail.words):
        yield Fault(mail.at("pied"), FOUND, REMEDY, MISSING)


@right_to_object.on(Letter)
def in_letter(letter: Letter) -> Iterator[Fault]:
    if letter.stoppable and not REFUSAL.search(letter.words):
        yield Fault(letter.at("pied"), FOUND, REMEDY, MISSING)


@right_to_object.on(Sms)
def in_sms(sms: Sms) -> Iterator[Fault]:
    if sms.stoppable and "stop" not in sms.words and not REFUSAL.search(sms.words):
        yield Fault(sms.at("text"), FOUND, REMEDY, MISSING)
