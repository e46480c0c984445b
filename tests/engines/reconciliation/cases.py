"""Small measurements and balances, written shortly, and the site that is worked out by hand."""

import pandas as pd


def measured(**flows):
    """A table of measurements from `flow=(value, deviation)` or `(value, deviation, lower)`."""
    rows = [(flow, *given, *[0.0] * (3 - len(given))) for flow, given in flows.items()]
    return pd.DataFrame(rows, columns=["flow_id", "value", "deviation", "lower"])


def balance(**equations):
    """A table of balances from `balance="+a -b -c"`."""
    rows = [
        (name, term[1:], 1.0 if term[0] == "+" else -1.0)
        for name, equation in equations.items()
        for term in equation.split()
    ]
    return pd.DataFrame(rows, columns=["balance_id", "flow_id", "coefficient"])


SITE = measured(inflow=(100, 5), product=(60, 3), waste=(45, 4))


SITE_BALANCE = balance(site="+inflow -product -waste")


def by_flow(result):
    return result.flows.set_index("flow_id")
