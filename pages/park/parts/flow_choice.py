"""Controls of the flows page: selection of flows, and the path from the park to one company."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import duckdb
import pandas as pd
import streamlit as st

from isdata.data.disclosure import Viewer
from isdata.output.figures import sankey_caption, sankey_size
from isdata.park import flows
from pages.common import address, amounts, controls, park_facts, pick, selection
from pages.common.language import _, reader
from pages.common.once import once
from pages.park.parts import flow_state, flow_what_if

ALL = "all"
ABOVE = 337  # height of title, controls, legend and notes around the picture [px]
ABOVE_IN_HALL = 0.33  # share of the window when presented, since type scales with it
DIFFERENCE, APART = "difference", "apart"
SHARES = {"0": 0.0, "0.5": 0.005, "1": 0.01, "2": 0.02, "5": 0.05}


def format_() -> sankey_size.Format:
    """Size of the picture for this user's screen."""
    is_hall = controls.is_projected()
    room = flow_state.state().room
    above = ABOVE_IN_HALL * room.fitting if is_hall else ABOVE
    return sankey_size.for_room(room.width, room.height - above, is_hall=is_hall)


def choose(
    park_id: str,
    years: list[str],
    found: pd.DataFrame,
    named: dict[str, str],
    currency: str,
    scene: flow_what_if.Scene = flow_what_if.TODAY,
) -> tuple[flows.FlowSelection, Callable[[bool], None]]:
    """Let the user choose the contents of the diagram; also return what states the choice in words beside the controls.

    It takes whether some amounts are volumes of water, which only the composed flows contain.

    Parameters
    ----------
    park_id : str
    years : list of str
        Years with flows of the park, newest first.
    found : DataFrame
        Kinds and classes of the resources of the park's flows.
    named : dict
        Names of the companies with flows, by id.
    currency : str
        Currency of the park.
    scene : Scene
        Assumptions of the scenario in the address, in addition to those of the user.
    """
    line = selection.line("flows")
    preset = _preset(line, found)
    with line.controls:
        look, kind, unit, year = _content(preset, found, years, currency)
    with line.row.popover(_("What if …"), icon=":material/alt_route:"):
        known = once(flow_what_if.known, park_id, kind, year, flow_what_if.chosen())
        supposed = _supposed(known, named, scene)
    of_kind = found if kind == ALL else found[found["kind"] == kind]
    is_company = look == "company"
    with line.controls:
        with st.container():
            before = _before(years, year, is_what_if=any(supposed.values()))
        filters = _filters(preset, of_kind, named, is_company=is_company)
    with st.container():
        company_id = (
            pick.from_dropdown(_("Company"), named, key="flow_company", width=360) if is_company else ""
        )

    def state(has_volumes: bool) -> None:
        units = [unit, "m³"] if has_volumes else [unit]
        line.state(
            _selected(preset, kind),
            _("{before} compared with {year}", before=before, year=year)
            if before
            else park_facts.year_words(year, park_id),
            _units(currency).get(unit) or reader().listed(reader().unit(f"{each}/yr") for each in units),
            named.get(company_id) or _looks()[look],
            *_narrowed(filters, named, is_preset=preset is not None),
        )

    shape = format_()
    choice = flows.FlowSelection(
        year=int(year),
        before=before,
        look=look,
        kind="" if kind == ALL else kind,
        unit=unit,
        company_id=company_id,
        open_group="" if is_company else address.remembered_text("flow_group"),
        most=shape.most,
        limit=shape.limit,
        only_measured=shape.is_inside or controls.is_projected(),
        is_reconciled=amounts.are_reconciled(),
        is_presented=controls.is_projected(),
        **filters,
        **supposed,
    )
    return choice, state


def _content(
    preset: flows.Preset | None, found: pd.DataFrame, years: list[str], currency: str
) -> tuple[str, str, str, str]:
    """Let the user choose view, kind of resource, unit and year, of which a preset sets the kind."""
    look = pick.one_of(_("View"), _looks(), key="flow_look")
    with st.container():  # in a separate container, so that an appearing control does not move the others
        kind = preset.kind if preset else pick.one_of(_("Resource type"), _kinds(found), key="flow_kind")
    unit = _unit(kind, currency)
    return look, kind, unit, pick.from_dropdown(_("Year"), years, key="flow_year", width=110)


def _selected(preset: flows.Preset | None, kind: str) -> str:
    """Name of the selection; empty if shown by its control, which is not visible when presented."""
    if preset:
        return _(preset.words) if controls.is_projected() else ""
    return _("All kinds") if kind == ALL else sankey_caption.kind_name(kind, reader())


def _filters(
    preset: flows.Preset | None, found: pd.DataFrame, named: dict[str, str], *, is_company: bool
) -> dict[str, Any]:
    """Let the user group and filter; return the arguments of `flows.FlowSelection`."""
    by_group = pick.switch(_("Group companies"), key="flow_by_group")
    pick.switch(_("Show uncertainty"), key="flow_by_spread")
    without_sold = pick.switch(_("Exclude products sold outside"), key="flow_without_sold")
    with st.container():
        classes = preset.classes if preset else _classes(found)
    return {
        "by_group": by_group and not is_company,
        "without_sold": without_sold,
        "classes": classes,
        "companies": _companies(named),
        "share": _share(),
        "without_lost": bool(preset and preset.without_lost),
        "only_unused": bool(preset and preset.only_unused),
    }


