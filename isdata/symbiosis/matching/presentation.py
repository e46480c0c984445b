"""Matches in words: companies, amounts, gain and conditions."""

from collections.abc import Mapping

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.symbiosis.matching import constraints, distance_presentation, match_amounts
from isdata.symbiosis.matching.published_uses import LEVELS

_MILLION = 1e6

TYPICAL = N_("{resource} – typical, to be confirmed")
HIDDEN = N_("Undisclosed company")
MEASURES = {
    "tonnes": N_("Tonnes per year"),
    "value": N_("Value per year"),
    "co2": N_("CO2 per year"),
    "water": N_("Water per year"),
    "innovation": N_("New resource types"),
}
STOCKS = ("m²",)  # units of stocks, not of flows
DOES = {"takes": N_("receives {resource}"), "gives": N_("provides {resource}")}


def company(match: Mapping, side: str, reader: Reader) -> str:
    """Name of provider or receiver, or that it is undisclosed."""
    name = reader.name(match[f"{side}_company_en"], match[f"{side}_company_zh"])
    return reader.text(HIDDEN) if match[f"{side}_is_hidden"] or not name else name


def resource(match: Mapping, side: str, reader: Reader) -> str:
    """Name of the resource, or its class if the company is undisclosed.

    A stream that is typical of the sector but not declared is marked as such.
    """
    if match[f"{side}_is_hidden"]:
        name = reader.choice("resource_class", match[f"{side}_resource_class"])
    else:
        own = reader.name(match[f"{side}_name_en"], match[f"{side}_name_zh"])
        name = own or reader.name(match[f"{side}_resource_en"], match[f"{side}_resource_zh"])
    return reader.text(TYPICAL, resource=name) if match[f"{side}_is_typical"] else name


def amount(match: Mapping, reader: Reader) -> str:
    """Amount per year; for an undisclosed company, the amount or range of each side."""
    if not match["is_hidden"]:
        return reader.brief_amount(*match_amounts.of_match(match, match["quantity"]))
    sides = {side: _of_side(match, side, str(match["unit"]), reader) for side in ("supply", "demand")}
    return reader.text(N_("{supply} supplied, {demand} required"), **sides)


def amount_per_year(match: Mapping, reader: Reader) -> str:
    """Amount of a match with its period; an area or a place is a stock and has none."""
    if str(match["unit"]) in STOCKS:
        return amount(match, reader)
    return reader.text(N_("{amount} per year"), amount=amount(match, reader))


def amounts_per_year(match: Mapping, reader: Reader) -> list[str]:
    """Amount of a match with its period, as its parts; for an undisclosed company, those of supply and demand."""
    if not match["is_hidden"] or str(match["unit"]) in STOCKS:
        return [amount_per_year(match, reader)]
    unit = str(match["unit"])
    return [
        reader.text(N_("supply {amount} per year"), amount=_of_side(match, "supply", unit, reader)),
        reader.text(N_("demand {amount} per year"), amount=_of_side(match, "demand", unit, reader)),
    ]


def value_text(match: Mapping, reader: Reader, currency: str) -> list[str]:
    """Gain per year, payback and net present value of a match, as far as they are known.

    Parameters
    ----------
    match : mapping
        One row of `appraisal.ordered`.
    """
    if pd.isna(match["value"]):
        return [] if match.get("is_running") else [reader.text(N_("gain unknown"))]
    if match["value"] <= 0:
        return [reader.text(N_("loss of {amount} per year"), amount=reader.money(-match["value"], currency))]
    facts = [reader.text(N_("{amount} gain per year"), amount=reader.money(match["value"], currency))]
    if match["investment"] > 0:
        years = reader.number(match["payback"], significant=2)
        facts.append(reader.text(N_("payback {years} years"), years=years))
        facts.append(reader.text(N_("NPV {amount}"), amount=reader.money(match["npv"], currency)))
    return facts


def similarity_note(match: Mapping, reader: Reader) -> str:
    """Basis of a match between different resources, and what needs confirmation.

    Empty for the same resource.
    """
    if match["is_hidden"] or match["level"] in ("same", "class"):
        return ""  # suitability of heat, cold, power and water follows from their conditions
    if match["level"] == "use" and match.get("process"):
        return reader.text(
            N_("Published use: {process}; test required"), process=reader.half(match["process"])
        )
    return reader.text(
        N_("Not the same resource ({level}); test required"), level=substitution_level(match, reader)
    )


def runs_in_part(match: Mapping) -> bool:
    """Return True if a match in operation has a supply that partly goes elsewhere: this amount is not in operation."""
    return isinstance(match["supply_current_route"], str)


def in_operation(match: Mapping, reader: Reader) -> str:
    """Statement that a match is in operation, and since which year if known.

    Unused amounts are not in operation.
    """
    if runs_in_part(match):
        return reader.text(N_("Part of it runs already; price of the rest to be agreed"))
    if pd.isna(match["since"]):
        return reader.text(N_("In operation"))
    return reader.text(N_("In operation since {year}"), year=str(pd.Timestamp(match["since"]).year))


def own_amount(match: Mapping, side: str, reader: Reader) -> str:
    """Amount of a match with its period; with an undisclosed company, that of a side, which names its own."""
    if not match["is_hidden"] or str(match["unit"]) in STOCKS:
        return amount_per_year(match, reader)
    return reader.text(N_("{amount} per year"), amount=_of_side(match, side, str(match["unit"]), reader))


