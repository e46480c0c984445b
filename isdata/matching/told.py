"""Matches in words: tables that a page or a report shows."""

from collections.abc import Mapping

import pandas as pd

from isdata.i18n import N_, Reader
from isdata.matching import gates

TYPICAL = N_("{resource} – typical, to be confirmed")
HIDDEN = N_("A company that keeps to itself")
DOES = {"takes": N_("takes"), "gives": N_("gives")}


def company(match: Mapping, side: str, reader: Reader) -> str:
    """Return who gives or takes, or that it keeps to itself."""
    name = reader.name(match[f"{side}_company_en"], match[f"{side}_company_zh"])
    return reader.text(HIDDEN) if match[f"{side}_is_hidden"] or not name else name


def resource(match: Mapping, side: str, reader: Reader) -> str:
    """Return what is given or wanted: its own name, or its class where the firm keeps to itself.

    What nobody declared, but is typical of the sector, says so.
    """
    if match[f"{side}_is_hidden"]:
        name = reader.choice("resource_class", match[f"{side}_resource_class"])
    else:
        own = reader.name(match[f"{side}_name_en"], match[f"{side}_name_zh"])
        name = own or reader.name(match[f"{side}_resource_en"], match[f"{side}_resource_zh"])
    return reader.text(TYPICAL, resource=name) if match[f"{side}_is_typical"] else name


def amount(match: Mapping, side: str, reader: Reader) -> str:
    """Return how much a year, or the band it lies in."""
    unit = str(match["unit"])
    if not match[f"{side}_is_hidden"]:
        return reader.amount(match[f"{side}_amount"], unit) if side == "demand" else ""
    low, high = match[f"{side}_band_least"], match[f"{side}_band_most"]
    return "–" if pd.isna(low) else f"{reader.short(low)}–{reader.short(high)} {unit}"


def distance(match: Mapping, reader: Reader) -> str:
    """Return how far apart the two lie, or within what."""
    if pd.isna(match["distance"]):
        return "–"
    far = f"{reader.number(match['distance'], significant=2)} km"
    return reader.text(N_("within {distance}"), distance=far) if match["is_hidden"] else far


def steps(match: Mapping, names: Mapping[str, str], reader: Reader) -> str:
    """Return the treatment between the two, step by step."""
    told = " → ".join(names.get(step, step) for step in match["steps"])
    return told or reader.text(N_("directly"))


def table(
    matches: pd.DataFrame, names: Mapping[str, str], reader: Reader, *, shows_parks: bool
) -> pd.DataFrame:
    """Return the matches as a reader sees them, a row each.

    Parameters
    ----------
    matches : DataFrame
        As from `matching.matches`.
    names : mapping
        Names of treatments by id.
    reader : Reader
    shows_parks : bool
        Whether the parks stand beside the companies.
    """
    rows = matches.to_dict("records")
    words = reader.text

    def who(row: Mapping, side: str) -> str:
        name = company(row, side, reader)
        park = reader.name(row[f"{side}_park_en"], row[f"{side}_park_zh"])
        return f"{name} ({park})" if shows_parks else name

    return pd.DataFrame(
        {
            words(N_("Score")): [row["score"] for row in rows],
            words(N_("Gives")): [who(row, "supply") for row in rows],
            words(N_("What")): [resource(row, "supply", reader) for row in rows],
            words(N_("Takes")): [who(row, "demand") for row in rows],
            words(N_("Wanted")): [resource(row, "demand", reader) for row in rows],
            words(N_("By way of")): [steps(row, names, reader) for row in rows],
            words(N_("Amount a year")): [
                "–" if row["is_hidden"] else reader.amount(row["quantity"], row["unit"]) for row in rows
            ],
            words(N_("Distance")): [distance(row, reader) for row in rows],
            words(N_("Topic")): [reader.choice("topic", row["topic"]) for row in rows],
        }
    )


