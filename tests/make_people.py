"""French households with who is in them twice: the same ones for the same seed.

Families at one address, couples sharing a mailbox or a phone, fathers and sons, twins, near first
names; and for some of them a second writing: accents, capitals, slips, moves, married names,
compound and initial first names, cells left empty.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from comptoir.contacts.model import Civility, Draft

SEED = 20261124
_WOMEN = """
Anne Hélène Maëlle Soizic Awa Inès Jeanne Michèle Danielle Marie Julie Léa Louise Camille
Françoise Nathalie Élodie Céline Zoé Chloé Noémie Aurélie Bérénice Gaëlle Morgane Rozenn
Marie-Claire Anne-Laure Marie-Thérèse Anne-Sophie Marie-Christine Sylvie Corinne Véronique Lucie
Manon Sarah Clémence Joëlle Yvette Odette Paulette Fatoumata Khadija Nolwenn Enora Aliénor Azenor
Tréphine Oriana Maïwenn Lénaïg Bleuenn Ghizlane Aïssatou Thi-Mai
"""
_MEN = """
Jean Hugo Yannick Bastien Michel Daniel Louis Julien Paul Pierre Nicolas François Frédéric Mathieu
Matthieu Gaël Loïc Étienne Rémi Benoît Jérôme Stéphane Théo Noé Léo Raphaël Mickaël Jean-Pierre
Jean-Luc Jean-Yves Pierre-Yves Jean-Baptiste Alain Bernard Gérard Christian Claude Dominique Yves
Yvon Ronan Erwan Corentin Mohamed Karim Youssef Mamadou Gwendal Tudual Ewenn Kylian Maodan Brendan
Aodren Ousseynou Bakary Tuan
"""
WOMEN, MEN = _WOMEN.split(), _MEN.split()
NEAR = (
    ("Jean", "Jeanne"), ("Michel", "Michèle"), ("Daniel", "Danielle"), ("Louis", "Louise"),
    ("Paul", "Paule"), ("Julien", "Julienne"), ("Marie", "Marine"), ("Léa", "Léo"),
    ("Noé", "Noa"), ("Emma", "Emmy"), ("Lucas", "Luca"), ("Mathis", "Mathias"), ("Lou", "Louane"),
    ("Christian", "Christiane"), ("Pascal", "Pascale"), ("Frédéric", "Frédérique"),
)  # fmt: skip
_LAST = """
Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre
Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Mercier Dupont Lambert
Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas
Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier Robin Masson Guéguen Prigent
Kerbrat Tanguy Cadiou Hervé Diallo Traoré Benali Nguyen Riou Jaouen Quéré Rouault Ménager Hamon
Guillou Morvan Salaün Kervella Rolland Cariou Le_Bihan Le_Gall Le_Goff Le_Guennec De_La_Haye
L’Hostis Du_Boisguéhenneuc
"""
LAST = [name.replace("_", " ") for name in _LAST.split()]
ROADS = (
    "rue du Canal", "avenue du Général de Gaulle", "rue des Écoles", "place de l’Église",
    "boulevard de la Liberté", "impasse des Lilas", "chemin du Moulin", "rue Saint-Nicolas",
    "allée des Tilleuls", "rue Victor Hugo", "route de Rennes", "quai Duguay-Trouin",
    "rue de la Gare", "rue Notre-Dame", "lotissement des Ajoncs", "rue du Docteur Roux",
)  # fmt: skip
TOWNS = (
    ("35600", "Redon"), ("44460", "Saint-Nicolas-de-Redon"), ("56350", "Allaire"),
    ("35000", "Rennes"), ("56000", "Vannes"), ("44000", "Nantes"), ("35550", "Pipriac"),
    ("56350", "Saint-Vincent-sur-Oust"), ("35660", "Langon"), ("44630", "Plessé"),
)  # fmt: skip
SHORT_ROADS = {"avenue": "av.", "boulevard": "bd", "place": "pl.", "impasse": "imp.",
               "chemin": "ch.", "rue": "r.", "route": "rte", "Général": "Gal", "Docteur": "Dr",
               "Saint": "St"}  # fmt: skip
BOXES = ("example.org", "example.com", "example.net")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list, and whom it is truly about."""

    person: int
    draft: Draft


