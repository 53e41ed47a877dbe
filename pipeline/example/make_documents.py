"""Make the files that the example offers to download: `python -m example.make_documents`."""

from datetime import UTC, datetime
from pathlib import Path

import typst

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "content" / "fichiers"
WRITTEN = datetime(2026, 11, 24, tzinfo=UTC)
PAGE = """
#set document(title: "{title}", author: "Les Ateliers du Halage")
#set page(paper: "a4", margin: 2.4cm, footer: align(center, text(8pt)[
  SPÉCIMEN : Les Ateliers du Halage n’existent pas · 7 quai des Haleurs, 35600 Redon]))
#set text(font: "Public Sans", size: 11pt, lang: "fr")
#set par(justify: true, leading: 0.75em)
#show heading: set text(font: "Bricolage Grotesque")
#show heading: set block(below: 0.9em, above: 1.4em)
#text(9pt, fill: rgb("#96341a"))[*SPÉCIMEN*]
= {title}
"""
STATUTES = """
Adoptés le 14 mai 2014, modifiés par l’assemblée générale du 14 décembre 2024.

== Article 1. Nom et siège
Il est fondé une association régie par la loi du 1er juillet 1901, nommée Les Ateliers du Halage.
Son
siège est au 7 quai des Haleurs, à Redon.

== Article 2. Objet
Apprendre à réparer et à fabriquer ensemble, et prolonger la vie des objets.

== Article 3. Membres
Est membre toute personne à jour de sa cotisation de la saison, qui court de septembre à août.
L’assemblée générale en fixe le montant.

== Article 4. Assemblée générale
Elle se réunit chaque année en décembre, sur convocation envoyée quinze jours au moins avant. Chaque
membre dès 16 ans y a une voix et peut recevoir deux pouvoirs au plus. Le quorum est d’un quart des
membres à jour, présents ou représentés. S’il manque, une seconde assemblée délibère sans quorum,
sur
le même ordre du jour.

== Article 5. Conseil d’administration
Neuf membres, élus pour trois ans et renouvelés par tiers. Le conseil élit en son sein la
présidence et
la trésorerie.

== Article 6. Ressources
Les cotisations, les dons, la vente de kits, de stages et d’un guide, et les subventions. Les
comptes de
chaque exercice, arrêtés au 31 août, sont présentés à l’assemblée.

== Article 7. Dissolution
L’actif net revient à une association qui poursuit un but voisin.
"""
RULES = """
== À l’atelier
- On range avant de partir : chaque outil a sa place au panneau.
- Une machine à bois demande une habilitation, donnée par le technicien, et 16 ans révolus.
- Lunettes et casque sont à l’entrée. On les porte.
- Un outil cassé se dit. Il ne se cache pas.

== Au repair café
- Un objet par personne, un second si la file le permet. Dernier numéro à 16 h 45.
- Le bénévole guide, le visiteur tient l’outil et donne son accord avant tout geste irréversible.
- Tout appareil électrique est testé avant de repartir.

== Enfants
Dès 8 ans au vélo, à la couture et à l’électronique, avec un adulte qui reste.
"""
SLIP = """
#v(0.5em)
Saison 2026-2027, de septembre à août.

#table(columns: (1fr, auto), inset: 9pt, stroke: 0.5pt,
  [☐ Tarif plein], [22 €],
  [☐ Tarif réduit : études, recherche d’emploi, minima sociaux], [10 €])

Nom et prénom : #box(width: 1fr, repeat[.])

Adresse : #box(width: 1fr, repeat[.])

Mél ou téléphone (facultatif) : #box(width: 1fr, repeat[.])

☐ Je souhaite recevoir la lettre d’infos par mél. Ce choix se change à tout moment.

Date et signature : #box(width: 1fr, repeat[.])

#text(9pt)[Ces renseignements servent à gérer votre adhésion. L’accueil et la trésorerie les
lisent ; ils sont
gardés trois ans après votre dernière saison. Vous pouvez les consulter, les corriger ou les faire
effacer :
contact\\@ateliers-du-halage.example.org.]
"""
DOCUMENTS = {
    "statuts-SPECIMEN.pdf": ("Statuts de l’association", STATUTES),
    "reglement-interieur-SPECIMEN.pdf": ("Règlement intérieur", RULES),
    "bulletin-adhesion-SPECIMEN.pdf": ("Bulletin d’adhésion", SLIP),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, (title, body) in DOCUMENTS.items():
        source = PAGE.replace("{title}", title) + body
        content = typst.compile(
            source.encode(),
            format="pdf",
            font_paths=[str(ROOT / "theme" / "fonts")],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(WRITTEN.timestamp()),
        )
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
