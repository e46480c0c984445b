"""Brief for a visit: known and missing data of a company, opportunities, and questions along the process line."""

import datetime as dt

import duckdb
import pandas as pd

from isdata.data import uncertain
from isdata.data.i18n import N_, Reader
from isdata.output.reports.blocks import Block, Heading, Note, Paragraph, Report, Table, tabulated
from isdata.output.reports.interview_record import photo_blocks
from isdata.output.reports.park_report import park_report
from isdata.programme.visits import choice, interviews

# Questions along the process line, by the station of the interview form.
QUESTIONS = {
    "input": N_("Which materials come in, from where, and how are they weighed or counted?"),
    "energy": N_(
        "Which meters are there, what did they read last year, and what runs at night and on Sundays?"
    ),
    "product": N_("What leaves as product, how much in the last full year, and will that change?"),
    "by_product": N_(
        "Which by-products arise at each machine, how pure are they, who receives them, and at what cost?"
    ),
    "surplus": N_("Where is heat or water discharged, at what temperature, and in which hours?"),
    "need": N_("What is bought that need not be new: heat, packaging, solvents, water, transport?"),
    "measure": N_(
        "Which savings were considered but not implemented, what would they cost, and what were the obstacles?"
    ),
}
_CONFIDENTIAL = N_(
    "For the facilitator only: this brief contains the name and data of the company. Do not pass it on."
)
_PAIR = N_("{a}: {b}")
_KINDS = {"in": N_("Incoming"), "out": N_("Outgoing"), "supply": N_("Supplied"), "demand": N_("Demanded")}
_UNSURE = ("estimate", "sector_default")


def visit_brief(
    con: duckdb.DuckDBPyConnection, *, park_id: str, site_id: str, reader: Reader, day: dt.date
) -> Report:
    """Brief for a visit to a site, for the facilitator."""
    found = choice.candidates(con, park_id=park_id)
    company = found[found["site_id"] == site_id].iloc[0].to_dict()
    known = choice.known(con, site_id=site_id)
    text = reader.text
    blocks: list[Block] = [
        Heading(text(N_("Reasons for the visit"))),
        Paragraph("", reasons(company, reader)),
        Heading(text(N_("Known data"))),
        _known(known, reader),
        Heading(text(N_("Missing data"))),
        Paragraph("", _missing(known, reader) or [text(N_("No amount is missing or only estimated."))]),
        Heading(text(N_("Likely opportunities"))),
        *_opportunities(con, site_id, reader),
        *_photos(con, park_id, site_id, reader),
        Heading(text(N_("Questions along the process line"))),
        questions(reader),
        Note(text(_CONFIDENTIAL)),
    ]
    return park_report(
        con, park_id, title=N_("Visit brief"), subtitle=company, reader=reader, day=day, blocks=blocks
    )


def questions(reader: Reader) -> Paragraph:
    """Questions of a visit along the process line."""
    return Paragraph(
        "",
        [
            reader.text(_PAIR, a=reader.choice("interview_topic", topic), b=reader.text(question))
            for topic, question in QUESTIONS.items()
        ],
    )


def reasons(company: dict, reader: Reader) -> list[str]:
    """Reasons to visit a company, a row of `choice.candidates`."""
    words = {
        "unknown": N_("{amount} amounts unknown or only estimated ({share} of those in the park)"),
        "unmatched": N_("{amount} streams that no synergy uses yet ({share} of those in the park)"),
        "residual": N_("{amount} t a year of imbalance beyond its uncertainty ({share} of that in the park)"),
    }
    found = [
        reader.text(
            words[reason],
            amount=uncertain.number(
                company[reason], company["spread"] if reason == "residual" else 0.0, reader
            ),
            share=reader.percent(company[f"{reason}_share"]),
        )
        for reason in choice.REASONS
        if company[reason]
    ]
    return found or [reader.text(N_("No open points at this company."))]


def _known(known: pd.DataFrame, reader: Reader) -> Table:
    return tabulated(
        reader,
        (N_("Direction"), [reader.text(_KINDS[kind]) for kind in known["kind"]]),
        (N_("Resource"), reader.names(known), 2.0),
        (
            N_("Amount per year"),
            [
                reader.quantity(row["quantity"], row["unit"])
                + (
                    ""
                    if pd.isna(row["uncertainty"])
                    else f" ± {reader.number(row['uncertainty'], significant=2)} %"
                )
                for row in known.to_dict("records")
            ],
            1.4,
        ),
        (N_("Basis"), [reader.choice("basis", _text(basis)) for basis in known["basis"]]),
        caption=reader.text(N_("Flows of the latest year, and declared streams")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _missing(known: pd.DataFrame, reader: Reader) -> list[str]:
    is_open = known["quantity"].isna() | known["basis"].isin(_UNSURE) | known["basis"].isna()
    return [
        reader.text(_PAIR, a=reader.text(_KINDS[row["kind"]]), b=reader.name(row["name_en"], row["name_zh"]))
        for row in known[is_open].to_dict("records")
    ]


def _opportunities(con: duckdb.DuckDBPyConnection, site_id: str, reader: Reader) -> list[Block]:
    running, usual = choice.synergies(con, site_id=site_id), choice.expected(con, site_id=site_id)
    text, blocks = reader.text, []
    if not running.empty:
        stages = [reader.choice("stage", stage) for stage in running["stage"]]
        named = zip(reader.names(running), stages, reader.names(running, "next_step"), strict=True)
        lines = [
            reader.clauses([text(N_("{a} ({b})"), a=name, b=stage), next_step])
            for name, stage, next_step in named
        ]
        blocks.append(
            Paragraph(text(N_("Synergies with this company, and what is to be decided next:")), lines)
        )
    if not usual.empty:
        sides = [reader.choice("direction", direction) for direction in usual["direction"]]
        lines = [text(_PAIR, a=side, b=name) for side, name in zip(sides, reader.names(usual), strict=True)]
        blocks.append(Paragraph(text(N_("Usual in this sector but not declared; ask about:")), lines))
    return blocks or [Paragraph(text(N_("No synergy yet, and no profile of this sector.")))]


def _photos(con: duckdb.DuckDBPyConnection, park_id: str, site_id: str, reader: Reader) -> list[Block]:
    """Photos of the latest interview at a site with photos."""
    held = interviews.interviews(con, park_id=park_id)
    for name in held.loc[held["site_id"] == site_id, "interview_id"]:
        if blocks := photo_blocks(con, name, reader):
            return blocks
    return []
