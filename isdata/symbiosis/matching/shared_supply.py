"""Companies with a demand for what a park may supply or treat jointly."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.disclosure import Viewer
from isdata.symbiosis.matching.discharges import discharging_sites
from isdata.symbiosis.matching.receivers import demands_for, site_companies

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
    discharging = discharging_sites(con, resources=treated, **named)
    sites = pd.Index([*demands["site_id"], *discharging["site_id"]]).unique()
    companies = site_companies(con, sites)["company_id"]
    wanting, treating = (
        rows["site_id"].map(companies).groupby(rows["resource_id"]).agg(set)
        for rows in (demands, discharging)
    )
    counted = {}
    for option in options.to_dict("records"):
        is_treated = option["option_kind"] == TREATMENT
        resources = option["resources"] if is_treated else [option["resource_id"]]
        found = treating if is_treated else wanting
        counted[option["option_id"]] = len({one for each in resources for one in found.get(each, ())})
    return counted
