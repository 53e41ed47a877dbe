"""Robots at the gate, with no one else called and no cookie: a count, a puzzle, an age.

Keys are made at each start and kept in memory: nothing made before a restart can be used after
it, and what was used once is remembered for as long as it could serve.
"""

import base64
import hashlib
import ipaddress
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from altcha import v1 as altcha
from itsdangerous import BadData, URLSafeSerializer

LIFE = 1200  # seconds: of a puzzle, or of a form that waits to be confirmed
YOUNG = 3  # seconds: nobody reads a page and confirms it faster
HARD = 50_000  # tries at most: about a second in a browser
OFTEN, WHILE = 30, 600  # forms from one neighbourhood, in so many seconds
CROWD = 50_000  # neighbourhoods remembered at most


@dataclass(slots=True)
class Gate:
    """One for a running host."""

    _key: str = field(default_factory=lambda: secrets.token_hex(32))
    _seen: dict[str, float] = field(default_factory=dict)  # what was used, until it has no worth
    _counts: dict[bytes, tuple[float, int]] = field(default_factory=dict)

    def puzzle(self, now: float) -> Mapping[str, object]:
        """Return an ALTCHA challenge, for a browser to solve."""
        expires = datetime.fromtimestamp(now, UTC) + timedelta(seconds=LIFE)
        options = altcha.ChallengeOptions(max_number=HARD, hmac_key=self._key, expires=expires)
        return dict(altcha.create_challenge(options).to_dict())

    def solved(self, payload: str, now: float) -> bool:
        """Say whether a puzzle of ours is solved, for the first time."""
        if not payload:
            return False
        try:
            told = json.loads(base64.b64decode(payload))
            right, _ = altcha.verify_solution(told, self._key, check_expires=False)
            alive = right and float(altcha.extract_params(told)["expires"][0]) > now
        except (AttributeError, KeyError, TypeError, ValueError):  # not even a payload
            return False
        return alive and self._first(told["signature"], now)

    def stamp(self, values: Mapping[str, str], now: float) -> str:
        """Sign what is shown again to be confirmed."""
        told = self._serializer.dumps([secrets.token_hex(8), _digest(values), int(now)])
        return str(told)

    def aged(self, stamp: str, values: Mapping[str, str], now: float) -> bool:
        """Say whether these values were shown long enough ago, and not confirmed yet."""
        try:
            _, digest, made = self._serializer.loads(stamp)
        except (BadData, TypeError, ValueError):
            return False
        if digest != _digest(values) or not YOUNG <= now - made <= LIFE:
            return False
        return self._first(stamp, now)

    def used(self, stamp: str) -> bool:
        """Say whether it served already: the page was sent twice."""
        return hashlib.sha256(stamp.encode()).hexdigest() in self._seen

    def may_come(self, address: str, now: float) -> bool:
        """Count one more from the neighbourhood of an address, which is not kept itself."""
        place = self._place(address)
        since, count = self._counts.get(place, (now, 0))
        if now - since > WHILE:
            since, count = now, 0
        if len(self._counts) >= CROWD:
            self._counts = {k: v for k, v in self._counts.items() if now - v[0] <= WHILE}
        self._counts[place] = (since, count + 1)
        return count < OFTEN

    def _place(self, address: str) -> bytes:
        try:
            found = ipaddress.ip_address(address)
            bits = 24 if found.version == 4 else 56
            told = str(ipaddress.ip_network(f"{found}/{bits}", strict=False))
        except ValueError:
            told = ""
        return hashlib.blake2b(told.encode(), key=self._key.encode()[:64], digest_size=12).digest()

    def _first(self, used: str, now: float) -> bool:
        digest = hashlib.sha256(used.encode()).hexdigest()
        if digest in self._seen:
            return False
        if len(self._seen) > CROWD:
            self._seen = {k: until for k, until in self._seen.items() if until > now}
        self._seen[digest] = now + 2 * LIFE
        return True

    @property
    def _serializer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self._key, salt="reception")


def _digest(values: Mapping[str, str]) -> str:
    told = "\0".join(f"{name}\1{value}" for name, value in sorted(values.items()))
    return hashlib.sha256(told.encode()).hexdigest()
