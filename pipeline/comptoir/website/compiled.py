"""Templates compiled once: Pelican has one Jinja environment a generator, and builds come often."""

import marshal
from collections.abc import Mapping
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """Keeps the code of each template by its name and by the sum of its text."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}
        self._kept: dict[tuple[str, str], bytes] = {}
        self.grown = False  # since it was kept

    def load_bytecode(self, bucket: Bucket) -> None:
        key = bucket.key, bucket.checksum
        if key not in self._codes and key in self._kept:
            self._codes[key] = marshal.loads(self._kept[key])  # noqa: S302 — our own
        bucket.code = self._codes.get(key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code
            self.grown = True

    def learn(self, kept: Mapping[tuple[str, str], bytes]) -> None:
        """Take what another process compiled, with the same program."""
        self._kept.update(kept)

    def told(self) -> dict[tuple[str, str], bytes]:
        """Return all there is, to be kept."""
        self.grown = False
        return self._kept | {key: marshal.dumps(code) for key, code in self._codes.items()}


SHARED = Compiled()
