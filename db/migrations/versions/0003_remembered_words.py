"""What people said of the words in ledgers: headings, units, sheets, names."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "remembered",
        sa.Column("topic", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("meant", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "kind", "said", name=op.f("pk_remembered")),
    )
