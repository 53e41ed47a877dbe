"""A rule explained: as data, on a terminal, and as a section of docs/rules.md."""

from typing import Any

from comptoir.law.confirmed import NOT_WAIVABLE, SOURCES
from comptoir.rules.applies import Answer, Scope, always, article_47
from comptoir.rules.rule import Rule

FAMILIES = {
    "MEN": "Mentions légales",
    "PRV": "Confidentialité",
    "CKI": "Traceurs et tiers",
    "FRM": "Formulaires",
    "IMG": "Images et droits",
    "ACC": "Accessibilité",
    "INF": "Qualité de l’information",
    "SEO": "Adresses, liens, moteurs",
    "CGV": "Vente et consommateurs",
    "PUB": "Publicité, promotions, événements, dons",
    "CTC": "Base de contacts",
    "CNS": "Accords, refus, démarchage",
    "RET": "Durées de conservation",
    "MLG": "Envois : courriels, lettres, SMS",
    "DOC": "Devis, factures, avoirs",
    "VAT": "TVA",
    "JRN": "Journal comptable",
    "ARC": "Archives",
    "SEC": "Secrets",
    "CHK": "Dérogations et attestations",
    "TXT": "Langue française et charte",
    "LEC": "Lecture des fichiers",
}
SURFACES = {
    "HtmlPage": "une page construite",
    "HtmlSite": "le site construit",
    "StyleSheet": "une feuille de style",
    "SourcePage": "une page source",
    "WrittenText": "un texte en français : page, campagne, lettre, réponse",
    "Picture": "une image du registre",
    "Identity": "legal/organisation.toml",
    "ProcessingRecord": "legal/processing.toml",
    "ProjectFile": "un fichier que Git garde",
    "WaiverUse": "legal/waivers.toml",
    "Offer": "une offre et l’histoire de son prix",
    "Attested": "legal/attestations.toml",
    "Mail": "un courriel prêt à partir",
    "Letter": "une lettre prête à imprimer",
    "Sms": "un SMS",
    "Call": "une ligne d’une feuille d’appels",
    "SentRow": "une ligne du journal des envois",
    "Unsubscription": "une adresse de désinscription, essayée",
    "ContactRecord": "une fiche de contact",
    "Solicitation": "un contact, une finalité, un canal",
    "ConsentProof": "un accord et sa preuve",
    "ConsentImport": "un import d’accords",
    "Merge": "une fusion de fiches",
    "Withdrawal": "un retrait d’accord",
    "RightsRequest": "une demande d’une personne",
    "Erasure": "un effacement",
    "Access": "un rôle et ce qu’il lit",
    "Export": "un export de contacts",
    "OppositionList": "la liste d’opposition",
    "Segment": "les champs d’un segment",
    "SalesDocument": "un document de vente imprimé",
    "Series": "une série de numéros",
    "FrozenDocument": "un document émis et sa copie figée",
    "Debt": "une dette et son paiement",
    "EntryRow": "une écriture",
    "CashBox": "la caisse, jour par jour",
    "ArchiveItem": "une pièce d’archive",
    "Destruction": "une destruction",
    "InspectionAccess": "l’accès d’un contrôleur",
    "Reprint": "un document réimprimé ou renvoyé",
    "Dossier": "un dossier que les comptes doivent avoir",
    "OpenData": "un jeu de données tiré de l’archive et publié",
    "ArchivedErasure": "une demande d’effacement de ce que la loi garde",
    "Migration": "un changement d’outil ou de lieu",
    "Supply": "une livraison ou une prestation, et sa facture",
    "DuesPaper": "ce que reçoit un adhérent",
    "GiftPaper": "un reçu fiscal et son don",
    "Copies": "les exemplaires d’un même document",
    "EInvoice": "une facture en XML",
    "Derivative": "une copie réduite d’une image",
    "EntryNumbers": "les numéros d’écritures d’un exercice",
    "HashChain": "la chaîne des lignes validées",
    "Fec": "un FEC et son exercice",
    "Match": "un lettrage",
    "CashSoftware": "le logiciel de caisse et son attestation",
    "PaymentRow": "un encaissement",
    "PeriodClosing": "une clôture de caisse",
    "CashArchive": "une archive d’encaissements",
    "SoftwareRelease": "une version distribuée du logiciel",
    "JournalExport": "un lot d’écritures remis à d’autres comptes",
    "VatRegister": "la TVA d’une période",
    "Breach": "une ligne du registre des violations",
    "Leaflet": "un tract ou une affiche",
    "TaxPoint": "la TVA d’une opération et son exigibilité",
    "Turnover": "les recettes d’une année civile",
    "Unreadable": "un fichier qui ne se lit pas",
}


