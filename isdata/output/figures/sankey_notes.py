"""Notes below a Sankey diagram: drawing rules, assumptions, grouped and undrawn flows, and sources."""

from collections.abc import Hashable, Mapping

import pandas as pd

from isdata.data import applicable
from isdata.data.i18n import N_, Reader
from isdata.engines.sankey import Layout
from isdata.output.figures.sankey_quantities import passing_amount
from isdata.output.figures.sankey_texts import node_name, node_names, resource_name
from isdata.output.figures.sankey_undrawn import not_drawn
from isdata.park.flows import Composed, FlowSelection
from isdata.park.flows.composing import drawable
from isdata.park.flows.folding import passing
from isdata.park.flows.views import COMPANY, UNCHANGED, View

NAMED = 3  # number of named bars among those without room
THIN = N_("Thinnest lines: not to scale.")


def presented(
    composed: Composed,
    choice: FlowSelection,
    park: Mapping[str, object],
    reader: Reader,
    *,
    is_thin: bool = False,
    is_apart: bool = False,
) -> list[str]:
    """Notes of a presented diagram besides its legend and headings: threshold of changes, undrawn flows, and source."""
    return [
        *_thin(reader, is_thin=is_thin),
        *_unchanged(choice, reader, is_apart=is_apart),
        *_adjusted(composed, choice, reader),
        *unmeasured(composed, choice, reader, with_left_out=True),
        *leaving_out(composed, choice, reader, is_measured=True),
        *([reader.text(N_("Source: {source}"), source=park["source"])] if park.get("source") else []),
    ]


def notes(
    composed: Composed,
    choice: FlowSelection,
    park: Mapping[str, object],
    reader: Reader,
    *,
    is_thin: bool = False,
    is_table: bool = False,
    is_apart: bool = False,
) -> list[str]:
    """Notes needed to read the diagram: drawing rules, selection and source."""
    drawing = [] if is_table else _drawing(composed, choice, reader, is_thin=is_thin)
    grouped = [] if is_table or not composed.small else [_grouped(composed, choice, reader)]
    return [
        *drawing,
        *_unchanged(choice, reader, is_apart=is_apart),
        *_supposing(composed, choice, reader),
        *_adjusted(composed, choice, reader),
        *grouped,
        *leaving_out(composed, choice, reader),
        *_sources(composed, park, reader),
    ]


def is_thin(view: View, layout: Layout) -> bool:
    """Return True if a known amount of a view is too small to be drawn to scale in its layout."""
    return not (layout.ribbons["is_to_scale"] | ~view.links["is_measured"]).all()


def _drawing(composed: Composed, choice: FlowSelection, reader: Reader, *, is_thin: bool) -> list[str]:
    sentences = unmeasured(composed, choice, reader)
    if not composed.view.links["is_measured"].all():
        sentences.append(reader.text(N_("Dashed: amount unknown, width not to scale.")))
    return [*sentences, *_thin(reader, is_thin=is_thin)]


def unmeasured(
    composed: Composed, choice: FlowSelection, reader: Reader, *, with_left_out: bool = False
) -> list[str]:
    """Note on the flows of unknown amount that are not drawn; empty if there are none.

    `with_left_out`: also those that could not be converted
    """
    hidden, left_out = count_unmeasured(composed, choice), composed.view.left_out
    if with_left_out:
        hidden += int(left_out.loc[~left_out["is_measured"], "flows"].sum())
    if not hidden:
        return []
    return [
        reader.plural(
            "{count} flow of unknown amount is not drawn.",
            "{count} flows of unknown amount are not drawn.",
            hidden,
        )
    ]


def count_unmeasured(composed: Composed, choice: FlowSelection) -> int:
    """Number of flows of unknown amount that are not drawn."""
    links = composed.whole.links
    if len(drawable(composed.whole, choice).links) == len(links):
        return 0
    return len({flow for each in links.loc[~links["is_measured"], "links"] for flow in each})


def _thin(reader: Reader, *, is_thin: bool) -> list[str]:
    return [reader.text(THIN)] if is_thin else []


def _unchanged(choice: FlowSelection, reader: Reader, *, is_apart: bool) -> list[str]:
    """Note on the threshold from which a change is shown."""
    if not choice.is_compared or is_apart:
        return []
    return [reader.text(N_("Changes below {share} count as unchanged."), share=reader.percent(UNCHANGED))]


def _supposing(composed: Composed, choice: FlowSelection, reader: Reader) -> list[str]:
    if not choice.is_what_if:
        return []
    return [reader.text(N_("What if: {supposed}."), supposed=supposed(choice, composed, reader))]


def supposed(choice: FlowSelection, composed: Composed, reader: Reader) -> str:
    """Text of the assumptions of the what-if case; empty without one."""
    nodes = composed.whole.nodes
    companies = nodes[nodes["role"] == COMPANY].drop_duplicates("ref").to_dict("records")
    names = {row["ref"]: node_name(row, reader) for row in companies}
    links = composed.whole.links.drop_duplicates("resource_id").to_dict("records")
    resources = {row["resource_id"]: resource_name(row, reader) for row in links}
    outside = reader.text(N_("outside"))
    sentences = [
        reader.text(N_("without {company}"), company=names.get(company, company))
        for company in choice.without
    ]
    sentences += [
        reader.text(
            N_("{a}: {b}"),
            a=f"{names.get(one.provider_id, one.provider_id) or outside} → "
            f"{names.get(one.receiver_id, one.receiver_id) or outside}",
            b=f"{resources.get(one.resource_id, one.resource_id)} × {reader.number(one.factor)}",
        )
        for one in choice.scaled
    ]
    if choice.running:
        sentences.append(
            reader.plural("{count} additional synergy", "{count} additional synergies", len(choice.running))
        )
    if choice.joining:
        sentences.append(
            reader.plural("{count} additional company", "{count} additional companies", len(choice.joining))
        )
    return reader.clauses(sentences)


