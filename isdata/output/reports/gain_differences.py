"""Sentences on differing gains of a synergy: from its appraisal, its record and its matches."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures.parkmap import presentation
from isdata.output.figures.synergy_sheet import part_words
from isdata.symbiosis import assessment

_NOT_OF_MATCH = ("handling", "treatment", "quality_risk", "running")  # costs that a match does not include

_AS_TOTAL = N_("On the board: {name}, {amount}, {money} gain per year, recorded as a total; here {gain}.")
_OF_PRICES = N_(
    "On the board: {name}, {amount}, {money} gain per year; here {gain}. Its plan has its own prices."
)


def recorded(facts: Mapping, made: assessment.Sheet, reader: Reader) -> str:
    """Gain on the board with its label, to be shown beside that of the appraisal; empty if their texts are equal."""
    if not of_record(facts, made, reader):
        return ""
    money = reader.money(float(facts["annual_saving"]), str(facts["currency"]))
    return reader.text(N_("recorded on the board: {money}"), money=money)


def of_record(facts: Mapping, made: assessment.Sheet, reader: Reader) -> str:
    """Sentence on the recorded gain, used by board and totals; empty if its text equals that of the appraisal."""
    recorded, average = facts["annual_saving"], made.appraisal["annual_gain"]
    if pd.isna(recorded) or pd.isna(average):
        return ""
    words = [reader.money(float(gain), str(facts["currency"])) for gain in (recorded, average)]
    if words[0] == words[1]:
        return ""
    return reader.text(N_("Board and totals count the recorded {money}."), money=words[0])


def of_appraisal(facts: Mapping, made: assessment.Sheet, reader: Reader) -> str:
    """Sentence on the gain of the appraisal compared with the recorded one; empty if their texts are equal."""
    if not of_record(facts, made, reader):
        return ""
    return reader.text(
        N_(
            "Gain per year: as recorded; board and totals count it. The appraisal gives {average} on average over the lifetime."
        ),
        average=reader.money(float(made.appraisal["annual_gain"]), str(facts["currency"])),
    )


def beside_match(
    facts: Mapping, made: assessment.Sheet, reader: Reader, *, gain: float, has_steps: bool
) -> str:
    """Sentences on why a board synergy's gain differs from that of its matches, and on a loss; empty for neither.

    Parameters
    ----------
    facts : mapping
        One row of `synergies.synergies`.
    made : Sheet
        Sheet of the synergy.
    gain : float
        Total gain of the matches. [currency/yr]
    has_steps : bool
        True if the matches include a treatment.
    """
    return reader.sentences(
        [_gain(facts, made, reader, gain=gain, has_steps=has_steps), _loss(facts, made, reader)]
    )


def _loss(facts: Mapping, made: assessment.Sheet, reader: Reader) -> str:
    """Sentence on a negative net present value of a synergy; empty otherwise."""
    npv, investment = float(made.appraisal["npv"]), float(made.appraisal["investment"])
    if pd.isna(npv) or npv >= 0:
        return ""
    currency = str(facts["currency"])
    return reader.text(
        N_("NPV on the board: {npv}, after its own investment of {investment}."),
        npv=reader.money(npv, currency),
        investment=reader.money(investment, currency),
    )


def _gain(facts: Mapping, made: assessment.Sheet, reader: Reader, *, gain: float, has_steps: bool) -> str:
    """Sentence on the different gain; empty if the texts are equal."""
    currency, own = str(facts["currency"]), float(made.appraisal["annual_gain"])
    if pd.isna(own) or reader.money(own, currency) == reader.money(gain, currency):
        return ""
    last = made.years.iloc[-1]
    costs = {
        name: float(last[name])
        for name in _NOT_OF_MATCH
        if name in made.years and abs(last[name]) > 0 and not (has_steps and name == "treatment")
    }
    details = {
        "name": presentation.synergy_name(facts, reader),
        "money": reader.money(own, currency),
        "gain": reader.money(gain, currency),
        "amount": presentation.synergy_amount(facts, reader),
    }
    if not costs:
        sentence = _AS_TOTAL if "annual_saving" in made.years else _OF_PRICES
        return reader.text(sentence, **details)
    added = reader.listed(
        reader.noted(part_words(name, reader), reader.money(-abs(cost), currency))
        for name, cost in costs.items()
    )
    return reader.text(
        N_(
            "On the board: {name}, {amount}, {money} gain per year; here {gain}. Its plan has its own prices and adds costs per year: {costs}."
        ),
        **details,
        costs=added,
    )
