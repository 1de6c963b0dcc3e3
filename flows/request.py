"""What is asked of an audit, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from model.limits import Limits
from model.policy import Policy
from model.site import Site
from pages.fetch import bare
from reports.build import Report

# Percent. With more failures than this, a night says more about the network than about the site: the report of the
# night before stays. `--max-failed` sets another.
HELD_ABOVE = 50


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What to audit, by which rules, as of which day, and where the report goes.

    ``sources``: "snapshot" asks only local data, "live" only the services, "auto" the snapshot first and the
    services for what it lacks. ``store``: a file or a database's URL; None remembers nothing. ``max_failed``: the part
    of the pages (percent) above which a report is held back; None is ``HELD_ABOVE``. ``base_url``: where saved pages
    stand on the web. ``decisions``: the file of what editors decided. ``folder``: that of the settings: a site's own
    facts stand there. ``site``: the entry of ``bestbefore.toml``; without one, ``targets``, ``policy`` and ``limits``
    are what was named by hand. ``run_id``: given by who starts it; an unfinished run of that name is gone on with.
    ``processes``: so many read and judge side by side. ``max_hours``: when nothing new is begun any more; None is
    without end.
    """

    targets: tuple[str, ...]
    today: date
    out: Path
    policy: Policy = field(default_factory=Policy)
    sources: str = "auto"
    store: Path | str | None = None
    contact: str = ""
    max_failed: int | None = None
    max_hours: float | None = None
    base_url: str = ""
    decisions: Path | None = None
    folder: Path | None = None
    site: Site | None = None
    run_id: str = ""
    processes: int = 1
    limits: Limits = field(default_factory=Limits)

    @property
    def audited(self) -> Site:
        """The site of ``bestbefore.toml``, else one without a name."""
        return self.site or Site(
            "", self.targets, self.policy, out=self.out, base_url=self.base_url, limits=self.limits
        )

    @property
    def shown_targets(self) -> tuple[str, ...]:
        """The targets without a user's name and password: what is shown and stored."""
        return tuple(bare(target) for target in self.audited.targets)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A finished audit: the report and where its overview was written.

    ``held``: why the report's own folder was left as it was (the overview then lies beside it); empty when it was
    replaced. The report's pages lie in the store: what was not to be remembered is gone. ``examined``, ``lost``,
    ``excluded``: pages of this run. ``troubles``: what else went wrong, in one line each.
    """

    report: Report
    index: Path
    held: str = ""
    troubles: tuple[str, ...] = ()
    examined: int = 0
    lost: int = 0
    excluded: int = 0
    run_id: str = ""
