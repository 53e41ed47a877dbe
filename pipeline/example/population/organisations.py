"""Businesses, associations and public bodies that know the association."""

from dataclasses import replace
from random import Random

from example.population.contact_points import MOBILE
from example.population.model import Address, Contact
from example.population.people import Households
from example.population.trades import ASSOCIATIONS, BUSINESSES, PUBLIC_BODIES

CUSTOMERS = 40  # the first of BUSINESSES buy; the others are partners


def _organisation(
    key: int, name: str, rng: Random, households: Households, address: Address
) -> Contact:
    points = households.points
    office = Contact(
        key=key,
        organisation=name,
        address=address,
        phone=points.phone(),
        email=points.office(name),
        mobile=points.phone(MOBILE) if rng.random() < 0.25 else "",
    )
    if rng.random() >= 0.42:
        return office
    reader = households.somebody()  # somebody to talk to
    return replace(
        office,
        first_name=reader.first_name,
        last_name=reader.last_name,
        gender=reader.gender,
        civility=reader.civility,
    )


def organisations(rng: Random, households: Households) -> list[Contact]:
    """Return them all, businesses first, with the keys that follow those of the people."""
    places = [(name, "") for name in (*BUSINESSES, *ASSOCIATIONS)] + list(PUBLIC_BODIES)
    found = []
    for key, (name, city) in enumerate(places, start=len(households.people)):
        address = households.points.address(city)
        if name.startswith("Mairie"):
            address = Address(street="1 place de la Mairie", postcode=address.postcode, city=city)
        found.append(_organisation(key, name, rng, households, address))
    return found
