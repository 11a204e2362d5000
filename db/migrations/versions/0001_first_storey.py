"""Zones, enterprises, teams, projects, batches and campaigns, with their history and search index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "batch_event",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("held_on", sa.String(length=10), nullable=True),
        sa.Column("venue", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_event")),
    )
    op.create_table(
        "campaign",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("from", sa.String(length=10), nullable=True),
        sa.Column("to", sa.String(length=10), nullable=True),
        sa.Column("organiser", sa.Text(), nullable=True),
        sa.Column("aim", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_table(
        "change_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=19), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["reverses"], ["change_set.id"], name=op.f("fk_change_set_reverses")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_set")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "zone",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("county", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.String(length=10), nullable=True),
        sa.Column("approved_area", sa.String(), nullable=True),
        sa.Column("approved_area_unit", sa.Text(), nullable=True),
        sa.Column("leading_industries", sa.Text(), nullable=True),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("letter_signed_on", sa.String(length=10), nullable=True),
        sa.Column("main_venue", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_set", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("record", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["change_set"], ["change_set.id"], name=op.f("fk_change_change_set")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_change_set"), "change", ["change_set"], unique=False)
    op.create_index(op.f("ix_change_record"), "change", ["record"], unique=False)
    op.create_table(
        "enterprise",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("uscc", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("chain_role", sa.Text(), nullable=True),
        sa.Column("chains", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("foreign", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_enterprise_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise")),
    )
    op.create_index(op.f("ix_enterprise_zone"), "enterprise", ["zone"], unique=False)
    op.create_table(
        "service_team",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("hall", sa.Text(), nullable=True),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("founded_on", sa.String(length=10), nullable=True),
        sa.Column("powers", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_service_team_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_team")),
    )
    op.create_index(op.f("ix_service_team_zone"), "service_team", ["zone"], unique=False)
    op.create_table(
        "team_member",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("team", sa.String(length=32), nullable=False),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("joined_on", sa.String(length=10), nullable=True),
        sa.Column("left_on", sa.String(length=10), nullable=True),
        sa.Column("recruited", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["team"], ["service_team.id"], name=op.f("fk_team_member_team"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
    )
    op.create_index(op.f("ix_team_member_team"), "team_member", ["team"], unique=False)
    op.create_table(
        "project",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("enterprise", sa.String(length=32), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("nature", sa.Text(), nullable=True),
        sa.Column("industry_code", sa.Text(), nullable=True),
        sa.Column("chain", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("stage_set", sa.Text(), nullable=True),
        sa.Column("investment", sa.BigInteger(), nullable=True),
        sa.Column("year_plan", sa.BigInteger(), nullable=True),
        sa.Column("invested", sa.BigInteger(), nullable=True),
        sa.Column("invested_this_year", sa.BigInteger(), nullable=True),
        sa.Column("output_expected", sa.BigInteger(), nullable=True),
        sa.Column("output_actual", sa.BigInteger(), nullable=True),
        sa.Column("tax_expected", sa.BigInteger(), nullable=True),
        sa.Column("jobs", sa.BigInteger(), nullable=True),
        sa.Column("land_area", sa.String(), nullable=True),
        sa.Column("land_area_unit", sa.Text(), nullable=True),
        sa.Column("capital", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("key_level", sa.Text(), nullable=True),
        sa.Column("commitment", sa.Boolean(), nullable=True),
        sa.Column("commitment_on", sa.String(length=10), nullable=True),
        sa.Column("signed_on", sa.String(length=10), nullable=True),
        sa.Column("landed_on", sa.String(length=10), nullable=True),
        sa.Column("started_on", sa.String(length=10), nullable=True),
        sa.Column("commissioned_on", sa.String(length=10), nullable=True),
        sa.Column("full_output_on", sa.String(length=10), nullable=True),
        sa.Column("planned_start", sa.String(length=10), nullable=True),
        sa.Column("planned_commission", sa.String(length=10), nullable=True),
        sa.Column("manager", sa.Text(), nullable=True),
        sa.Column("task_force", sa.Text(), nullable=True),
        sa.Column("leader", sa.Text(), nullable=True),
        sa.Column("agent", sa.String(length=32), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent"], ["team_member.id"], name=op.f("fk_project_agent"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enterprise"], ["enterprise.id"], name=op.f("fk_project_enterprise"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_project_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
    )
    op.create_index(op.f("ix_project_agent"), "project", ["agent"], unique=False)
    op.create_index(op.f("ix_project_enterprise"), "project", ["enterprise"], unique=False)
    op.create_index(op.f("ix_project_zone"), "project", ["zone"], unique=False)
    op.create_table(
        "batch_entry",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("project", sa.String(length=32), nullable=False),
        sa.Column("investment", sa.BigInteger(), nullable=True),
        sa.Column("output", sa.BigInteger(), nullable=True),
        sa.Column("increase", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["batch_event.id"], name=op.f("fk_batch_entry_event"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["project"], ["project.id"], name=op.f("fk_batch_entry_project"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_entry")),
    )
    op.create_index(op.f("ix_batch_entry_event"), "batch_entry", ["event"], unique=False)
    op.create_index(op.f("ix_batch_entry_project"), "batch_entry", ["project"], unique=False)
    op.create_table(
        "campaign_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("campaign", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("project", sa.String(length=32), nullable=True),
        sa.Column("enterprise", sa.String(length=32), nullable=True),
        sa.Column("investment", sa.BigInteger(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.String(length=10), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign"], ["campaign.id"], name=op.f("fk_campaign_item_campaign"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enterprise"],
            ["enterprise.id"],
            name=op.f("fk_campaign_item_enterprise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project"], ["project.id"], name=op.f("fk_campaign_item_project"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_campaign_item_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_item")),
    )
    op.create_index(op.f("ix_campaign_item_campaign"), "campaign_item", ["campaign"], unique=False)
    op.create_index(op.f("ix_campaign_item_enterprise"), "campaign_item", ["enterprise"], unique=False)
    op.create_index(op.f("ix_campaign_item_project"), "campaign_item", ["project"], unique=False)
    op.create_index(op.f("ix_campaign_item_zone"), "campaign_item", ["zone"], unique=False)

    op.execute("CREATE TABLE search_entry (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL UNIQUE)")
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(words, initials, tokenize = 'unicode61 remove_diacritics 0')"
    )
