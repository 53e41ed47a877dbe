"""What a test needs and may not find: skipped here, a failure in CI."""

import os

import pytest

IN_CI = os.environ.get("CI", "").lower() in ("1", "true")


def need(what: str, there: bool) -> None:
    """Skip where a component is absent; in CI that is a failure."""
    if there:
        return
    if IN_CI:
        pytest.fail(f"{what} is absent: CI must install it", pytrace=False)
    pytest.skip(f"{what} is not installed here")
