"""Texts shared by reports and the investors page."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from isdata import scenarios
from isdata.data import contracts
from isdata.data.i18n import N_, Reader
from isdata.energy.measures import presentation as wording
from isdata.output.figures.parkmap.presentation import one_language, partner_name, synergy_name
from isdata.output.reports.blocks import Block, Note, Report
from isdata.output.reports.project import Project
from isdata.output.reports.subject import Subject
from isdata.symbiosis.assessment import Split
from isdata.symbiosis.assessment.assumption_sources import CONFIRMED, FACTOR
from isdata.symbiosis.assessment.case import EMITTED

INPUTS = {
    "investment": N_("Investment"),
    "saving": N_("Annual saving"),
    "price": N_("Energy prices"),
    "lifetime": N_("Lifetime"),
    "discount_rate": N_("Discount rate"),
}
MOST_OBJECTING = 5
CASES = {"worst": N_("Worst case"), "likely": N_("Likely case"), "best": N_("Best case")}


def report(
    subject: Subject,
    title: str,
    blocks: list[Block],
    reader: Reader,
    day: dt.date,
    *,
    is_compact: bool = False,
) -> Report:
    """Report on a subject; `title` is a message."""
    park = reader.name(subject.park["name_en"], subject.park["name_zh"])
    return Report(
        reader.text(title), about(subject, reader), park, day, subject.data_version, reader, blocks,
        is_compact=is_compact,
    )  # fmt: skip


def about(subject: Subject, reader: Reader) -> str:
    """Subject of a report in one line."""
    subject_words = _about(subject, reader)
    if subject.scenario is None:
        return subject_words
    name = reader.name(subject.scenario.name_en, subject.scenario.name_zh)
    return reader.text(N_("{what} · scenario “{name}”"), what=subject_words, name=name)


def _about(subject: Subject, reader: Reader) -> str:
    text = reader.text
    count = 0 if subject.register is None else len(subject.register.measures)
    if subject.synergy is not None:
        return text(N_("Synergy: {name}"), name=synergy_name(subject.synergy, reader))
    if subject.choice.kind == "measure" and subject.register is not None:
        row = subject.register.measures.iloc[0].to_dict()
        return text(N_("Measure: {name}"), name=wording.measure_words(row, reader))
    if subject.choice.kind == "plan":
        return reader.plural(
            "Investment plan with {count} measure", "Investment plan with {count} measures", count
        )
    network = subject.network
    name = reader.name(network["name_en"], network["name_zh"]) if network else text(N_("Energy network"))
    if subject.choice.kind == "economic":
        counted = reader.plural("{count} profitable measure", "{count} profitable measures", count)
    elif subject.left_out:
        total = reader.number(count + subject.left_out)
        counted = text(N_("{count} of {total} measures"), count=reader.number(count), total=total)
    else:
        counted = reader.plural("{count} measure", "{count} measures", count)
    return f"{name} · {counted}"


def scenario_lines(subject: Subject, reader: Reader, project: Project | None) -> list[str]:
    """Texts of the changes of the scenario applied to a subject; empty for the present state."""
    if subject.scenario is None or project is None:
        return []
    rows = subject.scenario.changes.to_dict("records")
    listed = [scenarios.change_words(row, reader, project.currency) for row in rows]
    return [reader.text(N_("Scenario: {changes}"), changes=reader.clauses(listed))] if listed else []


def years(value: float, reader: Reader) -> str:
    """Payback with its unit, or "never", "immediate", "unknown"."""
    words = wording.words(value, reader)
    return reader.text(N_("{years} years"), years=words) if 0 < value < float("inf") else words


def worth_between(project: Project, reader: Reader) -> str:
    """80% range of the NPV."""
    ends = (reader.money(project.simulation.total[f"npv_p{share}"], project.currency) for share in (10, 90))
    return wording.range_text(*ends, reader)


def over_years(amounts: pd.Series, unit: str, reader: Reader, *, aside: str = "") -> str:
    """Yearly amount, or that of the first year with an aside and the later amount.

    Parameters
    ----------
    amounts : Series
        Amounts by year from year 0, which has none; as in `assessment.Sheet.years`. [unit/yr]
    """
    words = [reader.amount(float(amount), unit) for amount in amounts.iloc[1:]]
    changed, more = later(["", *words]), {"aside": aside} if aside else {}
    if changed is None:
        message = N_("{amount} per year ({aside})") if aside else N_("{amount} per year")
        return reader.text(message, amount=words[0], **more)
    message = (
        N_("{first} in the first year ({aside}), {amount} per year from year {year}")
        if aside
        else N_("{first} in the first year, {amount} per year from year {year}")
    )
    return reader.text(message, first=words[0], amount=changed[1], year=reader.number(changed[0]), **more)


def estimate(assumptions: pd.DataFrame, name: str, reader: Reader) -> str:
    """Note that an assumption of a synergy is stored as an estimate; else empty."""
    rows = assumptions[(assumptions["assumption"] == name) & (assumptions["from_year"] == 1)]
    return reader.choice("basis", "estimate").lower() if (rows["basis"] == "estimate").any() else ""


def later(amounts: Sequence[str]) -> tuple[int, str] | None:
    """First year from which a value is constant, and that value; None if it is constant from year 1."""
    since = len(amounts) - 1
    while since > 1 and amounts[since - 1] == amounts[-1]:
        since -= 1
    return (since, amounts[-1]) if since > 1 else None


def rate(value: float, status: str, reader: Reader) -> str:
    """Rate of return, or the reason why there is none: "none", "several"."""
    if status == "none":
        return reader.text(N_("none"))
    if status == "several":
        return reader.text(N_("several"))
    return share(value, reader)


def share(value: float, reader: Reader) -> str:
    """Share as a percentage, with a decimal only if it is not zero."""
    is_whole = not np.isfinite(value) or abs(value * 100 - round(value * 100)) < 1e-9
    return reader.percent(value, digits=0 if is_whole else 1)


def input_name(name: str, reader: Reader) -> str:
    """Name of an input that drives the value: one of a set of measures, or an assumption of a synergy."""
    return reader.text(INPUTS[name]) if name in INPUTS else reader.choice("assumption", name)


def driver(project: Project, name: str, reader: Reader) -> str:
    """Name of a simulated input."""
    known = {"investment": N_("Investment"), "saving": N_("Energy saved"), "lifetime": N_("Lifetime")}
    if name in contracts.choices("assumption") and name not in known:
        return reader.choice("assumption", name)
    if name in known:
        if name == "saving" and project.register.savings.empty:
            return reader.text(N_("Annual saving"))
        return reader.text(known[name])
    rows = project.register.savings
    row = rows[rows["resource_id"] == name].iloc[0]
    carrier = reader.name(row["resource_en"], row["resource_zh"])
    return reader.text(N_("Price: {carrier}"), carrier=carrier)


def draws_assumptions(project: Project) -> bool:
    """Return True if the simulated inputs are assumptions of a synergy, not measures and prices."""
    return bool(
        set(project.simulation.tornado["driver"]) & set(contracts.choices("assumption")) - {"lifetime"}
    )


def investment_reduction(project: Project) -> float:
    """Difference between investment and net investment: subsidy, and immediately avoided replacement. [currency]"""
    return round(float(project.totals["investment"]) - float(project.totals["net_investment"]), 2)


def spared_words(project: Project, reader: Reader) -> str:
    """Name of the deductions from the investment."""
    is_avoided = project.register.measures["avoided_replacement"].fillna(0).gt(0).any()
    return reader.text(N_("subsidy and avoided replacement") if is_avoided else N_("subsidy"))


def price_basis(project: Project, reader: Reader) -> str:
    """Currency and price years of all amounts."""
    known = project.price_years
    unit = reader.currency(project.currency)
    if not known:
        return reader.text(N_("{currency}, price year not recorded"), currency=unit)
    span = f"{known[0]}–{known[-1]}" if len(known) > 1 else str(known[0])
    return reader.text(N_("{currency} of {years}, real"), currency=unit, years=span)


def basis(subject: Subject, project: Project | None, reader: Reader) -> str:
    """Currency and price years of all amounts, and the source of the data."""
    if project is None:
        return sources(subject, reader)
    return reader.text(
        N_("All amounts in {basis}. {source}"),
        basis=price_basis(project, reader),
        source=sources(subject, reader),
    )


def sources(subject: Subject, reader: Reader) -> str:
    """Sources of the data in one line."""
    listed = [subject.park["source"], subject.network["source"] if subject.network else None]
    if subject.register is not None:
        listed += list(subject.register.measures["source"].dropna().unique())
    if subject.synergy is not None:
        listed.append(subject.synergy["source"])
    known = [
        one_language(one, reader) for one in dict.fromkeys(listed) if isinstance(one, str) and one.strip()
    ]
    factors = [one_language(one, reader) for one in _factors(subject)]
    named = (
        reader.text(N_("Published CO2 factors: {factors}"), factors=reader.clauses(factors))
        if factors
        else ""
    )
    if not known:
        return named or reader.text(N_("No published source is stated for the data of the park."))
    shown = known[:4]
    more = reader.text(N_("and {count} more"), count=len(known) - 4) if len(known) > 4 else ""
    words = reader.text(N_("Source: {source}"), source=reader.clauses([*shown, more]))
    return reader.clauses([words, named])


def _factors(subject: Subject) -> list[str]:
    """Names of the published factors behind the CO2 saved by a synergy."""
    case, assumptions = subject.case, subject.assumptions
    if case is None or not math.isnan(case.co2) or math.isnan(case.co2_avoided):
        return []
    emitted = [of for of in EMITTED.values() if math.prod(getattr(case, name) for name in of) > 0]
    used = ["co2_avoided", *(name for of in emitted for name in of)]
    rows = assumptions[assumptions["assumption"].isin(used) & assumptions["origin"].isin([FACTOR, CONFIRMED])]
    return list(dict.fromkeys(rows["source"]))


def warnings(subject: Subject, reader: Reader) -> list[Note]:
    """Notes for the first page: on fictitious data, and on companies that have not agreed to disclosure."""
    found = []
    if subject.is_illustrative:
        found.append(reader.text(N_("Illustrative sample with fictitious data. Not for decisions.")))
    if subject.undisclosed:
        words = reader.plural(
            "For the facilitator only: {count} company of the park is undisclosed; the report may contain its name and figures.",
            "For the facilitator only: {count} companies of the park are undisclosed; the report may contain their names and figures.",
            subject.undisclosed,
        )
        found.append(words)
    return [Note(words, is_warning=True) for words in found]


def filled(value: object) -> bool:
    """Return True if a cell is not empty."""
    return not (value is None or (isinstance(value, str) and not value.strip()) or bool(pd.isna(value)))


def partners(subject: Subject, reader: Reader, *, most: int = 8) -> list[str]:
    """Participants by name where disclosed, otherwise their number."""
    rows = subject.partners.to_dict("records")
    if subject.synergy is not None:
        return [
            reader.noted(partner_name(row, reader), reader.choice("participant_role", row["role"]))
            for row in rows
        ]
    names = [name for row in rows if (name := reader.name(row["name_en"], row["name_zh"]))]
    listed = names[:most]
    left = len(names) - len(listed)
    hidden = len(rows) - len(names)
    if left:
        listed.append(reader.plural("{count} more company", "{count} more companies", left))
    if hidden:
        listed.append(reader.plural("{count} undisclosed company", "{count} undisclosed companies", hidden))
    return listed


def stability(split: Split, names: Mapping[str, str], currency: str, reader: Reader) -> str:
    """Sentence that every group of partners benefits most with the others, or which groups would object, worst first."""
    if split.is_stable:
        return reader.text(N_("Stable: no group of these partners would do better on its own."))
    listed = [
        reader.text(
            N_("{firms} would gain {money} per year more without the others."),
            firms=reader.listed(names[firm] for firm in group),
            money=reader.money(more, currency),
        )
        for group, more in split.objecting[:MOST_OBJECTING]
    ]
    return reader.sentences(listed)
