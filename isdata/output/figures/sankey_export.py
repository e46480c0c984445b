"""Export of a Sankey diagram: picture with title and notes, and table of the flows shown."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import vl_convert

from isdata.data.i18n import N_, Reader
from isdata.data.spreadsheet_csv import to_csv
from isdata.engines import sankey
from isdata.output.figures import sankey_texts as words
from isdata.output.figures import style
from isdata.output.figures.sankey import FRAME, Spec, unframed
from isdata.output.figures.sankey_size import Format
from isdata.park.flows.views import View

_OF_LINK = [
    "source", "target", "resource_id", "resource", "value", "least", "most", "spread", "is_measured", "change",
]  # fmt: skip


@dataclass(frozen=True)
class Caption:
    """Title, notes and source around a picture.

    Attributes
    ----------
    title : str
        Content and park.
    subtitle : str
        Year, unit and view.
    notes : sequence of str
        Sources, omissions, and whether data are fictitious.
    """

    title: str
    subtitle: str
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Part:
    """One of the pictures shown side by side.

    Attributes
    ----------
    name : str
        Such as a year; empty for a single picture.
    view : View
        View as drawn.
    layout : Layout
    full : View
        View without grouping, for tables.
    """

    name: str
    view: View
    layout: sankey.Layout
    full: View


def picture(
    parts: Sequence[Part], reader: Reader, format_: Format, caption: Caption, *, shows_spread: bool = False
) -> Spec:
    """Diagram with title and notes as a Vega-Lite specification."""
    size = format_.label
    drawn, shapes = [], {}
    for number, part in enumerate(parts):
        one, own = unframed(
            part.view,
            part.layout,
            reader,
            format_,
            notes=caption.notes if number == 0 else (),
            shows_spread=shows_spread,
            number=number,
        )
        name = {"text": part.name, "anchor": "start", "fontSize": size * 1.2, "font": style.FONT}
        drawn.append(one | {"title": name} if part.name else one)
        shapes |= own
    whole = drawn[0] if len(drawn) == 1 else {"hconcat": drawn}
    title = _title(caption, size)
    return FRAME | whole | {"title": title, "padding": size, "background": style.PAPER, "datasets": shapes}


def _title(caption: Caption, size: float) -> Spec:
    return {
        "text": caption.title,
        "subtitle": [caption.subtitle],
        "anchor": "start",
        "fontSize": size * 1.5,
        "subtitleFontSize": size,
        "font": style.FONT,
        "subtitleFont": style.FONT,
        "color": style.INK,
        "subtitleColor": style.MUTED,
        "offset": size * 1.2,
    }


def svg(picture: Spec) -> bytes:
    """Picture as SVG."""
    return vl_convert.vegalite_to_svg(picture).encode()


def png(picture: Spec, *, scale: float = 2.0) -> bytes:
    """Picture as PNG, with `scale` dots per picture unit."""
    return vl_convert.vegalite_to_png(picture, scale=scale)


def table(parts: Sequence[Part], reader: Reader) -> pd.DataFrame:
    """Table of the shown flows with the reader's headings, one row per flow, ungrouped."""
    whole = pd.concat([_table(part, reader) for part in parts], ignore_index=True)
    return whole.dropna(axis="columns", how="all")


def _table(part: Part, reader: Reader) -> pd.DataFrame:
    view = part.full
    names = words.node_names(view, reader)
    links = view.links
    is_known = links["is_measured"]
    changes = [words.CHANGES.get(change, "") for change in links["change"]]
    return pd.DataFrame(
        {
            reader.column("flow", "year"): part.name or None,
            reader.text(N_("From")): links["source"].map(names),
            reader.text(N_("To")): links["target"].map(names),
            reader.text(N_("Resource")): [
                words.resource_name(link, reader) for link in links.to_dict("records")
            ],
            reader.text(N_("Amount per year")): links["value"].where(is_known & ~links["is_banded"]),
            reader.text(N_("Unit")): view.unit,
            "± %": (links["spread"] / links["value"] * 100)
            .where(is_known & ~links["is_banded"] & (links["spread"] > 0))
            .round(2),
            reader.text(N_("Range minimum")): links["least"].where(links["is_banded"]),
            reader.text(N_("Range maximum")): links["most"].where(links["is_banded"]),
            reader.text(N_("Change")): [reader.text(change) if change else None for change in changes],
        }
    )


def json_text(part: Part, reader: Reader, caption: Caption) -> bytes:
    """Diagram as JSON: title, unit, notes, nodes with their positions, links with their ends."""
    view, names = part.view, words.node_names(part.view, reader)
    nodes = part.layout.nodes.assign(name=[names[node] for node in part.layout.nodes["node"]])
    links = view.links.assign(
        resource=[words.resource_name(link, reader) for link in view.links.to_dict("records")]
    )
    is_stated = links["is_measured"] & ~links["is_banded"]
    for name, is_shown in (("value", is_stated), ("least", links["is_banded"]), ("most", links["is_banded"])):
        links[name] = links[name].astype(object).where(is_shown, None)
    shown = {
        "title": caption.title,
        "subtitle": caption.subtitle,
        "notes": list(caption.notes),
        "unit": view.unit,
        "nodes": nodes[["node", "name", "layer", "order"]].to_dict("records"),
        "links": links[_OF_LINK].to_dict("records"),
    }
    return json.dumps(shown, ensure_ascii=False, indent=1).encode()


def csv(frame: pd.DataFrame, caption: Caption) -> bytes:
    """Table as CSV that spreadsheets read in any language without evaluating formulas.

    Title and notes precede it in lines that begin with "#"; `pandas.read_csv(..., comment="#")` skips them.
    """
    above = "".join(f"# {' '.join(line.split())}\n" for line in _lines(caption))
    return to_csv(frame, above=above)


def xlsx(frame: pd.DataFrame, reader: Reader, caption: Caption) -> bytes:
    """Table as a workbook, with a second sheet describing it; texts remain texts."""
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        sheet = reader.text(N_("Flows"))
        frame.to_excel(writer, sheet_name=sheet, index=False)
        writer.sheets[sheet].autofit()
        writer.sheets[sheet].freeze_panes(1, 0)
        about = pd.DataFrame(_lines(caption))
        about.to_excel(writer, sheet_name=reader.text(N_("About")), index=False, header=False)
    return file.getvalue()


def _lines(caption: Caption) -> list[str]:
    return [f"{caption.title} · {caption.subtitle}", *caption.notes]
