"""The promotions of the offers, as the pages tell them."""

from comptoir.context import Context
from comptoir.readers.content import read_content
from comptoir.site.front_matter import OfferMeta, Promotion


def promotions(ctx: Context) -> list[tuple[str, Promotion]]:
    """Return each promotion with the item that it sells."""
    metas = (page.meta for page in read_content(ctx.root).pages)
    return [
        (meta.sku, meta.promotion)
        for meta in metas
        if isinstance(meta, OfferMeta) and meta.promotion and meta.sku
    ]
