"""Fill the identity file of a new project, as its owner would."""

import re
from pathlib import Path

VALUES = {
    "": {
        "phone": "02 61 91 00 41",
        "email": "bonjour@essai.example.org",
        "siren": "999003536",
        "siret": "99900353600011",
        "rna": "W354009991",
        "rcs_city": "Rennes",
        "legal_form": "société à responsabilité limitée",
        "capital": "5 000 €",
        "publication_director": "Annaïg Tanguy",
        "dpo": "donnees@essai.example.org",
        "purpose": "Essayer Comptoir",
        "naf": "94.99Z",
    },
    "seat": {"street": "3 rue de l’Essai", "postcode": "35600", "city": "Redon"},
    "host": {
        "name": "Hébergement Fictif SCOP",
        "address": "1 rue de l’Exemple, 35000 Rennes",
        "phone": "01 99 00 35 00",
    },
    "vat": {"number": "FR68999003536"},
}


def fill_identity(folder: Path) -> None:
    """Give a value to each empty key of legal/organisation.toml, and the site its address."""
    path = folder / "legal" / "organisation.toml"
    section, lines = "", []
    for line in path.read_text("utf-8").splitlines():
        if table := re.match(r"\[(\w+)\]", line):
            section = table[1]
        if key := re.match(r'(\w+) = ""', line):
            value = VALUES[section][key[1]]
            lines.append(line.replace('""', f'"{value}"', 1))
        else:
            lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    site = folder / "comptoir.toml"
    told = site.read_text("utf-8").replace("https://www.example.org", "https://essai.example.org")
    site.write_text(told, encoding="utf-8")