def _adjusted(composed: Composed, choice: FlowSelection, reader: Reader) -> list[str]:
    return [_reconciled(composed, reader)] if choice.is_reconciled else []


def _reconciled(composed: Composed, reader: Reader) -> str:
    """Note on the number of reconciled amounts."""
    if not composed.reconciled:
        return reader.text(N_("These amounts are as declared; none is reconciled."))
    return reader.plural(
        "{count} of {total} amounts is reconciled (smallest adjustment that closes the balances).",
        "{count} of {total} amounts are reconciled (smallest adjustment that closes the balances).",
        composed.reconciled,
        total=reader.number(composed.sources),
    )


def leaving_out(
    composed: Composed, choice: FlowSelection, reader: Reader, *, is_measured: bool = False
) -> list[str]:
    """Notes on amounts left out or given as ranges, and on flows that are not drawn, or only on those of known amount."""
    undisclosed = composed.undisclosed.in_ranges(reader)
    return [*filter(None, [undisclosed]), *not_drawn(composed, choice, reader, is_measured=is_measured)]


def _grouped(composed: Composed, choice: FlowSelection, reader: Reader) -> str:
    """Note on the number of grouped nodes and the reason (share or lack of space), naming the largest."""
    below, no_room = len(composed.below), [node for node in composed.small if node not in composed.below]
    parts = []
    if below:
        parts.append(
            reader.plural(
                "{count} below {share} of the total",
                "{count} below {share} of the total",
                below,
                share=reader.percent(choice.share, digits=1),
            )
        )
    if no_room:
        through = passing(composed.whole).loc[no_room].nlargest(NAMED, "value")
        names, unit = _named_with_role(composed.whole, list(through.index), reader), composed.whole.unit
        largest = [
            f"{name} {passing_amount(row, unit, reader)}" if row["value"] > 0 else name
            for name, row in zip(names, through.to_dict("records"), strict=True)
        ]
        parts.append(
            reader.plural(
                "{count} for lack of space, such as {largest}",
                "{count} for lack of space, such as {largest}",
                len(no_room),
                largest=reader.listed(largest),
            )
        )
    return reader.text(N_("Grouped: {parts}."), parts=reader.clauses(parts))


def _named_with_role(view: View, nodes: list[Hashable], reader: Reader) -> list[str]:
    """Names of nodes; a company that occurs as provider and as receiver is named with its role."""
    names, sides = node_names(view, reader, nodes), view.nodes.set_index("node")["side"]
    roles = {"give": "provider", "take": "receiver"}
    listed = [names[node] for node in nodes]
    return [
        reader.noted(name, reader.choice("participant_role", roles[sides[node]]))
        if listed.count(name) > 1
        else name
        for node, name in zip(nodes, listed, strict=True)
    ]


def _sources(composed: Composed, park: Mapping[str, object], reader: Reader) -> list[str]:
    sentences = []
    if len(composed.densities):
        sentences.append(
            reader.text(
                N_("Converted by density: {densities}."), densities=_densities(composed.densities, reader)
            )
        )
    if len(composed.factors):
        sentences.append(
            reader.text(N_("Factors used: {factors}."), factors=_factors(composed.factors, reader))
        )
    words = reader.plural("Based on {count} flow record.", "Based on {count} flow records.", composed.sources)
    source = park.get("source")
    sentences.append(
        reader.sentences([words, reader.text(N_("Source: {source}"), source=source)]) if source else words
    )
    if composed.is_illustrative:
        sentences.append(reader.text(N_("Illustrative: fictitious data.")))
    return sentences


def _densities(used: pd.DataFrame, reader: Reader) -> str:
    """Densities, each with the first of its resources."""
    by_density: dict[str, list[str]] = {}
    for row in used.to_dict("records"):
        names = by_density.setdefault(reader.as_published(row["density"], "t/m³"), [])
        names.append(reader.name(row["resource_en"], row["resource_zh"]))
    return reader.clauses(
        reader.noted(density, reader.listed([*names[:NAMED], *(["…"] if len(names) > NAMED else [])]))
        for density, names in by_density.items()
    )


def _factors(used: pd.DataFrame, reader: Reader) -> str:
    """Note on published factors with their resources, grouped by region, year and publisher."""
    by_origin: dict[str, list[str]] = {}
    for row in used.to_dict("records"):
        name = reader.name(row["resource_en"], row["resource_zh"])
        factor = f"{name} {reader.as_published(row['value'], row['unit'])}"
        by_origin.setdefault(applicable.origin(row, reader), []).append(factor)
    return reader.clauses(reader.noted(reader.listed(each), origin) for origin, each in by_origin.items())
