"""Report on the parks of a region, for a province or ministry."""

import datetime as dt
from collections.abc import Callable

import pandas as pd

from isdata.data.i18n import Reader
from isdata.errors import N_
from isdata.institution.efficiency import unit_per
from isdata.institution.presentation import amount
from isdata.institution.regions import totals
from isdata.output.reports.blocks import Block, Column, Heading, Note, Paragraph, Report, Table

_MOST = 20  # exchanges between parks that are listed


def region_report(
    region: str,
    parks: pd.DataFrame,
    challenges: pd.DataFrame,
    *,
    potential: pd.DataFrame,
    energy: pd.DataFrame,
    exchanges: pd.DataFrame,
    data_version: int,
    day: dt.date,
    read: Reader,
) -> Report:
    """Regional report: sums of the region, comparison and potential of parks, exchanges between them, challenges.

    Parameters
    ----------
    parks, challenges : DataFrame
        As `institution.regions.parks_of_region` and `challenges` return them.
    potential : DataFrame
        By park in the order of `parks`: matches, gain [currency/yr], currency, unused [t/yr], measures, co2 [t/yr]; missing
        if unknown.
    energy : DataFrame
        As from `institution.region_energy.of_parks`, in the order of `parks`.
    exchanges : DataFrame
        Feasible exchanges between parks, as from `institution.regions.potentials`, and the currency of their gain.
    """
    blocks: list[Block] = []
    if parks["is_illustrative"].any():
        blocks.append(
            Note(read.text(N_("Fictitious data for illustration in some of the parks.")), is_warning=True)
        )
    blocks += [
        Heading(read.text(N_("Summary"))),
        Paragraph("", _sums(parks, read)),
        Heading(read.text(N_("Parks side by side"))),
        _parks(parks, read),
        Note(read.text(N_("A dash is an unknown value, not zero. Values are of each park's latest year."))),
        Heading(read.text(N_("Energy"))),
        _energy(parks, energy, read),
        Note(
            read.text(
                N_(
                    "Energy of companies less what they pass on; CO2 of energy carriers from outside the park."
                )
            )
        ),
        *_ahead(parks, potential, exchanges, read),
        Heading(read.text(N_("Challenges and actions"))),
        _challenges(challenges, read)
        if len(challenges)
        else Note(read.text(N_("No challenge is recorded."))),
    ]
    return Report(
        read.text(N_("Industrial parks of the region")), region, region, day, data_version, read, blocks
    )


def _sums(parks: pd.DataFrame, read: Reader) -> list[str]:
    """Sentences on companies, synergies, measures and waste of all parks together."""
    whole = totals(parks)
    return [
        read.text(
            N_("{parks} parks with {companies} companies, of which {smes} small or medium-sized."),
            parks=read.number(len(parks)),
            companies=read.number(int(parks["companies"].sum())),
            smes=_total(parks["smes"], read),
        ),
        read.text(
            N_(
                "{running} of {synergies} synergies operate; {measures} energy efficiency measures are implemented."
            ),
            running=read.number(whole.running),
            synergies=read.number(whole.synergies),
            measures=_total(parks["measures_done"], read),
        ),
        read.text(
            N_(
                "Solid waste utilisation rate: {share}, from {known} parks that record use and disposal in tonnes."
            ),
            share="–" if pd.isna(whole.used_share) else read.percent(whole.used_share),
            known=read.number(int(parks["used_share"].notna().sum())),
        ),
    ]


def _total(counts: pd.Series, read: Reader) -> str:
    """Sum of the counts that are known, a dash where none is."""
    return read.number(int(counts.sum())) if counts.notna().any() else "–"


def _number(rows: pd.DataFrame, name: str, title: str, words: Callable[[float], str]) -> Column:
    values = [None if pd.isna(value) else float(value) for value in rows[name]]
    return Column(title, values, words=["–" if value is None else words(value) for value in values])


def _parks(rows: pd.DataFrame, read: Reader) -> Table:
    titles = {
        "companies": N_("Companies"),
        "running": N_("Synergies in operation"),
        "co2_saved": N_("CO2 saved [t/yr]"),
        "measures_done": N_("Measures implemented"),
        "open_actions": N_("Open actions"),
    }
    columns = [Column(read.text(N_("Park")), read.names(rows), width=1.6)]
    columns += [
        _number(rows, name, read.text(title), lambda v: read.number(v)) for name, title in titles.items()
    ]
    columns.append(
        _number(
            rows,
            "used_share",
            read.text(N_("Solid waste utilisation rate")),
            lambda v: read.percent(v, digits=1),
        )
    )
    return Table("", columns)


