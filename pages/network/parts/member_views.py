"""The parts of the page of members and target: figures, way to the target, members side by side, meetings."""

import datetime as dt

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isdata import measures, monitoring
from isdata.figures import members as figure
from isdata.measures import Register
from pages.common import address, controls, role, show
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.network.parts import energy


def choose_network(networks: pd.DataFrame) -> pd.Series:
    """Return the network in view; where there are several, the reader chooses one."""
    table = networks.set_index("network_id", drop=False)
    if len(table) == 1:
        return table.iloc[0]
    names = {
        str(row["network_id"]): reader().name(row["name_en"], row["name_zh"]) for _i, row in table.iterrows()
    }
    address.remembered("member_network", names, next(iter(names)))
    # Names of networks are long: on a phone they go on in a second line, where buttons would cut them.
    st.radio(
        _("Network"),
        list(names),
        format_func=lambda name: show.plain(names[name]),
        key="member_network",
        persist_state="session",
    )
    address.keep("member_network")
    return table.loc[st.session_state.member_network]


def choose_year(progress: pd.DataFrame) -> int:
    """Let the reader choose the year that members are compared in; at first the last that has begun."""
    years = [str(year) for year in progress["year"]]
    begun = [year for year in years if int(year) <= dt.date.today().year]
    address.remembered("year_of_result", years, (begun or years)[-1])
    st.select_slider(_("Year"), years, key="year_of_result", persist_state="session", width=420)
    address.keep("year_of_result")
    return int(st.session_state.year_of_result)


def figures(network: pd.Series, own: pd.DataFrame, progress: pd.DataFrame, year: int) -> None:
    """Show members, baseline, joint target, and the result of a year against the target of that year."""
    read = reader()
    now = progress.set_index("year").loc[year]
    with st.grid(2, min_column_width=300):
        with _pair():
            energy.card(
                _("Members"),
                read.number(len(own)),
                _("baseline of {year}", year=str(network["baseline_year"])),
            )
            energy.card(
                _("Baseline [GWh/yr]"),
                read.number(network["baseline_energy"] / 1000, significant=4),
                _("energy used by all members"),
            )
        with _pair():
            energy.card(
                _("Joint target"),
                read.percent(network["target_saving"], digits=1),
                _("by {year}", year=str(network["target_year"]))
                if pd.notna(network["target_year"])
                else _("no year set"),
            )
            energy.card(
                _("Result of {year}", year=str(year)),
                read.percent(now["result_share"], digits=1),
                _against(now["result_share"], now["target_share"]),
            )


def _pair() -> DeltaGenerator:
    return st.grid(2, min_column_width=130, height="stretch")


def _against(result: float, target: float) -> str:
    """Say whether a year's target was reached, and by how much not."""
    read = reader()
    if pd.isna(target):
        return _("no target for this year")
    aim = read.percent(target, digits=1)
    if round(result, 3) >= round(target, 3):
        return _("target {share} reached", share=aim)
    return _(
        "{points} points short of {share}",
        share=aim,
        points=read.number(100 * (target - result), digits=1),
    )


def way(
    network: pd.Series,
    progress: pd.DataFrame,
    alone: pd.DataFrame,
    own: pd.DataFrame,
    register: Register,
    relations: pd.DataFrame,
) -> None:
    """Show the result of each year against the target path, with what meters show, as chart and table.

    Parameters
    ----------
    network : Series
        One row of `measures.networks`.
    progress, alone : DataFrame
        As `measures.progress` returns, with overlaps taken off and without.
    own : DataFrame
        Its members.
    register, relations
        The park's measures and how they hang together.
    """
    read = reader()
    network_id = str(network["network_id"])
    found = metered(own, network_id)
    st.subheader(_("On the way to the target"), anchor=False)
    st.altair_chart(
        figure.path(progress, read, metered=found, is_large=controls.is_projected()),
        alt=_("Energy saved in each year against the target path"),
    )
    lines = [
        _(
            "A measure counts from its year until the end of its life, and only when it is implemented or verified; "
            "overlaps between measures in use are taken off."
        )
    ]
    last = alone["result"].max()
    if last > progress["result"].max():
        lines.append(
            _(
                "Each alone, added up, the best year comes to {alone} instead of {together}.",
                alone=read.percent(alone["result_share"].max(), digits=1),
                together=read.percent(progress["result_share"].max(), digits=1),
            )
        )
    if found is not None and len(found):
        saved = measures.saved_in(register, network_id, int(found["year"].iloc[-1]), relations)
        by_site = saved.groupby(register.measures.loc[saved.index, "site_id"]).sum()
        lines.append(_meter_words(found.iloc[-1], own, network_id, by_site))
    else:
        lines.append(
            _(
                "These are the savings planned by measure, not metered ones: no whole year of meter readings counts here."
            )
        )
    st.caption(" ".join(lines))


