"""Security headers: one table that every server's file is written from; `site serve` sends them."""

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


def policy(*, search: bool = False, secure: bool = True) -> str:
    """Write the content security policy.

    Args:
        search: the search engine runs WebAssembly, which is one permission more.
        secure: the site is served over https.

    >>> "'wasm-unsafe-eval'" in policy(), "'wasm-unsafe-eval'" in policy(search=True)
    (False, True)
    """
    told = dict(POLICY)
    if search:
        told["script-src"] += " 'wasm-unsafe-eval'"
    if not secure:
        del told[UPGRADE]
    return "; ".join(f"{name} {value}".strip() for name, value in told.items())


def everywhere(*, search: bool = False) -> dict[str, str]:
    """Return the headers of every page."""
    return {
        CSP: policy(search=search),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        HSTS: "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def preview_headers() -> dict[str, str]:
    """Return the headers of `site serve`: the same policy, without what needs https."""
    kept = {name: value for name, value in everywhere().items() if name != HSTS}
    return kept | {CSP: policy(secure=False), "Cache-Control": "no-store"}
