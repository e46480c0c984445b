"""Write a park's flows to a file, as a picture or table like those of the flows page."""

import argparse

import duckdb
import pandas as pd

from isdata.cli import flow_options
from isdata.cli.output import print_line, write_file
from isdata.data import i18n, ingest
from isdata.errors import N_, NoFlowsError
from isdata.output.drawing import draw
from isdata.output.figures import sankey_caption, sankey_export, sankey_texts
from isdata.park import flows, parks

DONE, NOTHING, WRONG_USAGE = 0, 1, 2


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser(
        "flows", help="a park's flows as a picture (SVG, PNG) or table (CSV, XLSX, JSON)"
    )
    flow_options.add(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file and print its contents; return 1 when there is nothing to draw."""
    reader = i18n.reader(options.language)
    if options.table and options.out.suffix not in flow_options.TABLES:
        endings = reader.listed(flow_options.TABLES)
        print_line(reader.text(N_("--table needs a file that ends in one of {endings}."), endings=endings))
        return WRONG_USAGE
    with ingest.opened(options.file) as con:
        choice = flow_options.choice(con, options)
        return (_list if options.table else _draw)(con, options, choice, reader)


def _draw(
    con: duckdb.DuckDBPyConnection,
    options: argparse.Namespace,
    choice: flows.FlowSelection,
    reader: i18n.Reader,
) -> int:
    try:
        drawing = draw(
            con,
            options.park,
            choice=choice,
            language=options.language,
            format_=flow_options.format_(options),
            viewer=options.viewer,
            is_apart=options.apart,
        )
    except NoFlowsError as error:
        print_line(reader.error(error))
        return NOTHING
    drawing.save(options.out)
    is_table = options.out.suffix in flow_options.TABLES
    composed = drawing.composed
    drawn = composed.full if is_table else composed.view
    words = N_("{links} links of {count} flows are in {file}.")
    print_line(reader.text(words, links=len(drawn.links), count=composed.sources, file=options.out))
    for note in (drawing.table_caption if is_table else drawing.caption).notes:
        print_line(note)
    return DONE


def _list(
    con: duckdb.DuckDBPyConnection,
    options: argparse.Namespace,
    choice: flows.FlowSelection,
    reader: i18n.Reader,
) -> int:
    """Write the loops of the company network, or the by-products without a receiver."""
    shown = {"park_id": options.park, "choice": choice, "viewer": options.viewer}
    table = (
        loops(flows.network(con, **shown), reader)
        if options.table == "loops"
        else flows.residuals(flows.converted(con, **shown)).drop(columns="links")
    )
    if table.empty:
        print_line(reader.text(N_("There are none.")))
        return NOTHING
    park = parks.summary(con, park_id=options.park).iloc[0].to_dict()
    caption = sankey_caption.caption(flows.compose(con, **shown), choice, park, reader, is_table=True)
    is_csv = options.out.suffix == ".csv"
    written = sankey_export.csv(table, caption) if is_csv else sankey_export.xlsx(table, reader, caption)
    write_file(options.out, written)
    print_line(
        reader.plural(
            "{count} row is in {file}.", "{count} rows are in {file}.", len(table), file=options.out
        )
    )
    return DONE


def loops(network: flows.View, reader: i18n.Reader) -> pd.DataFrame:
    """Loops of a company network as a table for readers.

    Columns: loop, amount [unit/yr] (empty where unknown), lower and upper end of a range [unit/yr], unit, companies.
    """
    found = flows.loops(network, limit=1000)
    names = sankey_texts.node_names(network, reader)
    return pd.DataFrame(
        {
            "loop": [" → ".join(names[node] for node in (*way, way[0])) for way in found["nodes"]],
            "amount": found["amount"].where((found["amount"] > 0) & (found["least"] == found["most"])),
            "least": found["least"].where(found["least"] < found["most"]),
            "most": found["most"].where(found["least"] < found["most"]),
            "unit": network.unit,
            "companies": found["length"],
        }
    )
