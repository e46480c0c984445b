"""Draw a park's flows in one call, and save them in the format given by the file name."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from isdata.data import files, i18n
from isdata.data.disclosure import Viewer
from isdata.engines import sankey
from isdata.errors import FileEndingError, NoFlowsError
from isdata.output.figures import sankey_caption, sankey_export, sankey_fit, sankey_notes, sankey_size
from isdata.park import flows, parks
from isdata.park.flows import ordering


@dataclass(frozen=True)
class Drawing:
    """Sankey diagram of a park's flows; notebooks show it as SVG.

    Attributes
    ----------
    parts : list of Part
        One picture, or two side by side in a comparison.
    caption, table_caption : Caption
        Title, subtitle and notes of the picture, and of the table (without grouped flows).
    composed : Composed
        The view and its underlying stored flows.
    """

    parts: list[sankey_export.Part]
    caption: sankey_export.Caption
    table_caption: sankey_export.Caption
    composed: flows.Composed
    reader: i18n.Reader
    format_: sankey_size.Format

    @property
    def table(self) -> pd.DataFrame:
        """Underlying flows without grouping, with column headings in the reader's language."""
        return sankey_export.table(self.parts, self.reader)

    @property
    def svg(self) -> str:
        """The picture as an SVG document."""
        return sankey_export.svg(self._picture()).decode()

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: Path | str) -> Path:
        """Write the picture or its table to a file that ends in .svg, .png, .csv, .xlsx or .json.

        Raises
        ------
        FileEndingError
            The file name has another ending.
        FileError
            The file cannot be written.
        """
        path = Path(path)
        if path.suffix not in WRITERS:
            raise FileEndingError(name=path.name, allowed=", ".join(WRITERS))
        files.write(path, WRITERS[path.suffix](self))
        return path

    def _picture(self) -> sankey_export.Spec:
        return sankey_export.picture(self.parts, self.reader, self.format_, self.caption)


WRITERS: dict[str, Callable[[Drawing], bytes]] = {
    ".svg": lambda drawing: sankey_export.svg(drawing._picture()),
    ".png": lambda drawing: sankey_export.png(drawing._picture()),
    ".csv": lambda drawing: sankey_export.csv(drawing.table, drawing.table_caption),
    ".xlsx": lambda drawing: sankey_export.xlsx(drawing.table, drawing.reader, drawing.table_caption),
    ".json": lambda drawing: sankey_export.json_text(drawing.parts[-1], drawing.reader, drawing.caption),
}


def draw(
    con: duckdb.DuckDBPyConnection,
    park_id: str,
    *,
    choice: flows.FlowSelection | None = None,
    language: str = "en",
    format_: sankey_size.Format = sankey_size.SCREEN,
    viewer: Viewer,
    is_apart: bool = False,
    **chosen: object,
) -> Drawing:
    """Sankey diagram of a park's flows.

    Parameters
    ----------
    con : duckdb.DuckDBPyConnection
        Connection or cursor.
    park_id : str
        The park.
    choice : FlowSelection, optional
        Selection of flows; by default materials of the newest year.
    language : {"en", "zh"}
        Language of all text.
    format_ : Format
        Size of the picture and of its text.
    viewer : Viewer
        Who reads it.
    is_apart : bool
        Draw the two sides of a comparison side by side.
    **chosen
        Fields of `FlowSelection` given instead of `choice`, such as kind="water", year=2023, look="network".

    Raises
    ------
    NotFoundError
        There is no such park.
    NoFlowsError
        The park has no flows for this selection.
    """
    parks.park(con, park_id)
    choice = choice or flows.FlowSelection(**({"year": _newest_year(con, park_id)} | chosen))  # ty: ignore[invalid-argument-type]
    shown = {"park_id": park_id, "choice": choice, "viewer": viewer}
    composed = flows.compose(con, **shown)
    if composed.view.links.empty:
        raise NoFlowsError
    reader = i18n.reader(language)
    park = parks.summary(con, park_id=park_id).iloc[0].to_dict()
    if choice.is_compared and is_apart:
        _sides, parts = side_by_side(flows.compose_apart(con, **shown), choice, reader, format_)
    else:
        pinned = ordering.places(con, park_id=park_id, look=choice.look, kind=choice.kind)
        composed, layout = sankey_fit.fit_one(composed, choice, reader, format_, pinned=pinned)
        parts = [sankey_export.Part("", composed.view, layout, composed.full)]
    about = composed, choice, park, reader
    is_thin = any(sankey_notes.is_thin(part.view, part.layout) for part in parts)
    caption = sankey_caption.caption(*about, is_thin=is_thin, is_apart=is_apart)
    listed = sankey_caption.caption(*about, is_table=True, is_apart=is_apart)
    return Drawing(parts, caption, listed, composed, reader, format_)


def side_by_side(
    sides: flows.Sides,
    choice: flows.FlowSelection,
    reader: i18n.Reader,
    format_: sankey_size.Format,
    *,
    refold: Callable[..., flows.Sides] = flows.refolded_apart,
    lay_out: Callable[..., tuple[sankey.Layout, sankey.Layout]] = sankey_size.lay_out_pair,
) -> tuple[flows.Sides, list[sankey_export.Part]]:
    """Two sides of a comparison on one scale: the sides as drawn, and their pictures.

    Parameters
    ----------
    refold, lay_out : callable, optional
        Cached versions of `flows.refolded_apart` and `sankey_size.lay_out_pair`.
    """
    (first, _one), (second, _other) = sides

    def fewer(less: flows.FlowSelection) -> list[flows.Composed]:
        return [composed for _side, composed in refold(sides, less)]

    _choice, (one, other), layouts = sankey_fit.fit(
        [composed for _side, composed in sides], choice, reader, format_, refold=fewer,
        laid_out=lambda pair: lay_out(pair[0].view, pair[1].view, reader, format_),
    )  # fmt: skip
    fitting = (first, one), (second, other)
    return fitting, [
        sankey_export.Part(sankey_caption.side_name(side, choice, reader), one.view, layout, one.full)
        for (side, one), layout in zip(fitting, layouts, strict=True)
    ]


def _newest_year(con: duckdb.DuckDBPyConnection, park_id: str) -> int:
    return max(flows.years(con, park_id=park_id)["year"].tolist(), default=0)
