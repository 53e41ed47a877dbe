"""Reading a legal notice, whatever its shape."""

import pytest

from comptoir.site import identity
from comptoir.site.blocks import blocks_of
from comptoir.site.notice import Notice, Part
from comptoir.site.wording import placeholders

from rule_trial import page


def notice(html: str) -> Notice:
    return Notice(blocks_of(page(html).tree.body))


def test_parts_follow_headings_labels_and_sentences() -> None:
    read = notice(
        "<h2>Qui sommes-nous</h2><p>Association X</p><h2>Hébergement</h2><p>Hôte Fictif</p>"
        "<p>Conception : Studio Fictif</p><h2>Données personnelles</h2><p>Rien.</p>"
    )
    assert [(piece.part, piece.text) for piece in read.pieces] == [
        (Part.PUBLISHER, "Association X"),
        (Part.HOST, "Hôte Fictif"),
        (Part.MAKER, "Conception : Studio Fictif"),
        (Part.OTHER, "Rien."),
    ]


def test_a_sentence_that_names_the_director_first_is_read_whole() -> None:
    read = notice("<p>Association X. Camille Exemple en est la directrice de publication.</p>")
    assert read.directors == ["Camille Exemple"]


@pytest.mark.parametrize(
    "said",
    [
        "Directeur de la publication : Camille Exemple",
        "Directrice de publication : Mme Camille Exemple, présidente",
        "Directeur·rice de la publication – Camille EXEMPLE",
        "Directeur(rice) de la publication : Camille Exemple",
        "Responsable de la publication : Camille de l’Exemple",
        "Directeur de la publication et responsable : M. Exemple",
        "Le directeur de la publication est Yann Le Exemple.",
    ],
)
def test_a_director_is_found_however_it_is_said(said: str) -> None:
    assert notice(f"<h1>Mentions</h1><p>{said}</p>").directors


@pytest.mark.parametrize(
    "said",
    [
        "Directeur de la publication : le maire",
        "Directrice de la publication : Association Les Exemples",
        "Directeur de la publication : SARL Exemple",
        "Directeur de la publication :",
        "Directeur de la publication : Mairie de Rennes",
    ],
)
def test_an_organisation_or_a_function_is_no_director(said: str) -> None:
    assert notice(f"<h1>Mentions</h1><p>{said}</p>").directors == []


@pytest.mark.parametrize(
    ("said", "name", "address", "phone"),
    [
        ("Hébergeur : Fictif, 2 rue du Test, 35000 Rennes, 01 99 00 00 01", True, True, True),
        ("Ce site est hébergé par Fictif (35000 Rennes).", True, True, False),
        ("Hébergement : GitHub", True, False, False),
        ("Hébergeur :", False, False, False),
        ("Fictif Inc., hébergeur, 1 Main Street, Springfield, CA 94107, USA, +1 555 010 0199",
         True, True, True),
        ("Hébergeur : Fictif, 2 rue du Test, 35000 Rennes, tél. : 1007", True, True, True),
    ],
)  # fmt: skip
def test_a_host_is_a_name_an_address_and_a_phone(
    said: str, name: bool, address: bool, phone: bool
) -> None:
    read = notice(f"<h1>Mentions</h1><p>{said}</p>")
    assert (read.names_host, read.host_has_address, read.host_has_phone) == (name, address, phone)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("02 61 91 00 01", 1),
        ("02.61.91.00.01 ou +33 6 39 98 00 01", 2),
        ("+33 (0)2 61 91 00 01", 1),
        ("SIRET 999 140 353 00015", 0),
        ("FR76 3000 6000 0112 3456 7890 189", 0),
        ("Capital de 10 000 €, 35000 Rennes", 0),
    ],
)
def test_phones_are_not_other_numbers(text: str, count: int) -> None:
    assert len(identity.phones(text)) == count


@pytest.mark.parametrize("text", ["[Nom]", "XXX", "TODO", "Siège : à compléter", "Lorem ipsum"])
def test_holes_are_seen(text: str) -> None:
    assert placeholders(text)


@pytest.mark.parametrize(
    "text", ["[1]", "[sic]", "[…]", "Louis XXI", "un formulaire à remplir", "votre nom", "xxe"]
)
def test_what_looks_like_a_hole_is_not_one(text: str) -> None:
    assert placeholders(text) == []
