"""One table, four servers: the same headers and redirections in each one's words."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from comptoir.website.headers import everywhere, policy, preview_headers
from comptoir.website.servers import files, serving

from make_site import SmallSite, make_site

MOVED = {"/vieux/": "/contact/", "/vieux.html": "/contact/", "/fini/": ""}


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
    named = ("mpm_event", "authz_core", "alias", "headers", "mime", "dir")
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