def described(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "title": rule.title,
        "family": rule.family,
        "families": [rule.family],
        "severity": rule.severity.name.lower(),
        "applied_severity": weight(rule),
        "applies-to": who(rule),
        "basis": rule.basis,
        "source": rule.basis,
        "seen": SOURCES.get(rule.seen, ""),
        "status": rule.status.name.lower(),
        "verified": rule.status.may_block,
        "surfaces": [surface.__name__ for surface in rule.surfaces],
        "since": rule.since.isoformat() if rule.since else None,
        "until": rule.until.isoformat() if rule.until else None,
        "act": list(rule.act),
        "waivable": rule.waivable,
    }


def weight(rule: Rule) -> str:
    """Return the heaviest severity that the engine lets this rule have."""
    if not rule.status.may_block:
        return min(rule.severity, rule.severity.WARNING).name.lower()
    return "error" if rule.harder else rule.severity.name.lower()


def who(rule: Rule) -> str:
    """Say whom a rule concerns, in the words of the question it asks."""
    if rule.applies is always:
        return "tous"
    from datetime import date

    answer = rule.applies(Scope(today=date.max))
    return answer.reason if answer.answer is Answer.UNKNOWN else "tous, sauf exception du profil"


def poids(rule: Rule) -> str:
    """Say in French how much a rule weighs, and where it weighs more."""
    french = rule.severity.french
    if rule.severity.name == "ERROR" and not rule.status.may_block:
        return "avertissement (erreur quand le texte aura été relu)"
    if rule.harder is article_47:
        return f"{french} ; erreur si l’article 47 de la loi 2005-102 s’applique"
    if rule.harder is not None:
        return f"{french} ; erreur si comptoir.toml le demande"
    return french


def facts(rule: Rule) -> list[tuple[str, str]]:
    """Return what the head of a rule's page says."""
    rows = [
        ("Poids", poids(rule)),
        ("Source", rule.basis),
        ("État de la source", _status(rule)),
        ("Concerne", who(rule)),
        ("Lit", ", ".join(SURFACES.get(s.__name__, s.__name__) for s in rule.surfaces)),
    ]
    if rule.since:
        rows.append(("Depuis", rule.since.isoformat()))
    if rule.act:
        rows.append(("Règles W3C ACT", ", ".join(rule.act)))
    if not rule.waivable:
        rows.append(("Dérogation", "impossible"))
    return rows


def _status(rule: Rule) -> str:
    seen = f" : {SOURCES[rule.seen]}" if rule.seen else ""
    return f"{rule.status.value}{seen}"


def plain(rule: Rule) -> str:
    """Write a rule for a terminal."""
    lines = [f"{rule.code} {rule.title}", "", rule.doc.summary]
    if rule.doc.text:
        lines += ["", rule.doc.text]
    lines += ["", *(f"{name} : {said}" for name, said in facts(rule))]
    lines += [f"Biais : {rule.doc.bias}"]
    for sample in rule.doc.samples:
        word = "Refusé" if sample.refused else "Accepté"
        lines += ["", f"{word} ({sample.language}) :"]
        lines += [f"    {line}" for line in sample.text.rstrip().splitlines()]
    lines += ["", waiver_help(rule)]
    return "\n".join(lines)


def how_to_waive(code: str) -> str:
    """Say in a few words how to waive a rule, beside a finding.

    >>> how_to_waive("DOC001"), how_to_waive("IMG001")
    ('Sans dérogation possible.', 'Déroger : code = "IMG001" dans legal/waivers.toml.')
    """
    if code in NOT_WAIVABLE:
        return "Sans dérogation possible."
    return f'Déroger : code = "{code}" dans legal/waivers.toml.'


def without_project(code: str) -> str:
    """Say what can be done with a finding in a folder that belongs to no project."""
    return f"Laisser cette règle de côté : --ignore {code}, ou une référence (--baseline)."


def waiver_help(rule: Rule) -> str:
    if not rule.waivable:
        return "On ne déroge pas à cette règle."
    return (
        f'Déroger : une table [[waiver]] dans legal/waivers.toml (code = "{rule.code}", '
        "path, reason, owner, until)."
    )


def section(rule: Rule) -> str:
    """Write a rule's section of docs/rules.md."""
    lines = [f"### {rule.code} · {rule.title}", "", rule.doc.summary, ""]
    if rule.doc.text:
        lines += [rule.doc.text, ""]
    lines += [f"- **{name}** : {said}" for name, said in facts(rule)]
    lines += [f"- **Biais** : {rule.doc.bias}", ""]
    for sample in rule.doc.samples:
        word = "Refusé" if sample.refused else "Accepté"
        note = f" ({sample.note})" if sample.note else ""
        language = {"projet": "text", "fichier": "text"}.get(sample.language, sample.language)
        lines += [f"{word}{note} :", "", f"```{language}", sample.text.rstrip("\n"), "```", ""]
    return "\n".join(lines)
