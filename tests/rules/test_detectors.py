"""Personal data and secrets: found by their key, and never shown."""

import pytest

from comptoir.rules.detectors import emails, own_identifiers, secrets, sensitive_numbers

from rule_trial import organisation


@pytest.mark.parametrize(
    "text",
    [
        "1 84 12 76 451 089 46",
        "184127645108946",
        "FR76 3000 6000 0112 3456 7890 189",
        "FR7630006000011234567890189",
        "4970 1000 0000 0154",
    ],
)
def test_a_number_with_a_right_key_is_found(text: str) -> None:
    assert sensitive_numbers(f"Voici : {text}.")


@pytest.mark.parametrize(
    "text",
    [
        "1 84 12 76 451 089 47",  # key
        "SIRET 999 140 353 00015",
        "FR76 3000 6000 0112 3456 7890 188",
        "4970 1000 0000 0155",
        "02 61 91 00 35",
        "0000 0000 0000 0000",
        "2026-11-24 14:00 17:30",
        "978-2-1234-5680-3",
    ],
)
def test_what_only_looks_like_one_is_not(text: str) -> None:
    assert sensitive_numbers(text) == []


def test_ones_own_iban_is_no_leak() -> None:
    ours = organisation(bank={"iban": "FR76 3000 6000 0112 3456 7890 189"})
    assert sensitive_numbers("FR76 3000 6000 0112 3456 7890 189", own_identifiers(ours)) == []


def test_examples_and_ones_own_domain_are_not_people() -> None:
    own = own_identifiers(organisation())
    said = "a@example.org b@exemple.example.org c@exemple.test contact@exemple.example.org"
    assert emails(said, own) == frozenset()


def test_an_organisation_at_a_mail_provider_does_not_hide_the_others() -> None:
    own = own_identifiers(organisation(email="asso@gmail.com"))
    assert emails("asso@gmail.com, quelquun@gmail.com", own) == {"quelquun@gmail.com"}


@pytest.mark.parametrize(
    "text",
    [
        'password = "correct-horse"',
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "0123456789abcdef0123456789abcdef-us21",
        "postgresql://moi:motdepasse@base.example.org/x",
        '"api_key": "9f8e7d6c5b4a3210"',
    ],
)
def test_a_secret_is_known_by_its_form(text: str) -> None:
    assert secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        'password = ""',
        'password = "$COMPTOIR_SMTP_PASSWORD"',
        'password = "changez-moi"',
        "Le mot de passe se range dans var/secrets.toml.",
        "https://ateliers.example.org/contact/",
    ],
)
def test_a_name_or_an_empty_value_is_no_secret(text: str) -> None:
    assert secrets(text) == []
