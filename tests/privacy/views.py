"""Every page, and the views of it that show other data."""

from pages.common import navigation

# What a reader can switch to that shows other data; the first view of each page is looked at anyway.
VIEWS = {
    "map": [{"look": "streams"}, {"look": "heat"}, {"area": "region"}],
    "matches": [{"view": "held"}, {"view": "allocation"}, {"view": "heat"}, {"view": "newcomer"}],
    "flows": [
        {"flow_look": "network"},
        {"flow_kind": "energy"},
        {"flow_table": "ends"},
        {"flow_table": "loops"},
        {"flow_look": "company", "flow_company": "CD01"},
    ],
    "energy": [{"view": "benefits"}, {"view": "table"}],
    "plan": [{"plan_view": "joint"}, {"plan_view": "why"}],
}
OPENED = [(entry, {}) for entry in navigation.ENTRIES] + [
    (entry, address) for entry in navigation.ENTRIES for address in VIEWS.get(entry.name, [])
]
NAMES = [f"{entry.name}{''.join(address.values())}" for entry, address in OPENED]
