"""What a stranger's program may not do: in the child process, before it runs.

The parent takes the network away where the system can (`unshare`). Here Linux's Landlock closes
the files outside the old site, all writing and TCP; an audit hook, which Python cannot take off,
closes sockets, processes and writing everywhere else. It imports nothing of Comptoir.
"""

import ctypes
import os
import resource
import sys
from collections.abc import Iterable
from pathlib import Path

MEMORY = 1 << 30
SECONDS = 10
WRITTEN = 4 << 20
# kernel's include/uapi/linux/landlock.h
CREATE, ADD, RESTRICT = 444, 445, 446
EXECUTE, READ_FILE, READ_DIR = 1 << 0, 1 << 2, 1 << 3
FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
TCP = 0b11  # bind, connect: since the fourth version
SCOPES = 0b11  # abstract sockets, signals: since the sixth
NO_NEW_PRIVILEGES = 38
REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink",
    "os.truncate", "os.chmod", "os.chown", "os.chflags", "os.setxattr", "os.removexattr",
    "os.utime", "os.kill", "os.putenv", "shutil.", "pty.", "webbrowser.", "ftplib.", "http.client.",
    "smtplib.", "imaplib.", "poplib.", "telnetlib.", "nntplib.", "urllib.", "syslog.", "sqlite3.",
    "ctypes.", "signal.pthread_kill", "sys.addaudithook", "cpython.run_", "code.__new__",
    "fcntl.", "mmap.__new__",
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class _Rules(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def close(readable: Iterable[str]) -> None:
    """Close everything, for good.

    Args:
        readable: the only files and folders that may still be read.
    """
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 128),
    ):
        resource.setrlimit(what, (most, most))
    if sys.platform == "linux":
        landlock(readable)
    sys.addaudithook(watch)


def watch(event: str, args: tuple[object, ...]) -> None:
    """Refuse what no settings file needs; the event's name says what it was."""
    if event == "open":
        _path, mode, flags = (*args, None, None)[:3]
        writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if writes or (isinstance(flags, int) and flags & WRITING):
            raise OSError("no writing here")
    elif event.startswith(REFUSED):
        raise OSError(f"{event}: not here")


def landlock(readable: Iterable[str]) -> bool:
    """Let only these be read, and nothing be written; say whether the kernel can do it."""
    call = ctypes.CDLL(None, use_errno=True).syscall
    version = call(CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if version < 1:
        return False
    rights = FILE_RIGHTS[max(known for known in FILE_RIGHTS if known <= version)]
    rules = _Rules(rights, TCP * (version >= 4), SCOPES * (version >= 6))
    size = 8 if version < 4 else 16 if version < 6 else 24
    handle = call(CREATE, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if handle < 0:
        return False
    for name in readable:
        try:
            folder = os.open(name, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        allowed = EXECUTE | READ_FILE | (READ_DIR if Path(name).is_dir() else 0)
        beneath = _Beneath(allowed, folder)
        call(ADD, handle, 1, ctypes.byref(beneath), ctypes.c_uint32(0))
        os.close(folder)
    ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = call(RESTRICT, handle, ctypes.c_uint32(0))
    os.close(handle)
    return bool(done == 0)
