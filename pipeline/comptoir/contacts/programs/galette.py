"""Galette: members, by the names of its columns."""

from comptoir.contacts.programs.program import Card, place
from comptoir.programs import Program

HEADER = (
    "num_adh", "titre_adh", "nom_adh", "prenom_adh", "societe_adh", "ddn_adh", "adresse_adh",
    "cp_adh", "ville_adh", "pays_adh", "tel_adh", "gsm_adh", "email_adh", "date_crea_adh",
)  # fmt: skip
TITLES = {"M.": "1", "Mme": "2"}  # as a new Galette numbers them


def _row(card: Card) -> list[str]:
    return [
        card["reference"], TITLES.get(card["civility"], ""), card["last_name"], card["first_name"],
        card["organisation"], card["birth_date"], place(card), card["postcode"], card["city"],
        card["country"], card["phone"], card["mobile"], card["email"], card["source_on"],
    ]  # fmt: skip


PROGRAM = Program(
    id="galette", title="Galette", header=HEADER, row=_row,
    how="Configuration, Imports : prenez ces colonnes pour modèle, puis déposez le fichier.",
)  # fmt: skip
