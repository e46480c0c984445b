"""Assessment of synergies: price band, split of gains, feasibility sheet, readiness, risks and permits."""

from isdata.symbiosis.assessment.assumption_sources import ORIGIN_WORDS
from isdata.symbiosis.assessment.assumptions import (
    assumptions,
    case_of_synergy,
    entries,
    store_assumptions,
    units_of,
)
from isdata.symbiosis.assessment.case import Case
from isdata.symbiosis.assessment.dossier import Dossier, dossier, shares_of, sheet_of
from isdata.symbiosis.assessment.exchanges import AGREED, RUNNING, exchanges
from isdata.symbiosis.assessment.likely_risks import likely_risks
from isdata.symbiosis.assessment.partners import Shares, ends, shares
from isdata.symbiosis.assessment.permits import likely_permits, permits
from isdata.symbiosis.assessment.prices import of_matches, price_band
from isdata.symbiosis.assessment.proposing import Proposal
from isdata.symbiosis.assessment.readiness import by_axis, scores, weakest, write_scores
from isdata.symbiosis.assessment.record_sync import other_figures, update_record
from isdata.symbiosis.assessment.records import risks, store_list
from isdata.symbiosis.assessment.sharing import Option, Sharing, agrees_with_bills, shared
from isdata.symbiosis.assessment.sheet import Sheet, brief, case_of, sheet
from isdata.symbiosis.assessment.split import Split, shapley, shared_cost, split_between_two

__all__ = [
    "AGREED",
    "ORIGIN_WORDS",
    "RUNNING",
    "Case",
    "Dossier",
    "Option",
    "Proposal",
    "Shares",
    "Sharing",
    "Sheet",
    "Split",
    "agrees_with_bills",
    "assumptions",
    "brief",
    "by_axis",
    "case_of",
    "case_of_synergy",
    "dossier",
    "ends",
    "entries",
    "exchanges",
    "likely_permits",
    "likely_risks",
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
    "split_between_two",
    "store_assumptions",
    "store_list",
    "units_of",
    "update_record",
    "weakest",
    "write_scores",
]
