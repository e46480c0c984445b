"""Names that rows are chosen by."""

import duckdb
import pandas as pd

from isdata.data import store
from isdata.data.entry import names


def test_resources_are_found_by_their_synonyms(tiny: duckdb.DuckDBPyConnection) -> None:
    """A synonym that stands in the name finds it already."""
    row = {"resource_id": "fly_ash", "synonyms_en": "flue dust; ash; ", "synonyms_zh": "飞灰；烟道灰"}
    store.write(tiny, {"resource": pd.DataFrame([row])}, who="Li", reason="synonyms")
    (ash,) = [
        row for row in store.ask(tiny, "resource_names").to_dict("records") if row["resource_id"] == "fly_ash"
    ]

    assert names.synonyms(tiny, language="en") == {"fly_ash = flue dust": f"flue dust → {ash['name_en']}"}
    assert list(names.synonyms(tiny, language="zh")) == ["fly_ash = 烟道灰", "fly_ash = 飞灰"]
    assert names.synonym("fly_ash = flue dust") == "flue dust"
    assert names.id_of_choice("fly_ash = flue dust") == names.id_of_choice("fly_ash") == "fly_ash"
