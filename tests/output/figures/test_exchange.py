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


def test_words_in_the_picture_on_a_phone_are_whole() -> None:
    """They were broken into “Dolphi n Surf actant s”."""
    ends = [End(name, "Receiver", "partner") for name in ("Nautilus Refining", "Dolphin Surfactants")]
    amount = "28,000 t per year"

    drawn = exchange(*ends, "Sulphur", amount, reader("en"), height=150, width=340, largest=16).to_dict()

    lines = {row["words"] for rows in drawn["datasets"].values() for row in rows if "words" in row}
    assert {"Nautilus", "Refining", "Dolphin", "Surfactants", "Sulphur", "28,000 t", "per year"} <= lines
