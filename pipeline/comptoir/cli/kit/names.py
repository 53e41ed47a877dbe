"""French names of commands: the one table. English names are the stable ones, for scripts.

A noun stands here with its French alias and the line that help shows for it, so that help need
not import its module. A verb has the same French name under every noun.
"""

from dataclasses import dataclass

from comptoir.text import fold


@dataclass(frozen=True, slots=True)
class Named:
    """A French name and one line of help."""

    french: str
    help: str = ""


NOUNS = {
    "new": Named("nouveau", "Créer le dépôt d’une organisation."),
    "demo": Named("démo", "Faire tout le travail sur l’organisation d’exemple."),
    "doctor": Named("docteur", "Examiner l’installation, les droits et les secrets."),
    "check": Named("vérifier", "Vérifier les pages et les documents : loi et qualité."),
    "due": Named("échéances", "Montrer ce qui est à faire."),
    "rule": Named("règle", "Connaître les règles de vérification."),
    "theme": Named("thème", "Adapter l’apparence."),
    "site": Named("site", "Construire et regarder le site."),
    "image": Named("image", "Suivre les images, leurs auteurs et leurs autorisations."),
    "social": Named("réseaux", "Annoncer une page sur les réseaux sociaux."),
    "print": Named("imprimer", "Faire un prospectus, un dépliant ou une affiche."),
    "contact": Named("contact", "Tenir la base de contacts."),
    "export": Named("export", "Ouvrir un export chiffré que l’on a reçu."),
    "consent": Named("consentement", "Enregistrer accords, retraits et oppositions."),
    "privacy": Named("rgpd", "Répondre aux droits des personnes, tenir registres et durées."),
    "segment": Named("segment", "Choisir des contacts par critères."),
    "campaign": Named("campagne", "Préparer et envoyer des lettres et des courriels."),
    "mail": Named("courrier", "Relever ce qui revient : retours, désinscriptions, réponses."),
    "inbox": Named("réception", "Prendre ce que le public envoie par les formulaires du site."),
    "web": Named("web", "Recevoir les formulaires du site, ici ou sur un hébergement."),
    "request": Named("demande", "Suivre demandes, réclamations et litiges jusqu’à la réponse."),
    "procedure": Named("procédure", "Suivre ce qu’il faut avoir fait avant un acte."),
    "item": Named("article", "Connaître ce qui se vend."),
    "quote": Named("devis", "Établir et suivre les devis."),
    "order": Named("commande", "Suivre et modifier les commandes."),
    "delivery": Named("livraison", "Livrer les commandes, en une ou plusieurs fois."),
    "invoice": Named("facture", "Émettre et montrer les factures."),
    "credit": Named("avoir", "Rendre tout ou partie d’une facture."),
    "membership": Named("adhésion", "Enregistrer les adhésions et leurs cotisations."),
    "donation": Named("don", "Enregistrer les dons et leurs reçus."),
    "subsidy": Named("subvention", "Suivre les subventions, de la notification au compte rendu."),
    "payment": Named("règlement", "Enregistrer les encaissements."),
    "debit": Named("prélèvement", "Tenir les mandats SEPA, prélever, prendre les rejets."),
    "contract": Named("contrat", "Tenir le registre des contrats et des conventions."),
    "purchase": Named("achat", "Enregistrer et payer les factures des fournisseurs."),
    "reminder": Named("relance", "Relancer les factures impayées."),
    "ledger": Named("journal", "Lire et contrôler les écritures."),
    "anomaly": Named("anomalie", "Suivre les anomalies trouvées dans les fiches."),
    "document": Named(
        "document", "Classer les documents, les retrouver, les garder, les détruire."
    ),
    "charter": Named("charte", "Lire et signer la charte de bonne conduite."),
    "dashboard": Named("tableau-de-bord", "Mesurer l’activité, en volume et en valeur."),
    "audit": Named("trace", "Lire la trace des actes et vérifier qu’elle est entière."),
    "survey": Named("enquête", "Interroger, sur le site et sur papier, et lire ce qu’on en dit."),
    "event": Named("évènement", "Préparer les évènements de l’agenda, inscrire, faire le bilan."),
    "assembly": Named(
        "assemblée", "Convoquer l’assemblée générale, voter, faire le procès-verbal."
    ),
    "partner": Named("partenaire", "Suivre fournisseurs, sous-traitants et transporteurs."),
    "appointment": Named("rendez-vous", "Prendre, rappeler et échanger les rendez-vous."),
    "backup": Named("sauvegarde", "Sauvegarder la base et les documents, essayer, restaurer."),
    "db": Named("base", "Créer et mettre à jour la base."),
    "reference": Named("référence", "Écrire les pages de référence."),
}

