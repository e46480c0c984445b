"""Joint and robust plans in words: names of plans and planning methods, and conflicts."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.decisions.planning.joint import JOINT, MEASURES_FIRST, SIDE_BY_SIDE, SYNERGIES_FIRST, Joint
from isdata.decisions.planning.robust import CAREFUL, MEAN, RECOMMENDED, STATED
from isdata.energy.measures.presentation import measure_words

_WAYS = {
    JOINT: N_("Joint planning"),
    MEASURES_FIRST: N_("Measures first, then synergies"),
    SYNERGIES_FIRST: N_("Synergies first, then measures"),
    SIDE_BY_SIDE: N_("Separate planning, both implemented"),
}

_PLANS = {
    RECOMMENDED: N_("Most often near-optimal"),
    STATED: N_("Optimal for the stated values"),
    MEAN: N_("Highest mean"),
    CAREFUL: N_("Highest NPV in an unfavourable case"),
}


def plan_words(name: str, near: float, reader: Reader) -> str:
    """Name of a plan over the simulations.

    Parameters
    ----------
    name : str
        One of `PLANS`.
    near : float
        Share of the simulations in which it is near the best: more than half counts as most of them. [-]
    """
    is_mostly = name == RECOMMENDED and near > 0.5
    return reader.text(N_("Near-optimal in most simulations") if is_mostly else _PLANS[name])


def method_name(name: str, reader: Reader) -> str:
    """Name of a planning method."""
    return reader.text(_WAYS[name])


def candidate_name(row: Mapping, reader: Reader) -> str:
    """Name of a measure or synergy, or its kind if the name is undisclosed."""
    if row["is_synergy"] and not row["is_named"]:
        return reader.text(N_("a synergy"))
    return measure_words(row, reader)


def clash_words(joint: Joint, names: pd.DataFrame, reader: Reader, currency: str) -> list[str]:
    """Conflicts of measures and synergies in words, most expensive first, with the decision of the joint
    plan.

    Conflicts between the separate plans; if there are none, those that would arise if everything were done.

    Parameters
    ----------
    joint : Joint
        The plans.
    names : DataFrame, index of measures and synergies
        Columns of the register as `measures.disclosed` returns, and is_synergy.
    """
    clashes = []
    streams = dict(zip(joint.streams["stream_id"], joint.streams.to_dict("records"), strict=True))
    called = {name: candidate_name(row, reader) for name, row in names.to_dict("index").items()}
    for row in (joint.possible if joint.clashes.empty else joint.clashes).to_dict("records"):
        ids = [*row["measures"], row["synergy_id"]]
        stream = streams[row["stream_id"]]
        is_named = bool(names.loc[ids, "is_named"].all())
        details = {
            "measures": reader.listed([f"“{called[name]}”" for name in row["measures"]]),
            "synergy": called[row["synergy_id"]],
            "stream": reader.name(stream["stream_en"], stream["stream_zh"])
            if is_named
            else reader.text(N_("a stream")),
            "taken": reader.percent(row["taken"]),
            "drawn": reader.percent(row["drawn"]),
            "missing": reader.percent(row["missing"]),
        }
        lost = ""
        if names.loc[ids, "has_money"].all():
            lost = reader.text(N_("Value: {money}."), money=reader.money(row["lost"], currency))
        done = [f"“{called[name]}”" for name in row["measures"] if name in joint.plan.chosen]
        verdict = _verdict(joint, row["synergy_id"], done, len(row["measures"]), reader)
        clashes.append(reader.sentences([_clash(details, len(row["measures"]), reader), lost, verdict]))
    return clashes


def _clash(details: dict[str, str], measures: int, reader: Reader) -> str:
    """Sentence on the share of a stream that measures use and a synergy needs."""
    return reader.plural(
        "{measures} reduces “{stream}” by {taken}. “{synergy}” needs {drawn} of it and would lack "
        "{missing} of its planned amount.",
        "{measures} reduce “{stream}” by {taken}. “{synergy}” needs {drawn} of it and would lack "
        "{missing} of its planned amount.",
        measures,
        **details,
    )


def _verdict(joint: Joint, synergy_id: str, done: list[str], asked: int, reader: Reader) -> str:
    if synergy_id not in joint.plan.chosen:
        if done:
            return reader.text(N_("Joint optimum: measures only."))
        return reader.text(N_("Joint optimum: none of these, as the budget yields more elsewhere."))
    share = reader.percent(float(joint.plan.measures.loc[synergy_id, "share"]))
    if not done:
        return reader.text(N_("Joint optimum: synergy only."))
    if len(done) < asked:
        return reader.text(
            N_("Joint optimum: {measures} only, with the synergy at {share}."),
            measures=reader.listed(done),
            share=share,
        )
    return reader.text(N_("Joint optimum: both, with the synergy at {share}."), share=share)
