"""What must hold for every table: each number is the count or the sum of the records behind it."""

from __future__ import annotations

from decimal import Decimal

from zonedesk.figures.table import Table


def assert_records_make_numbers(connection, table: Table) -> int:
    """Compare every number of a table, in both its forms, with the records behind it; return how many were compared."""
    return sum(_compare(connection, form) for form in {id(form): form for form in (table, table.form)}.values())


def _compare(connection, table: Table) -> int:
    compared = 0
    for row in table.all_rows:
        if row.style == "reported":
            continue  # what somebody reported is one record, whatever it counts
        for column in table.columns:
            value = row.cells.get(column.key)
            if not column.is_number or value is None or isinstance(value, str):
                continue
            place = f"{table.name} {dict(row.cells)} {column.key}"
            assert column.key in row.records, f"nothing behind {place}"
            selection = row.records[column.key]
            ids = connection.execute(selection.ids).scalars().all()
            assert len(ids) == len(set(ids)), place
            if column.nature == "money" or (column.nature in ("count", "number") and selection.adds is not None):
                adds = connection.execute(selection.adds).all()
                assert {record for record, _ in adds} == set(ids), place
                assert sum((amount for _, amount in adds), Decimal(0)) == value, place
            elif column.nature == "count":
                assert len(ids) == value, place
            compared += 1
    return compared
