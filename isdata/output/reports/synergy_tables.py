"""Records of one synergy as tables of a report: assumptions, permits and readiness."""

from collections.abc import Iterable

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.figures.parkmap.presentation import one_language
from isdata.output.reports.blocks import Block, Column, Note, Table, tabulated
from isdata.output.reports.subject import Subject
from isdata.symbiosis import assessment


def assumption_table(subject: Subject, reader: Reader) -> Table | None:
    """Assumptions of a synergy with their sources; None if there are none to show."""
    if subject.assumptions.empty:
        return None
    text = reader.text
    # The discount rate and the required payback are chosen by the user of the report.
    is_chosen = subject.assumptions["assumption"].isin(["discount_rate", "hurdle"])
    rows = subject.assumptions[subject.assumptions["value"].notna() & ~is_chosen].to_dict("records")
    return tabulated(
        reader,
        (N_("Assumption"), [_labelled(row, reader) for row in rows], 1.3),
        (N_("Value"), [_value(row, reader) for row in rows], 1.2),
        (N_("Source"), [_origin(row, reader) for row in rows], 1.3),
        (N_("Source"), [one_language(row["source"], reader) or "–" for row in rows], 1.2),
        caption=text(N_("Assumptions of the synergy")),
    )


def _origin(row: dict, reader: Reader) -> str:
    words = assessment.ORIGIN_WORDS[row["origin"]]
    return reader.text(words)


def _labelled(row: dict, reader: Reader) -> str:
    label = reader.choice("assumption", row["assumption"])
    if row["from_year"] == 1:
        return label
    return reader.text(N_("{what}, from year {year}"), what=label, year=row["from_year"])


def _value(row: dict, reader: Reader) -> str:
    amount = reader.amount(row["value"], "" if row["unit"] == "1" else str(row["unit"]))
    year = "" if pd.isna(row["price_year"]) else f" · {int(row['price_year'])}"
    spread = "" if pd.isna(row["uncertainty"]) else f" ± {reader.number(row['uncertainty'])} %"
    return f"{amount}{year}{spread}"


def unknown(subject: Subject, reader: Reader) -> str:
    """Unknown assumptions that would affect the money; empty if all are known."""
    if subject.case is None or not subject.case.unknown:
        return ""
    names = [
        reader.column("synergy", "investment") if name == "investment" else reader.choice("assumption", name)
        for name in subject.case.unknown
    ]
    return reader.text(N_("Unknown, not included: {names}."), names=reader.listed(names))


def permits(subject: Subject, reader: Reader) -> list[Block]:
    """Recorded permits, and further permits likely needed."""
    text = reader.text
    if subject.synergy is None:
        return [Note(text(N_("Permits are recorded for synergies, not for efficiency measures.")))]
    if not subject.viewer.sees_all:
        return [Note(text(N_("Permits are shown to the facilitator only.")))]
    blocks: list[Block] = []
    if len(subject.permits):
        blocks.append(_written(subject.permits, reader))
    if len(subject.likely_permits):
        blocks += [
            _likely(subject.likely_permits, reader),
            Note(
                text(
                    N_(
                        "Suggested from hazard, class, waste code, borders and treatment. Not legal "
                        "advice; confirm with the authority."
                    )
                )
            ),
        ]
    return blocks or [Note(text(N_("No permits are recorded or indicated by the data.")))]


def _written(rows: pd.DataFrame, reader: Reader) -> Table:
    text, records = reader.text, rows.to_dict("records")

    def label(name):
        return reader.column("permit", name)

    return Table(
        text(N_("Recorded permits")),
        [
            Column(text(N_("Permit")), reader.names(rows), width=1.6),
            Column(label("authority"), [one_language(row["authority"], reader) or "–" for row in records]),
            Column(label("status"), [reader.choice("permit_status", row["status"]) for row in records]),
            Column(label("owner"), [one_language(row["owner"], reader) or "–" for row in records]),
            Column(label("due_date"), [_day(row["due_date"], reader) for row in records]),
            Column(label("valid_until"), [_day(row["valid_until"], reader) for row in records]),
        ],
    )


def _day(day: object, reader: Reader) -> str:
    return "–" if pd.isna(day) else reader.date(pd.Timestamp(day).date())  # ty: ignore[invalid-argument-type]


def _likely(rows: pd.DataFrame, reader: Reader) -> Table:
    return tabulated(
        reader,
        (N_("Permit"), reader.names(rows), 1.4),
        Column(reader.column("permit", "authority"), reader.names(rows, "authority")),
        (N_("Source"), [one_language(source, reader) or "–" for source in rows["source"]], 1.6),
        caption=reader.text(N_("Other permits likely needed")),
    )


def readiness(subject: Subject, reader: Reader) -> list[Block]:
    """Readiness rated by the partners on the six axes; empty for measures and guests."""
    text = reader.text
    if subject.synergy is None or not subject.viewer.sees_all:
        return []
    axes = subject.axes[subject.axes["mean"].notna()]
    if axes.empty:
        return [Note(text(N_("No partner has rated the readiness yet.")))]
    records = axes.reset_index().to_dict("records")
    level, apart = reader.number, text(N_("yes, two levels or more apart"))
    table = tabulated(
        reader,
        (N_("Axis"), [reader.choice("readiness_axis", row["axis"]) for row in records], 1.2),
        (N_("Partners who rated it"), [level(row["partners"]) for row in records]),
        (N_("Lowest"), [level(row["least"]) for row in records]),
        (N_("Highest"), [level(row["most"]) for row in records]),
        (N_("Mean"), [level(row["mean"], digits=1) for row in records]),
        (N_("To be discussed"), [apart if row["is_apart"] is True else "–" for row in records], 1.4),
        caption=text(N_("Readiness from 1 to 5, rated by the partners")),
    )
    return [table, Note(_on_axes(N_("Lowest readiness: {axes}."), assessment.weakest(subject.axes), reader))]


def _on_axes(message: str, axes: Iterable[str], reader: Reader) -> str:
    """Sentence on some axes of readiness."""
    return reader.text(message, axes=reader.listed(reader.choice("readiness_axis", axis) for axis in axes))


def readiness_sentences(subject: Subject, reader: Reader) -> list[str]:
    """Sentences on the least ready axes of a synergy, on differing ratings of its partners, and on open permits."""
    axes = subject.axes
    if not subject.viewer.sees_all or axes.empty:
        return []
    weakest, apart = assessment.weakest(axes), axes.index[axes["is_apart"].fillna(False).astype(bool)]
    is_open = ~subject.permits["status"].isin(["granted", "not_needed"])
    missing, likely = int(is_open.sum()), len(subject.likely_permits)
    ready = [
        _on_axes(N_("Lowest readiness: {axes}."), weakest, reader) if weakest else "",
        _on_axes(N_("Ratings differ between partners: {axes}."), apart, reader) if len(apart) else "",
    ]
    permit = [
        reader.plural("{count} permit is still open", "{count} permits are still open", missing)
        if missing
        else "",
        reader.plural("{count} permit is likely needed", "{count} permits are likely needed", likely)
        if likely
        else "",
    ]
    return [one for one in (reader.sentences(ready), reader.clauses(permit)) if one]
