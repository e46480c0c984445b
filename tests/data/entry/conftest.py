"""Companies and resources of a line that somebody types."""

import pandas as pd
import pytest

from isdata.data.ingest.samples import REFERENCE

SITES = {
    "Oak Forging": "S4",
    "青栎锻造": "S4",
    "Pear Blossom Foods Co., Ltd.": "S10",
    "梨花食品有限公司": "S10",
}


@pytest.fixture(scope="module")
def resources() -> pd.DataFrame:
    """The reference list."""
    return pd.read_csv(REFERENCE / "resource.csv", dtype={"ewc_code": str, "gbt_code": str})
