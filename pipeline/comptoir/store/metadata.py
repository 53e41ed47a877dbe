"""The one MetaData, and the modules that put tables on it, found because they are there."""

import importlib
import pkgutil

from sqlalchemy import MetaData

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=CONVENTION)


def all_tables() -> MetaData:
    """Import every module of `store.tables` and return the MetaData they filled."""
    from comptoir.store import tables

    for module in pkgutil.iter_modules(tables.__path__):
        importlib.import_module(f"{tables.__name__}.{module.name}")
    return metadata
