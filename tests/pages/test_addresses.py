"""The address of a page holds all that its figures depend on: whoever opens it sees the same.

Every control that is drawn is changed once, whatever it is, so that a new one is covered as soon as a page draws it: in a
small park on the first view and on another one, then in the other language, with another currency and, on the other view,
in another park. Pages are opened again on the first view or the other one by turns. `make walk` does so on each view, in a
park as large as a real one.
"""

import re
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Widget

from isdata import scenarios
from isdata.data import store
from isdata.programme import stories
from isdata.programme.stories import SavedView
from pages.common import navigation
from pages.common.navigation import Entry
from tests.databases import Built
from tests.pages.conftest import Opened
from tests.turns import only

PARK, SMALL = "chengdu", "2tiny"
# What computes long, in a park of half the size that has the same kinds of controls.
IN_SMALLER_PARK = dict.fromkeys(("roles", "flows", "balance", "sharing", "plan", "investors"), "kunshan")
# What draws the same controls in a park of three companies, and computes less there.
IN_TINY_PARK = (
    "overview",
    "map",
    "matches",
    "synergy",
    "resilience",
    "measure",
    "indicators",
    "efficiency",
    "technology",
    "regions",
    "success",
    "data",
)
# What shows what was saved, in the same park: in Chengdu, plans and pictures take seconds.
OF_SAVED = ("scenarios", "stories")
# Of the frame, and what is typed to be stored: it is no part of what is looked at.
FRAME = ("lang", "park", "role", "amounts")
TYPED = (
    "form_",
    "scenario_kind_",
    "later_",
    "level_",
    "note_",
    "flow_bar",
    "board_new",
    "further_",
    "voting_",
    "contract_decision",
    "schedule_synergy",
    "interview_site",
)
# A Sankey keeps the places of its nodes as long as it is looked at: its table is compared.
KEEPS_PLACES = "flow_picture"
OF_PLACES = "crossing"


def controls(app: AppTest) -> Iterator[tuple[str, Any]]:
    """Yield the controls of a page outside of forms with the name that each has in the address."""
    for kind in (app.selectbox, app.select_slider, app.multiselect, app.radio, app.button_group, app.toggle):
        for each in kind:
            name = re.sub(r"-[0-9a-f]{8}(-\d+)?$", "", each.key or "")
            if not each.form_id and not each.disabled and name not in FRAME and not name.startswith(TYPED):
                yield name, each


def is_view(control: Any) -> bool:
    """Return whether a control is a row of buttons of which one is pressed."""
    return control.type == "button_group" and control.proto.required


def ids(app: AppTest, control: Any) -> list[str]:
    """Return the ids of a control's options, as its words are taken for them."""
    about = app.session_state._state._state.get_widget_metadata(control.id)
    assert about is not None
    shown = about.deserializer
    if control.type in ("selectbox", "radio"):
        return [shown(option) for option in control.options]
    found = [shown([option]) for option in control.options]
    return [each[0] if isinstance(each, list) else each for each in found]


