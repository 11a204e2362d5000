"""What the office keeps: each kind of record is one class of fields, declared once and read by everything."""

from __future__ import annotations

from zonedesk.records.applications import Application, ApplicationStep
from zonedesk.records.attachments import Attachment
from zonedesk.records.batches import BatchEntry, BatchEvent
from zonedesk.records.campaigns import Campaign, CampaignItem, CampaignReport
from zonedesk.records.chains import Chain, ChainItem
from zonedesk.records.enterprises import Enterprise, EnterpriseReading
from zonedesk.records.indicators import Indicator, Reading, Target
from zonedesk.records.meetings import ActionItem, Meeting
from zonedesk.records.planning import Assessment, PlanItem
from zonedesk.records.progress import Bottleneck, Milestone, Procedure
from zonedesk.records.projects import Project
from zonedesk.records.promotion import Lead, Partner, Promotion
from zonedesk.records.reckoning import RateFormula, ReportedTotal
from zonedesk.records.record import Record
from zonedesk.records.reforms import Hire, LandPlot, OperatingCompany, ReformStep
from zonedesk.records.services import AgencyCase, ServiceTeam, Showcase, TeamMember, Training
from zonedesk.records.towns import Funding, Policy, Town
from zonedesk.records.zones import Zone

KINDS: dict[str, type[Record]] = {
    record.key: record
    for record in (
        *(Zone, Chain, Town, Enterprise, EnterpriseReading),
        *(ServiceTeam, TeamMember, Training),
        *(Project, Milestone, Procedure, AgencyCase, Showcase),
        *(BatchEvent, BatchEntry),
        *(Meeting, Bottleneck, ActionItem),
        *(Campaign, CampaignItem, CampaignReport),
        *(Indicator, Target, Reading),
        *(Promotion, Lead, Partner),
        *(ChainItem, Policy, Funding),
        *(LandPlot, ReformStep, OperatingCompany, Hire),
        *(Application, ApplicationStep),
        *(PlanItem, Assessment),
        *(RateFormula, ReportedTotal, Attachment),
    )
}
"""Every kind of record by its identifier; a kind comes after those that it must have (its owner, its zone)."""