def people(households: int, *, seed: int = SEED) -> list[Draft]:
    """Make the people of some households, each once."""
    random = Random(seed)
    return [one for _ in range(households) for one in _household(random)]


def _household(random: Random) -> list[Draft]:
    postcode, city = random.choice(TOWNS)
    house = random.choice(("", "", "", " bis")) if random.random() < 0.2 else ""
    street = f"{random.randint(1, 180)}{house} {random.choice(ROADS)}"
    last = random.choice(LAST)
    if random.random() < 0.55:  # beyond the commonest names, names of their own
        last = f"{random.choice(('Ker', 'Gui', 'Ros', 'Pen', 'Tre', 'Bou', 'Mau'))}" + "".join(
            random.choice(("ma", "di", "ver", "lo", "gan", "rec", "tho", "nel")) for _ in range(2)
        )
    landline = _number(random, "+33199") if random.random() < 0.7 else ""
    shared = f"{_plain(last)}{random.randint(1, 999)}@{random.choice(BOXES)}"
    couple = random.random() < 0.6
    shares = couple and random.random() < 0.28
    adults = _first_names(random, 2 if couple else 1)
    home = {"street": street, "postcode": postcode, "city": city, "phone": landline}
    made = []
    for rank, (first, civility) in enumerate(adults):
        name = random.choice(LAST) if rank and random.random() < 0.25 else last
        born = date(1935, 1, 1) + timedelta(days=random.randint(0, 365 * 65))
        made.append(_person(random, first, name, civility, born, home, shared if shares else ""))
    for _ in range(random.choice((0, 0, 0, 1, 1, 2, 3)) if couple else 0):
        born = date(1985, 1, 1) + timedelta(days=random.randint(0, 365 * 25))
        near = random.random() < 0.12
        first = random.choice(NEAR) if near else (_first_names(random, 1)[0][0],)
        for name in first:  # twins with near names, one birth, one mailbox
            if name not in [one.first_name for one in made]:
                made.append(_person(random, name, last, "", born, home, shared))
    if random.random() < 0.02:  # a son called as his father
        father = made[0]
        if father.birth_date:
            made.append(replace(father, birth_date=father.birth_date + timedelta(days=27 * 365),
                                email="", mobile=""))  # fmt: skip
    return made


def _first_names(random: Random, count: int) -> list[tuple[str, str]]:
    if count == 2 and random.random() < 0.06:
        man, woman = random.choice(NEAR)
        return [(man, ""), (woman, "")]
    both = [(random.choice(WOMEN), "Mme"), (random.choice(MEN), "M.")]
    random.shuffle(both)
    return [(name, civility if random.random() < 0.5 else "") for name, civility in both[:count]]


def _person(
    random: Random, first: str, last: str, civility: str, born: date, home: dict[str, str],
    mailbox: str,
) -> Draft:  # fmt: skip
    own = f"{_plain(first)}.{_plain(last)}{random.randint(1, 99)}@{random.choice(BOXES)}"
    return Draft(
        first_name=first,
        last_name=last,
        civility=Civility(civility),
        birth_date=born if random.random() < 0.6 else None,
        email=mailbox or (own if random.random() < 0.8 else ""),
        mobile=_number(random, "+33639") if random.random() < 0.7 else "",
        **home,
    )


def _number(random: Random, start: str) -> str:
    return f"{start}{random.randrange(10**6):06d}"


def _plain(text: str) -> str:
    return _bare(text).lower().replace(" ", "").replace("-", "").replace("’", "")


def _bare(text: str) -> str:
    table = str.maketrans("éèêëàâäîïôöùûüçÉÈ’", "eeeeaaaiioouuucEE'")
    return text.translate(table)


# A second writing of somebody


def again(one: Draft, random: Random) -> Draft:
    """Write somebody again, with one to three of what happens to lists."""
    ways = random.sample(WAYS, k=random.choice((1, 1, 2, 2, 3)))
    made = one
    for way in ways:
        made = way(made, random)
    return made


