"""One synergy for a presentation: headline, benefits, partners, next step and stages, as a guest may see them."""

from collections import Counter
from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from isdata.data import contracts
from isdata.output.figures import branch_diagram, exchange, style
from isdata.output.figures.parkmap import presentation
from isdata.symbiosis import assessment
from pages.common import cards, charts, park_facts, screen, show, synergy_record, synergy_totals
from pages.common.language import _, defined, ngettext, reader
from pages.common.presenting import room

_ON_PHONE = 150  # height of the picture of the partners on a phone [px]
_DESK, _SMALL = 21, 16  # largest type of that picture at a desk, and on a phone [px]
_CARD = 140  # least width of a card [px]
_MARGIN = 24  # around the picture [px]
_STAGES, _STEP = 120, 120  # height of the stages, and of the next step with its owner [px]


def headline(synergy: Mapping, partners: pd.DataFrame) -> str:
    """Name of a synergy and its actual or expected CO2 saving; its amount if the saving is unknown."""
    name, co2 = presentation.synergy_name(synergy, reader()), _saved(synergy)
    if not reader().name(synergy["name_en"], synergy["name_zh"]):
        return _undisclosed(synergy, len(partners))
    if _is_of_amount(synergy):
        amount = synergy_record.dated_amount(synergy)
        return _("{a}: {b}", a=name, b=amount) if amount else name
    if synergy["stage"] == "operation":
        return _("{name}: {co2} of CO2 saved per year", name=name, co2=co2)
    return _("{name}: {co2} of CO2 expected to be saved per year", name=name, co2=co2)


def _is_of_amount(synergy: Mapping) -> bool:
    """Return True if the headline states the amount, for want of a CO2 saving or of a name."""
    is_named = reader().name(synergy["name_en"], synergy["name_zh"])
    return not is_named or not _saved(synergy) or synergy["stage"] == "ended"


def _saved(synergy: Mapping) -> str:
    """CO2 saving in words; empty if unknown or none."""
    words = synergy_totals.co2_words(synergy["co2_saved"]) if synergy["co2_saved"] else "–"
    return words if words != "–" else ""


def _undisclosed(synergy: Mapping, count: int) -> str:
    """What a guest may know of a synergy with an undisclosed partner: topic, number of partners and range of the amount."""
    return ngettext(
        "{topic}: {count} partner, {amount}",
        "{topic}: {count} partners, {amount}",
        count,
        topic=presentation.topic_words(synergy["topic"], reader()),
        amount=synergy_record.amount(synergy) or _("amount not disclosed"),
    )


def show_presented(dossier: assessment.Dossier, title: str) -> None:
    """Show benefits, partners, next step and stages of a synergy for a presentation, below its headline."""
    synergy = dossier.facts.to_dict()
    found = _figures(synergy)
    # What is withheld from this reader is not called unrecorded.
    is_stated = not found and not synergy["hidden"]
    if not is_stated:
        st.markdown(f"{synergy_record.stage_badge(synergy)} · {synergy_record.kind_words(synergy)}")
    if found := _unknown(synergy) if is_stated else found:
        with cards.row(len(found), least=_CARD):
            for label, value, meaning, note in found:
                cards.metric(label, value, meaning, note)
    source = "" if park_facts.about()["is_illustrative"] else reader().half(synergy["source"])
    height = room.below(title) - room.TILES * bool(found) - _MARGIN - room.NOTE * bool(source)
    height += room.NOTE * is_stated - _STAGES * (not dossier.history.empty) - _STEP * _has_step(synergy)
    window = charts.window()
    width = window[0] / charts.scale() if window else 0.0
    draw_partners(synergy, dossier.partners, width=width, height=height, largest=exchange.HALL)
    synergy_record.show_next_step(synergy)
    _show_stages(dossier.history, str(synergy["stage"]))
    if not park_facts.about()["is_illustrative"]:  # shown beside the title
        show.fictitious(synergy)
    if source:
        st.caption(show.escaped(_("Source: {source}", source=source)))


def _has_step(synergy: Mapping) -> bool:
    """Return True if the next step or its date is shown."""
    read = reader()
    return bool(read.name(synergy["next_step_en"], synergy["next_step_zh"])) or pd.notna(synergy["due_date"])


