"""One table, four servers: the same headers and redirections in each one's words."""

import http.client
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from comptoir.website.headers import everywhere, policy, preview_headers
from comptoir.website.servers import files, serving

from make_site import SmallSite, make_site

MOVED = {
    "/vieux/": "/contact/",
    "/vieux.html": "/contact/",
    "/fini/": "",
    "/?p=12": "/contact/",
    "/?page_id=3": "/velo/",
    "/index.php?p=12": "/contact/",
}


@pytest.fixture
def told() -> dict[str, str]:
    return files(serving(search=False, moved=MOVED, base=""))


def test_every_file_carries_every_header(told: dict[str, str]):
    for name in ("_headers", ".htaccess", "_nginx.conf", "_caddy.conf"):
        for header, value in everywhere().items():
            assert re.search(rf"{header}:? \"?{re.escape(value)}", told[name]), (name, header)


def test_the_policy_lets_nothing_inline_run():
    assert "unsafe-inline" not in policy(search=True)
    assert "unsafe-eval" not in policy().replace("wasm-unsafe-eval", "")
    assert "default-src 'none'" in policy()
    assert "upgrade-insecure-requests" not in preview_headers()["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["_redirects", ".htaccess", "_nginx.conf", "_caddy.conf"])
def test_every_file_leads_on_and_says_what_is_gone(told: dict[str, str], name: str):
    lines = told[name].splitlines()
    assert any("vieux/" in line and "/contact/" in line for line in lines)
    assert any("fini/" in line and "410" in line for line in lines)


def test_a_site_in_a_folder_keeps_its_folder():
    told = files(serving(search=False, moved=MOVED, base="/asso"))
    assert "/asso/vieux/ /asso/contact/ 301" in told["_redirects"]
    assert "ErrorDocument 404 /asso/404.html" in told[".htaccess"]
    assert "location = /asso/vieux/ { return 301 /asso/contact/; }" in told["_nginx.conf"]
    assert "redir /asso/vieux/ /asso/contact/ permanent" in told["_caddy.conf"]


def test_no_redirection_no_file():
    assert "_redirects" not in files(serving(search=False, moved={}, base=""))


def server(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if not found:
        pytest.skip(f"{name} is not installed here")
    return found


def test_nginx_takes_its_file(tmp_path: Path, told: dict[str, str]):
    (tmp_path / "_nginx.conf").write_text(told["_nginx.conf"])
    conf = tmp_path / "nginx.conf"
    conf.write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; server {{ listen 127.0.0.1:8931; root {tmp_path};"
        f" include {tmp_path}/_nginx.conf; }} }}\n"
    )
    done = subprocess.run(
        [server("nginx"), "-t", "-c", conf], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_caddy_takes_its_file(tmp_path: Path, told: dict[str, str]):
    (tmp_path / "_caddy.conf").write_text(told["_caddy.conf"])
    conf = tmp_path / "Caddyfile"
    conf.write_text(f":8932 {{\n  root * {tmp_path}\n  import _caddy.conf\n  file_server\n}}\n")
    done = subprocess.run(
        [server("caddy"), "validate", "--adapter", "caddyfile", "--config", conf],
        check=False,
        capture_output=True,
        text=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stderr


def test_apache_takes_its_file(tmp_path: Path, told: dict[str, str]):
    apache = server("apache2")
    modules = Path("/usr/lib/apache2/modules")
    named = ("mpm_event", "authz_core", "alias", "headers", "mime", "dir", "rewrite")
    loads = "".join(f"LoadModule {n}_module {modules}/mod_{n}.so\n" for n in named)
    inside = told[".htaccess"]
    (tmp_path / "apache.conf").write_text(
        f'{loads}ServerName x\nPidFile "{tmp_path}/pid"\n'
        f'ErrorLog /dev/null\nListen 127.0.0.1:8933\nDocumentRoot "{tmp_path}"\n'
        f'<Directory "{tmp_path}">\n{inside}</Directory>\n'
    )
    done = subprocess.run(
        [apache, "-t", "-f", tmp_path / "apache.conf"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_a_question_is_redirected_where_a_host_can(told: dict[str, str]):
    assert "/ p=12 /contact/ 301!" in told["_redirects"]
    assert all("?p=12 " not in line for line in told["_redirects"].splitlines())


def nginx(folder: Path, port: int) -> list[object]:
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; server {{ listen 127.0.0.1:{port}; root {folder}/site;"
        f" include {folder}/_nginx.conf; }} }}\n"
    )
    return [server("nginx"), "-c", folder / "nginx.conf"]


def caddy(folder: Path, port: int) -> list[object]:
    (folder / "Caddyfile").write_text(
        f"{{\n  admin off\n}}\nhttp://127.0.0.1:{port} {{\n  root * {folder}/site\n"
        "  import _caddy.conf\n  file_server\n}\n"
    )
    where = ["--adapter", "caddyfile", "--config", folder / "Caddyfile"]
    return [server("caddy"), "run", *where]


def apache(folder: Path, port: int) -> list[object]:
    modules = Path("/usr/lib/apache2/modules")
    named = ("mpm_event", "authz_core", "alias", "headers", "mime", "dir", "rewrite")
    loads = "".join(f"LoadModule {n}_module {modules}/mod_{n}.so\n" for n in named)
    (folder / ".htaccess").rename(folder / "site" / ".htaccess")
    (folder / "apache.conf").write_text(
        f"{loads}ServerName x\nUser nobody\nGroup nogroup\n"
        f'PidFile "{folder}/pid"\nErrorLog "{folder}/errors"\n'
        f"TypesConfig /dev/null\nListen 127.0.0.1:{port}\n"
        f'DocumentRoot "{folder}/site"\nDirectoryIndex index.html\n'
        f'<Directory "{folder}/site">\nAllowOverride All\n</Directory>\n'
    )
    return [server("apache2"), "-X", "-f", folder / "apache.conf"]


def ask(port: int, address: str) -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    line.request("GET", address)
    answer = line.getresponse()
    return answer.status, answer.getheader("Location", "").partition(f":{port}")[2] or (
        answer.getheader("Location", "")
    )


@pytest.fixture
def open_folder():
    """A folder that a server which gave up its rights can read, unlike `tmp_path`."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("start", [nginx, caddy, apache])
def test_a_real_server_answers_a_question(open_folder: Path, told: dict[str, str], start):
    tmp_path = open_folder
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("accueil")
    for name, text in told.items():
        (tmp_path / name).write_text(text)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen(
        [str(word) for word in start(tmp_path, port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": "/usr/sbin:/usr/bin:/bin"},
    )
    try:
        for _ in range(100):
            try:
                ask(port, "/")
                break
            except OSError:
                time.sleep(0.1)
        assert ask(port, "/?p=12") == (301, "/contact/")
        assert ask(port, "/?page_id=3&utm_source=x") == (301, "/velo/")
        assert ask(port, "/index.php?p=12") == (301, "/contact/")
        assert ask(port, "/?p=13") == ask(port, "/") == (200, "")
    finally:
        running.terminate()
        running.wait(10)


# what machines read


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return make_site(tmp_path / "projet")


def sharing(site: SmallSite, text: str) -> None:
    site.edit("comptoir.toml", "[colours]", f"[sharing]\n{text}\n[colours]")


def test_a_build_writes_them(site: SmallSite):
    site.build()
    for name in ("_headers", ".htaccess", "_nginx.conf", "_caddy.conf", "robots.txt"):
        assert (site.output / name).is_file(), name
    assert not (site.output / "llms.txt").exists()
    assert not (site.output / ".well-known").exists()


def test_robots_may_be_sent_away(site: SmallSite):
    sharing(site, 'robots = "closed"')
    site.build()
    assert (site.output / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"


def test_robots_that_train_models_may_be_refused(site: SmallSite):
    sharing(site, 'training = "refused"')
    site.build()
    told = (site.output / "robots.txt").read_text()
    assert "User-agent: GPTBot\n" in told
    assert "User-agent: *\nAllow: /" in told


def test_a_list_for_language_models(site: SmallSite):
    sharing(site, "llms = true")
    site.build()
    told = (site.output / "llms.txt").read_text("utf-8")
    assert "- [Contact](https://amis.example.org/contact/): Un résumé de la page." in told
    assert "Appel secret" not in told


def test_whom_to_write_to_about_a_weakness(site: SmallSite):
    sharing(site, 'security_contact = "mailto:securite@amis.example.org"')
    site.build()
    told = (site.output / ".well-known" / "security.txt").read_text()
    assert "Contact: mailto:securite@amis.example.org" in told
    assert "Expires: 2027-11-01T00:00:00Z" in told


def test_a_wrong_address_is_told(site: SmallSite, comptoir):
    sharing(site, 'security_contact = "securite"')
    done = comptoir("site", "build", "--project", str(site.root), code=2)
    assert "mailto:" in done.err
