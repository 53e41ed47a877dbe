"""Security headers: one table that every server's file is written from; `site serve` sends them."""

import re
from collections.abc import Iterable

POLICY = {
    "default-src": "'none'",
    "img-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "upgrade-insecure-requests": "",
}
FOREVER = "public, max-age=31536000, immutable"
HSTS, CSP, UPGRADE = (
    "Strict-Transport-Security",
    "Content-Security-Policy",
    "upgrade-insecure-requests",
)


def policy(*, search: bool = False, secure: bool = True, frames: Iterable[str] = ()) -> str:
    """Write the content security policy.

    Args:
        search: the search engine runs WebAssembly, which is one permission more.
        secure: the site is served over https.
        frames: who may be shown in a frame, once the reader asks.

    >>> "'wasm-unsafe-eval'" in policy(), "'wasm-unsafe-eval'" in policy(search=True)
    (False, True)
    """
    told = dict(POLICY)
    if search:
        told["script-src"] += " 'wasm-unsafe-eval'"
    if frames:
        told["frame-src"] = " ".join(sorted(set(frames)))
    if not secure:
        del told[UPGRADE]
    return "; ".join(f"{name} {value}".strip() for name, value in told.items())


def everywhere(*, search: bool = False, frames: Iterable[str] = ()) -> dict[str, str]:
    """Return the headers of every page."""
    return {
        CSP: policy(search=search, frames=tuple(frames)),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        HSTS: "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def frames_in(headers: str) -> tuple[str, ...]:
    """Return who may be shown in a frame, by the headers of a site that was built.

    >>> frames_in(f"  {CSP}: {policy(frames=('https://a.example.org',))}")
    ('https://a.example.org',)
    """
    found = re.search(r"frame-src ([^;\n]+)", headers)
    return tuple(found[1].split()) if found else ()


def preview_headers(frames: Iterable[str] = ()) -> dict[str, str]:
    """Return the headers of `site serve`: the same policy, without what needs https."""
    kept = {name: value for name, value in everywhere().items() if name != HSTS}
    return kept | {CSP: policy(secure=False, frames=tuple(frames)), "Cache-Control": "no-store"}
