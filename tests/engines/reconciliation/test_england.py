"""A real material flow analysis: sand, gravel and crushed rock in England in 2019.

A. R. Mason published figures, priors and the posterior of a Bayesian model [1]_. The same figures, priors
and uncertainties are given to the reconciliation: each prior is a measurement of its flow, each figure one
of a sum of flows, each ratio one of a difference, and each process balances to within 300 kt. A least
squares answer is the mode, not the mean, of a cut-off normal distribution, so it is compared in the
deviations of the published posterior, and only where that stays clear of nought.

.. [1] github.com/arm319/aggregates_BaMFA_England_2019, MIT licence.
"""

import numpy as np
import pandas as pd
import pytest

from isdata.engines.reconciliation import reconcile
from tests.conftest import PUBLISHED

FOLDER = PUBLISHED / "england_aggregates"
PRIOR = (1000.0, 3162.0)  # of flows and stocks that nothing is known of


def table(name):
    return pd.read_csv(FOLDER / name, comment="#")


def parts(numbers):
    """The processes in a cell like "7-8-9"."""
    return [int(float(number)) for number in str(numbers).split("-")]


class Model:
    """Measurements and balances as they are gathered from the files."""

    def __init__(self):
        self.rows, self.terms = [], []
        published = table("ppplots.csv")
        published = published[published["Indexes"].fillna("").str.startswith("flows")]
        self.ends = [
            (int(one), int(other))
            for one, other in zip(published["flownumberfrom"], published["flownumberto"], strict=True)
        ]
        self.published = published.set_index(pd.Index([f"{one}-{other}" for one, other in self.ends]))
        priors = (
            self.published[["prior mean", "prior sd"]]
            .apply(pd.to_numeric, errors="coerce")
            .fillna({"prior mean": PRIOR[0], "prior sd": PRIOR[1]})
        )
        for flow, prior in priors.iterrows():
            self.rows.append((flow, *prior, 0.0))

    def between(self, providers, receivers):
        return [f"{one}-{other}" for one, other in self.ends if one in providers and other in receivers]

    def say(self, name, value, deviation, plus, minus=(), factor=1.0):
        """Add a measurement of the sum of some flows, less a factor times the sum of others."""
        self.rows.append((name, value, deviation, -np.inf))
        self.terms += [(name, flow, 1.0) for flow in plus] + [(name, flow, -factor) for flow in minus]
        self.terms.append((name, name, -1.0))

    def reconciled(self):
        return reconcile(
            pd.DataFrame(self.rows, columns=["flow_id", "value", "deviation", "lower"]),
            pd.DataFrame(self.terms, columns=["balance_id", "flow_id", "coefficient"]),
        )


def add_figures(model):
    """Figures of flows, each of a process or of a group of them, ± 10 %."""
    for row in table("Aggregate_Flow_Simple_V8.txt").itertuples():
        if not row.quantity > 0:
            continue
        providers = parts(row.Subprocessnumbersfrom) if row.ParentProcessFlowfrom else [row.Flownumberfrom]
        receivers = parts(row.Subprocessnumbersto) if row.ParentProcessFlowto else [row.Flownumberto]
        flows = model.between(providers, receivers)
        model.say(f"figure {row.Index}", row.quantity, max(0.1 * row.quantity, 0.3), flows)


def add_processes(model):
    """Changes of stock, and the balance of each process that conserves mass, ± 300 kt."""
    stocks, priors = table("Aggregate_Stock_Simple_V8.txt"), table("Aggregate_Stock_Prior_Simple_V8.txt")
    groups = stocks[(stocks["ParentProcess"] == 1) & (stocks["quantity"] == 0)]
    empty = {number for cell in groups["Subprocessnumbers"] for number in parts(cell)}
    known = priors[priors["ParentProcess"] == 0].set_index("Processnumber")["quantity"]
    for row in stocks[stocks["ParentProcess"] == 0].itertuples():
        number, stock = row.Processnumber, []
        if number not in empty and row.quantity != 0:
            stock = [f"stock {number}"]
            prior = (known[number], 2 * known[number]) if number in known else PRIOR
            model.rows.append((stock[0], *prior, -np.inf))
            if row.quantity > 0:
                model.say(f"figure of stock {number}", row.quantity, 0.1 * row.quantity, stock)
        if row.massconserved:
            everyone = range(100)
            inflows, outflows = model.between(everyone, [number]), model.between([number], everyone)
            model.say(f"process {number}", 0.0, 300.0, [*stock, *outflows], inflows)


def add_ratios(model, flows):
    """Shares of some flows in others, ± 30 %, as differences whose size is taken from flows known so far."""
    for row in table("Aggregate_Flow_Ratio.txt").itertuples():
        some = model.between(parts(row.Processnumbersfromtop), parts(row.Processnumberstotop))
        all_of_them = model.between(parts(row.Processnumbersfrombottom), parts(row.Processnumberstobottom))
        size = max(flows[all_of_them].sum(), 1.0)
        deviation = max(0.3 * row.ratio, 0.01) * size
        model.say(f"ratio {row.Index}", 0.0, deviation, some, all_of_them, row.ratio)


@pytest.fixture(scope="module")
def england():
    """The published posterior, and the reconciliation after two rounds of fixing the ratios' sizes."""
    flows = None
    for _ in range(3):
        model = Model()
        add_figures(model)
        add_processes(model)
        if flows is not None:
            add_ratios(model, flows)
        result = model.reconciled()
        flows = result.flows.set_index("flow_id")["reconciled"]
    return model, result


def test_england_comes_out_as_published_within_its_deviations(england):
    model, result = england
    mean, deviation = model.published["mean"].astype(float), model.published["sd"].astype(float)
    clear = mean > 2.5 * deviation
    flows = result.flows.set_index("flow_id")["reconciled"][mean.index]

    apart = ((flows - mean) / deviation).abs()[clear]

    assert len(apart) > 70
    assert (apart < 1).mean() > 0.7
    assert (apart < 2).mean() > 0.95


def test_england_balances_and_is_consistent_as_a_whole(england):
    """A ratio that the published model lets drift stands out by itself; all together fit."""
    model, result = england

    assert result.chi2 < result.critical
    assert result.degrees_of_freedom > 100
    flows = result.flows.set_index("flow_id")["reconciled"]
    terms = pd.DataFrame(model.terms, columns=["balance_id", "flow_id", "coefficient"])
    gaps = (terms["coefficient"] * terms["flow_id"].map(flows)).groupby(terms["balance_id"]).sum()
    assert gaps.abs().max() < 1e-6
    assert (flows[model.published.index] >= 0).all()
