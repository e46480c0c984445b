"""Programmes agreed with partners: what is stated of them, who sees contacts, and to which parks they belong."""

import duckdb
import pandas as pd
import pytest

from isdata.data import i18n, store
from isdata.data.disclosure import FACILITATOR, GUEST, Viewer, public_copy
from isdata.data.entry import rows
from isdata.data.ingest.scope import of_park
from isdata.programme.missions import partners

CONTACTS = ["person", "contact"]


@pytest.mark.parametrize(
    ("language", "agreement", "name"),
    [
        ("en", "Cooperation agreement (signed in 2012)", "China Association of Development Zones (CADZ)"),
        ("zh", "合作协议（2012年签署）", "中国开发区协会（CADZ）"),
    ],
)  # fmt: skip
def test_the_sample_states_the_published_agreement_and_its_partners(
    samples: duckdb.DuckDBPyConnection, language: str, agreement: str, name: str
) -> None:
    read = i18n.reader(language)
    for park_id, count in (("chengdu", 3), ("kunshan", 2), ("dayawan", 2)):
        (row,) = partners.programmes(samples, park_id=park_id).to_dict("records")
        found = partners.partners(samples, park_id=park_id, viewer=GUEST)
        own = found[found["programme_id"] == row["programme_id"]]

        assert partners.agreement(row, read) == agreement
        assert partners.term(row, read) == ""  # not published
        assert name in list(read.names(own[own["role"] == "association"]))
        assert len(own) == count
        assert own["source"].notna().all()
    assert partners.programmes(samples, park_id="kalundborg").empty


@pytest.mark.parametrize(
    ("viewer", "is_shown"),
    [(FACILITATOR, True), (Viewer("administration"), False), (Viewer("company", ("CD01",)), False), (GUEST, False)],
)  # fmt: skip
def test_contacts_are_withheld_from_all_but_the_facilitator(
    samples: duckdb.DuckDBPyConnection, viewer: Viewer, is_shown: bool
) -> None:
    found = partners.partners(samples, park_id="chengdu", viewer=viewer)

    assert len(found) == 8
    assert found[CONTACTS].notna().any().to_list() == [is_shown, is_shown]


def test_an_invented_partner_is_marked_and_no_real_one_supports_an_invented_network(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    found = samples.execute("select * from programme_partner").df()

    invented = found["is_illustrative"].fillna(value=False).astype(bool)
    assert (found["network_id"].notna() == invented).all()
    assert found.loc[invented, "name_zh"].str.endswith("（示例）").all()
    assert found.loc[~invented, [*CONTACTS, "starts_on", "ends_on"]].isna().all(axis=None)


def test_a_park_is_handed_over_with_its_programme_and_without_partners_of_other_parks(
    samples: duckdb.DuckDBPyConnection,
) -> None:
    kept = of_park(samples, "kunshan")

    assert kept["programme"] == ["EPEE"]
    assert kept["programme_park"] == ["kunshan · EPEE"]
    assert kept["programme_partner"] == ["EPEE-CADZ", "EPEE-GIZ"]


def test_the_public_copy_names_partners_without_contacts(
    samples: duckdb.DuckDBPyConnection, tmp_path
) -> None:
    with store.open(public_copy(samples, tmp_path / "public.duckdb")) as copy:
        found = copy.execute("select * from programme_partner").df()

    assert "GIZ" in set(found["name_en"])
    assert found[[*CONTACTS, "note"]].isna().all(axis=None)


def test_a_programme_that_is_entered_belongs_to_the_park_and_is_removed_from_it(
    tiny: duckdb.DuckDBPyConnection,
) -> None:
    before = rows.rows(tiny, "programme", park_id="tiny")
    new = pd.DataFrame([{"name_en": "Heat for all", "starts_on": pd.Timestamp("2026-01-01").date()}])
    edited = pd.concat([before.astype(object), new], ignore_index=True)
    rows.save(tiny, "programme", before, edited, park_id="tiny", who="test", reason="test")

    (row,) = partners.programmes(tiny, park_id="tiny").to_dict("records")
    assert partners.agreement(row, i18n.reader("en")) == "date of the agreement not stated"
    assert partners.term(row, i18n.reader("zh")) == "自2026年1月1日起"

    stored = rows.rows(tiny, "programme", park_id="tiny")
    rows.save(tiny, "programme", stored, stored.iloc[:0], park_id="tiny", who="test", reason="test")
    assert partners.programmes(tiny, park_id="tiny").empty