def _of_side(match: Mapping, side: str, unit: str, reader: Reader) -> str:
    if not match[f"{side}_is_hidden"]:
        return reader.brief_amount(match[f"{side}_amount"], unit)
    low, high = match[f"{side}_band_least"], match[f"{side}_band_most"]
    if pd.isna(low):
        return "–"
    other = "demand" if side == "supply" else "supply"
    if reader.language == "en" and low < _MILLION <= high and match[f"{other}_amount"] < _MILLION:
        return reader.joined(
            "–".join(reader.number(end) for end in (low, high)), unit
        )  # both sides without multiples
    return reader.quantities(low, high, unit)


def temperatures(match: Mapping, reader: Reader) -> str:
    """Temperature of each side [°C]; empty if neither states one."""
    stated = {
        side: reader.amount(match[f"{side}_temperature"], "°C")
        for side in ("supply", "demand")
        if pd.notna(match[f"{side}_temperature"])
    }
    if len(stated) == 2:
        return reader.text(N_("supplied at {supply}, required {demand}"), **stated)
    if "supply" in stated:
        return reader.text(N_("supplied at {supply}, no temperature required"), **stated)
    return reader.text(N_("required {demand}, supply temperature unknown"), **stated) if stated else ""


def distance(match: Mapping, reader: Reader) -> str:
    """Distance between the two, or its range, and its basis (road or straight line)."""
    if pd.isna(match["distance"]):
        return reader.text(N_("distance unknown"))
    far = distance_presentation.distance_text(match, reader)
    return reader.text(N_("within {distance}"), distance=far) if match["is_hidden"] else far


def steps(match: Mapping, names: Mapping[str, str], reader: Reader) -> str:
    """Treatment steps between the two; for an undisclosed company, not stated."""
    if match["is_hidden"]:
        return reader.text(N_("not stated"))
    words = " → ".join(names.get(step, step) for step in match["steps"])
    return words or reader.text(N_("direct use"))


def substitution_level(match: Mapping, reader: Reader) -> str:
    """Substitution level of a match; for an undisclosed company, not stated."""
    return reader.text(N_("not stated")) if match["is_hidden"] else reader.text(LEVELS[match["level"]])


def gain(match: Mapping, reader: Reader, currency: str) -> str:
    """Gain per year of both companies together; an en dash where it is unknown."""
    return reader.money(match["value"], currency)


def investment(match: Mapping, reader: Reader, currency: str) -> str:
    """Investment in the treatment of a match; an en dash where none is stated."""
    return reader.money(match["investment"], currency) if match["investment"] > 0 else "–"


def pair(match: Mapping, reader: Reader) -> str:
    """Provider, resource and receiver in one line, with the required resource where its name differs."""
    provider, receiver = (company(match, side, reader) for side in ("supply", "demand"))
    given, wanted = (resource(match, side, reader) for side in ("supply", "demand"))
    after = "" if given == wanted else f" · {wanted}"
    return f"{provider} · {given} → {receiver}{after}"


def companies(match: Mapping, reader: Reader) -> str:
    """Provider and receiver of a match."""
    return " → ".join(company(match, side, reader) for side in ("supply", "demand"))


def exchange(match: Mapping, reader: Reader) -> str:
    """Resource, amount, provider and receiver of a match, as part of a sentence."""
    return reader.text(
        N_("{resource}, {amount}, from {provider} to {receiver}"),
        resource=resource(match, "supply", reader),
        amount=amount_per_year(match, reader),
        provider=_in_sentence(match, "supply", reader),
        receiver=_in_sentence(match, "demand", reader),
    )


def _in_sentence(match: Mapping, side: str, reader: Reader) -> str:
    """Name of a company within a sentence."""
    name = company(match, side, reader)
    return reader.text(N_("an undisclosed company")) if name == reader.text(HIDDEN) else name


def parks(match: Mapping, reader: Reader) -> str:
    """Parks of provider and receiver; one name if it is the same park."""
    names = (reader.name(match[f"{side}_park_en"], match[f"{side}_park_zh"]) for side in ("supply", "demand"))
    return " → ".join(dict.fromkeys(names))


def card(
    resource: Mapping, treatments: pd.DataFrame, names: Mapping[str, str], reader: Reader
) -> dict[str, str]:
    """Catalogue data of a resource: form, users, and products of treatment; known entries only.

    Parameters
    ----------
    resource : mapping
        One row of `match_resources.sql`.
    treatments : DataFrame
        As from `match_treatments.sql`.
    names : mapping
        Names of the resources by id, in the reader's language.
    """
    routes = treatments.loc[treatments["input_id"] == resource["resource_id"]].to_dict("records")
    codes = constraints.listed_codes(resource["ewc_code"], resource["gbt_code"], reader)
    facts = {
        N_("Codes of waste lists"): reader.listed(codes),
        N_("Usual form"): reader.half(resource["usual_form"]),
        N_("Usual receivers"): reader.name(resource["usual_users_en"], resource["usual_users_zh"]),
        N_("Treatment products"): reader.clauses(
            f"{reader.name(row['name_en'], row['name_zh'])} → {names[row['output_id']]}" for row in routes
        ),
        N_("Also called"): reader.name(resource["synonyms_en"], resource["synonyms_zh"]),
    }
    return {reader.text(title): text for title, text in facts.items() if text}
