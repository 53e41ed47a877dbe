"""Secrets stay on this machine, in a file closed to others."""

import stat

import pytest

from comptoir.channels.secrets import smtp_password, unsubscribe_keys
from comptoir.errors import InputError, OutsideError


def secrets_file(root, text, mode=0o600):
    path = root / "var" / "secrets.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(mode)
    return path


def test_the_first_key_is_made_once_in_a_private_file(tmp_path):
    keys = unsubscribe_keys(tmp_path)
    assert keys == unsubscribe_keys(tmp_path)
    path = tmp_path / "var" / "secrets.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(keys.current[1]) == 32


def test_making_a_key_keeps_what_is_there(tmp_path):
    secrets_file(tmp_path, '[smtp]\npassword = "sésame"')
    unsubscribe_keys(tmp_path)
    assert smtp_password(tmp_path) == "sésame"


def test_the_password_of_the_environment_wins(tmp_path, monkeypatch):
    secrets_file(tmp_path, '[smtp]\npassword = "sésame"')
    monkeypatch.setenv("COMPTOIR_SMTP_PASSWORD", "autre")
    assert smtp_password(tmp_path) == "autre"


def test_nothing_is_asked_of_a_project_without_secrets(tmp_path):
    assert smtp_password(tmp_path) == ""
    assert not unsubscribe_keys(tmp_path, create=False)
    assert not (tmp_path / "var").exists()


def test_a_secret_that_others_can_read_is_refused(tmp_path):
    secrets_file(tmp_path, "", mode=0o644)
    with pytest.raises(OutsideError, match="chmod 600"):
        smtp_password(tmp_path)


@pytest.mark.parametrize("line", ['1 = "court"', '1 = "zz"', '0 = "aa"', 'x = "aa"', "1 = 2"])
def test_a_badly_written_key_is_said(tmp_path, line):
    secrets_file(tmp_path, f"[unsubscribe]\n{line}\n")
    with pytest.raises(InputError, match="mal écrite"):
        unsubscribe_keys(tmp_path)
