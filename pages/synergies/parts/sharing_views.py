"""The page of shared supply: what is shared, and the firms that want it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from isdata.data import store
from isdata.energy.measures import money
from isdata.symbiosis import assessment
from isdata.symbiosis.matching import distance_presentation
from isdata.symbiosis.matching.receivers import apart, receivers, wanted, within_reach
from pages.common import (
    controls,
    conversions,
    phone_tables,
    pick,
    proposing,
    role,
    screen,
    show,
    table_input,
    undisclosed,
)
from pages.common.data import ask
from pages.common.language import _, ngettext, reader
from pages.common.presenting import headline
from pages.synergies.parts import sharing_results as results

MOST_FIRMS = 100  # that can share one plant; the largest demands of a large park


def choose_option(park: str, currency: str, *, with_typical: bool) -> dict[str, Any] | None:
    """Let the reader choose what is shared, that which most firms want first; None where nothing is listed."""
    known = {row["option_id"]: row for row in ask(store.ask, name="shared_options").to_dict("records")}
    if not known:
        return None
    firms = _firms_of_options(park, currency, with_typical=with_typical)
    usual = _firms_of_options(park, currency, with_typical=True)
    # What fewer than two want is not shared: there, what is usual in their sectors comes first.
    order = sorted(known, key=lambda key: (-firms[key] if firms[key] > 1 else 0, -usual[key]))
    names = {
        key: f"{reader().name(known[key]['name_en'], known[key]['name_zh'])} · "
        + ngettext("{count} company", "{count} companies", firms[key])
        for key in order
    }
    pick.from_list(
        _("Shared supply or service"), names, key="option", width=340, label_visibility="collapsed"
    )
    return known[st.session_state.option]


def is_declared(park: str, currency: str) -> bool:
    """Whether two companies of the park declared a demand for something that can be shared."""
    return max(_firms_of_options(park, currency, with_typical=False).values(), default=0) > 1


def _firms_of_options(park: str, currency: str, *, with_typical: bool) -> dict[str, int]:
    """Number of companies with a demand for each option."""
    resources = ask(store.ask, name="shared_options").set_index("option_id")["resource_id"]
    found = ask(
        wanted,
        park_id=park,
        resources=tuple(sorted(set(resources))),
        viewer=role.viewer(),
        with_typical=with_typical,
        currency=currency,
    )
    counts = found["resource_id"].value_counts()  # a row for each site and resource
    return {option: int(counts.get(resource, 0)) for option, resource in resources.items()}


def no_option() -> None:
    """Say that nothing is listed that could be shared, and what to do."""
    show.nothing(
        _("No shared option is recorded. Enter one in the table “Shared options” under Data."),
        table="shared_option",
    )


def _firms(option: Mapping[str, Any], park: str, currency: str, *, with_typical: bool) -> pd.DataFrame | None:
    """Let the reader say who takes part and how much; None where fewer than two firms want it."""
    found = _wanting(option, park, currency, with_typical=with_typical)
    if found is None:
        return None
    table = _table(found, _near(option, found, park))
    with st.container(key="desk_sharing"):
        st.subheader(_("Who takes part"), anchor=False)
        edited = _edited(table, str(option["unit"]), currency)
    if role.may_change():
        conversions.show_note(found["stated_in"].explode().dropna(), currency)
    kept = edited.loc[edited["takes_part"].astype(bool)]
    paid = kept["today"].astype(float) if "today" in kept else float("nan")
    return kept[["company"]].assign(amount=kept["amount"].fillna(0.0), today=paid)


def _wanting(
    option: Mapping[str, Any], park: str, currency: str, *, with_typical: bool
) -> pd.DataFrame | None:
    """Firms that want what is shared, the largest demands first; None, with the reason, where they cannot be compared."""
    found = ask(
        receivers,
        park_id=park,
        resource_id=option["resource_id"],
        unit=option["unit"],
        viewer=role.viewer(),
        with_typical=with_typical,
        currency=currency,
    )
    if len(found) < 2:
        _too_few(option, park, currency, with_typical=with_typical)
        return None
    if len(found) > MOST_FIRMS:
        total = reader().number(len(found))
        st.caption(
            _("The {shown} companies with the largest demand, of {total}.", shown=MOST_FIRMS, total=total)
        )
        found = found.head(MOST_FIRMS)
    unlike = found.loc[found["amount"].isna(), "common_unit"]
    if unlike.empty:
        return found
    show.info(
        _(
            "This option is measured in {unit}; some demands cannot be converted to it. Use {usual} "
            "for the option, or add the density or heating value of the resource.",
            unit=option["unit"],
            usual=unlike.iloc[0],
        )
    )
    return None


def _table(found: pd.DataFrame, near: list[str]) -> pd.DataFrame:
    """Proposed participants with their demand, current cost and data basis."""
    names = zip(found["company_en"], found["company_zh"], strict=True)
    basis = [_("typical, to be confirmed") if each else _("declared") for each in found["is_typical"]]
    table = pd.DataFrame(
        {
            "takes_part": found.index.isin(near),
            "company": [reader().name(*both) for both in names],
            "amount": found["amount"].round(1),
            "today": found["today"],
            "basis": basis,
        },
        index=found.index,
    )
    return table if role.may_change() else table.drop(columns="today")


def _edited(table: pd.DataFrame, unit: str, currency: str) -> pd.DataFrame:
    """Let the reader change who takes part, how much each wants and what it pays today."""
    number = partial(st.column_config.NumberColumn, min_value=0.0, format="localized")
    named = _("Amount per year, {unit}", unit=reader().unit(unit))
    cost = _("Current cost per year, {unit}", unit=reader().currency(currency))
    note = _("Empty: cost of an own plant on the same cost curve.")
    takes_part, widths = _("Participates"), {}
    if screen.is_phone():  # all in sight: a sign and units are the headings there
        note = f"{cost}. {note}"
        takes_part, named = "✓", reader().unit(f"{unit}/yr")
        cost = _("Now [{unit}]", unit=reader().unit(f"{currency}/yr"))
        widths = {name: phone_tables.edited_heading(name) for name in (takes_part, named, cost)}
        widths["company"] = screen.width() - sum(widths.values())
    return table_input.edited(
        "sharing_firms",
        table,
        [name for name in ("takes_part", "amount", "today") if name in table],
        height=min(420, 38 + 35 * len(table)),
        column_config={
            "takes_part": st.column_config.CheckboxColumn(takes_part, width=widths.get(takes_part)),
            "company": st.column_config.TextColumn(_("Company"), width=widths.get("company")),
            "amount": number(named, width=widths.get(named)),
            "today": number(cost, width=widths.get(cost), help=note),
            "basis": _("Basis"),
        },
        placeholder="–",
    )


def _near(option: Mapping[str, Any], found: pd.DataFrame, park: str) -> list[str]:
    """Return the firms that lie near enough to each other, all where no two do; say who does not."""
    sites, reach = list(found.index), option["distance_maximum"]
    if pd.isna(reach):
        return sites
    distances = ask(apart, park_id=park, sites=tuple(sites))
    near = within_reach(distances, found["amount"], reach)
    if len(near) == len(sites):
        return sites
    lengths = {"reach": reach, "far": distances.max(axis=None)}
    details = {name: distance_presentation.kilometres(length, reader()) for name, length in lengths.items()}
    if len(near) < 2:
        st.warning(
            _(
                "Such a supply reaches {reach}, but no two of these companies are that close; the largest "
                "distance is {far}. The results below ignore this.",
                **details,
            ),
            icon=":material/social_distance:",
        )
        return sites
    st.caption(
        ngettext(
            "Such a supply reaches {reach}; the largest distance is {far}. {count} company too far from "
            "the others is not selected.",
            "Such a supply reaches {reach}; the largest distance is {far}. {count} companies too far from "
            "the others are not selected.",
            len(sites) - len(near),
            **details,
        )
    )
    return near


def _too_few(option: Mapping[str, Any], park: str, currency: str, *, with_typical: bool) -> None:
    """Say that fewer than two firms want it, and what to do next."""
    firms = _firms_of_options(park, currency, with_typical=with_typical)
    usual = _firms_of_options(park, currency, with_typical=True)[option["option_id"]]
    if usual > 1:
        message = ngettext(
            "Fewer than two companies declared this demand, but {count} company is likely to have it. "
            "Choose “Declared and typical of the sector” under “Adjust” and ask it.",
            "Fewer than two companies declared this demand, but {count} companies are likely to have it. "
            "Choose “Declared and typical of the sector” under “Adjust” and ask them.",
            usual,
        )
    elif max(firms.values()) > 1:
        message = _(
            "Fewer than two companies have this demand. Choose another option above, or enter more "
            "demands with “I have / I want”."
        )
    else:
        message = _(
            "No shareable supply or service is in demand at two companies. Enter more demands with “I have / I want”."
        )
    show.lacking(message)


def _in_currency(option: Mapping[str, Any], currency: str) -> dict[str, Any] | None:
    """Return an option with its costs in the park's currency; None, and said so, where no rate is stored."""
    rate = ask(money.rates, currency=currency).get(option["currency"])
    if rate is None:
        show.info(
            _(
                "The costs of this option are in {currency}; there is no exchange rate to the park's "
                "currency. Add it to the factors.",
                currency=option["currency"],
            )
        )
        return None
    conversions.show_note({option["currency"]}, currency)
    costs = {name: option[name] * rate for name in ("fixed_cost", "unit_cost")}
    return {**option, **costs, "currency": currency}


