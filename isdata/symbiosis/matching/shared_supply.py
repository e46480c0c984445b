"""Companies with a demand for what a park may supply or treat jointly."""

import duckdb

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.symbiosis.matching.discharges import discharging_sites
from isdata.symbiosis.matching.receivers import demands_for

TREATMENT = "treatment"


def companies_of_options(
    con: duckdb.DuckDBPyConnection, *, park_id: str, currency: str, viewer: Viewer, with_typical: bool
) -> dict[str, int]:
    """Number of companies with a demand for each shared option, or with a discharge that it treats."""
    options = store.ask(con, "shared_options")
    is_treatment = options["option_kind"] == TREATMENT
    named = {"park_id": park_id, "viewer": viewer, "with_typical": with_typical}
    supplied, treated = (
        tuple(sorted(set(options.loc[is_asked, "resources"].explode().dropna())))
        for is_asked in (~is_treatment, is_treatment)
    )
    demands = demands_for(con, resources=supplied, currency=currency, **named)
    sites = discharging_sites(con, resources=treated, **named)
    counts = demands["resource_id"].value_counts()  # one row per site and resource
    return {
        option["option_id"]: sites.loc[sites["resource_id"].isin(option["resources"]), "site_id"].nunique()
        if option["option_kind"] == TREATMENT
        else int(counts.get(option["resource_id"], 0))
        for option in options.to_dict("records")
    }
