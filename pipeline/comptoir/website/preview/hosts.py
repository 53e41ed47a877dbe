"""Whom the preview answers: a page elsewhere could make its own name mean this machine."""

import ipaddress
import socket
from urllib.parse import urlsplit


def is_loopback(address: str) -> bool:
    """Say whether an address is reached from this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("")
    (True, True, True, False)
    """
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def may_answer(host: str, *, listening: str) -> bool:
    """Say whether a request that names this host is for us.

    A name can be made to lead anywhere (DNS rebinding), an address cannot.

    Args:
        host: the header of the request.
        listening: the address that was asked for.

    >>> may_answer("localhost:8000", listening="127.0.0.1")
    True
    >>> may_answer("exemple.org", listening="127.0.0.1")
    False
    >>> may_answer("192.168.1.12:8000", listening="127.0.0.1")
    False
    >>> may_answer("192.168.1.12:8000", listening="0.0.0.0")
    True
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if is_loopback(name):
        return True
    if is_loopback(listening):
        return False
    return _is_address(name) or name in own_names() | {listening.lower()}


def own_names() -> set[str]:
    name = socket.gethostname().lower()
    return {name, f"{name}.local"} - {"", ".local"}


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
