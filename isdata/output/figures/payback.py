"""Payback charts of single measures, and the tooltips and colours that they share with others."""

from collections.abc import Collection

import altair as alt
import numpy as np
import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.energy.measures.presentation import measure_words, payback_between, words
from isdata.output.figures import bar_labels, channels, style
from isdata.output.figures import labelled_bars as bars

_TOP = 12.0  # length of the longest bar; "never" is drawn up to it [yr]
# Share of measures that determines the longest bar, so that one long payback does not shorten all others, and ratio up to
# which a longer one is not cut. [-]
_MOST, _UNCUT, _CUT = 0.95, 2.5, N_("cut")  # beside the payback of a cut bar
# Ratio of the axis length to the longest bar, leaving space for the labels behind it; of short bars. [-]
_ROOM, _ROOM_SHORT = 1.45, 2.1
_FILLED = 472  # height of the rows when presented below the key figures, also with a story's title [px]
_ROW = 23  # height of a row [px]
VERDICTS = {
    N_("profitable"): style.ACCENT,
    N_("not profitable"): style.PALETTE[1],
    N_("never"): style.WARNING,
}

# Not in the totals.
_OUT, _OUT_COLOUR = N_("excluded"), style.RULE


def with_words(appraised: pd.DataFrame, reader: Reader, currency: str) -> pd.DataFrame:
    """Measures with their tooltip texts."""
    return pd.DataFrame(
        {
            "name": [measure_words(row, reader) for row in appraised.to_dict("records")],
            "company": reader.names(appraised, "company", nameless=reader.text(N_("undisclosed"))),
            "category": [reader.choice("measure_category", name) for name in appraised["category"]],
            "investment_words": [reader.money(amount, currency) for amount in appraised["investment"]],
            "saving_words": [reader.money(amount, currency) for amount in appraised["annual_saving"]],
            "payback_words": [words(years, reader) for years in appraised["payback"]],
        },
        index=appraised.index,
    )


def tips_of(*, has_money: bool = True) -> dict[str, str]:
    """Columns of a tooltip, as `with_words` returns them, with their messages."""
    titles = {
        "name": N_("Measure"),
        "company": N_("Company"),
        "category": N_("Category"),
        "investment_words": N_("Investment"),
        "saving_words": N_("Annual saving"),
        "payback_words": N_("Payback [yr]"),
    }
    hidden = () if has_money else ("investment_words", "saving_words")
    return {name: title for name, title in titles.items() if name not in hidden}


def tooltip(reader: Reader) -> list[alt.Tooltip]:
    """Tooltip of a measure, with its money."""
    return channels.tooltip(tips_of(), reader)


def verdict_colour(reader: Reader, used: Collection[str]) -> alt.Color:
    """Colours of the verdicts that occur (`used`, as text); without a legend if all measures are profitable."""
    colours = {reader.text(word): colour for word, colour in VERDICTS.items()}
    colour = channels.states("verdict", colours, used, symbolType="square", columns=3, columnPadding=8)
    return colour.legend(None) if all_profitable(used, reader) else colour


def all_profitable(used: Collection[str], reader: Reader) -> bool:
    """Return True if no other verdict occurs (`used`, as text), which then needs no legend."""
    return set(used) <= {reader.text(next(iter(VERDICTS)))}


def verdicts(appraised: pd.DataFrame, reader: Reader) -> list[str]:
    """Verdict of each measure, "economic", "not economic" or "never", in the reader's language."""
    gains, falls_short, never = (reader.text(word) for word in VERDICTS)
    return np.select(
        [np.isinf(appraised["payback"]), appraised["is_economic"]], [never, gains], falls_short
    ).tolist()


