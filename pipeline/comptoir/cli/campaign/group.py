"""The group of `comptoir campaign`, and the options its verbs share."""

from comptoir.cli.kit import argument, noun, option
from comptoir.text import fold

CHANNELS = {
    "letter": "lettre", "email": "courriel", "sms": "sms", "phone": "téléphone",
    "mailchimp": "mailchimp",
}  # fmt: skip
BY = {
    "letter": "par lettre",
    "email": "par courriel",
    "sms": "par SMS",
    "phone": "par téléphone",
    "mailchimp": "par Mailchimp",
}
channel_option = option(
    "--channel", "--canal", default="", metavar="CANAL",
    help="letter (lettre), email (courriel), sms, phone (téléphone) ou mailchimp.",
)  # fmt: skip
name_argument = argument("name", label="envoi")


def english_channel(given: str) -> str:
    """Take the French name of a channel for the English one.

    >>> english_channel("courriel"), english_channel("telephone")
    ('email', 'phone')
    """
    french = {fold(french): english for english, french in CHANNELS.items()}
    return french.get(fold(given.strip()), given.strip())


@noun()
def command() -> None:
    """Préparer et envoyer des lettres et des courriels écrits dans content/campagnes/."""
