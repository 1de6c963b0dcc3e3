"""One page now: an address, audited by a site's rules, into a report of its own."""

from __future__ import annotations

from typing import Annotated, Any

from prefect import flow
from prefect.client.schemas.objects import State
from pydantic import Field

from flows.audit import Day, Sources
from flows.clock.form import described


@flow(name="page")
@described
def page(
    address: Annotated[
        str,
        Field(
            title="Address",
            description="The page's address on the web.",
            pattern=r"^https?://[^\s/]+(/\S*)?$",
            max_length=2000,
            examples=["https://www.example.org/breast-cancer/treatment"],
        ),
    ],
    site: Annotated[
        str, Field(title="By the rules of", description="A site of bestbefore.toml; empty: the rules of all.")
    ] = "",
    today: Day = "",
    sources: Sources = "as the site says",
) -> State[dict[str, Any]]:
    """Audit one page now. Its report is beside the nightly one, which stays as it is."""
    raise NotImplementedError