def ranked(
    appraised: pd.DataFrame,
    reader: Reader,
    currency: str,
    *,
    marks: dict[str, float],
    part: slice = slice(None),
    excluded: Collection[str] = (),
    is_short: bool = False,
    is_turned: bool = False,
    row: float = _ROW,
) -> alt.LayerChart:
    """Payback of measures, shortest first, those that never pay back last; one row states the number and the paybacks of
    the measures after `part`.

    Parameters
    ----------
    appraised : DataFrame
        As `measures.appraise` and `measures.disclosed` return; the tooltip shows money only if they contain it.
    reader : Reader
        Language and number format.
    currency : str
        Currency of the money.
    marks : dict of str to float
        Label and position of each dashed line, such as a benchmark. [yr]
    part : slice
        Measures to draw, counted from the shortest payback.
    excluded : collection of str
        Ids of measures that other measures exclude from the totals; drawn pale.
    is_short : bool
        True if shorter bars leave room for the companies beside them, as on a slide or in a window squarer than 16 to 9.
    is_turned : bool
        True if the reader turns to the other measures, so that all parts have one scale.
    row : float
        Height of a row on a working page. [px]
    """
    known, scaled = _known(appraised), slice(None) if is_turned else part
    top = max(1.0, *marks.values(), longest(known.iloc[scaled]))
    rows = _bars(known, top, reader, currency).assign(
        name=drawn_names(appraised, reader),
        state=np.where(known.index.isin(list(excluded)), reader.text(_OUT), verdicts(known, reader)),
    )
    rest = _rest(rows, known.iloc[part.stop or len(known) :], reader)
    rows, every = (pd.concat([rows.iloc[each], rest]) for each in (part, scaled))
    needs = bar_labels.needs(
        every.assign(behind=every["amount"].clip(lower=max(marks.values(), default=0.0)))
    )
    states = None if all_profitable(rows["state"], reader) else tuple(rows["state"])
    return bars.bars(
        rows,
        reader,
        colours={reader.text(word): colour for word, colour in (VERDICTS | {_OUT: _OUT_COLOUR}).items()},
        limit=next(iter(marks.items()), None),
        room=_ROOM_SHORT if is_short else _ROOM,
        tips=tips_of(has_money=bool(known["has_money"].any())),
        looks=bars.Looks(row - reader.is_large, longest=top, states=states, filled=_FILLED, needs=needs),
    )


def _bars(known: pd.DataFrame, top: float, reader: Reader, currency: str) -> pd.DataFrame:
    """Length and labels of each bar, with the texts of the tooltip; bars beyond `top` are cut and marked."""
    is_cut = (known["payback"] > top) & np.isfinite(known["payback"])
    return with_words(known, reader, currency).assign(
        amount=known["payback"].clip(0, top),
        words=_words(known, reader, is_cut, has_company=True),
        short=_words(known, reader, is_cut, has_company=False),
    )


def _rest(rows: pd.DataFrame, rest: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Row without a bar that stands for the measures not drawn; none if all are."""
    if rest.empty:
        return rows.iloc[:0]
    name = reader.plural("{count} further measure", "{count} further measures", len(rest))
    between = payback_between(rest["payback"].min(), rest["payback"].max(), reader)
    about = {"name": name, "amount": 0.0, "words": between, "short": between, "state": rows["state"].iloc[0]}
    return pd.DataFrame([dict.fromkeys(rows.columns, "") | about], index=["rest"])


def longest(appraised: pd.DataFrame) -> float:
    """Length of the longest bar of `ranked`; a few much longer ones are cut. [yr]"""
    known = appraised["payback"].dropna()
    finite = known[np.isfinite(known)].clip(upper=_TOP)
    if finite.empty:
        return 0.0
    most, usual = float(finite.max()), float(np.ceil(finite.quantile(_MOST)))
    return most if most <= _UNCUT * usual else usual


def _words(known: pd.DataFrame, reader: Reader, is_cut: pd.Series, *, has_company: bool) -> np.ndarray:
    """Payback text of each measure, with its company if a single column leaves space for it."""
    paybacks = [payback_between(years, years, reader) for years in known["payback"]]
    paybacks = [
        reader.noted(years, reader.text(_CUT)) if cut else years
        for years, cut in zip(paybacks, is_cut, strict=True)
    ]
    if not has_company:
        return np.array(paybacks, dtype=object)
    companies = reader.names(known, "company")
    both = [" · ".join(filter(None, both)) for both in zip(paybacks, companies, strict=True)]
    return np.array(both, dtype=object)


def _known(appraised: pd.DataFrame) -> pd.DataFrame:
    """Measures with a payback, shortest first."""
    return appraised[appraised["payback"].notna()].sort_values("payback", kind="stable")


def drawn_names(appraised: pd.DataFrame, reader: Reader) -> pd.Series:
    """Names shown at the bars of `ranked`, by measure, in the order of the bars."""
    known = _known(appraised)
    names = pd.Series([measure_words(row, reader) for row in known.to_dict("records")], index=known.index)
    return pd.Series(distinct(names), index=known.index, dtype=object)


def distinct(names: pd.Series) -> list[str]:
    """Names, numbered where several are equal, such as those of undisclosed measures."""
    count, place = names.map(names.value_counts()), names.groupby(names).cumcount() + 1
    return [
        f"{name} {number}" if many > 1 else name
        for name, many, number in zip(names, count, place, strict=True)
    ]
