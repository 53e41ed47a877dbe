"""Files closed to others: whole, or not there."""

import pytest

from comptoir.private import private_output


def test_a_file_that_could_not_be_finished_is_not_there_and_the_one_before_it_stays(tmp_path):
    path = tmp_path / "folder" / "list.csv"
    with private_output(path) as out:
        out.write(b"whole")
    with pytest.raises(ValueError), private_output(path) as out:
        out.write(b"half")
        raise ValueError
    assert path.read_bytes() == b"whole"
    assert [one.name for one in path.parent.iterdir()] == ["list.csv"]
    assert path.stat().st_mode & 0o777 == 0o600