def metered(own: pd.DataFrame, network_id: str) -> pd.DataFrame | None:
    """Return what this reader may see of the metered result by year; None where it is too few companies."""
    park = str(st.session_state.park)
    meters = ask(monitoring.meters, park_id=park)
    covered = own[own["site_id"].isin(monitoring.sites_of(meters, network_id))]
    if covered.empty or not energy.may_sum(covered):
        return None
    return ask(monitoring.years_of_network, park_id=park, network_id=network_id)


def _meter_words(last: pd.Series, own: pd.DataFrame, network_id: str, saved: pd.Series) -> str:
    """Say how much of the network the meters cover, and what measures promise there."""
    read = reader()
    meters = ask(monitoring.meters, park_id=str(st.session_state.park))
    covered = own[own["site_id"].isin(monitoring.sites_of(meters, network_id))]
    return _(
        "Meters cover {count} of {total} members with {share} of the baseline: in {year} they show {metered}, where the "
        "measures of the same members come to {promised}.",
        count=read.number(len(covered)),
        total=read.number(len(own)),
        share=read.percent(covered["baseline_energy"].sum() / own["baseline_energy"].sum()),
        year=str(int(last["year"])),
        metered=read.amount(last["saving"], "MWh"),
        promised=read.amount(saved.reindex(covered["site_id"]).sum(), "MWh"),
    )


def by_year(progress: pd.DataFrame, own: pd.DataFrame, network_id: str) -> None:
    """Show target and result of each year as a table."""
    read, found = reader(), metered(own, network_id)
    st.subheader(_("Target and result by year"), anchor=False)
    rows = progress[progress["target"].notna() | (progress["result"] > 0)]
    cells = {
        _("Year"): rows["year"].astype(str),
        _("Target"): [read.percent(share, digits=1) for share in rows["target_share"]],
        _("Result"): [read.percent(share, digits=1) for share in rows["result_share"]],
        _("Result against target"): [
            "–" if pd.isna(target) else f"{100 * (result - target):+.1f}".replace("-", "−")
            for result, target in zip(rows["result_share"], rows["target_share"], strict=True)
        ],
        _("Saved [MWh/yr]"): [read.number(value) for value in rows["result"]],
    }
    if found is not None and len(found):
        metered_years = found.set_index("year")["saving"].astype(float)
        cells[_("Metered [MWh/yr]")] = [
            read.number(metered_years.get(year, float("nan"))) for year in rows["year"]
        ]
    st.dataframe(
        pd.DataFrame(cells),
        hide_index=True,
        column_config={
            _("Result against target"): st.column_config.Column(
                help=_("In percentage points of the baseline.")
            )
        },
        alt=_("Target and result of each year"),
    )


