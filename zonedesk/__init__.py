"""zonedesk 开发区工作台: the ledgers of economic development zones, kept, added up and printed."""

__version__ = "0.1.0"
