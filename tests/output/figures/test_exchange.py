"""Picture of an exchange between two companies for a presentation."""

from dataclasses import replace

import pytest

from isdata.data.i18n import reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures.branch_rows import End
from isdata.output.figures.exchange import exchange


@pytest.mark.parametrize(
    ("language", "names", "amount"),
    [
        ("en", ("Nautilus Refining and Marketing", "Dolphin Surfactants"), "28,000 t per year"),
        ("zh", ("鹦鹉螺炼油", "海豚表面活性剂"), "每年2.80万吨"),
    ],
)
def test_names_and_amount_fit_their_places_without_broken_words(
    language: str, names: tuple[str, str], amount: str
) -> None:
    """Names were drawn at the ends of a thin line, and an amount was broken into two lines."""
    ends = [End(name, role, "partner") for name, role in zip(names, ("Provider", "Receiver"), strict=True)]
    read = replace(reader(language), is_large=True)

    drawn = exchange(*ends, "", amount, read, height=500, width=1150).to_dict()

    texts = [
        (row["words"], layer["mark"]["fontSize"])
        for layer in drawn["layer"]
        if layer["mark"]["type"] == "text"
        for row in drawn["datasets"][layer["data"]["name"]]
    ]
    assert amount in [words for words, _size in texts]
    parts = {part for name in names for part in name.split()} | {amount, "Provider", "Receiver"}
    assert all(words in parts or set(words.split()) <= parts for words, _size in texts)
    assert all(text_width(words, size) < 0.31 * 1150 for words, size in texts)
    assert min(size for words, size in texts if words != "Provider") >= 24  # 2.2 % of the height


def test_a_box_is_as_high_as_its_text_and_both_names_have_one_size() -> None:
    """Boxes of 620 px held a name of 60 px, beside another name of 40 px."""
    ends = [End(name, "Receiver", "partner") for name in ("Reef", "Dolphin Surfactants and Marketing")]

    drawn = exchange(*ends, "Sulphur", "28,000 t", reader("en"), height=600, width=1150).to_dict()

    rows = [row for found in drawn["datasets"].values() for row in found]
    (high,) = {row["y2"] - row["y"] for row in rows if "y2" in row}
    assert high < 0.6
    assert len({row["size"] for row in rows if row.get("words") in ("Reef", "Dolphin")}) == 1


def test_words_in_the_picture_on_a_phone_are_whole() -> None:
    """They were broken into “Dolphi n Surf actant s”."""
    ends = [End(name, "Receiver", "partner") for name in ("Nautilus Refining", "Dolphin Surfactants")]
    amount = "28,000 t per year"

    drawn = exchange(*ends, "Sulphur", amount, reader("en"), height=150, width=340, largest=16).to_dict()

    lines = {row["words"] for rows in drawn["datasets"].values() for row in rows if "words" in row}
    assert {"Nautilus", "Refining", "Dolphin", "Surfactants", "Sulphur", "28,000 t", "per year"} <= lines
