"""Joint and robust plans in a reader's words: ways to decide, where choices collide, plans over the futures."""

from collections.abc import Mapping

import pandas as pd
from pandas.io.formats.style import Styler

from isdata.i18n import N_, Reader
from isdata.measures.words import measure_words
from isdata.planning.joint import JOINT, MEASURES_FIRST, SIDE_BY_SIDE, SYNERGIES_FIRST, Joint
from isdata.planning.robust import CAREFUL, MEAN, RECOMMENDED, STATED, Robust

_WAYS = {
    JOINT: N_("Planned together"),
    MEASURES_FIRST: N_("Measures first, then synergies"),
    SYNERGIES_FIRST: N_("Synergies first, then measures"),
    SIDE_BY_SIDE: N_("Each on its own, both done"),
}

_PLANS = {
    RECOMMENDED: N_("Near the best in most futures"),
    STATED: N_("Best for the stated numbers"),
    MEAN: N_("Highest mean"),
    CAREFUL: N_("Most when things go badly (P10)"),
}


def plan_words(name: str, reader: Reader) -> str:
    """Return what a plan over the futures is called."""
    return reader.text(_PLANS[name])


def way_words(name: str, reader: Reader) -> str:
    """Return what a way to decide is called."""
    return reader.text(_WAYS[name])


def thing_words(row: Mapping, reader: Reader) -> str:
    """Return the name of a measure or synergy, or what it is where the name may not be shown."""
    if row["is_synergy"] and not row["is_named"]:
        return reader.text(N_("a synergy"))
    return measure_words(row, reader)


def clash_words(
    joint: Joint, names: pd.DataFrame, reader: Reader, currency: str, *, sees_money: bool = True
) -> list[str]:
    """Return where measures and synergies collide, the dearest first, and how the joint plan decides.

    Those that were chosen apart; where these do not collide, those that would if all were done.

    Parameters
    ----------
    joint : Joint
        The plans.
    names : DataFrame, index of measures and synergies
        Columns of the register, is_synergy, and is_named: whether the name may be shown.
    sees_money : bool
        Whether the money of single synergies may be shown.
    """
    told = []
    kept = set(joint.plan.chosen)
    streams = dict(zip(joint.streams["stream_id"], joint.streams.to_dict("records"), strict=True))
    called = {name: thing_words(row, reader) for name, row in names.to_dict("index").items()}
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
        sentences = [
            reader.plural(
                "{measures} takes {taken} of “{stream}”; “{synergy}” would use {drawn} of it, and goes without for "
                "{missing} of what it is to do.",
                "{measures} take {taken} of “{stream}”; “{synergy}” would use {drawn} of it, and goes without for "
                "{missing} of what it is to do.",
                len(row["measures"]),
                **details,
            )
        ]
        if sees_money:
            lost = reader.money(row["lost"], currency)
            sentences.append(reader.text(N_("That is worth {money}."), money=lost))
        done = [f"“{called[name]}”" for name in row["measures"] if name in kept]
        sentences.append(_verdict(joint, row["synergy_id"], done, len(row["measures"]), reader))
        told.append(" ".join(sentences) if reader.language == "en" else "".join(sentences))
    return told


def _verdict(joint: Joint, synergy_id: str, done: list[str], asked: int, reader: Reader) -> str:
    if synergy_id not in joint.plan.chosen:
        if done:
            return reader.text(N_("Together it is better to leave it to the measures."))
        return reader.text(N_("Together the money brings more elsewhere: neither is done."))
    share = reader.percent(float(joint.plan.measures.loc[synergy_id, "share"]))
    if not done:
        return reader.text(N_("Together it is better to leave it to the synergy."))
    if len(done) < asked:
        return reader.text(
            N_("Together only {measures} is done, and {share} of the synergy runs."),
            measures=reader.listed(done),
            share=share,
        )
    return reader.text(N_("Together both are done, and {share} of the synergy runs."), share=share)


def table(
    joint: Joint, names: pd.DataFrame, reader: Reader, currency: str, *, sees_money: bool = True
) -> Styler:
    """Return every measure and synergy that some way chooses: what is chosen together first, and of it what differs.

    Parameters
    ----------
    joint, names, sees_money
        As `clash_words`.
    currency : str
        Of the money.
    """
    text = reader.text
    together, plan = set(joint.plan.chosen), joint.plan.measures
    alone = {*joint.alone["measures"], *joint.alone["synergies"]}
    ids = [name for name in plan.index if name in together | alone]
    rows = names.loc[ids].assign(
        is_out=[name not in together for name in ids],
        is_agreed=[(name in together) == (name in alone) for name in ids],
    )
    rows = rows.sort_values(["is_out", "is_agreed", "is_synergy"], kind="stable")
    yes_no = {True: text(N_("yes")), False: text(N_("no"))}
    figures = plan.loc[rows.index]
    money = (
        {text(N_("To be paid")): figures["cost"], text(N_("Net present value")): figures["npv"]}
        if sees_money
        else {}
    )
    runs = figures["share"].where(figures["is_chosen"])
    cells = {
        text(N_("Measure or synergy")): [thing_words(row, reader) for row in rows.to_dict("records")],
        text(N_("Kind")): [
            text(N_("Synergy")) if is_synergy else text(N_("Measure")) for is_synergy in rows["is_synergy"]
        ],
        text(N_("Together")): [yes_no[name in together] for name in rows.index],
        text(N_("Chosen alone")): [yes_no[name in alone] for name in rows.index],
        text(N_("Runs at")): runs.to_list(),
        **{title: values.to_list() for title, values in money.items()},
        text(N_("CO2 saved [t/yr]")): figures["co2"].to_list(),
    }
    styled = pd.DataFrame(cells).style
    styled.format(
        {title: lambda value: reader.money(value, currency) for title in money}
        | {text(N_("Runs at")): reader.percent, text(N_("CO2 saved [t/yr]")): reader.number}
    )
    return styled


def robust_table(found: Robust, reader: Reader, currency: str) -> Styler:
    """Return the plans over the futures, those that are the same in one row."""
    text = reader.text
    rows = found.plans.assign(
        called=[plan_words(str(name), reader) for name in found.plans.index],
        same=[found.chosen[name].to_numpy().tobytes() for name in found.plans.index],
    )
    called = rows.groupby("same", sort=False)["called"].agg(" · ".join)
    rows = rows.drop_duplicates("same")
    money = {
        text(N_("To be paid")): rows["cost"],
        text(N_("Mean net present value")): rows["mean"],
        text(N_("P10")): rows["p10"],
        text(N_("P50")): rows["p50"],
        text(N_("Below the best on average")): rows["regret"],
    }
    shares = {
        text(N_("Futures near the best")): rows["near"],
        text(N_("Chance to cost more than the budget")): rows["over"],
    }
    cells = {
        text(N_("Plan")): rows["same"].map(called),
        text(N_("Measures")): rows["measures"],
        **shares,
        **money,
    }
    styled = pd.DataFrame(cells).reset_index(drop=True).style
    styled.format(
        {title: lambda value: reader.money(value, currency) for title in money}
        | dict.fromkeys(shares, reader.percent)
        | {text(N_("Measures")): reader.number}
    )
    return styled
