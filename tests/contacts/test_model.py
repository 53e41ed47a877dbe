"""How a contact is named and greeted."""

from comptoir.contacts.addresses import channels
from comptoir.contacts.model import Civility, ContactKind
from comptoir.contacts.privacy import masked
from comptoir.profiles import PROFILES, Profile

from make_contacts import contact


def test_a_letter_begins_with_the_civility_when_there_is_one():
    assert contact(civility=Civility.MADAM).salutation == "Madame Le Bihan"
    assert contact(civility=Civility.SIR).salutation == "Monsieur Le Bihan"


def test_a_letter_begins_with_the_name_when_there_is_none():
    assert contact().salutation == "Bonjour Jo Le Bihan"


def test_an_organisation_is_named_and_its_person_is_asked_for():
    town = contact(kind=ContactKind.ORGANISATION, organisation="Mairie de Redon")
    assert (town.full_name, town.attention) == ("Mairie de Redon", "Jo Le Bihan")
    nobody = contact(
        kind=ContactKind.ORGANISATION, organisation="Mairie", first_name="", last_name=""
    )
    assert nobody.salutation == "Madame, Monsieur"


def test_an_address_without_postcode_takes_no_letter():
    assert "post" in channels(contact())
    assert "post" not in channels(contact(postcode=""))
    assert "post" in channels(contact(postcode="", country="BE"))


def test_a_landline_takes_no_text_message():
    assert channels(contact(email="", street="", phone="+33261910035")) == {"phone"}
    assert channels(contact(email="", street="", phone="+33639981234")) == {"phone", "sms"}


def test_each_profile_sees_its_classes_of_data():
    one = contact(civility=Civility.MADAM)
    assert masked(one, PROFILES["own"]) == one
    assert masked(one, PROFILES["accountant"]).email == "jo@example.org"
    assert masked(one, PROFILES["accountant"]).source == "bu …"
    hidden = masked(one, PROFILES["editor"])
    assert "Bihan" not in hidden.full_name and "jo@" not in hidden.email
    assert masked(one, Profile("nobody knows")) == hidden
