"""From a row of text to a typed row, with what is wrong in it."""

from datetime import date

from comptoir.contacts.columns import Columns, ImportMap, Twice, missing, recognise, unknown_fields
from comptoir.contacts.imports import Incoming, RowReader
from comptoir.contacts.model import Civility, ContactKind, Role

TODAY = date(2026, 11, 24)


def read(**cells: str) -> Incoming:
    """Read one row whose columns are these fields."""
    fields = list(cells)
    columns = Columns({name: index for index, name in enumerate(fields)}, tuple(fields))
    return RowReader(columns, TODAY).read(2, [cells[name] for name in fields])


def reasons(row: Incoming) -> str:
    return " ".join(map(str, row.rejections))


def test_a_whole_row_is_typed():
    row = read(
        reference="AH-1", civility="Mme", last_name="LE BIHAN", first_name="Jo",
        email="Jo@Example.org", mobile="06 39 98 12 34", postcode="35 600", city="REDON",
        birth_date="01/02/1980", role="adhérent, donateur", tags="vélo, couture",
        source="bulletin", source_on="01/09/2025",
    )  # fmt: skip
    assert not row.rejected
    assert row.reference == "AH-1"
    assert row.roles == (Role.MEMBER, Role.DONOR)
    assert row.tags == ("vélo", "couture")
    assert (row.draft.last_name, row.draft.city) == ("Le Bihan", "Redon")
    assert (row.draft.postcode, row.draft.mobile) == ("35600", "+33639981234")
    assert row.draft.birth_date == date(1980, 2, 1)


def test_no_civility_is_no_fault():
    row = read(last_name="Le Bihan", first_name="Jo", civility="")
    assert row.draft.civility is Civility.NONE
    assert not row.rejected and not row.remarks


def test_a_row_that_names_nobody_is_rejected():
    assert "personne n’est nommé" in reasons(read(email="jo@example.org", last_name=""))


def test_a_row_with_an_impossible_email_is_rejected():
    assert "adresse mél" in reasons(read(last_name="Le Bihan", email="jo@"))


def test_a_prospect_from_nowhere_may_not_be_added():
    assert read(last_name="Roux", role="prospect").unfounded
    assert read(last_name="Roux", role="prospect", source="salon").unfounded
    dated = {"source": "salon", "source_on": "10/10/2026"}
    assert not read(last_name="Roux", role="prospect", **dated).unfounded
    assert not read(last_name="Roux", role="prospect, adhérent").unfounded


def test_a_proven_consent_is_an_origin_of_its_own():
    row = read(
        last_name="Roux", role="prospect", consent_email="oui", consent_on="10/10/2026",
        consent_text="J’accepte.", consent_method="feuille signée",
    )  # fmt: skip
    assert row.consents[0].proven
    assert not row.unfounded


def test_a_yes_without_text_date_or_method_is_unproven():
    full = {"consent_on": "10/10/2026", "consent_text": "J’accepte.", "consent_method": "papier"}
    for absent in full:
        cells = full | {absent: ""}
        [said] = read(last_name="Roux", consent_email="oui", **cells).consents
        assert not said.proven


def test_a_consent_of_tomorrow_proves_nothing():
    row = read(
        last_name="Roux", consent_email="oui", consent_on="25/11/2026",
        consent_text="J’accepte.", consent_method="papier",
    )  # fmt: skip
    assert not row.consents[0].proven


def test_another_cell_that_cannot_be_read_is_left_out_and_said():
    row = read(last_name="Roux", phone="néant", postcode="356OO", birth_date="hier")
    assert not row.rejected
    assert {fault.column for fault in row.remarks} == {"phone", "postcode", "birth_date"}
    assert (row.draft.phone, row.draft.postcode, row.draft.birth_date) == ("", "", None)


def test_a_death_is_kept_even_when_its_date_cannot_be_read():
    assert read(last_name="Roux", deceased_on="15/07/2026").draft.deceased_on == date(2026, 7, 15)
    assert read(last_name="Roux", deceased_on="cet été").draft.deceased_on == TODAY
    assert read(last_name="Roux", deceased_on="oui").draft.deceased_on == TODAY
    assert read(last_name="Roux", deceased_on="non").draft.deceased_on is None


def test_a_number_goes_where_it_belongs():
    assert read(last_name="Roux", mobile="02 61 91 00 35").draft.phone == "+33261910035"
    assert read(last_name="Roux", phone="06 39 98 12 34").draft.mobile == "+33639981234"


def test_an_organisation_with_somebody_in_it_is_an_organisation():
    row = read(organisation="Mairie de Redon", last_name="Roux", first_name="Awa")
    assert row.draft.kind is ContactKind.ORGANISATION


def test_a_foreign_postcode_is_kept_as_it_is():
    row = read(last_name="Roux", country="Belgique", postcode="1000")
    assert (row.draft.country, row.draft.postcode) == ("BE", "1000")


def test_what_our_own_exports_put_before_a_formula_is_taken_off():
    row = read(last_name="Roux", phone="'+33 2 61 91 00 35")
    assert row.draft.phone == "+33261910035"


def test_faults_never_hold_the_value():
    row = read(last_name="Roux", email="jo.secret@", phone="secret")
    assert "secret" not in f"{row.rejections}{row.remarks}"


# Columns


def test_usual_french_headings_are_recognised():
    header = ("NOM", "Prénom ", "Adresse e-mail", "Code postal", "Né(e) le", "N° d’adhérent", "?")
    found = recognise(header, None)
    assert isinstance(found, Columns)
    assert list(found.of) == [
        "last_name", "first_name", "email", "postcode", "birth_date", "reference",
    ]  # fmt: skip
    assert found.ignored == ("?",)


def test_two_columns_for_one_field_are_refused():
    found = recognise(("Nom", "Mél", "E-mail"), None)
    assert found == Twice("email", ("Mél", "E-mail"))


def test_a_map_may_give_one_column_two_fields():
    one = ImportMap(
        title="Salon", columns={"Nom": "last_name", "Date": ("source_on", "consent_on")}
    )
    found = recognise(("nom", "date"), one)
    assert isinstance(found, Columns)
    assert found.of == {"last_name": 0, "source_on": 1, "consent_on": 1}
    assert missing(("nom",), one) == ["Date"]


def test_a_map_that_names_an_unknown_field_gets_the_nearest():
    one = ImportMap(title="Salon", columns={"Nom": "lastname", "Taille": "fact:taille"})
    assert unknown_fields(one) == [(("columns", "Nom"), "lastname", "last_name")]
