"""QR codes as drawings for print."""

import io
from functools import lru_cache


@lru_cache(maxsize=64)
def qr_svg(text: str) -> str:
    """Draw a text as a QR code at level M, without its quiet zone: a square of SVG."""
    import segno

    drawn = segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8")
    out = io.BytesIO()
    drawn.save(out, kind="svg", border=0, omitsize=True, xmldecl=False, nl=False,
               svgclass=None, lineclass=None)  # fmt: skip
    return out.getvalue().decode()