def _narrowed(filters: Mapping[str, Any], named: Mapping[str, str], *, is_preset: bool) -> Iterator[str]:
    """Texts of the active filters, so that a user who opens a link does not take a part for the whole."""
    read = reader()
    if filters["companies"]:
        listed = read.listed(named[company] for company in filters["companies"] if company in named)
        yield _("only flows of {companies}", companies=listed)
    if filters["classes"] and not is_preset:
        yield read.listed(read.choice("resource_class", each) for each in filters["classes"])
    if filters["without_sold"]:
        yield _("without products sold outside")


def _supposed(
    known: tuple[dict[str, str], int], named: dict[str, str], scene: flow_what_if.Scene
) -> dict[str, Any]:
    """Let the user set what-if assumptions in addition to the scenario; return the arguments of `flows.FlowSelection`."""
    without, scaled = flow_what_if.ask(*known, named)
    return {
        "without": tuple(dict.fromkeys([*scene.without, *without])),
        "scaled": scaled,
        "running": scene.running,
        "joining": scene.joining,
    }


def picture(park_id: str, choice: flows.FlowSelection) -> tuple[object, ...]:
    """Identity of a diagram: a year, filter or what-if is a change of the same diagram, another unit gives a new one."""
    return (park_id, choice.look, choice.kind, choice.counted_in, choice.company_id,
            choice.by_group, choice.open_group, choice.within)  # fmt: skip


def _preset(line: selection.Line, found: pd.DataFrame) -> flows.Preset | None:
    """Let the user choose a preset with flows in the park; None for a selection by type."""
    known = list(zip(found["kind"], found["resource_class"], strict=True))
    there = {
        name: _(preset.words)
        for name, preset in flows.PRESETS.items()
        if any(
            kind == preset.kind and (not preset.classes or of_class in preset.classes)
            for kind, of_class in known
        )
    }
    usual = flows.default_preset(st.query_params, has_few_others=flows.has_few_others(found))
    name = line.choose(
        _("Flows"),
        there | {flows.OWN: _("By type")},
        key="flow_preset",
        default=usual if usual in there else flows.OWN,
    )
    return flows.PRESETS.get(name)


def _looks() -> dict[str, str]:
    return {look: _(title) for look, title in sankey_caption.LOOKS.items()}


def _kinds(found: pd.DataFrame) -> dict[str, str]:
    there = set(found["kind"])
    kinds = [kind for kind in flows.COUNTED_IN if kind in there]
    return {kind: sankey_caption.kind_name(kind, reader()) for kind in kinds} | {ALL: _("All kinds")}


def _unit(kind: str, currency: str) -> str:
    units = flows.COUNTED_IN["" if kind == ALL else kind]
    words = _units(currency)
    # Each kind has its own default unit; that of the first kind may come from the address.
    state = flow_state.state()
    if (state.unit_of or kind) != kind:
        st.session_state.flow_unit = units[0]
    state.unit_of = kind
    named = {unit: words.get(unit, unit) for unit in units}
    return pick.from_dropdown(_("Unit"), named, key="flow_unit", width=150)


def _units(currency: str) -> dict[str, str]:
    return {
        flows.CO2: _("CO2 (t)"),
        flows.MONEY: _("Cost or revenue ({unit})", unit=reader().unit(currency)),
    }


def _before(years: list[str], year: str, *, is_what_if: bool) -> int | None:
    """Let the user compare with another year, unless a what-if is compared already, and choose the form."""
    others = [] if is_what_if else [other for other in years if other != year]
    before = None
    if others:
        before = pick.at_most_one(_("Compare with"), others, key="flow_before")
    if before or is_what_if:
        ways = {DIFFERENCE: _("Difference"), APART: _("Side by side")}
        pick.one_of(_("Show as"), ways, key="flow_comparison")
    return int(before) if before else None


def is_apart() -> bool:
    """Return True if two states are compared side by side, not by their difference."""
    return st.session_state.get("flow_comparison") == APART


def shows_spread() -> bool:
    """Return True if the edges of ribbons show the uncertainty of amounts."""
    return bool(st.session_state.get("flow_by_spread"))


def _classes(found: pd.DataFrame) -> tuple[str, ...]:
    read = reader()
    chosen = pick.any_of(
        read.column("resource", "resource_class"),
        sorted(set(found["resource_class"])),
        words=lambda value: read.choice("resource_class", value),
        key="flow_classes",
    )
    return tuple(chosen)


def _companies(named: dict[str, str]) -> tuple[str, ...]:
    return tuple(pick.some_of(_("Only these companies"), named, key="flow_companies"))


def offered(
    con: duckdb.DuckDBPyConnection, *, park_id: str, years: Sequence[int], viewer: Viewer
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Kinds and classes of the resources of a park's flows with number of flows, and the companies involved."""
    found = flows.links(con, park_id=park_id, years=years, viewer=viewer)
    counts = found.value_counts(["kind", "resource_class"], sort=False).reset_index()
    return counts, flows.companies(found)


def _share() -> float:
    share = pick.on_slider(
        _("Group flows smaller than"),
        {share: reader().percent(value, digits=1) for share, value in SHARES.items()},
        key="flow_share",
        default="1",
    )
    return SHARES[share]
