"""Costs and gains of each partner of a synergy: by price for two partners, by fair shares for more."""

import pandas as pd

from isdata.data.i18n import N_, Reader
from isdata.output.reports import partner_terms, presentation
from isdata.output.reports.blocks import DECIMAL, Column, Note, Table, tabulated
from isdata.output.reports.project import Project
from isdata.output.reports.subject import Subject
from isdata.symbiosis import assessment


def sheet(subject: Subject, project: Project | None) -> assessment.Sheet | None:
    """Sheet of a synergy at the discount rate of the report; None for measures and guests."""
    if subject.case is None or project is None:
        return subject.sheet
    return assessment.sheet(subject.case, discount_rate=project.terms.discount_rate, draws=1)


def partners(subject: Subject, project: Project | None, reader: Reader) -> Table | None:
    """Investment and gain of each partner of a synergy; None if unknown."""
    made, row = sheet(subject, project), subject.synergy
    rows = None if made is None else _rows(subject, made)
    if rows is None or row is None or rows["gain"].isna().all():
        return None
    text, unit = reader.text, reader.currency(str(row["currency"]))
    who = subject.partners.set_index("site_id").reindex(rows.index)

    def number(value):
        return reader.number(value)

    def known(value):
        return text(N_("not allocated")) if pd.isna(value) else number(value)

    def years(value):
        return presentation.years(value, reader)

    is_open = (
        not assessment.ends(subject.partners) and subject.shares is not None and subject.shares.common > 0
    )
    paid = rows["investment"].mask(is_open & (rows["investment"] == 0))
    return tabulated(
        reader,
        (N_("Partner"), reader.names(who), 1.8),
        (N_("Role"), [reader.choice("participant_role", role) for role in who["role"]]),
        Column(text(N_("Investment [{unit}]"), unit=unit), paid.tolist(), known),
        Column(text(N_("Gain per year [{unit}]"), unit=unit), rows["gain"].tolist(), number),
        Column(text(N_("Payback")), rows["payback"].tolist(), years, DECIMAL),
        Column(text(N_("NPV [{unit}]"), unit=unit), rows["npv"].tolist(), number),
        caption=_caption(subject, reader),
    )


def _rows(subject: Subject, made: assessment.Sheet) -> pd.DataFrame | None:
    """Investment, gain, payback and npv by site."""
    ends = assessment.ends(subject.partners)
    if ends:
        return made.parties.rename(index=ends)
    return subject.shares.table if subject.shares is not None and subject.shares.pays else None


def _caption(subject: Subject, reader: Reader) -> str:
    if assessment.ends(subject.partners):
        return reader.text(N_("Costs and gains of each partner"))
    return reader.text(N_("Costs and fair share of the gain of each partner (Shapley value)"))


def note(subject: Subject, project: Project | None, reader: Reader) -> Note | None:
    """Note on the price on which these gains are based, or on the partners who would do better without the others."""
    made, shares = sheet(subject, project), subject.shares
    if made is not None and assessment.ends(subject.partners):
        return Note(
            " ".join(
                [
                    partner_terms.basis(made, subject.assumptions, reader),
                    *partner_terms.conventions(subject.assumptions, reader),
                ]
            )
        )
    if shares is None or subject.synergy is None:
        return None
    names = dict(zip(subject.partners["site_id"], reader.names(subject.partners), strict=True))
    currency = str(subject.synergy["currency"])
    sentences = [
        presentation.stability(shares.split, names, currency, reader),
        partner_terms.raised_shares(shares.split, names, reader),
        partner_terms.unallocated(shares, currency, reader),
        *(
            partner_terms.conventions(subject.assumptions, reader)
            if made is not None and made.lasting["outcome"]
            else []
        ),
    ]
    return Note(" ".join(filter(None, sentences)))


def prices(subject: Subject, project: Project | None, reader: Reader) -> str:
    """Agreed price, or price range in which a synergy benefits both; empty without a band."""
    made, row = sheet(subject, project), subject.synergy
    if made is None or row is None:
        return ""
    money = (str(row["currency"]), str(row["unit"] or ""), reader)
    agreed = partner_terms.agreed(made, partner_terms.first_year(subject.assumptions)["price"], *money)[0]
    known = partner_terms.verdict(made.band, *money) or partner_terms.known_end(made.band, *money)
    if agreed and not assessment.ends(subject.partners):
        return f"{agreed} {reader.text(partner_terms.NOT_BY_PRICE)}"
    return agreed or partner_terms.investment_recovery_prices(made, *money) or known
