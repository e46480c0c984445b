"""Judging synergies: price band, split of gains and feasibility sheet; readiness, risks and permits."""

from isdata.judging.assumptions import assumptions, case_of_synergy, units_of, write_down
from isdata.judging.case import Case
from isdata.judging.dossier import Dossier, dossier, shares_of, sheet_of
from isdata.judging.exchanges import AGREED, RUNNING, exchanges
from isdata.judging.likely_risks import likely_risks
from isdata.judging.origins import ORIGIN_WORDS
from isdata.judging.partners import Shares, ends, shares
from isdata.judging.permits import likely_permits, permits
from isdata.judging.prices import of_matches, price_band
from isdata.judging.proposing import Proposal
from isdata.judging.readiness import by_axis, scores, weakest, write_scores
from isdata.judging.recording import other_figures, take_over
from isdata.judging.records import risks, store_list
from isdata.judging.resilience import Loss, Network, by_company, by_measure, loss, network
from isdata.judging.sharing import Option, Sharing, shared
from isdata.judging.sheet import Sheet, case_of, sheet
from isdata.judging.split import Split, shapley, shared_cost, two_firms

__all__ = [
    "AGREED",
    "ORIGIN_WORDS",
    "RUNNING",
    "Case",
    "Dossier",
    "Loss",
    "Network",
    "Option",
    "Proposal",
    "Shares",
    "Sharing",
    "Sheet",
    "Split",
    "assumptions",
    "by_axis",
    "by_company",
    "by_measure",
    "case_of",
    "case_of_synergy",
    "dossier",
    "ends",
    "exchanges",
    "likely_permits",
    "likely_risks",
    "loss",
    "network",
    "of_matches",
    "other_figures",
    "permits",
    "price_band",
    "risks",
    "scores",
    "shapley",
    "shared",
    "shared_cost",
    "shares",
    "shares_of",
    "sheet",
    "sheet_of",
    "store_list",
    "take_over",
    "two_firms",
    "units_of",
    "weakest",
    "write_down",
    "write_scores",
]
