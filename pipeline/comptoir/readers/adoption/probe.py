"""Run by itself in a child process: execute a stranger's `pelicanconf.py`, print its settings.

It imports nothing of Comptoir. The parent takes the network away where the system can; here the
sockets are closed too, and memory, time, processes and written files are limited.
"""

import importlib.abc
import io
import json
import os
import sys
import types
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any, NoReturn

MEMORY = 1 << 30
SECONDS = 10
WRITTEN = 4 << 20
DEEPEST = 6


def limit() -> None:
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 128),
    ):
        resource.setrlimit(what, (most, most))


def refuse(*_args: object, **_more: object) -> NoReturn:
    raise OSError("no network and no process here")


def close_doors() -> None:
    import socket
    import subprocess

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname", "socketpair"):
        setattr(socket, name, refuse)
    setattr(subprocess, "Popen", refuse)  # noqa: B010
    for name in (
        "system",
        "popen",
        "fork",
        "forkpty",
        "posix_spawn",
        "posix_spawnp",
        "execv",
        "execve",
        "spawnv",
        "spawnve",
        "remove",
        "unlink",
        "rmdir",
        "rename",
        "replace",
        "removedirs",
        "truncate",
        "kill",
        "killpg",
    ):
        if hasattr(os, name):
            setattr(os, name, refuse)


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
    if hasattr(value, "isoformat"):
        return value.isoformat()
    raise TypeError


def run(path: str, told: dict[str, Any]) -> dict[str, Any]:
    import locale

    real = locale.setlocale

    def setlocale(category: int, wanted: Any = None) -> str:
        try:
            return real(category, wanted)
        except locale.Error:
            told["locales"].append(str(wanted))
            return "C"

    setattr(locale, "setlocale", setlocale)  # noqa: B010
    with io.FileIO(path) as file:
        code = compile(file.read(), Path(path).name, "exec")
    space = {
        "__name__": Path(path).stem,
        "__file__": path,
        "__builtins__": __builtins__,
    }
    exec(code, space)  # noqa: S102 — what this file is for
    settings: dict[str, Any] = {}
    for name, value in space.items():
        if not name.isupper() and not name.replace("_", "").isupper():
            continue
        try:
            settings[name] = plain(value)
        except (TypeError, ValueError, RecursionError):
            told["opaque"].append(name)
    return settings


def main() -> None:
    limit()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    folder = str(Path.cwd())
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    close_doors()
    finder = Finder()
    sys.meta_path.append(finder)
    told: dict[str, Any] = {
        "settings": {},
        "missing": [],
        "opaque": [],
        "locales": [],
        "failed": {},
    }
    for name in sys.argv[1:]:
        try:
            told["settings"].update(run(f"{folder}/{name}", told))
        except BaseException as error:  # noqa: BLE001 — SystemExit too
            at = getattr(error, "lineno", 0) or line(error, name)
            told["failed"][name] = [type(error).__name__, at]
    told["missing"] = sorted(set(finder.missing))[:50]
    json.dump(told, out, ensure_ascii=True)
    out.flush()
    os._exit(0)


def line(error: BaseException, name: str) -> int:
    """Return the line of the stranger's file on which it stopped."""
    found, trace = 0, error.__traceback__
    while trace:
        if Path(trace.tb_frame.f_code.co_filename).name == name:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


if __name__ == "__main__":
    main()
