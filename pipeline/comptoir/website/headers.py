"""Security headers as a file, for hosts that read `_headers`; `site serve` sends them too."""

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; script-src 'self'; "
    "connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; upgrade-insecure-requests"
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FOREVER = "public, max-age=31536000, immutable"


def preview_headers() -> dict[str, str]:
    """Return the headers of `site serve`: the same policy, without what needs https."""
    kept = {k: v for k, v in EVERYWHERE.items() if k != "Strict-Transport-Security"}
    policy = POLICY.replace("; upgrade-insecure-requests", "")
    return kept | {"Content-Security-Policy": policy, "Cache-Control": "no-store"}


def security_headers() -> str:
    """Write the headers of every page, and how long pictures and fonts may be kept."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in EVERYWHERE.items())]
    for path in ("/images/*", "/theme/fonts/*"):
        lines += ["", path, f"  Cache-Control: {FOREVER}"]
    return "\n".join([*lines, ""])
