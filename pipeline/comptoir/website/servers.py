"""What a web server must be told, in the words of each: one table, four files.

`_headers` and `_redirects` (Netlify, Cloudflare Pages), `.htaccess` (Apache), `_nginx.conf` and
`_caddy.conf` (to include in one's own configuration). Servers that read none of them still have
the pages that forward by themselves (`website.redirects`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from comptoir.site.addresses import GONE, question
from comptoir.website.headers import FOREVER, everywhere

KEPT = ("/images/*", "/theme/fonts/*")  # named by their content, or never changed
TYPES = {"ics": "text/calendar", "avif": "image/avif", "webp": "image/webp", "woff2": "font/woff2"}


@dataclass(frozen=True, slots=True)
class Question:
    """An old address such as `/?p=12`, and where it leads."""

    path: str
    key: str
    value: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """The table: headers, and where old addresses lead."""

    headers: Mapping[str, str]
    moved: Mapping[str, str] = field(default_factory=dict)  # address → target, GONE for none
    base: str = ""  # the path under which the site lies

    def target(self, told: str) -> str:
        return f"{self.base}{told}" if told.startswith("/") else told

    def lasting(self) -> dict[str, str]:
        return {old: self.target(new) for old, new in self._paths().items() if new != GONE}

    def gone(self) -> list[str]:
        return [old for old, new in self._paths().items() if new == GONE]

    def questions(self) -> list[Question]:
        """Return the old addresses that are a question, as `/?p=12`."""
        return [
            Question(*asked, self.target(new))
            for old, new in self.moved.items()
            if new != GONE and (asked := question(old))
        ]

    def _paths(self) -> dict[str, str]:
        return {old: new for old, new in self.moved.items() if not question(old)}


def serving(
    *, search: bool, moved: Mapping[str, str], base: str, frames: Iterable[str] = ()
) -> Serving:
    return Serving(headers=everywhere(search=search, frames=frames), moved=moved, base=base)


def files(told: Serving) -> dict[str, str]:
    """Return every file by its name."""
    written = {
        "_headers": netlify_headers(told),
        ".htaccess": apache(told),
        "_nginx.conf": nginx(told),
        "_caddy.conf": caddy(told),
    }
    return written | ({"_redirects": netlify_redirects(told)} if told.moved else {})


def netlify_headers(told: Serving) -> str:
    lines = ["/*", *(f"  {name}: {value}" for name, value in told.headers.items())]
    for path in KEPT:
        lines += ["", path, f"  Cache-Control: {FOREVER}"]
    return "\n".join([*lines, ""])


def netlify_redirects(told: Serving) -> str:
    rows = [f"{told.base}{old} {new} 301" for old, new in told.lasting().items()]
    rows += [f"{told.base}{old} {told.base}/404.html 410" for old in told.gone()]
    # « ! »: a page is there. Netlify reads questions, Cloudflare passes over them.
    rows += [f"{told.base}{q.path} {q.key}={q.value} {q.target} 301!" for q in told.questions()]
    return "\n".join([*rows, ""])


def apache(told: Serving) -> str:
    headers = [f'  Header always set {k} "{v}"' for k, v in told.headers.items()]
    moved = [f'RedirectMatch 301 "{_anchored(told, o)}" "{n}"' for o, n in told.lasting().items()]
    gone = [f'RedirectMatch 410 "{_anchored(told, old)}"' for old in told.gone()]
    return "\n".join(
        [
            "# Écrit par « comptoir site build ».",
            "Options -Indexes",
            f"ErrorDocument 404 {told.base}/404.html",
            f"ErrorDocument 410 {told.base}/404.html",
            *(f"AddType {kind} .{extension}" for extension, kind in TYPES.items()),
            "AddDefaultCharset utf-8",
            '<FilesMatch "^_">',
            "  Require all denied",
            "</FilesMatch>",
            "<IfModule mod_headers.c>",
            *headers,
            f'  <If "%{{REQUEST_URI}} =~ m#^{told.base}/(images|theme/fonts)/#">',
            f'    Header set Cache-Control "{FOREVER}"',
            "  </If>",
            "</IfModule>",
            *moved,
            *gone,
            *_apache_questions(told),
            "",
        ]
    )


def _apache_questions(told: Serving) -> list[str]:
    rules: list[str] = []
    for asked in told.questions():
        path = re.escape(asked.path[1:])
        rules += [
            f'  RewriteCond "%{{QUERY_STRING}}" "(?:^|&){asked.key}={asked.value}(?:&|$)"',
            f'  RewriteRule "^{path}$" "{asked.target}?" [R=301,L]',
        ]
    return ["<IfModule mod_rewrite.c>", "  RewriteEngine On", *rules, "</IfModule>"] * bool(rules)


def nginx(told: Serving) -> str:
    """Write lines to include in a `server` block; nginx forgets headers where others are added."""
    headers = [f'add_header {k} "{v}" always;' for k, v in told.headers.items()]
    moved = [_nginx_exact(told, old, f"return 301 {new};") for old, new in told.lasting().items()]
    gone = [_nginx_exact(told, old, "return 410;") for old in told.gone()]
    return "\n".join(
        [
            "# Écrit par « comptoir site build » : include …/_nginx.conf; dans le bloc server.",
            *headers,
            f"error_page 404 410 {told.base}/404.html;",
            f"location ~ ^{told.base}/(images|theme/fonts)/ {{",
            *(f"  {line}" for line in headers),
            f'  add_header Cache-Control "{FOREVER}";',
            "}",
            "location ~ /[_.](?!well-known) { return 404; }",
            *moved,
            *gone,
            *_nginx_questions(told),
            "",
        ]
    )


def _nginx_questions(told: Serving) -> list[str]:
    """One block a path: nginx refuses two `location` of the same name."""
    lines: list[str] = []
    asked = sorted(told.questions(), key=lambda q: q.path)
    for path, several in groupby(asked, key=lambda q: q.path):
        lines.append(f"location = {told.base}{path} {{")
        lines += [
            f'  if ($arg_{q.key} = "{q.value}") {{ return 301 {q.target}; }}' for q in several
        ]
        lines.append("}")
    return lines


def caddy(told: Serving) -> str:
    moved = [f"redir {told.base}{old} {new} permanent" for old, new in told.lasting().items()]
    gone = [f"respond {told.base}{old} 410" for old in told.gone()]
    return "\n".join(
        [
            "# Écrit par « comptoir site build » : import …/_caddy.conf dans le bloc du site.",
            "header {",
            *(f'  {name} "{value}"' for name, value in told.headers.items()),
            "}",
            *(f'header {told.base}{path} Cache-Control "{FOREVER}"' for path in KEPT),
            "@internes path_regexp /[_.][^/]*\\.?(conf|htaccess|comptoir)$",
            "respond @internes 404",
            "handle_errors {",
            f"  rewrite * {told.base}/404.html",
            "  file_server",
            "}",
            *moved,
            *gone,
            *_caddy_questions(told),
            "",
        ]
    )


def _caddy_questions(told: Serving) -> list[str]:
    lines: list[str] = []
    for asked in told.questions():
        name = f"@ancienne-{asked.key}-{asked.value}{'-php' * (asked.path != '/')}"
        lines += [
            f"{name} {{",
            f"  path {told.base}{asked.path}",
            f"  query {asked.key}={asked.value}",
            "}",
            f"redir {name} {asked.target} permanent",
        ]
    return lines


def _anchored(told: Serving, old: str) -> str:
    escaped = f"{told.base}{old}".replace(".", r"\.")
    return f"^{escaped}?$" if old.endswith("/") else f"^{escaped}$"


def _nginx_exact(told: Serving, old: str, act: str) -> str:
    return f"location = {told.base}{old} {{ {act} }}"
