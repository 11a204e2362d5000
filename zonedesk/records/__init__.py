"""What the office keeps: each kind of record is one class of fields, declared once and read by everything."""

from __future__ import annotations

from zonedesk.records.batches import BatchEntry, BatchEvent
from zonedesk.records.campaigns import Campaign, CampaignItem
from zonedesk.records.enterprises import Enterprise
from zonedesk.records.projects import Project
from zonedesk.records.record import Record
from zonedesk.records.services import ServiceTeam, TeamMember
from zonedesk.records.zones import Zone

KINDS: dict[str, type[Record]] = {
    record.key: record
    for record in (
        Zone,
        Enterprise,
        ServiceTeam,
        TeamMember,
        Project,
        BatchEvent,
        BatchEntry,
        Campaign,
        CampaignItem,
    )
}
"""Every kind of record by its identifier; a kind comes after those that it must have (its owner, its zone)."""
