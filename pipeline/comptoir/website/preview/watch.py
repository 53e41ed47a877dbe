"""Notice saves, a burst of them as one; folders that appear or are replaced are followed too."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import Change, watch

SETTINGS = "comptoir.toml"
FOLDERS = ("content", "legal", "theme")
QUIET = 30  # milliseconds without a save that end a burst
LONGEST = 500  # milliseconds after which a burst that does not end is told all the same
LOOK = 1000  # milliseconds between two looks at which folders are there
VIM = "4913"  # the file by which vim tries whether it may write

Saves = frozenset[Path]
Tell = Callable[[Saves], None]


@contextmanager
def following(root: Path, tell: Tell, *, more: tuple[Path, ...] = ()) -> Iterator[None]:
    """Tell of each burst of saves, from other threads, until the block ends.

    Args:
        root: of the project.
        tell: is given the files that came, went or changed.
        more: folders outside the project that are looked at too (the shipped theme).
    """
    stop = threading.Event()
    folders = (*(root / name for name in FOLDERS), *more)
    threads = [
        threading.Thread(target=_settings, args=(root, tell, stop), daemon=True),
        threading.Thread(target=_folders, args=(folders, tell, stop), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _settings(root: Path, tell: Tell, stop: threading.Event) -> None:
    """Follow the settings from their folder: editors replace a file more than they write in it."""
    for saves in _bursts((root,), stop, recursive=False):
        if kept := frozenset(path for path in saves if path.name == SETTINGS):
            tell(kept)


def _folders(wanted: tuple[Path, ...], tell: Tell, stop: threading.Event) -> None:
    before = _there(wanted)
    while not stop.is_set():
        if not before:
            stop.wait(LOOK / 1000)
        for saves in _bursts(tuple(before), stop) if before else ():
            if saves:
                tell(saves)
            if _there(wanted) != before:
                break
        after = _there(wanted)
        if changed := {path for path in wanted if before.get(path) != after.get(path)}:
            before = after
            tell(frozenset(changed))


def _there(wanted: tuple[Path, ...]) -> dict[Path, int]:
    """Return the folders that exist, with what tells one from another of the same name."""
    return {path: path.stat().st_ino for path in wanted if path.is_dir()}


def _bursts(
    roots: tuple[Path, ...], stop: threading.Event, *, recursive: bool = True
) -> Iterator[Saves]:
    """Yield what changed; also nothing, every second. Ends when a folder is there no more.

    Where the system cannot tell (a network disk, too many files), times are looked at.
    """
    for polling in (None, True):
        told = watch(
            *roots, watch_filter=is_saved, debounce=LONGEST, step=QUIET, stop_event=stop,
            rust_timeout=LOOK, yield_on_timeout=True, raise_interrupt=False, recursive=recursive,
            force_polling=polling,
        )  # fmt: skip
        try:
            for changes in told:
                yield frozenset(Path(path) for _, path in changes)
            return
        except FileNotFoundError:
            return
        except OSError:
            continue


def is_saved(_change: Change, path: str) -> bool:
    """Say whether a file is one that people save: no hidden file, no copy that an editor keeps.

    >>> [is_saved(Change.added, name) for name in ("a.md", ".a.md.swp", "a.md~", "/x/4913")]
    [True, False, False, False]
    """
    name = Path(path).name
    return not (name.startswith((".", "#")) or name.endswith("~") or name == VIM)
