"""The office's other ledgers: progress, meetings, indicators, promotion, chains, towns, reforms, applications, attachments."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:

    op.create_table(
        "attachment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("of_kind", sa.Text(), nullable=True),
        sa.Column("of_record", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index(op.f("ix_attachment_of_kind_of_record"), "attachment", ["of_kind", "of_record"], unique=False)
    op.create_table(
        "chain",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("leader", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("target_output", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain")),
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("cumulative", sa.Text(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=True),
        sa.Column("for_industrial", sa.Boolean(), nullable=True),
        sa.Column("for_agricultural", sa.Boolean(), nullable=True),
        sa.Column("for_eco_tourism", sa.Boolean(), nullable=True),
        sa.Column("decimals", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("held_on", sa.String(length=10), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("chair", sa.Text(), nullable=True),
        sa.Column("attendees", sa.Text(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_table(
        "plan_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("quarter", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
    )
    op.create_table(
        "policy",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.String(length=10), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
    )
    op.create_table(
        "rate_formula",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=True),
        sa.Column("rate", sa.Text(), nullable=True),
        sa.Column("numerator_kind", sa.Text(), nullable=True),
        sa.Column("numerator", sa.Text(), nullable=True),
        sa.Column("denominator_kind", sa.Text(), nullable=True),
        sa.Column("denominator", sa.Text(), nullable=True),
        sa.Column("in_force_from", sa.String(length=10), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_formula")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("indicator", sa.String(length=32), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("score", sa.String(), nullable=True),
        sa.Column("full_score", sa.String(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicator.id"], name=op.f("fk_assessment_indicator"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_assessment_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_indicator"), "assessment", ["indicator"], unique=False)
    op.create_index(op.f("ix_assessment_zone"), "assessment", ["zone"], unique=False)
    op.create_table(
        "campaign_report",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("campaign", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("date", sa.String(length=10), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign"],
            ["campaign.id"],
            name=op.f("fk_campaign_report_campaign"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_campaign_report_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_report")),
    )
    op.create_index(op.f("ix_campaign_report_campaign"), "campaign_report", ["campaign"], unique=False)
    op.create_index(op.f("ix_campaign_report_zone"), "campaign_report", ["zone"], unique=False)
    op.create_table(
        "hire",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("count", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_hire_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hire")),
    )
    op.create_index(op.f("ix_hire_zone"), "hire", ["zone"], unique=False)
    op.create_table(
        "operating_company",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("founded_on", sa.String(length=10), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_operating_company_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operating_company")),
    )
    op.create_index(op.f("ix_operating_company_zone"), "operating_company", ["zone"], unique=False)
    op.create_table(
        "partner",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("agreed_on", sa.String(length=10), nullable=True),
        sa.Column("base", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_partner_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
    )
    op.create_index(op.f("ix_partner_zone"), "partner", ["zone"], unique=False)
    op.create_table(
        "promotion",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("from", sa.String(length=10), nullable=True),
        sa.Column("to", sa.String(length=10), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("leader", sa.Text(), nullable=True),
        sa.Column("visited", sa.BigInteger(), nullable=True),
        sa.Column("bodies_visited", sa.BigInteger(), nullable=True),
        sa.Column("leads", sa.BigInteger(), nullable=True),
        sa.Column("at_least", sa.Boolean(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_promotion_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promotion")),
    )
    op.create_index(op.f("ix_promotion_zone"), "promotion", ["zone"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("indicator", sa.String(length=32), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("month", sa.BigInteger(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("growth", sa.String(), nullable=True),
        sa.Column("last_year", sa.String(), nullable=True),
        sa.Column("rank", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicator.id"], name=op.f("fk_reading_indicator"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_reading_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_indicator"), "reading", ["indicator"], unique=False)
    op.create_index(op.f("ix_reading_zone"), "reading", ["zone"], unique=False)
    op.create_table(
        "reform_step",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_reform_step_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reform_step")),
    )
    op.create_index(op.f("ix_reform_step_zone"), "reform_step", ["zone"], unique=False)
    op.create_table(
        "reported_total",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("figure", sa.Text(), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("month", sa.BigInteger(), nullable=True),
        sa.Column("event", sa.String(length=32), nullable=True),
        sa.Column("column", sa.Text(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["event"], ["batch_event.id"], name=op.f("fk_reported_total_event"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_total")),
    )
    op.create_index(op.f("ix_reported_total_event"), "reported_total", ["event"], unique=False)
    op.create_table(
        "showcase",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("recommended_to_province_on", sa.String(length=10), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_showcase_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_showcase")),
    )
    op.create_index(op.f("ix_showcase_zone"), "showcase", ["zone"], unique=False)
    op.create_table(
        "target",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("indicator", sa.String(length=32), nullable=False),
        sa.Column("basis", sa.Text(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("weight", sa.String(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicator.id"], name=op.f("fk_target_indicator"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_target_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_indicator"), "target", ["indicator"], unique=False)
    op.create_index(op.f("ix_target_zone"), "target", ["zone"], unique=False)
    op.create_table(
        "town",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("product", sa.Text(), nullable=True),
        sa.Column("party_committee", sa.Text(), nullable=True),
        sa.Column("alliance", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_town_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_town")),
    )
    op.create_index(op.f("ix_town_zone"), "town", ["zone"], unique=False)
    op.create_table(
        "application",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("enterprise", sa.String(length=32), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.String(length=10), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise"],
            ["enterprise.id"],
            name=op.f("fk_application_enterprise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_application_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    op.create_index(op.f("ix_application_enterprise"), "application", ["enterprise"], unique=False)
    op.create_index(op.f("ix_application_zone"), "application", ["zone"], unique=False)
    op.create_table(
        "enterprise_reading",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("enterprise", sa.String(length=32), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("month", sa.BigInteger(), nullable=True),
        sa.Column("output", sa.BigInteger(), nullable=True),
        sa.Column("value_added_rate", sa.String(), nullable=True),
        sa.Column("profit", sa.BigInteger(), nullable=True),
        sa.Column("profit_growth", sa.String(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise"],
            ["enterprise.id"],
            name=op.f("fk_enterprise_reading_enterprise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enterprise_reading")),
    )
    op.create_index(op.f("ix_enterprise_reading_enterprise"), "enterprise_reading", ["enterprise"], unique=False)
    op.create_table(
        "funding",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("policy", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("town", sa.String(length=32), nullable=True),
        sa.Column("enterprise", sa.String(length=32), nullable=True),
        sa.Column("chain", sa.String(length=32), nullable=True),
        sa.Column("year", sa.BigInteger(), nullable=True),
        sa.Column("applied", sa.BigInteger(), nullable=True),
        sa.Column("province_amount", sa.BigInteger(), nullable=True),
        sa.Column("city_amount", sa.BigInteger(), nullable=True),
        sa.Column("granted_on", sa.String(length=10), nullable=True),
        sa.Column("paid_on", sa.String(length=10), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["chain"], ["chain.id"], name=op.f("fk_funding_chain"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enterprise"], ["enterprise.id"], name=op.f("fk_funding_enterprise"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["policy"], ["policy.id"], name=op.f("fk_funding_policy"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["town"], ["town.id"], name=op.f("fk_funding_town"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding")),
    )
    op.create_index(op.f("ix_funding_chain"), "funding", ["chain"], unique=False)
    op.create_index(op.f("ix_funding_enterprise"), "funding", ["enterprise"], unique=False)
    op.create_index(op.f("ix_funding_policy"), "funding", ["policy"], unique=False)
    op.create_index(op.f("ix_funding_town"), "funding", ["town"], unique=False)
    op.create_table(
        "training",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("team", sa.String(length=32), nullable=False),
        sa.Column("held_on", sa.String(length=10), nullable=True),
        sa.Column("members", sa.Text(), nullable=True),
        sa.Column("count", sa.BigInteger(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["team"], ["service_team.id"], name=op.f("fk_training_team"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    op.create_index(op.f("ix_training_team"), "training", ["team"], unique=False)
    op.create_table(
        "application_step",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("application", sa.String(length=32), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("planned_on", sa.String(length=10), nullable=True),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["application"],
            ["application.id"],
            name=op.f("fk_application_step_application"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_step")),
    )
    op.create_index(op.f("ix_application_step_application"), "application_step", ["application"], unique=False)
    op.create_table(
        "agency_case",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("project", sa.String(length=32), nullable=False),
        sa.Column("lead", sa.String(length=32), nullable=True),
        sa.Column("agent", sa.String(length=32), nullable=True),
        sa.Column("scope", sa.Text(), nullable=True),
        sa.Column("items", sa.Text(), nullable=True),
        sa.Column("accepted_on", sa.String(length=10), nullable=True),
        sa.Column("promised_days", sa.BigInteger(), nullable=True),
        sa.Column("finished_on", sa.String(length=10), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("rating", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["agent"], ["team_member.id"], name=op.f("fk_agency_case_agent"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["lead"], ["team_member.id"], name=op.f("fk_agency_case_lead"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["project"], ["project.id"], name=op.f("fk_agency_case_project"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_agency_case_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_case")),
    )
    op.create_index(op.f("ix_agency_case_agent"), "agency_case", ["agent"], unique=False)
    op.create_index(op.f("ix_agency_case_lead"), "agency_case", ["lead"], unique=False)
    op.create_index(op.f("ix_agency_case_project"), "agency_case", ["project"], unique=False)
    op.create_index(op.f("ix_agency_case_zone"), "agency_case", ["zone"], unique=False)
    op.create_table(
        "bottleneck",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("project", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("suggestion", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("found_on", sa.String(length=10), nullable=True),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("solved_on", sa.String(length=10), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("meeting", sa.String(length=32), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name=op.f("fk_bottleneck_meeting"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["project"], ["project.id"], name=op.f("fk_bottleneck_project"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_bottleneck_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bottleneck")),
    )
    op.create_index(op.f("ix_bottleneck_meeting"), "bottleneck", ["meeting"], unique=False)
    op.create_index(op.f("ix_bottleneck_project"), "bottleneck", ["project"], unique=False)
    op.create_index(op.f("ix_bottleneck_zone"), "bottleneck", ["zone"], unique=False)
    op.create_table(
        "chain_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("chain", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("enterprise", sa.String(length=32), nullable=True),
        sa.Column("project", sa.String(length=32), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["chain"], ["chain.id"], name=op.f("fk_chain_item_chain"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["enterprise"],
            ["enterprise.id"],
            name=op.f("fk_chain_item_enterprise"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["project"], ["project.id"], name=op.f("fk_chain_item_project"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chain_item")),
    )
    op.create_index(op.f("ix_chain_item_chain"), "chain_item", ["chain"], unique=False)
    op.create_index(op.f("ix_chain_item_enterprise"), "chain_item", ["enterprise"], unique=False)
    op.create_index(op.f("ix_chain_item_project"), "chain_item", ["project"], unique=False)
    op.create_table(
        "land_plot",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("zone", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("area", sa.String(), nullable=True),
        sa.Column("area_unit", sa.Text(), nullable=True),
        sa.Column("transferred_on", sa.String(length=10), nullable=True),
        sa.Column("project", sa.String(length=32), nullable=True),
        sa.Column("investment_intensity", sa.String(), nullable=True),
        sa.Column("output_per_mu", sa.String(), nullable=True),
        sa.Column("tax_per_mu", sa.String(), nullable=True),
        sa.Column("plot_ratio", sa.String(), nullable=True),
        sa.Column("energy", sa.Text(), nullable=True),
        sa.Column("checked_on", sa.String(length=10), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["project"], ["project.id"], name=op.f("fk_land_plot_project"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_land_plot_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_land_plot")),
    )
    op.create_index(op.f("ix_land_plot_project"), "land_plot", ["project"], unique=False)
    op.create_index(op.f("ix_land_plot_zone"), "land_plot", ["zone"], unique=False)
    op.create_table(
        "lead",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("promotion", sa.String(length=32), nullable=True),
        sa.Column("zone", sa.String(length=32), nullable=True),
        sa.Column("found_on", sa.String(length=10), nullable=True),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("intended_investment", sa.BigInteger(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("project", sa.String(length=32), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["project"], ["project.id"], name=op.f("fk_lead_project"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["promotion"], ["promotion.id"], name=op.f("fk_lead_promotion"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["zone"], ["zone.id"], name=op.f("fk_lead_zone"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
    )
    op.create_index(op.f("ix_lead_project"), "lead", ["project"], unique=False)
    op.create_index(op.f("ix_lead_promotion"), "lead", ["promotion"], unique=False)
    op.create_index(op.f("ix_lead_zone"), "lead", ["zone"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("project", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("planned_from", sa.String(length=10), nullable=True),
        sa.Column("planned_to", sa.String(length=10), nullable=True),
        sa.Column("actual_from", sa.String(length=10), nullable=True),
        sa.Column("actual_to", sa.String(length=10), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("percent", sa.String(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["project"], ["project.id"], name=op.f("fk_milestone_project"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_project"), "milestone", ["project"], unique=False)
    op.create_table(
        "procedure",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("project", sa.String(length=32), nullable=False),
        sa.Column("step", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("promised_days", sa.BigInteger(), nullable=True),
        sa.Column("accepted_on", sa.String(length=10), nullable=True),
        sa.Column("finished_on", sa.String(length=10), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["project"], ["project.id"], name=op.f("fk_procedure_project"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure")),
    )
    op.create_index(op.f("ix_procedure_project"), "procedure", ["project"], unique=False)
    op.create_table(
        "action_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("meeting", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("bottleneck", sa.String(length=32), nullable=True),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("due_on", sa.String(length=10), nullable=True),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.String(length=19), nullable=False),
        sa.ForeignKeyConstraint(
            ["bottleneck"],
            ["bottleneck.id"],
            name=op.f("fk_action_item_bottleneck"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["meeting"], ["meeting.id"], name=op.f("fk_action_item_meeting"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_item")),
    )
    op.create_index(op.f("ix_action_item_bottleneck"), "action_item", ["bottleneck"], unique=False)
    op.create_index(op.f("ix_action_item_meeting"), "action_item", ["meeting"], unique=False)