def held_back(matches: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Return why each match is held back and what would lift it, a row each."""
    rows = []
    for match in matches.to_dict("records"):
        told = gates.reasons(match, reader)
        rows.append(
            {
                reader.text(N_("Score without the gate")): match["score"],
                reader.text(N_("Gives")): company(match, "supply", reader),
                reader.text(N_("What")): resource(match, "supply", reader),
                reader.text(N_("Takes")): company(match, "demand", reader),
                reader.text(N_("Wanted")): resource(match, "demand", reader),
                reader.text(N_("Held back by")): " ".join(reason or title for title, reason, _ in told),
                reader.text(N_("What would lift it")): " ".join(lift for _, _, lift in told if lift),
            }
        )
    return pd.DataFrame(rows)


def newcomers(table: pd.DataFrame, reader: Reader, currency: str) -> pd.DataFrame:
    """Return the newcomers with their places by each measure side by side."""

    does = {name: reader.text(sentence) for name, sentence in DOES.items()}

    def beside(value: float, place: float, text: str) -> str:
        return "–" if pd.isna(place) else f"{reader.number(place)} · {text}" if pd.notna(value) else "–"

    rows = [
        {
            reader.text(N_("A newcomer that")): does[row["does"]],
            reader.text(N_("Resource")): reader.name(row["resource_en"], row["resource_zh"]),
            reader.text(N_("Streams")): row["streams"],
            reader.text(N_("By tonnes")): beside(
                row["tonnes"], row["place_tonnes"], reader.amount(row["tonnes"], "t")
            ),
            reader.text(N_("By value")): beside(
                row["value"], row["place_value"], reader.money(row["value"], currency)
            ),
            reader.text(N_("By CO2")): beside(row["co2"], row["place_co2"], reader.amount(row["co2"], "t")),
            reader.text(N_("By water")): beside(
                row["water"], row["place_water"], reader.amount(row["water"], "m³")
            ),
            reader.text(N_("By innovation")): beside(
                row["innovation"], row["place_innovation"], reader.number(row["innovation"])
            ),
        }
        for row in table.to_dict("records")
    ]
    return pd.DataFrame(rows)


def residuals(table: pd.DataFrame, reader: Reader, currency: str, *, tells_money: bool) -> pd.DataFrame:
    """Return what has no taker, a row each, and what holds the likest demand back."""
    rows = []
    for row in table.to_dict("records"):
        own = reader.name(row["name_en"], row["name_zh"])
        name = own or reader.name(row["resource_en"], row["resource_zh"])
        held = [reader.text(gate.title) for gate in gates.broken(row["held"])]
        cost = row["amount"] * row["cost"]
        rows.append(
            {
                reader.text(N_("Gives")): reader.name(row["company_en"], row["company_zh"]),
                reader.text(N_("What")): reader.text(TYPICAL, resource=name) if row["is_typical"] else name,
                reader.text(N_("Amount a year")): reader.amount(row["amount"], row["common_unit"]),
                reader.text(N_("Goes today to")): reader.choice("route", row["current_route"]),
                reader.text(N_("Costs today, a year")): reader.money(cost, currency)
                if tells_money and pd.notna(cost)
                else "–",
                reader.text(N_("Likest demand is held back by")): ", ".join(held)
                or (
                    reader.text(N_("a firm that keeps to itself"))
                    if row["held"]
                    else reader.text(N_("nothing resembles it"))
                ),
            }
        )
    return pd.DataFrame(rows)


def loops(table: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Return the loops that could be closed, a row each: who hands what on to whom."""
    rows = []
    for row in table.to_dict("records"):
        names = [reader.name(*both) for both in zip(row["companies_en"], row["companies_zh"], strict=True)]
        carried = [reader.name(*both) for both in zip(row["resources_en"], row["resources_zh"], strict=True)]
        way = " ".join(f"{name} – {what} →" for name, what in zip(names, carried, strict=True))
        rows.append(
            {
                reader.text(N_("Weakest link")): row["score"],
                reader.text(N_("Companies")): len(names),
                reader.text(N_("Loop")): f"{way} {names[0]}",
            }
        )
    return pd.DataFrame(rows)
