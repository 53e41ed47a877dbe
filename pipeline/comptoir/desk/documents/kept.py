"""Every file under var/documents, whichever register holds it."""

from collections.abc import Iterator

from sqlalchemy import Connection

from comptoir.store import cheques, closings, contracts, debits, documents, filed, purchases

Kept = tuple[str, str, str]  # its path, what it belongs to, its digest where one was taken


def kept_files(db: Connection) -> dict[str, tuple[str, str]]:
    """Return what each file belongs to, and its digest, by its path under var/documents."""
    return {path: (reference, digest) for path, reference, digest in _each(db) if path}


def _each(db: Connection) -> Iterator[Kept]:
    yield from ((one.path, one.reference, one.sha256) for one in filed.present(db))
    yield from ((one.path, one.number, one.pdf_sha256) for one in documents.documents(db))
    yield from ((path, number, sha) for number, (path, sha) in cheques.slips(db).items())
    yield from ((one.path, one.made.number, one.sha256) for one in purchases.purchases(db))
    for closing in closings.closings(db):
        yield closing.file, f"clôture {closing.period.name}", closing.text_sha256
    yield from ((one.path, one.mandate.reference, one.sha256) for one in debits.mandates(db))
    yield from ((one.path, one.number, one.sha256) for one in debits.batches(db))
    for one in contracts.contracts(db):  # whose papers are drawn again, and signed elsewhere
        yield one.path, one.contract.number, ""
        yield one.signed_path, one.contract.number, ""