def change(app: AppTest, control: Any) -> None:
    """Give a control another value than it has."""
    if control.type == "toggle":
        control.set_value(not control.value)
        return
    options = ids(app, control)
    others = [option for option in options if option != control.value]
    if isinstance(control.value, list):
        control.set_value([option for option in options if option not in control.value][:1])
    elif others:
        control.set_value(others[len(others) // 2])


def seen(app: AppTest) -> dict[str, list[str]]:
    """Return all that a page shows, by the kind of element: figures, words, tables, charts and what controls say."""
    texts = ("title", "subheader", "markdown", "caption", "info", "warning", "success", "error")
    found = {kind: [str(each.value) for each in getattr(app, kind)] for kind in texts}
    found["caption"] = [text for text in found["caption"] if OF_PLACES not in text]
    found["metric"] = [f"{each.label}: {each.value} ({each.delta})" for each in app.metric]
    found["dataframe"] = [each.value.to_csv() for each in app.dataframe]
    found["table"] = [each.value.to_csv() for each in app.table]
    charts = [each.proto for each in app.get("vega_lite_chart")]
    found["chart"] = [
        f"{chart.spec}{[data.data.data for data in chart.datasets]}"
        for chart in charts
        if KEEPS_PLACES not in chart.id
    ]
    # Nothing chosen is None or an empty text, as the control was drawn with or without a former value.
    found["control"] = [
        f"{name}: {control.value or ''} of {getattr(control, 'options', '')}"
        for name, control in controls(app)
    ]
    return found


def places(app: AppTest) -> dict[str, tuple[int, ...]]:
    """Return where each control stands: its path through the blocks of the page."""
    found: dict[str, tuple[int, ...]] = {}

    def walk(block: Block, path: tuple[int, ...]) -> None:
        for place, child in block.children.items():
            if isinstance(child, Block):
                walk(child, (*path, place))
            elif isinstance(child, Widget) and child.key:
                found[re.sub(r"-[0-9a-f]{8}(-\d+)?$", "", child.key)] = (*path, place)

    walk(app._tree, ())
    return found


def save_some(path: Path) -> None:
    """Save scenarios and stories of the small park: one with budgets of its own, and two between which to choose."""
    rises = {"change_kind": "price", "resource_id": "electricity", "factor": 1.5}
    budgets = [
        {"change_kind": "budget", "year": year, "budget": 1e6 * year, "currency": "EUR"} for year in (1, 2)
    ]
    leaves = {"change_kind": "company_leaves", "company_id": "2C3"}
    views = [SavedView("flows", "flow_look=network", "Flows"), SavedView("board", "", "Projects")]
    who = {"park_id": SMALL, "who": "test"}
    with store.open(path) as con:
        for name, changes in (("Dear", [rises]), ("Tight", budgets), ("Gone", [leaves])):
            values, frame = {"name_en": name}, pd.DataFrame(changes)
            scenarios.save(con, values=values, changes=frame, reason="for tests", **who)
        for count in (1, 2):
            stories.save(con, views=views[:count], name_en=f"Story {count}", **who)


def step(app: AppTest, key: str) -> None:
    """Choose another option of a control of the frame."""
    for control in (*app.button_group, *app.selectbox):
        if re.sub(r"-[0-9a-f]{8}(-\d+)?$", "", control.key or "") == key:
            change(app, control)
            app.run()
            return


def chosen(app: AppTest) -> dict[str, Any]:
    """Return the ids that the controls of a page stand at."""
    return {name: each.value for name, each in controls(app)}


@dataclass
class Look:
    """A page as somebody looks at it, and what was changed on it."""

    open: Callable[..., AppTest]  # the page at an address
    where: dict[str, str]
    changed: set[str] = field(default_factory=set)

    def change(self, app: AppTest, kept: Collection[str] = ()) -> bool:
        """Change what was not changed yet; return whether there was anything."""
        assert not app.exception
        assert [box.value for box in app.error] == []
        before = len(self.changed)
        for _round in range(2):  # what is changed may bring further controls
            new = [(name, each) for name, each in controls(app) if name not in {*self.changed, *kept}]
            stood = places(app)
            for name, each in new:
                change(app, each)
                self.changed.add(name)
            if new:
                app.run()
                stands = places(app)
                # A browser draws a control that moves a second time, and a value chosen meanwhile shows in the first only.
                moved = {name: stands.get(name, stood[name]) for name, _each in new}
                assert {name: place for name, place in moved.items() if place != stood[name]} == {}
        return len(self.changed) > before

    def check(self, app: AppTest, kept: Collection[str] = ()) -> None:
        """Change what was not changed yet, and open the address that comes of it; else it was opened at this very one."""
        if self.change(app, kept):
            self.opens_again(app)

    def opens_again(self, app: AppTest) -> None:
        """Check that the address of a page opens all that it shows."""
        assert not app.exception
        again = self.open(data=self.where["data"], **app.query_params)
        there, here = seen(again), seen(app)
        assert {kind: there[kind] for kind in there if there[kind] != here[kind]} == {
            kind: here[kind] for kind in here if there[kind] != here[kind]
        }, f"opened again at {app.query_params}"

    def stays(self, app: AppTest, park: bool) -> None:
        """Check that another language changes neither a choice nor the address, which opens the same with another currency.

        In another park, it opens the same choices and figures.
        """
        before, address = chosen(app), app.query_params | {"lang": ""}
        step(app, "lang")
        assert chosen(app) == before
        assert app.query_params | {"lang": ""} == address
        step(app, "currency")
        if not park:
            self.opens_again(app)
            return
        step(app, "park")
        again = self.open(data=self.where["data"], **app.query_params)
        assert chosen(again) == chosen(app)
        assert [each.value for each in again.metric] == [each.value for each in app.metric]


@pytest.fixture
def small(entry: Entry, built: Built, tmp_path: Path) -> dict[str, str]:
    """Two small parks; for a page of what was saved, with something saved."""
    if entry.name not in OF_SAVED:
        return {"data": "two", "park": SMALL}
    save_some(Path(shutil.copy(built["two"], tmp_path / "saved.duckdb")))
    return {"data": "saved", "park": SMALL}


def views_of(app: AppTest) -> dict[str, Any]:
    """Return the rows of views of a page, by name."""
    return {name: control for name, control in controls(app) if is_view(control)}


@pytest.mark.parametrize(
    ("entry", "is_other"),
    only(
        list(zip(navigation.ENTRIES, cycle([False, True]), strict=False)),
        product(navigation.ENTRIES, [False, True]),
    ),
    ids=lambda given: given.name if isinstance(given, Entry) else "other" if given else "first",
)
def test_the_address_of_each_page_opens_the_same_state(
    open_page: Opened, small: dict[str, str], entry: Entry, is_other: bool
) -> None:
    look = Look(partial(open_page, entry.script), small)
    app = look.open(**small)

    look.change(app, views_of(app))
    if is_other:
        look.change(app)  # another option of each row of views, and what it draws
    look.stays(app, park=is_other)


@pytest.mark.walk
@pytest.mark.parametrize("entry", navigation.ENTRIES, ids=lambda entry: entry.name)
def test_the_address_of_each_view_opens_the_same_state(
    open_page: Opened, small: dict[str, str], entry: Entry
) -> None:
    where = {"data": "samples", "park": IN_SMALLER_PARK.get(entry.name, PARK)}
    if entry.name in (*IN_TINY_PARK, *OF_SAVED):
        where = small
    look = Look(partial(open_page, entry.script), where)
    at_first = look.open(**where)
    views = views_of(at_first)
    others = [
        (name, option)
        for name, control in views.items()
        for option in ids(at_first, control)
        if option != control.value
    ]
    look.check(at_first, views)
    for name, option in others:
        look.check(look.open(**where, **{name: option}), [name])
    look.check(at_first)  # the rows of views themselves, of which each was kept as it was opened
