"""Key results of a park: material kept in use, circularity, CO2 and gain of its synergies."""

from isdata.output.figures import sankey_words as words
from isdata.park import flows
from pages.common import amounts, cards, role, synergy_totals
from pages.common.data import ask
from pages.common.language import _, defined, ngettext, reader

KIND, UNIT = "material", "t"


def show(park_id: str) -> None:
    """Show the results as a row of figures; those that are not known are left out."""
    figures = [*_materials(park_id), *_synergies(park_id)]
    if not figures:
        return
    with cards.row(len(figures)):
        for label, value, detail, explained in figures:
            cards.metric(label, value, explained, detail)


def _materials(park_id: str) -> list[tuple[str, str, str, str]]:
    """Material kept in use and circularity of the newest year."""
    years = ask(flows.years, park_id=park_id)["year"]
    if years.empty:
        return []
    year, read = int(years.iloc[0]), reader()
    choice = flows.Choice(year=year, kind=KIND, unit=UNIT, is_reconciled=amounts.are_reconciled())
    converted = ask(flows.converted, park_id=park_id, choice=choice, viewer=role.viewer())
    ends = flows.shares(converted).set_index("destination")["value"]
    used, total = float(ends[list(flows.USED_AGAIN)].sum()), float(ends.sum())
    found = []
    if total:
        share = _("{share} of arisings, {year}", share=read.percent(used / total, digits=1), year=year)
        rest = _("The rest of the arisings, {amount}, is unused.", amount=read.amount(total - used, UNIT))
        meaning = read.sentences([defined("kept in use"), rest])
        found.append((_("Kept in use per year"), words.quantity(used, UNIT, read), share, meaning))
    circularity = flows.circularity(converted)
    if circularity < 1:  # 1, or unknown, where no inputs from outside are declared
        share = _("share of inputs that is reused")
        found.append((_("Circularity"), read.percent(circularity, digits=1), share, defined("circularity")))
    return found


def _synergies(park_id: str) -> list[tuple[str, str, str, str]]:
    """CO2 saved and gain per year of the synergies in operation."""
    viewer = role.viewer()
    done = synergy_totals.now(park_id, viewer=viewer)
    if not done.synergies:
        return []
    co2, gain = synergy_totals.in_words(done, park_id)
    detail = ngettext("{count} synergy in operation", "{count} synergies in operation", done.synergies)
    explained = _("Totals of synergies in operation; planned ones are not included.")
    figures = [
        (_("CO2 saved per year"), co2, detail, explained),
        (_("Gain per year"), gain, detail, explained),
    ]
    return [figure for figure in figures if figure[1] != "–"]
