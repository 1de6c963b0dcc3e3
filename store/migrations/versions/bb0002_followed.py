"""Where a page's links lead, and where it moved to, for the stores that were begun before these were kept.

Revision: bb0002. The columns came into ``bb0001`` on the day it was written; a store of its first hours lacks them.
"""

import sqlalchemy as sa
from alembic import op

revision = "bb0002"
down_revision = "bb0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    known = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("pages")}
    for name in ("links", "moved_to"):
        if name not in known:
            op.add_column("pages", sa.Column(name, sa.Text(), server_default="", nullable=False))
