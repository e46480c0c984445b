"""Parts of the meters page: choice, problems, and quality of the baseline."""

import pandas as pd
import streamlit as st

from isdata.data import uncertain
from isdata.energy import monitoring
from isdata.energy.monitoring import Metered
from isdata.energy.monitoring.acceptance import WORDS
from isdata.output.figures import meters as figure
from pages.common import charts, controls, pick, screen, show
from pages.common.language import _, ngettext, reader
from pages.common.tables import show_rows, texts


def choose(meters: pd.DataFrame) -> str:
    """Let the user choose a meter; return its id."""
    read = reader()
    titles = {
        row[
            "meter_id"
        ]: f"{read.name(row['company_en'], row['company_zh'])} · {read.name(row['name_en'], row['name_zh'])}"
        for row in meters.to_dict("records")
    }
    return pick.from_dropdown(_("Meter"), titles, key="meter", label_visibility="collapsed", width=460)


def stated(found: Metered, unit: str) -> list[str]:
    """Unit of a meter and the months read; when presented, with its choice hidden, also its name."""
    read, meter = reader(), found.meter
    months = pd.to_datetime(found.table.index[found.table["reading"].notna()])
    of_company = read.name(meter["company_en"], meter["company_zh"])
    name = f"{of_company} · {read.name(meter['name_en'], meter['name_zh'])}"
    span = read.span(read.month(months.min()), read.month(months.max())) if len(months) else ""
    return [name if controls.is_projected() else "", unit, span]


def note_problem(found: Metered) -> None:
    """Show the reason for a missing baseline or saving, and the remedy."""
    for sentence in (_of_baseline(found), _after_baseline(found)):
        if sentence:
            show.info(sentence)


def _of_baseline(found: Metered) -> str:
    """Note on data missing for the baseline; empty if complete."""
    if found.problem == "few_months":
        return _(
            "The baseline period has {known} full months of readings; at least {needed} are needed to "
            "cover all seasons. Add readings or change the baseline period.",
            known=reader().number(found.known_months),
            needed=reader().number(monitoring.FEWEST_MONTHS),
        )
    if found.problem:
        return _(
            "This meter has no baseline period. Fill in “Baseline from” and “Baseline until” of the "
            "meter, or add its site to an energy network with a baseline year."
        )
    if not found.drivers:
        return _(
            "No output or degree days are recorded for this site. The baseline is the monthly mean, so "
            "any change in output or weather appears as a saving or a loss. Add drivers as meters of the "
            "site."
        )
    return ""


def _after_baseline(found: Metered) -> str:
    """Note on missing months after the baseline; empty if complete."""
    if found.without_drivers:
        return ngettext(
            "{count} month after the baseline is excluded because output or degree days are missing.",
            "{count} months after the baseline are excluded because output or degree days are missing.",
            found.without_drivers,
        )
    if found.baseline is not None and not found.table["saving"].notna().any():
        return _("No readings after the baseline period yet.")
    return ""


def plus_minus(found: Metered) -> str:
    """Text of the uncertainty of the saving, with emphasis if it exceeds the saving."""
    amount = uncertain.width(found.half_width, str(found.meter["unit"]), reader())
    if found.is_significant:
        return _("since the baseline; ± {amount} at 95%", amount=amount)
    return _("not significant: ± {amount} at 95%", amount=amount)


def of_adjusted_baseline(found: Metered) -> str:
    """Reference amount of the saving's share, which is not the consumption of the baseline period."""
    amount = reader().amount(found.adjusted_baseline, str(found.meter["unit"]))
    months = pd.to_datetime(found.table.index[found.table["saving"].notna()])
    years = show.years_between(months.year)
    return _("of {amount} in {years}", amount=amount, years=years)


def period(found: Metered) -> str:
    """Months of the baseline."""
    months = pd.to_datetime(found.table.index[found.table["is_baseline"]])
    return reader().span(reader().month(months.min()), reader().month(months.max())) if len(months) else "–"


def method(option: object) -> str:
    """Method of an IPMVP option in plain words."""
    words = {"a": _("Key parameter"), "b": _("All parameters"), "c": _("Whole site"), "d": _("Simulation")}
    return words[option] if isinstance(option, str) else _("not stated")


def option_words(option: object) -> str:
    """Letter of an IPMVP option; empty if none is stated."""
    return _("IPMVP option {letter}", letter=option.upper()) if isinstance(option, str) else ""


def statistics(found: Metered, meters: pd.DataFrame) -> None:
    """Show the baseline as a formula, and its statistics compared with usual requirements."""
    baseline = found.baseline
    if baseline is None:
        return
    read = reader()
    st.subheader(_("Quality of the baseline"), anchor=False)
    st.markdown(_formula(found, meters))
    values = monitoring.figures(found)
    rows = [_statistic(limit, values[limit.figure]) for limit in monitoring.limits()]
    alt = _("Baseline statistics and usual requirements")
    headings = (_("Figure"), _("Value"), _("Met"), _("Usual requirement"), _("Source"))
    is_phone = screen.is_phone()
    widths = (158, 64, 78, 120, 500) if is_phone else (285, 80, 75, 140, 640)
    show_rows(
        pd.DataFrame(rows),
        lines=2 if is_phone else None,
        column_config=texts(dict(zip(headings, widths, strict=True))),
        alt=alt,
    )
    show.computed(
        _(
            "{months} months, {parameters} coefficients. Selected by the lowest Akaike criterion among "
            "regressions on up to three drivers with positive, significant slopes (10%); otherwise the "
            "monthly mean. Saving = baseline at the month's output and weather − reading (IPMVP). Degree "
            "days refer to their base temperature.",
            months=read.number(baseline.months),
            parameters=read.number(baseline.parameters),
        )
    )


def _statistic(limit: monitoring.Limit, value: float) -> dict[str, str]:
    """Row of the table: a statistic compared with its usual requirement."""
    read = reader()
    kept = _("yes") if limit.is_kept(value) else _("no")
    return {
        _("Figure"): _(WORDS[limit.figure]),
        _("Value"): read.number(value, digits=3)
        if limit.is_least
        else read.percent(round(value, 4) + 0.0, digits=1),
        _("Met"): "–" if pd.isna(value) else kept,
        _("Usual requirement"): limit.words(read),
        _("Source"): read.half(limit.source),
    }


def _formula(found: Metered, meters: pd.DataFrame) -> str:
    """Baseline as formula text: consumption = constant + slope · driver."""
    read, baseline = reader(), found.baseline
    assert baseline is not None
    about = meters.set_index("meter_id")
    unit = str(found.meter["unit"])
    terms = [read.amount(baseline.coefficients[0], unit, significant=4)]
    for name, slope in zip(baseline.drivers, baseline.coefficients[1:], strict=True):
        driver = about.loc[name]
        words = show.escaped(read.name(driver["name_en"], driver["name_zh"]))
        # Counts use the name of the driver, since "per piece" of vehicles would be read as parts of them.
        per = unit if driver["unit"] == "pcs" else f"{unit}/{driver['unit']}"
        terms.append(f"{read.amount(slope, per, significant=4)} × {words}")
    return _("Monthly baseline = {terms}", terms=" + ".join(terms))


def readings(found: Metered) -> None:
    """Draw the readings and the baseline of a meter."""
    charts.draw(
        figure.against_baseline(found, charts.reader()), alt=_("Monthly readings and baseline of the meter")
    )


def total(found: Metered) -> None:
    """Draw the saving since the baseline."""
    charts.draw(
        figure.cumulative(found, charts.reader()),
        alt=_("Cumulative saving since the baseline by month, with uncertainty"),
    )
