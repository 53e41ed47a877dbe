"""The form by which anybody uses their rights over data (GDPR, arts 12 to 22)."""

from html import escape

from comptoir.settings import Organisation
from comptoir.site.data import Form
from comptoir.website.components.stage import words

REQUESTS = (
    "Recevoir une copie de mes données",
    "Corriger mes données",
    "Effacer mes données",
    "M’opposer à un usage de mes données",
    "Limiter l’usage de mes données",
    "Autre demande",
)
FORM = Form.model_validate(
    {
        "action": "/reception/mes-droits",
        "title": "Vos données et vos droits",
        "purpose": "droits",
        "button": "Envoyer la demande",
        "field": [
            {
                "name": "demande",
                "label": "Votre demande",
                "kind": "select",
                "required": True,
                "options": REQUESTS,
            },
            {"name": "nom", "label": "Votre nom", "required": True, "autocomplete": "name"},
            {
                "name": "mel", "label": "Votre adresse mél", "kind": "email", "required": True,
                "autocomplete": "email", "help": "Celle que nous connaissons, si possible.",
            },
            {"name": "message", "label": "Précisions", "kind": "textarea"},
        ],
    }
)  # fmt: skip
INTRODUCTION = (
    "Vous pouvez demander une copie de vos données, les corriger, les effacer, ou vous opposer à "
    "leur usage. Nous répondons sous un mois.",
)


def due(organisation: Organisation, privacy: str) -> str:
    """Return what is due to who asks: why this is collected, and for how long."""
    told = (
        f"Responsable : {organisation.name}. Finalité : répondre à votre demande. "
        "Base légale : une obligation légale (RGPD, art. 12). Durée : cinq ans, pour prouver la "
        "réponse. Vous pouvez aussi saisir la CNIL."
    )
    return f'<p class="small">{words(told)} <a href="{escape(privacy)}">En savoir plus</a>.</p>'
