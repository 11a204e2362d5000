from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zonedesk.records.parsing import fold
from zonedesk.store import search
from zonedesk.store.query import Query, count
from zonedesk.store.store import Store

NAMES = st.text(alphabet="晋中开发区医药项目ABab12-（）", min_size=1, max_size=12).filter(
    lambda text: any(c.isalnum() for c in fold(text))
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES, data=st.data())
def test_any_part_of_a_name_finds_it(store: Store, name: str, data: st.DataObject) -> None:
    with store.change("新建") as change:
        change.insert("enterprise", {"name": name})
        change.commit()
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    with store.reading() as connection:
        found = count(connection, Query("enterprise", find=part))
    assert found >= 1 or not any(c.isalnum() for c in fold(part))
    store.undo()


@pytest.mark.parametrize("text", ["医药", "药", "jzkfq", "JZ", "项目 医药", "2309-1407", "140706", "1407-06"])
def test_words_initials_and_parts_of_codes_find(store: Store, zone: str, text: str) -> None:
    with store.change("新建") as change:
        values = {"name": "晋中开发区医药项目", "code": "2309-140706-04-04-100258", "zone": zone, "investment": 1}
        change.insert("project", values)
        change.commit()
    with store.reading() as connection:
        assert count(connection, Query("project", find=text)) == 1
        assert search.find(connection, text)[0]["caption"] == "晋中开发区医药项目"


@pytest.mark.parametrize("text", ["药医", "区2309", '"', "*", "NEAR(", "样 例", "()"])
def test_what_is_not_there_is_not_found_and_no_sign_breaks_the_search(store: Store, zone: str, text: str) -> None:
    with store.change("新建") as change:
        change.insert("project", {"name": "晋中开发区医药项目", "code": "2309", "zone": zone, "investment": 1})
        change.commit()
    with store.reading() as connection:
        assert count(connection, Query("project", find=text)) == 0


def test_the_index_can_be_made_anew(store: Store, zone: str) -> None:
    with store.change("重建索引") as change:
        search.rebuild(change.connection)
        change.commit()
    with store.reading() as connection:
        assert [hit["id"] for hit in search.find(connection, "样例经开")] == [zone]
