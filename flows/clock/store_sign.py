"""Whether the store can be read, and what it holds. It is only looked at: nothing is made, migrated or set aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from flows.clock.sites import store_here
from model.errors import BestbeforeError
from store.database import located

_RESTORE = "See docs/operate.md, Back up, restore, move"


def store_sign() -> Iterator[tuple[str, bool, str, str]]:
    """What is seen, as (what, ok, said, do)."""
    try:
        url = located(store_here())
    except BestbeforeError as error:
        yield "store", False, str(error), "Mend [audit] store or BESTBEFORE_STORE"
        return
    is_file = url.get_backend_name() == "sqlite"
    shown = str(url.database) if is_file else url.render_as_string(hide_password=True)
    if is_file and not Path(url.database or "").is_file():
        yield "store", True, f"{shown}: not there yet, the first audit makes it", ""
        return
    if is_file:
        url = url.set(database=f"file:{url.database}", query={"mode": "ro", "uri": "true"})
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if is_file and (said := connection.execute(text("PRAGMA quick_check(1)")).scalar()) != "ok":
                yield "store", False, f"{shown}: is damaged ({said})", _RESTORE
                return
            runs = connection.execute(text("SELECT count(*) FROM runs")).scalar()
            yield "store", True, f"{shown}: {runs:,} runs", ""
    except SQLAlchemyError as error:
        why = " ".join(str(error.__cause__ or error).split())[:200]
        yield "store", False, f"{shown}: cannot be read ({why})", _RESTORE
    finally:
        engine.dispose()