def _note(park: str) -> None:
    """Say whom the results leave out, and what the cost alone is for who may not see what companies pay."""
    if left_out := undisclosed.words({"park_id": park}):
        words = _("With further companies, the cost alone and the share of each are different.")
        st.caption(reader().sentences([*left_out, words]))
    if not role.may_change():
        st.caption(
            _(
                "Cost alone is estimated for the same technology; what companies pay today is for the facilitator only."
            )
        )


def show_sharing(option: Mapping[str, Any], park: str, currency: str, *, with_typical: bool) -> None:
    """Show costs together and alone, each share, and the participants."""
    result = st.container()
    firms = _firms(option, park, currency, with_typical=with_typical)
    converted = None if firms is None else _in_currency(option, currency)
    if firms is None or converted is None:
        return
    curve = assessment.Option(
        converted["fixed_cost"],
        converted["unit_cost"],
        converted["reference_quantity"],
        converted["scale_exponent"],
    )
    found = assessment.shared(firms, curve)
    if len(found.firms) < 2:
        result.info(_("At least two firms must take part."), icon=":material/info:")
        return
    headline.state(results.headline(reader().name(option["name_en"], option["name_zh"]), found, currency))
    with result:
        notes = st.container() if not controls.is_projected() else None
        results.show_results(found, curve, firms["company"], unit=str(converted["unit"]), currency=currency)
        with notes or st.container():  # before an audience the picture comes first
            _note(park)
    if role.may_change():
        taking = found.firms["amount"]
        proposal = assessment.proposing.of_sharing(
            converted, park_id=park, sites=taking, alone=found.alone, together=found.together
        )
        proposing.offer(proposal, key="sharing")
    results.show_assumptions(converted, currency)