VERBS = {
    "accept": "accepter",
    "account": "compte",
    "access": "accès",
    "add": "ajouter",
    "adopt": "adopter",
    "anchor": "ancrer",
    "aged": "âgée",
    "answer": "répondre",
    "approve": "approuver",
    "archive": "archiver",
    "aside": "écarter",
    "assign": "confier",
    "attach": "rattacher",
    "audit": "examiner",
    "balance": "balance",
    "bounce": "rejeter",
    "breach": "violation",
    "build": "construire",
    "call": "appeler",
    "card": "carte",
    "carry": "reporter",
    "cash": "caisse",
    "cancel": "annuler",
    "certificate": "attestation",
    "channel": "voie",
    "chain": "chaîne",
    "check": "vérifier",
    "cli": "commandes",
    "close": "clore",
    "confirm": "confirmer",
    "count": "compter",
    "deposit": "remettre",
    "diff": "comparer",
    "tariff": "tarif",
    "enrol": "inscrire",
    "spend": "dépenser",
    "seal": "sceller",
    "sheet": "feuille",
    "segments": "segments",
    "done": "fait",
    "budget": "budget",
    "attend": "émarger",
    "paper": "papier",
    "form": "formulaire",
    "codes": "codes",
    "remind": "rappeler",
    "move": "déplacer",
    "free": "libres",
    "restore": "restaurer",
    "create": "créer",
    "copy": "copier",
    "doubtful": "douteuse",
    "draft": "brouillard",
    "dispose": "détruire",
    "docx": "docx",
    "duplicates": "doublons",
    "edit": "modifier",
    "eject": "extraire",
    "end": "terminer",
    "entries": "écritures",
    "envelopes": "enveloppes",
    "erase": "effacer",
    "escalate": "porter",
    "explain": "expliquer",
    "export": "exporter",
    "extend": "prolonger",
    "features": "fonctions",
    "fec": "fec",
    "find": "chercher",
    "grant": "accorder",
    "grants": "droits",
    "guide": "guide",
    "freeze": "geler",
    "hold": "suspendre",
    "import": "importer",
    "issue": "émettre",
    "key": "clé",
    "kinds": "sortes",
    "lint": "nommer",
    "labels": "étiquettes",
    "list": "lister",
    "mandate": "mandater",
    "collect": "encaisser",
    "returns": "retours",
    "return": "retour",
    "settle": "régler",
    "match": "lettrer",
    "matching": "lettrage",
    "merge": "fusionner",
    "models": "modèles",
    "networks": "réseaux",
    "new": "nouveau",
    "note": "noter",
    "notify": "notifier",
    "object": "opposer",
    "open": "ouvrir",
    "pack": "assembler",
    "pay": "payer",
    "plan": "prévoir",
    "preview": "aperçu",
    "print": "imprimer",
    "publish": "publier",
    "pull": "relever",
    "quality": "qualité",
    "queue": "préparer",
    "receipt": "reçu",
    "receipts": "recettes",
    "recurring": "récurrente",
    "record": "enregistrer",
    "refund": "rembourser",
    "refuse": "refuser",
    "register": "registre",
    "release": "autorisations",
    "report": "bilan",
    "value": "valoriser",
    "request": "demander",
    "resolve": "résoudre",
    "restrict": "limiter",
    "resume": "reprendre",
    "retention": "conservation",
    "reverse": "extourner",
    "rules": "règles",
    "run": "lancer",
    "send": "envoyer",
    "serve": "servir",
    "show": "montrer",
    "sign": "signer",
    "status": "état",
    "take": "prendre",
    "test": "essayer",
    "tie": "rattacher",
    "undo": "défaire",
    "unproven": "sans-preuve",
    "upgrade": "mettre-à-niveau",
    "use": "employer",
    "validate": "valider",
    "vat": "tva",
    "verify": "contrôler",
    "voters": "votants",
    "convene": "convoquer",
    "proxy": "pouvoir",
    "recall": "reconvoquer",
    "receive": "percevoir",
    "vote": "voter",
    "elect": "élire",
    "minutes": "procès-verbal",
    "declare": "déclarer",
    "reserve": "réserver",
    "reserves": "réserves",
    "sell": "vendre",
    "tickets": "billets",
    "admit": "entrer",
    "void": "annuler-billet",
    "withdraw": "retirer",
    "writeoff": "perte",
}

_NOUN_OF = {fold(named.french): name for name, named in NOUNS.items()}


def english_noun(word: str) -> str:
    """Return the stable name of a noun, given it or its French alias, accents or not.

    >>> english_noun("adhesion"), english_noun("facture"), english_noun("invoice")
    ('membership', 'invoice', 'invoice')
    """
    return word if word in NOUNS else _NOUN_OF.get(fold(word), word)


def english_verbs(word: str) -> tuple[str, ...]:
    """Return the stable names that a verb may have, given one or its French alias, accents or not.

    A noun has one of them: « rattacher » a letter is `attach`, a payment `tie`.

    >>> english_verbs("emettre"), english_verbs("rattacher"), english_verbs("issue")
    (('issue',), ('attach', 'tie'), ('issue',))
    """
    if word in VERBS:
        return (word,)
    found = tuple(name for name, french in VERBS.items() if fold(french) == fold(word))
    return found or (word,)
