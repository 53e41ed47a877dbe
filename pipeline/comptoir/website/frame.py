"""What stands in for an image that may no longer be shown."""

WORDS = "Image retirée"


def neutral_frame(width: int, height: int) -> str:
    """Draw a frame of these proportions with the words « Image retirée »."""
    size = max(16, min(width, height) // 12)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{WORDS}">'
        f'<rect width="{width}" height="{height}" fill="#e9e6df"/>'
        f'<rect x="1" y="1" width="{width - 2}" height="{height - 2}" fill="none" '
        'stroke="#8a8578" stroke-width="2" stroke-dasharray="10 8"/>'
        f'<text x="50%" y="50%" text-anchor="middle" dominant-baseline="central" '
        f'font-family="sans-serif" font-size="{size}" fill="#4d493f">{WORDS}</text></svg>\n'
    )