def _show_stages(history: pd.DataFrame, current: str) -> None:
    """Show the stages in their order, with the day on which the synergy entered each; the current one is bold.

    A stage that it passed over is left out, and nothing is shown without any day: the current stage is in the line above.
    """
    read, entered = reader(), history.drop_duplicates("stage").set_index("stage")["entered_on"].dropna()
    if entered.empty:
        return
    days = {
        f"**{words}**" if stage == current else words: read.date(entered[stage])
        for stage in contracts.choices("stage")
        if stage in entered
        for words in [show.escaped(read.choice("stage", stage))]
    }
    if screen.is_phone():
        rows = pd.DataFrame({"stage": list(days), "day": list(days.values())})
        st.table(rows, border="horizontal", hide_header=True, hide_index=True)
    else:
        st.table(pd.DataFrame([days]), border="horizontal", hide_index=True)


def _figures(synergy: Mapping) -> list[tuple[str, str, str, str | None]]:
    """Label, value, definition and note of each known benefit of a synergy; guests see no money."""
    read = reader()
    words = partial(read.column, "synergy")
    meanings = {"co2_saved": ("t", defined("CO2 saved")), "water_saved": ("m³", "")}
    is_expected = synergy_record.is_expected(synergy)
    chance = read.percent(synergy["probability"]) if is_expected else ""
    stage = _("stage: {stage}", stage=read.choice("stage", synergy["stage"]))
    note = _("expected once in operation") if is_expected else _since(synergy) or stage
    found = [
        *(
            (words(name), synergy_totals.yearly(synergy[name], unit), meaning, note)
            for name, (unit, meaning) in meanings.items()
        ),
        (_("Jobs created or secured"), synergy_record.job_words(synergy["jobs"]), "", note),
        (_("Probability of success"), chance, defined("probability of success"), stage),
    ]
    return [each for each in found if each[1]]


def _since(synergy: Mapping) -> str:
    """From which day the synergy is in its stage; empty if unknown."""
    day = synergy["since"]
    return _("since {day}", day=reader().date(day)) if pd.notna(day) else ""


def _unknown(synergy: Mapping) -> list[tuple[str, str, str, str | None]]:
    """Cards of a synergy without a known benefit: its stage with the start, and its kind."""
    read = reader()
    return [
        (
            _("Stage"),
            read.choice("stage", synergy["stage"]),
            "",
            _since(synergy) or _("start not recorded"),
        ),
        (
            _("Kind"),
            read.choice("synergy_kind", synergy["synergy_kind"]),
            "",
            presentation.topic_words(synergy["topic"], read),
        ),
    ]


def draw_partners(
    synergy: Mapping, partners: pd.DataFrame, *, width: float, height: float, largest: int = _DESK
) -> None:
    """Draw providers, resource with its amount, and receivers; `width`, `height` and `largest` type size in pixels."""
    if partners.empty:
        st.markdown(_("No partners are recorded."))
        return
    is_provider = partners["role"] == "provider"
    sides = _ends(partners[is_provider]), _ends(partners[~is_provider])
    resource = reader().name(synergy["resource_en"], synergy["resource_zh"])
    resource = resource or presentation.topic_words(synergy["topic"], reader())
    amount = synergy_record.dated_amount(synergy)
    is_several = max(map(len, sides)) > 1
    if screen.is_phone():
        height, width, largest = _ON_PHONE, screen.width(), _SMALL
    else:
        height -= room.NOTE * is_several
    if sides[0] and sides[1] and not is_several:
        words = sides[0][0], sides[1][0], resource, amount
        chart = exchange.exchange(*words, charts.reader(), height=height, width=width, largest=largest)
    else:
        centre = " · ".join(filter(None, [resource, amount]))
        chart = branch_diagram.branch_diagram(
            centre,
            *sides,
            charts.reader(),
            colours={_("Partners"): style.ACCENT},
            in_hall=height,
            width=width,
        )
    charts.draw(chart, alt=_("Partners"), height=height)
    if is_several:
        st.caption(_("The amount of each partner is not disclosed; lines are not to scale."))


def _ends(partners: pd.DataFrame) -> list[branch_diagram.End]:
    """Name and role of each partner; undisclosed ones that read the same are one end with their number."""
    read = reader()
    words = [
        (presentation.partner_name(partner, read), read.choice("participant_role", partner["role"]))
        for partner in partners.to_dict("records")
    ]
    return [
        branch_diagram.End(name, role if count == 1 else f"{count} × {role}", _("Partners"))
        for (name, role), count in Counter(words).items()
    ]
