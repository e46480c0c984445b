"""Title of a Sankey diagram, and what it shows as part of a sentence."""

from collections.abc import Mapping

from isdata.data.i18n import N_, Reader
from isdata.output.figures.sankey_export import Caption
from isdata.output.figures.sankey_notes import notes
from isdata.output.figures.sankey_texts import (
    node_name,
)
from isdata.park.flows import CO2, MONEY, Composed, FlowSelection
from isdata.park.flows.presets import preset_of
from isdata.park.flows.views import COMPANY

LOOKS = {
    "chain": N_("Provider, resource, receiver"),
    "network": N_("Company network"),
    "company": N_("One company"),
}


def caption(
    composed: Composed,
    choice: FlowSelection,
    park: Mapping[str, object],
    reader: Reader,
    *,
    is_thin: bool = False,
    is_table: bool = False,
    is_apart: bool = False,
) -> Caption:
    """Title, subtitle and notes of a picture or of its table.

    Parameters
    ----------
    composed : Composed
    choice : FlowSelection
    park : mapping
        name_en, name_zh and source of the park.
    reader : Reader
    is_thin : bool
        Note that something is not drawn to scale, see `sankey_notes.is_thin`.
    is_table : bool
        True for a table, in which nothing is drawn or grouped.
    is_apart : bool
        True for two pictures side by side, in which no change is drawn.
    """
    years = str(choice.year)
    if choice.is_what_if:
        years = reader.text(N_("{year} compared with the what-if case"), year=choice.year)
    elif choice.before is not None:
        years = reader.text(N_("{before} compared with {year}"), before=choice.before, year=choice.year)
    look = _company(composed, choice, reader) or reader.text(LOOKS[choice.look])
    parts = [kind_name(choice.kind, reader), years, counted_in(choice, composed, reader)]
    return Caption(
        title=reader.text(
            N_("Flows of {park}"), park=reader.name(str(park["name_en"] or ""), str(park["name_zh"] or ""))
        ),
        subtitle=" · ".join([*parts, look]),
        notes=notes(composed, choice, park, reader, is_thin=is_thin, is_table=is_table, is_apart=is_apart),
    )


def _company(composed: Composed, choice: FlowSelection, reader: Reader) -> str:
    """Name of the company that a picture shows; empty for several companies."""
    nodes = composed.whole.nodes
    own = nodes[nodes["node"] == f"{COMPANY}:{choice.company_id}"].to_dict("records")
    return node_name(own[0], reader) if own and choice.look == "company" else ""


def selection_name(choice: FlowSelection, composed: Composed, reader: Reader) -> str:
    """Name of a picture's content for use in a sentence: preset, classes or kind, and company."""
    preset = preset_of(choice)
    if preset:
        words = reader.text(preset.subject or preset.words)
    elif choice.classes:
        words = reader.listed(reader.choice("resource_class", each) for each in choice.classes)
    else:
        words = kind_name(choice.kind, reader)
    words = words[:1].lower() + words[1:]
    company = _company(composed, choice, reader)
    return reader.noted(company, words) if company else words


def side_name(side: FlowSelection, choice: FlowSelection, reader: Reader) -> str:
    """Heading of one side of a comparison: its year, or present state or what-if case."""
    if not choice.is_what_if:
        return str(side.year)
    return reader.text(N_("What-if case") if side.is_what_if else N_("Today"))


def kind_name(kind: str, reader: Reader) -> str:
    """Name of a kind of resource; an empty kind means all of them."""
    return reader.choice("kind", kind) if kind else reader.text(N_("All kinds"))


def counted_in(choice: FlowSelection, composed: Composed, reader: Reader) -> str:
    """Meaning of the ribbon widths."""
    unit = reader.unit(composed.view.unit)
    if (composed.view.links["volume"] > 0).any():
        return reader.text(N_("{unit}/yr, water stated in m³"), unit=unit)
    if choice.counted_in == CO2:
        return reader.text(N_("t CO2/yr"))
    if choice.counted_in == MONEY:
        return reader.text(N_("{unit}/yr, regardless of payer"), unit=unit)
    return reader.text(N_("{unit}/yr"), unit=unit)
