"""Share of published phrases whose resource is proposed first, or among the first three.

    python -m benchmarks.phrases [--missed]

README.md has the rules for sampling and coding the phrases. `--missed` lists missed phrases of the tuning half.
"""

import sys
import time
from pathlib import Path

import pandas as pd

from isdata.data import ingest, naming, store
from isdata.data.naming.phrase_normalisation import without_exceptions, words_of
from isdata.data.naming.spellings import vocabulary

HERE = Path(__file__).parent
FIRST = 3  # proposals that a user is expected to read


def phrases() -> pd.DataFrame:
    """Coded phrases: phrase, language, source, half, resources (tuple; empty if the resource list has none)."""
    table = pd.read_csv(HERE / "phrases.csv", dtype=str, keep_default_na=False)
    return table.assign(resources=[tuple(filter(None, each.split("; "))) for each in table["resources"]])


def answered(table: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Phrases with proposed resources (tuple), whether the first, or one of three, is right, and processor time. [ms]"""
    rows = []
    for row in table.itertuples():
        start = time.process_time()
        found = naming.suggest(row.phrase, known, most=FIRST, is_left_over=True)
        milliseconds = 1000 * (time.process_time() - start)
        ids = tuple(found["resource_id"])
        is_first = ids[:1] == () if not row.resources else bool(ids) and ids[0] in row.resources
        is_among = is_first if not row.resources else bool(set(ids) & set(row.resources))
        rows.append((ids, is_first, is_among, milliseconds))
    return table.assign(
        **dict(zip(["proposed", "first", "among"], list(zip(*rows, strict=True))[:3], strict=True))
    ).assign(milliseconds=[row[3] for row in rows])


def main(*, shows_missed: bool = False) -> None:
    """Print the shares by half, language and source, and the processor time per phrase."""
    con = store.open()
    ingest.init(con)
    known = store.ask(con, "match_resources")
    for phrase in ("steel", "feitie", "廢鋼輪胎"):  # build the vocabulary and its pinyin before timing
        naming.suggest(phrase, known)
    table = answered(phrases(), known)
    table["named"] = table["resources"].map(bool)
    names = {tuple(words) for words in vocabulary(known)[0]["words"]}
    table["is_name"] = [tuple(words_of(without_exceptions(each))) in names for each in table["phrase"]]
    keys = ["half", "language", "source"]
    of_named = table.loc[table["named"]].groupby(keys)[["first", "among"]].mean()
    counts = table.groupby(keys).agg(phrases=("phrase", "size"))
    none = table.loc[~table["named"]].groupby(keys)["first"].agg(["mean", "size"])
    none = none.rename(columns={"mean": "none right", "size": "none"})
    print(pd.concat([counts, of_named, none], axis=1).round(2).to_string())
    for half, part in table.groupby("half"):
        named = part.loc[part["named"]]
        unlisted = named.loc[~named["is_name"]]
        print(
            f"{half}: {len(part)} phrases, first {named['first'].mean():.2f}, among {FIRST} {named['among'].mean():.2f},"
            f" none right {part.loc[~part['named'], 'first'].mean():.2f}, all {part['first'].mean():.2f},"
            f" of the {len(unlisted)} that are no name of the list first {unlisted['first'].mean():.2f},"
            f" among {FIRST} {unlisted['among'].mean():.2f},"
            f" slowest {part['milliseconds'].max():.0f} ms, median {part['milliseconds'].median():.0f} ms"
        )
    if shows_missed:
        missed = table.loc[(table["half"] == "tuning") & ~table["first"]]
        for row in missed.itertuples():
            print(row.phrase, "|", "; ".join(row.resources) or "none", "|", ", ".join(row.proposed))


if __name__ == "__main__":
    main(shows_missed="--missed" in sys.argv)
