"""French words for what the base holds of people: tables, columns, values."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any

from comptoir.consent.model import FRENCH_CHANNELS, EventKind, french_scope
from comptoir.contacts.columns import FIELDS
from comptoir.contacts.model import ROLES
from comptoir.context import PARIS
from comptoir.dates import short_date
from comptoir.identifiers import national_phone
from comptoir.money import french_amount
from comptoir.requests.model import Channel, Kind, Responsibility, Stage, State
from comptoir.store.outbox_rows import FRENCH as MESSAGE_STATES
from comptoir.store.rights import FRENCH as RIGHTS

TABLES = {
    "contact": "Identité et coordonnées",
    "archived_file": "Archivage",
    "bounce": "Retours de messages",
    "consent_event": "Accords, retraits, oppositions",
    "consent_event_value": "Preuves des accords",
    "consent_state": "État des accords",
    "contact_external": "Références dans d’autres outils",
    "cheque": "Chèques",
    "contact_fact": "Informations complémentaires",
    "contact_hold": "Gels pour un litige ou un contrôle",
    "contact_note": "Notes",
    "contact_relation": "Liens",
    "contact_role": "Rôles",
    "contact_tag": "Étiquettes",
    "contract": "Contrats et conventions",
    "mandate": "Mandats de prélèvement",
    "direct_debit": "Prélèvements",
    "document": "Documents émis",
    "donation": "Dons",
    "import_change": "Imports",
    "invoice": "Factures",
    "invoice_line": "Lignes de factures",
    "invoice_vat": "TVA des factures",
    "mail_entry": "Ce qui est revenu",
    "mail_item": "Registre du courrier",
    "membership": "Adhésions",
    "outbox": "Messages",
    "payment": "Règlements",
    "payment_part": "Affectation des règlements",
    "purchase": "Factures d’achat",
    "purchase_payment": "Paiements d’achats",
    "quote": "Devis",
    "recurring": "Abonnements",
    "request": "Demandes, réclamations et litiges",
    "request_event": "Suivi des demandes",
    "rights_request": "Demandes sur ses données",
    "sale_item": "Articles achetés",
    "sale_order": "Commandes",
    "sale_stat": "Total des achats",
    "supplier_account": "Comptes où le payer",
}
COLUMNS = FIELDS | {
    "at_distance": "à distance", "ends": "fin", "notice_days": "préavis (jours)",
    "renews": "se renouvelle", "signed_on": "signé le", "signed_path": "fichier signé",
    "starts": "début",
    "confirmed_by": "confirmé par", "confirmed_on": "confirmé le", "iban": "IBAN",
    "their_number": "son numéro", "told_by": "dit par", "told_on": "dit le",
    "amount": "montant", "amount_due": "reste à payer", "answered_on": "répondu le",
    "at": "noté le",
    "attempts": "essais", "basis": "fondement", "batch": "tirage", "batch_id": "import",
    "campaign": "envoi", "channel": "canal", "cleared_on": "levé le", "content": "contenu",
    "count": "nombre", "created_at": "créé le", "decided_on": "décidé le", "detail": "détail",
    "due_on": "échéance", "earmark": "affectation", "evidence": "pièce", "field": "champ",
    "given_on": "dit le", "gross": "TTC", "identity": "identité vérifiée", "issued_at": "émis à",
    "issued_on": "émis le", "kind": "nature", "last_on": "dernier", "level": "tarif",
    "line": "ligne", "method": "moyen", "name": "nom", "net": "HT", "number": "numéro",
    "on": "le", "ordered_on": "commandé le", "outcome": "suite", "paid_on": "payée le",
    "path": "fichier", "position": "rang", "purpose": "finalité", "quantity": "quantité",
    "rank": "rang", "rate": "taux", "reason": "motif", "received_on": "reçu le",
    "recorded_at": "noté à", "recorded_on": "notée le", "reference": "référence",
    "restricted_on": "limité le", "right": "droit", "role": "rôle", "scope": "finalité",
    "season": "saison", "since": "depuis", "sku": "article", "state": "état", "tag": "étiquette",
    "tax": "TVA", "tax_amount": "TVA", "taxable_amount": "base", "text": "texte",
    "text_hash": "empreinte du texte", "total": "total", "unit_price": "prix", "until": "jusqu’au",
    "updated_at": "modifié le", "valid_to": "valable jusqu’au", "value": "valeur",
    "vat_rate": "TVA", "said": "texte", "sender": "expéditeur", "subject": "objet",
    "taken_at": "relevé le", "verdict": "verdict", "account": "compte", "body": "texte",
    "department": "département", "invoice_id": "facture n°", "payment_id": "règlement n°",
    "row_id": "accord n°", "record_id": "n°", "extended_on": "prolongé le",
    "extended_because": "prolongé parce que", "archived_on": "archivé le",
    "bank": "banque", "cancelled_on": "annulé le", "deposit_id": "remise n°", "drawer": "tireur",
    "direction": "sens", "filed_on": "traité le", "message_key": "empreinte", "object": "objet",
    "party": "qui", "receipt_on": "remis le", "receipt_path": "avis de réception",
    "registered": "recommandé n°", "sha256": "empreinte du fichier",
    "agent": "reçue par", "answer": "réponse", "answer_channel": "répondue par",
    "answer_path": "réponse classée", "answers": "réponses au formulaire",
    "caller": "de la part de",
    "closed_on": "close le", "conclusion": "issue", "confirmed": "confirmé", "demand": "demande",
    "facts": "faits", "form": "formulaire", "inbox_id": "message n°", "motive": "motif",
    "need": "besoin", "owner": "en charge", "promised_days": "jours ouvrés promis",
    "remedy": "réparation", "remedy_document": "pièce qui répare", "remedy_on": "réparation le",
    "reply_by": "répondre par", "request_id": "demande n°", "responsibility": "faute",
    "stage": "étape", "what": "quoi",
    "planned_on": "remise prévue le", "returned_on": "revenu le", "reverses_id": "reprend n°",
}  # fmt: skip
MONEY = frozenset(
    ("amount", "amount_due", "gross", "net", "tax", "tax_amount", "taxable_amount", "total")
)
_VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": {one.value: one.french for one in EventKind}
    | {one.value: one.french for one in Kind}
    | {"person": "personne", "organisation": "organisation", "invoice": "facture",
       "quote": "devis", "dues_receipt": "reçu de cotisation", "gift_receipt": "reçu fiscal",
       "certificate": "attestation de paiement",
       "line": "ligne", "membership": "cotisation", "donation": "don", "goods": "bien",
       "received": "reçu", "undone": "annulation", "bounced": "rejet", "refund": "remboursement"},
    "channel": FRENCH_CHANNELS | {"letter": "par courrier"},
    "role": {role.value: french for role, french in ROLES.items()},
    "right": {one.value: french for one, french in RIGHTS.items()},
    "state": {one.value: french for one, french in MESSAGE_STATES.items()}
    | {one.value: one.french for one in EventKind}
    | {one.value: one.french for one in State}
    | {"open": "en cours", "accepted": "accepté", "refused": "refusé", "expired": "périmé",
       "invoiced": "facturé"},
    "responsibility": {one.value: one.french for one in Responsibility},
    "stage": {one.value: one.french for one in Stage},
    "reply_by": {one.value: one.french for one in Channel} | {"none": "c’est répondu"},
    "answer_channel": {one.value: one.french for one in Channel},
    "what": {"opened": "enregistrée", "taken": "prise en charge", "assigned": "confiée",
             "message": "message remis", "mail": "courrier", "interim": "attente dite",
             "answered": "répondue", "resumed": "reprise",
             "escalated": "portée plus loin", "closed": "close"},
    "method": {"cash": "espèces", "cheque": "chèque", "card": "carte", "transfer": "virement",
               "direct_debit": "prélèvement", "helloasso": "HelloAsso"},
    "level": {"full": "plein tarif", "reduced": "tarif réduit"},
}  # fmt: skip


def table_name(name: str) -> str:
    return TABLES.get(name, name.replace("_", " "))


def column_name(name: str) -> str:
    return COLUMNS.get(name, name.replace("_", " "))


def value_said(column: str, value: Any, zone: tzinfo = PARIS) -> str:
    """Say a value of the base in French, a moment by the clocks of a zone."""
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return short_date(value)
    if column in MONEY and isinstance(value, Decimal):
        return french_amount(value)
    if column in ("phone", "mobile"):
        return national_phone(str(value))
    if column == "scope":
        return french_scope(str(value))
    return _VALUES.get(column, {}).get(str(value), str(value))


def row_said(row: Mapping[str, Any], zone: tzinfo) -> dict[str, str]:
    """Say a row in French: the heading and the value of each column that holds something."""
    return {column_name(name): value_said(name, value, zone) for name, value in row.items()}