def side_by_side(
    register: Register, own: pd.DataFrame, network: pd.Series, year: int, relations: pd.DataFrame
) -> None:
    """Show the share of its own baseline that each member saves, with what other networks reached."""
    read = reader()
    st.subheader(_("Members side by side, {year}", year=str(year)), anchor=False)
    table = measures.comparison(
        register,
        own,
        network,
        year=year,
        relations=relations,
        named=None if role.sees_all() else list(own.loc[own["visibility"] == "public", "company_id"]),
    )
    known = table[table["result"].notna()]
    if len(known) < 3 and not role.sees_all():
        st.info(_("Members are compared from three up."), icon=":material/visibility_off:")
        return
    if not table["saving"].any():
        _nothing_yet(register, network, year)
        return
    if known.empty:
        st.info(_("No member has a baseline yet."), icon=":material/info:")
        return
    marks, sources = _other_networks()
    st.altair_chart(
        figure.comparison(known, read, marks=marks, is_large=controls.is_projected()),
        alt=_("Share of its own baseline that each member saves, most first, with other networks as lines"),
    )
    lines = [
        _(
            "Together the members save {saving} in {year}, {share} of the network's baseline.",
            saving=read.amount(table["saving"].sum(), "MWh"),
            year=str(year),
            share=read.percent(table["saving"].sum() / network["baseline_energy"], digits=1),
        )
    ]
    behind = int((known["result"] < known["target"]).sum())
    if behind:
        lines.append(
            ngettext(
                "{count} member is behind its share of the joint target.",
                "{count} members are behind their share of the joint target.",
                behind,
            )
        )
    if sources:
        lines.append(_("Sources of the lines: {sources}.", sources=show.plain("; ".join(sources))))
    st.caption(" ".join(lines))


def _nothing_yet(register: Register, network: pd.Series, year: int) -> None:
    """Say that nothing is in use yet, and what lies ahead."""
    ahead = measures.in_scope(register, "ahead").measures
    ahead = ahead[ahead["network_id"] == network["network_id"]]
    lines = [_("No measure of this network is in use in {year}.", year=str(year))]
    if len(ahead):
        lines.append(
            ngettext(
                "{count} measure lies ahead and would save {saving} a year.",
                "{count} measures lie ahead; together they would save {saving} a year, overlaps not taken off.",
                len(ahead),
                saving=reader().amount(ahead["energy_saving"].sum(), "MWh"),
            )
        )
    st.info(" ".join(lines), icon=":material/info:")


def _other_networks() -> tuple[dict[str, float], list[str]]:
    """Return what other networks reached, in words and as shares, and who published it."""
    read, cases = reader(), ask(measures.benchmarks)
    marks, sources = {}, []
    german = measures.benchmark(cases, "leen", "saving", "1")
    if german is not None:
        words = _("German networks, in five years: {bound} {share}")
        marks[
            words.format(bound=read.choice("bound", german.bound).lower(), share=read.percent(german.value))
        ] = german.value
        sources.append(german.source)
    taicang = measures.benchmark(cases, "taicang", "reached", "1")
    if taicang is not None:
        first, last = taicang.years
        words = _("Taicang, {first} to {last}: {share}")
        marks[words.format(first=first, last=last, share=read.percent(taicang.value, digits=1))] = (
            taicang.value
        )
        sources.append(taicang.source)
    return marks, sources


def meetings(events: pd.DataFrame) -> None:
    """Show the network's meetings and other events: the next ones, and those that were."""
    st.subheader(_("Meetings"), anchor=False)
    if events.empty:
        st.info(
            _("No meeting is recorded. Fill in the sheet “Events” of the workbook template."),
            icon=":material/event:",
        )
        return
    is_ahead = pd.to_datetime(events["starts_on"]) >= pd.Timestamp(dt.date.today())
    coming, past = _("Next"), _("Past")
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"**{coming}**")
        if is_ahead.any():
            _events(events[is_ahead])
        else:
            st.caption(_("No further meeting is planned yet."))
    with right:
        st.markdown(f"**{past}**")
        _events(events[~is_ahead].iloc[::-1])


def _events(events: pd.DataFrame) -> None:
    read = reader()
    for row in events.to_dict("records"):
        day = row["starts_on"]
        may_name = role.sees_all() or row["visibility"] == "public"
        place = read.half(row["place"])
        if not pd.isna(row["company_id"]):
            place = read.name(row["site_en"], row["site_zh"]) if may_name else _("at a member")
        kind = read.choice("event_kind", row["event_kind"])
        # Free words may name the host that keeps to itself.
        is_told = pd.isna(row["company_id"]) or may_name
        name = show.plain(read.name(row["name_en"], row["name_zh"]) if is_told else kind)
        details = [kind if is_told else "", place, read.half(row["note"]) if is_told else ""]
        st.markdown(f"{show.plain(read.date(None if pd.isna(day) else day))} · **{name}**")
        st.caption(" · ".join(show.plain(part) for part in details if part))