def _energy(parks: pd.DataFrame, rows: pd.DataFrame, read: Reader) -> Table:
    """Energy use, energy per value added and CO2 of each park."""
    intensities = [
        amount(row["energy_per"], unit_per("energy", row["currency"]), read)
        for row in rows.to_dict("records")
    ]
    return Table(
        "",
        [
            Column(read.text(N_("Park")), read.names(parks), width=1.6),
            _number(rows, "energy", read.text(N_("Energy [tce/yr]")), lambda v: read.number(v)),
            Column(read.text(N_("Energy per value added")), intensities, width=1.4),
            _number(rows, "co2", read.text(N_("CO2 of purchased energy [t/yr]")), lambda v: read.number(v)),
        ],
    )


def _ahead(
    parks: pd.DataFrame, potential: pd.DataFrame, exchanges: pd.DataFrame, read: Reader
) -> list[Block]:
    """Chapters on what is not used yet: within the parks, and between them."""
    basis = N_(
        "Matches within each park that are not on the board; each supply and demand is used once. Planned measures are counted individually; overlaps are not deducted."
    )
    between: Block = (
        _exchanges(exchanges.head(_MOST), read)
        if len(exchanges)
        else Note(read.text(N_("No feasible exchange between parks of this region.")))
    )
    return [
        Heading(read.text(N_("Results and potential"))),
        _potential(parks, potential, read),
        Note(read.text(basis)),
        Heading(read.text(N_("Between parks"))),
        between,
    ]


def _potential(parks: pd.DataFrame, rows: pd.DataFrame, read: Reader) -> Table:
    titles = {
        "unused": N_("Unused by-products [t/yr]"),
        "matches": N_("Matches not on the board"),
        "measures": N_("Planned measures"),
        "co2": N_("CO2 saved by planned measures [t/yr]"),
    }
    columns = [Column(read.text(N_("Park")), read.names(parks), width=1.6)]
    columns += [
        _number(rows, name, read.text(title), lambda v: read.number(v)) for name, title in titles.items()
    ]
    columns.insert(3, _money(rows, "gain", read.text(N_("Gain of these matches per year")), read))
    return Table("", columns)


def _money(rows: pd.DataFrame, name: str, title: str, read: Reader) -> Column:
    """Column of money, each amount in its own currency."""
    words = [
        "–" if pd.isna(value) else read.money(value, currency)
        for value, currency in zip(rows[name], rows["currency"], strict=True)
    ]
    return Column(title, [None if pd.isna(value) else float(value) for value in rows[name]], words=words)


def _exchanges(rows: pd.DataFrame, read: Reader) -> Table:
    amounts = [read.amount(row["quantity"], f"{row['unit']}/yr") for row in rows.to_dict("records")]
    columns = [
        Column(read.text(N_("Resource")), read.names(rows, "supply_resource"), width=1.6),
        Column(read.text(N_("From")), read.names(rows, "supply_park"), width=1.4),
        Column(read.text(N_("To")), read.names(rows, "demand_park"), width=1.4),
        Column(read.text(N_("Amount per year")), amounts),
        Column(read.text(N_("Distance")), [read.amount(value, "km") for value in rows["distance"]]),
        _money(rows, "value", read.text(N_("Gain per year")), read),
    ]
    return Table("", columns)


def _challenges(rows: pd.DataFrame, read: Reader) -> Table:
    titles = {
        "open_actions": N_("Open actions"),
        "late_actions": N_("Overdue"),
        "done_actions": N_("Done"),
    }
    columns = [
        Column(read.text(N_("Challenge")), read.names(rows), width=2.4),
        Column(
            read.text(N_("Kind")), [read.choice("challenge_kind", kind) for kind in rows["challenge_kind"]]
        ),
        Column(read.text(N_("Park")), read.names(rows, "place"), width=1.6),
        Column(read.text(N_("Owner")), [read.half(owner) or "–" for owner in rows["owner"]]),
    ]
    columns += [
        _number(rows, name, read.text(title), lambda v: read.number(v)) for name, title in titles.items()
    ]
    return Table("", columns)
