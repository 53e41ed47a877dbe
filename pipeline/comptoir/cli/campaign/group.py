"""The group of `comptoir campaign`, and the options its verbs share."""

from comptoir.cli.kit import argument, noun, option

CHANNELS = {"letter": "lettre", "email": "courriel", "sms": "sms", "mailchimp": "mailchimp"}
BY = {
    "letter": "par lettre",
    "email": "par courriel",
    "sms": "par SMS",
    "mailchimp": "par Mailchimp",
}
channel_option = option(
    "--channel", "--canal", default="", metavar="CANAL",
    help="letter (lettre), email (courriel), sms ou mailchimp.",
)  # fmt: skip
name_argument = argument("name", label="envoi")


def english_channel(given: str) -> str:
    """Take the French name of a channel for the English one.

    >>> english_channel("courriel"), english_channel("letter")
    ('email', 'letter')
    """
    french = {french: english for english, french in CHANNELS.items()}
    return french.get(given.strip().casefold(), given.strip())


@noun()
def command() -> None:
    """Préparer et envoyer des lettres et des courriels écrits dans content/campagnes/."""
