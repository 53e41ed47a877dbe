"""Run by itself in a child process: execute a stranger's `pelicanconf.py`, print its settings.

It imports nothing of Comptoir, and is caged before anything of the stranger's is read.
"""

import ast
import datetime
import importlib.abc
import io
import json
import locale
import os
import sys
import types
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

DEEPEST = 6
ABSENT = frozenset({"_winapi", "msvcrt", "winreg", "nt", "_scproxy"})  # of other systems
SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null",
          "/dev/urandom", "/nix/store", "/opt")  # fmt: skip


class Missing(types.ModuleType):
    """Stands for a module that this machine does not have: everything in it is nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()


class Nothing:
    def __call__(self, *_args: object, **_more: object) -> "Nothing":
        return Nothing()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()

    def __getitem__(self, _key: object) -> "Nothing":
        return Nothing()

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __str__(self) -> str:
        return ""

    def __add__(self, other: Any) -> Any:
        return other

    def __radd__(self, other: Any) -> Any:
        return other


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """The last to look for a module: gives a stand-in, and notes its name."""

    def __init__(self) -> None:
        self.missing: list[str] = []

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,
        target: types.ModuleType | None = None,
    ) -> ModuleSpec:
        self.missing.append(name)
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        return Missing(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        module.__path__ = []


def plain(value: Any, depth: int = 0) -> Any:
    """Return what JSON can say of a setting; raise on anything else."""
    if depth > DEEPEST:
        raise TypeError
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (os.PathLike,)):
        return os.fspath(value)
    if isinstance(value, dict):
        return {str(key): plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one, depth + 1) for one in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    raise TypeError


def run(path: str, told: dict[str, Any]) -> None:
    """Run a settings file one statement at a time: what one of them breaks, the next may not."""
    with io.FileIO(path) as file:
        tree = ast.parse(file.read(), Path(path).name)
    name = Path(path).name
    module = types.ModuleType(Path(path).stem)  # what another settings file imports is this one
    space = module.__dict__
    space.update({"__file__": path, "__builtins__": __builtins__})
    sys.modules[module.__name__] = module
    for statement in tree.body:
        piece = ast.Module([statement], [])
        try:
            exec(compile(piece, name, "exec"), space)  # noqa: S102 — what this file is for
        except BaseException as error:  # noqa: BLE001 — SystemExit too
            told["failed"].setdefault(name, []).append([type(error).__name__, statement.lineno])
    for key, value in list(space.items()):
        if not key.isupper():
            continue
        try:
            told["settings"][key] = plain(value)
        except (TypeError, ValueError, RecursionError):
            told["settings"].pop(key, None)
            told["opaque"].append(key)


def settle_locale(told: dict[str, Any]) -> None:
    real = locale.setlocale

    def setlocale(category: int, wanted: Any = None) -> str:
        try:
            return real(category, wanted)
        except locale.Error:
            told["locales"].append(str(wanted))
            return "C"

    setattr(locale, "setlocale", setlocale)  # noqa: B010


def main() -> None:
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    folder = str(Path.cwd())
    sys.dont_write_bytecode = True
    told: dict[str, Any] = {
        "settings": {},
        "missing": [],
        "opaque": [],
        "locales": [],
        "failed": {},
    }
    settle_locale(told)
    close = cage().close
    close([*SYSTEM, *filter(os.path.exists, sys.path), sys.prefix, sys.base_prefix, folder])
    sys.path.insert(0, folder)
    finder = Finder()
    sys.meta_path.append(finder)
    for name in sys.argv[1:]:
        try:
            run(f"{folder}/{name}", told)
        except BaseException as error:  # noqa: BLE001 — written for Python 2, mostly
            at = getattr(error, "lineno", 0) or 0
            told["failed"].setdefault(name, []).append([type(error).__name__, at])
    told["missing"] = sorted({name for name in finder.missing if name not in ABSENT})[:50]
    json.dump(told, out, ensure_ascii=True)
    out.flush()
    os._exit(0)


def cage() -> Any:
    """Load the module beside: this one runs by itself, outside any package."""
    spec = spec_from_file_location("cage", Path(__file__).with_name("cage.py"))
    if spec is None or spec.loader is None:
        raise SystemExit(1)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
