"""A query has no result, or none for this reader."""

from isdata.errors.base import N_, IsdataError


class NotFoundError(IsdataError):
    """A named item is not in the database."""

    message = N_("There is no {thing} “{name}”. Available: {known}.")
    _NONE = N_(
        "There is no {thing} “{name}”, and none is stored yet. Import a workbook, or try a sample park: "
        "python -m isdata init sample.duckdb --sample all"
    )

    def __init__(self, **details: object) -> None:
        if not details.get("known"):
            self.message = self._NONE
        super().__init__(**details)


class UnitError(IsdataError):
    """An amount is in a unit that cannot be converted."""

    message = N_("“{unit}” cannot be converted to {target}. Use one of: {allowed}.")


class NoFlowsError(IsdataError):
    """There is nothing to draw."""

    message = N_("No flows of this type can be shown. Choose another type, unit, year or company.")


class NoPlaceError(IsdataError):
    """A map was requested, but no item has coordinates."""

    message = N_(
        "No map of “{name}” is possible: no site has coordinates and no plan is stored. Add them in "
        "“Sites” or “Plan features”."
    )


class HiddenError(IsdataError):
    """A guest requested data that only the facilitator may see."""

    message = N_(
        "Costs of single measures, and totals that would reveal a company, are shown to the facilitator "
        "only. Choose more measures, or ask the facilitator."
    )