def _accents(one: Draft, _: Random) -> Draft:
    return replace(
        one, first_name=_bare(one.first_name), last_name=_bare(one.last_name),
        street=_bare(one.street), city=_bare(one.city),
    )  # fmt: skip


def _capitals(one: Draft, _: Random) -> Draft:
    return replace(one, last_name=one.last_name.upper(), city=one.city.upper(),
                   first_name=one.first_name.upper(), street=one.street.upper())  # fmt: skip


def _slip(text: str, random: Random) -> str:
    """One slip of the fingers: a letter lost, doubled, changed, or two exchanged."""
    if len(text) < 4:
        return text
    at = random.randrange(1, len(text) - 1)
    kind = random.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + random.choice("aeiounrst") + text[at + 1 :]
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def _last_slip(one: Draft, random: Random) -> Draft:
    return replace(one, last_name=_slip(one.last_name, random))


def _first_slip(one: Draft, random: Random) -> Draft:
    return replace(one, first_name=_slip(one.first_name, random))


def _street_slip(one: Draft, random: Random) -> Draft:
    for long, short in SHORT_ROADS.items():
        if random.random() < 0.8:
            one = replace(one, street=one.street.replace(long, short))
    return one


def _mail_slip(one: Draft, random: Random) -> Draft:
    name, at, box = one.email.partition("@")
    return replace(one, email=_slip(name, random) + at + box)


def _moves(one: Draft, random: Random) -> Draft:
    postcode, city = random.choice(TOWNS)
    street = f"{random.randint(1, 180)} {random.choice(ROADS)}"
    return replace(one, street=street, postcode=postcode, city=city, phone="")


def _marries(one: Draft, random: Random) -> Draft:
    name = random.choice(LAST)
    written = random.choice((f"{one.last_name}-{name}", f"{name} née {one.last_name}", name))
    return replace(one, last_name=written)


def _initial(one: Draft, _: Random) -> Draft:
    parts = one.first_name.split("-")
    return replace(one, first_name="-".join(f"{part[0]}." for part in parts))


def _compound(one: Draft, random: Random) -> Draft:
    first, dash, second = one.first_name.partition("-")
    if not dash:
        return one
    ways = (f"{first} {second}", f"{first}{second.lower()}", f"{first[0]}-{second}", first)
    return replace(one, first_name=random.choice(ways))


def _swaps(one: Draft, _: Random) -> Draft:
    return replace(one, first_name=one.last_name, last_name=one.first_name)


def _forgets(*names: str) -> Callable[[Draft, Random], Draft]:
    empty: dict[str, Any] = dict.fromkeys(names, "")
    return lambda one, _: replace(one, **empty, birth_date=None)


def _unborn(one: Draft, _: Random) -> Draft:
    return replace(one, civility=Civility.NONE, birth_date=None)


def _new_mailbox(one: Draft, random: Random) -> Draft:
    return replace(one, email=f"{_plain(one.first_name)}{random.randint(1, 9999)}@example.org")


WAYS = [
    _accents, _accents, _capitals, _capitals, _last_slip, _last_slip, _first_slip, _street_slip,
    _street_slip, _mail_slip, _moves, _marries, _initial, _compound, _compound, _swaps,
    _forgets("email"), _forgets("phone", "mobile"), _unborn, _new_mailbox,
]  # fmt: skip


def household_list(
    households: int, *, share: float = 0.25, seed: int = SEED
) -> tuple[list[Row], set[tuple[int, int]]]:
    """Return a list in which a share of people are written twice, and the true pairs."""
    random = Random(seed + 1)
    once = people(households, seed=seed)
    rows = [Row(index, one) for index, one in enumerate(once)]
    rows += [
        Row(index, again(one, random)) for index, one in enumerate(once)
        if random.random() < share
    ]  # fmt: skip
    random.shuffle(rows)
    places: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row.person, []).append(place)
    truth = {(at[0], at[1]) for at in places.values() if len(at) == 2}
    return rows, truth
