"""Which sums over measures the reader may see, and how closely: the facilitator all, guests what gives no company away."""

import pandas as pd
import streamlit as st

from isdata import scenarios
from isdata.data.contracts.results import Relations
from isdata.data.disclosure import DisclosedTotals, Sum
from isdata.energy import measures
from isdata.energy.measures import Outlook, Register
from pages.common import role
from pages.common.data import ask
from pages.common.language import _


def opened() -> DisclosedTotals:
    """Totals over measures that this reader may see."""
    return ask(scenarios.disclosed_totals, park_id=str(st.session_state.park), viewer=role.viewer())


def of(
    rows: pd.DataFrame,
    relations: Relations | None = None,
    *,
    scenario: str | None = None,
    resource: str | None = None,
) -> Sum:
    """Return what a sum over these measures is of; with relations, overlaps are taken off it."""
    left = None if relations is None else measures.kept(relations, rows.index)
    return Sum(rows, scenario or st.session_state.get("scenario"), left, resource)


def counted(found: Outlook, *, scenario: str | None = None) -> Sum:
    """Return what the sums of measures are of as they are counted: the package, or each alone."""
    return Sum(found.counted_appraised, scenario or st.session_state.get("scenario"), found.left)


def may_show_both(found: Outlook) -> bool:
    """Return whether this reader may see what the package comes to beside the plain sum of each alone."""
    scenario = st.session_state.get("scenario")
    package = Sum(found.appraised.loc[found.package_left.index], scenario, found.package_left)
    return may_show(package) and may_show(Sum(found.appraised, scenario))


def may_show(of: Sum) -> bool:
    """Return whether this reader may see amounts and money of a sum."""
    return opened().may_show(of)


def may_show_amounts(of: Sum) -> bool:
    """Return whether this reader may see energy and CO2 of a sum."""
    return opened().may_show_amounts(of)


def may_show_parts(of: Sum, groups: pd.Series) -> bool:
    """Return whether this reader may see the money of a sum, and of each group of its measures."""
    parts = groups.reindex(of.rows.index).astype(str)
    return may_show(of) and set(opened().groups(of, parts)) == set(parts)


def may_move(resource: str, register: Register) -> bool:
    """Return whether this reader may see what another price or factor of a resource does: it shows what is saved of it."""
    part = measures.part_saving(of(register.measures), register, resource)
    return part is not None and may_show(part)


def say_few() -> None:
    """Say that a sum is not disclosed to guests."""
    st.info(
        _("Totals are shown only where no single company's value can be derived; these totals are withheld."),
        icon=":material/visibility_off:",
    )


def say_rounded() -> None:
    """Say that the figures of plans are rounded, where they are."""
    if not opened().shows_all:
        st.caption(_("Plan figures are rounded so that no single measure can be derived."))
