"""Presentation cards of synergies and matches: partners, amount, benefit and obstacle."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from isdata.data.contracts.results import Matches
from isdata.data.i18n import N_, Reader
from isdata.output.figures import style
from isdata.output.figures.parkmap import presentation as board_words
from isdata.symbiosis.assessment import proposing
from isdata.symbiosis.matching import constraints, presentation

_AWAY = " → "


@dataclass(frozen=True)
class Card:
    """Contents of a card.

    Attributes
    ----------
    title, partners : str
        Resource; provider and receiver.
    facts : tuple of str
        Amount per year and benefit.
    obstacle : str
        Obstacle, or the next step.
    responsible : str
        Owner and due date of the next step; empty if both are unknown.
    label, colour : str
        Stage, empty if it is that of all cards, or topic, and its colour.
    is_on_board : bool or None
        True if the board may contain the match already, False for a new one beside such matches.
    worth : tuple of str
        Benefit of a match, on a separate line.
    is_overdue : bool
        True if the next step is overdue.
    score : float, optional
        Score of a feasible match, for readers who see no money. [0–1]
    """

    title: str
    partners: str
    facts: tuple[str, ...]
    obstacle: str
    label: str
    colour: str
    responsible: str = ""
    is_on_board: bool | None = None
    worth: tuple[str, ...] = ()
    is_overdue: bool = False
    score: float | None = None


def of_synergies(known: pd.DataFrame, partners: pd.DataFrame, reader: Reader) -> list[Card]:
    """Cards of synergies, in the order of the rows.

    Parameters
    ----------
    known : DataFrame
        Rows of `synergies.by_urgency`.
    partners : DataFrame
        Rows of `synergies.partners`.
    """
    by_synergy = dict(list(partners.groupby("synergy_id")))
    none = partners.iloc[:0]
    is_apart = known["stage"].nunique() > 1
    return [
        _of_synergy(row, by_synergy.get(row["synergy_id"], none), reader, has_stage=is_apart)
        for row in known.to_dict("records")
    ]


def _of_synergy(row: Mapping, partners: pd.DataFrame, reader: Reader, *, has_stage: bool) -> Card:
    # Without a receiver, what a plant treats ends there.
    ends = ("receiver",) if (partners["role"] == "receiver").any() else ("treatment", "operator", "other")
    sides = {
        is_end: _counted(
            [one for one in partners.to_dict("records") if (one["role"] in ends) == is_end], reader
        )
        for is_end in (False, True)
    }
    return Card(
        title=board_words.synergy_name(row, reader),
        partners=_AWAY.join(reader.listed(names) for names in sides.values() if names),
        facts=(*facts(row, reader), *_since(row, reader)),
        obstacle=_next(row, reader),
        label=reader.choice("stage", row["stage"]) if has_stage else "",
        colour=style.STAGES.get(row["stage"], style.MUTED),
        responsible=_responsible(row, reader),
        is_overdue=bool(row.get("is_overdue", False)),
    )


def _since(row: Mapping, reader: Reader) -> tuple[str, ...]:
    """First year of a published synergy in operation; empty if unknown."""
    is_shown = row["is_published"] and row["stage"] == "operation" and pd.notna(row["since"])
    year = str(pd.Timestamp(row["since"]).year) if is_shown else ""
    return (reader.text(N_("In operation since {year}"), year=year),) if year else ()


def _counted(partners: Sequence[Mapping], reader: Reader) -> list[str]:
    """Name of each partner once, with the number of undisclosed ones that have the same."""
    named = {_partner(one, reader): one for one in partners}
    counts = Counter(_partner(one, reader) for one in partners)
    return [
        name if count == 1 else _partner(named[name], reader, count=count) for name, count in counts.items()
    ]


def _partner(partner: Mapping, reader: Reader, *, count: int = 1) -> str:
    name = reader.label(partner["name_en"], partner["name_zh"])
    return name or board_words.partner_name(partner, reader, count=count)


def facts(row: Mapping, reader: Reader) -> tuple[str, ...]:
    """Amount per year and benefit of a synergy, from a row of `synergies.by_urgency`."""
    return tuple(filter(None, [board_words.synergy_amount(row, reader), _gain(row, reader)]))


def short_facts(row: Mapping, reader: Reader) -> tuple[str, ...]:
    """Amount and gain of a synergy with units for a small card, from a row of `synergies.by_urgency`."""
    amount = ""
    if pd.notna(row["quantity"]):
        amount = (
            reader.brief_amount(row["quantity"], f"{row['unit']}/yr") if isinstance(row["unit"], str) else ""
        )
    gain = _gain(row, reader)
    if pd.notna(row["annual_saving"]):
        sign = "+" if row["annual_saving"] > 0 else ""
        money = reader.money(row["annual_saving"], row["currency"])
        gain = reader.text(N_("{amount}/yr"), amount=f"{sign}{money}")
        if proposing.is_estimate(row):
            gain = reader.noted(gain, reader.text(N_("estimate")))
        elif row["is_partial_gain"]:
            gain = reader.noted(gain, reader.text(N_("partial")))
    return tuple(filter(None, [amount or board_words.synergy_amount(row, reader), gain]))


def _gain(row: Mapping, reader: Reader) -> str:
    """Yearly gain, or saved CO2 if money is not shown."""
    if pd.notna(row["annual_saving"]):
        gain = reader.money(row["annual_saving"], row["currency"])
        if proposing.is_estimate(row):
            return reader.text(N_("{amount} gain per year (estimate)"), amount=gain)
        if row["is_partial_gain"]:
            return reader.text(N_("{amount} gain per year (partial)"), amount=gain)
        return reader.text(N_("{amount} gain per year (recorded)"), amount=gain)
    return co2(row, reader)


def co2(row: Mapping, reader: Reader) -> str:
    """CO2 saved per year by a synergy, from a row of `synergies.by_urgency`; empty if unknown or zero."""
    if pd.isna(row["co2_saved"]) or not row["co2_saved"]:
        return ""
    amount = reader.quantity(row["co2_saved"], "t")
    if row.get("stage", "operation") in ("operation", "ended"):
        return reader.text(N_("{amount} CO2 saved per year"), amount=amount)
    return reader.text(N_("{amount} CO2 saved per year (expected)"), amount=amount)


def _next(row: Mapping, reader: Reader) -> str:
    if isinstance(row["ended_reason"], str):
        return reader.half(row["ended_reason"])
    step = reader.name(row["next_step_en"], row["next_step_zh"])
    if not step:
        return ""
    if row.get("is_overdue"):
        return reader.text(N_("Overdue: {step}"), step=step)
    return reader.text(N_("Next: {step}"), step=step)


def _responsible(row: Mapping, reader: Reader) -> str:
    """Owner and due date of the next step."""
    due = reader.text(N_("due {day}"), day=reader.date(row["due_date"])) if pd.notna(row["due_date"]) else ""
    return " · ".join(filter(None, [board_words.one_language(row["owner"], reader), due]))


def of_matches(
    matches: Matches, names: Mapping[str, str], reader: Reader, *, currency: str = ""
) -> list[Card]:
    """Cards of matches, in the order of the rows.

    Parameters
    ----------
    matches : DataFrame
        Rows of `matching.matches`, optionally with `is_on_board` and `recorded`, the gain on the board.
    names : mapping
        Names of treatments by id.
    currency : str
        Currency of the gain, for readers who may see money; the gain is omitted if empty.
    """
    rows = matches.to_dict("records")
    is_any_known = any(map(_is_known, rows))
    return [
        replace(_of_match(row, names, reader, currency), is_on_board=_is_known(row) if is_any_known else None)
        for row in rows
    ]


def _is_known(match: Mapping) -> bool:
    """Return True if the board may contain a match, of which more could be exchanged."""
    return bool(match.get("is_on_board", False)) and not (match.get("is_running") and pd.isna(match["value"]))


def _of_match(match: Mapping, names: Mapping[str, str], reader: Reader, currency: str) -> Card:
    given, wanted = (presentation.resource(match, side, reader) for side in ("supply", "demand"))
    companies = [presentation.company(match, side, reader) for side in ("supply", "demand")]
    worth = _worth(match, reader, currency) if currency else _unpriced(match, reader)
    is_running = bool(match.get("is_running", False))
    far = "" if is_running and pd.isna(match["distance"]) else presentation.distance(match, reader)
    facts = [*presentation.amounts_per_year(match, reader), far]
    fails = bool(currency) and match.get("npv", 1.0) <= 0
    return Card(
        title=given if given == wanted else f"{given}{_AWAY}{wanted}",
        partners=_AWAY.join(companies),
        facts=tuple(filter(None, facts)),
        obstacle=_obstacle(match, names, reader),
        label=reader.choice("topic", match["topic"]),
        colour=style.MUTED if match["blocked"] or fails else style.ACCENT,
        worth=tuple(filter(None, worth)),
        score=None if currency or match["blocked"] or is_running else float(match["score"]),
    )


def _unpriced(match: Mapping, reader: Reader) -> list[str]:
    """CO2 saved by a match, or the share of the demand that it covers, for readers who see no money; empty if unknown."""
    if match["blocked"]:
        return []
    if match.get("co2", 0.0) > 0:
        saved = reader.quantity(float(f"{match['co2']:.2g}"), "t")
        return [reader.text(N_("{amount} CO2 saved per year"), amount=saved)]
    if match["is_hidden"] or match.get("is_running") or not match["demand_amount"] > 0:
        return []
    covered = min(1.0, match["quantity"] / match["demand_amount"])
    return [reader.text(N_("covers {share} of the demand"), share=reader.percent(covered))]


def _worth(match: Mapping, reader: Reader, currency: str) -> list[str]:
    """Value of a match; of a blocked one, the value without the obstacle."""
    if not match["blocked"]:
        return [*presentation.value_text(match, reader, currency), recorded(match, reader, currency)]
    if pd.isna(match["value"]) or match["value"] <= 0 or not constraints.is_remediable(match):
        return []
    gain = reader.money(match["value"], currency)
    return [reader.text(N_("{amount} gain per year if unblocked"), amount=gain)]


def recorded(match: Mapping, reader: Reader, currency: str) -> str:
    """Gain recorded on the board for a match not yet operating; empty if unknown or equal to that of the match."""
    if match.get("is_running") or pd.isna(match.get("recorded")):
        return ""
    own, known = (reader.money(match[name], currency) for name in ("value", "recorded"))
    return "" if own == known else reader.text(N_("board: {amount}"), amount=known)


def _obstacle(match: Mapping, names: Mapping[str, str], reader: Reader) -> str:
    """Obstacle or requirement of a match, or that it is operating already."""
    if match.get("is_running"):
        return presentation.in_operation(match, reader)
    reasons = constraints.reasons(match, reader)
    if reasons:
        return reader.sentences(reasons[0][1:]) or reasons[0][0]
    closeness = presentation.similarity_note(match, reader)
    if match["steps"] is not None and len(match["steps"]):
        needs = reader.text(N_("Needs treatment: {route}"), route=presentation.steps(match, names, reader))
        return " · ".join(filter(None, [needs, closeness]))
    return closeness or reader.text(N_("No obstacle found; price to be agreed"))
