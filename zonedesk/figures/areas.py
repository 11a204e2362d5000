"""Areas in 亩, whatever unit they were entered in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zonedesk.records.schema import as_number

MU: dict[str, Decimal] = {
    "亩": Decimal(1),
    "公顷": Decimal(15),
    "平方米": Decimal("0.0015"),
    "平方公里": Decimal(1500),
}
"""How many 亩 one of each unit is: 亩 of 2000/3 平方米 make all of them finite decimals."""


def in_mu(area: sa.ColumnElement[Any], unit: sa.ColumnElement[Any]) -> sa.ColumnElement[Decimal]:
    """Return an area in 亩; one without a unit is in 亩. The database's decimals are exact to ten places."""
    factor = sa.case(*((unit == name, sa.literal(mu, sa.Numeric)) for name, mu in MU.items()), else_=1)
    return sa.type_coerce(as_number(area) * factor, sa.Numeric)
