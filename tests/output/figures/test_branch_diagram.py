"""Fans of uses and partners: a resource in the centre, with curves to its ends."""

from dataclasses import replace

from isdata.data.i18n import reader
from isdata.engines.sankey.lettering import text_width
from isdata.output.figures import branch_diagram
from tests.output.figures.chart_data import data_of

READ = reader("en")


def test_each_end_of_a_fan_has_a_curve_to_the_centre() -> None:
    ends = [
        branch_diagram.End("cement", "replaces clinker", "practised"),
        branch_diagram.End("bricks", "", "practised"),
    ]

    rows = data_of(
        branch_diagram.branch_diagram("ash", (), ends, READ, colours={"practised": "#000000"}).to_dict()
    )

    last = {row["name"]: row["x"] for row in rows if row.get("step") == 3}
    assert last == {"cement": 1.0, "bricks": 1.0}
    assert {"cement · replaces clinker", "bricks", "ash"} <= {row.get("words") for row in rows}


def test_no_note_of_a_fan_is_cut_beside_free_room() -> None:
    """Columns of fixed shares cut a place while the column before it was half empty; without columns, treatments were cut."""
    treatment = "treatment: dry, press and melt by induction"
    end = branch_diagram.End("Castings", "replaces ingot", "practised", f"{treatment} · location: Portugal")
    colours = {"practised": "#000000"}

    wide = branch_diagram.branch_diagram("chips", (), [end], READ, width=1200.0, colours=colours).to_dict()
    texts = [
        each["mark"] for each in wide["layer"] if each["encoding"].get("text", {}).get("field") == "detail"
    ]
    share = float(texts[0]["limit"]["expr"].split(" ")[0])
    assert share * 1200 - 16 > text_width(end.detail, 13)

    rows = data_of(
        branch_diagram.branch_diagram("chips", (), [end], READ, width=640.0, colours=colours).to_dict()
    )
    assert {row["under"] for row in rows if "under" in row} == {f"replaces ingot · {treatment}"}
    assert {row["notes"] for row in rows if "notes" in row} == {f"replaces ingot · {end.detail}"}


def test_columns_of_a_fan_take_what_the_curves_do_not_need() -> None:
    """Half of the width stayed with the curves while treatments were cut."""
    note = "replaces concrete blocks and paving, plastic resin, timber"
    end = branch_diagram.End(
        "Profiles and construction products",
        note,
        "practised",
        "treatment: sort, remove PVC · Japan, Germany",
    )
    drawn = branch_diagram.branch_diagram(
        "scrap", (), [end], READ, width=1232.0, colours={"practised": "#000"}
    )

    marks = [each["mark"] for each in drawn.to_dict()["layer"] if each["mark"].get("xOffset")]
    rooms = [float(mark["limit"]["expr"].split(" ")[0]) * 1232 - 16 for mark in marks]
    texts = [text_width(words, 13) for words in (end.name, end.note, end.detail)]
    assert [room > text for room, text in zip(rooms, texts, strict=True)] == [True] * 3


def test_a_long_note_has_two_lines_on_a_phone() -> None:
    note = "replaces concrete blocks and paving, plastic resin, timber"
    end = branch_diagram.End("Profiles", note, "practised")

    drawn = branch_diagram.branch_diagram(
        "scrap", (), [end], READ, width=366.0, colours={"practised": "#000"}
    )

    (under,) = {row["under"] for row in data_of(drawn.to_dict()) if "under" in row}
    assert under.split("\n") == ["replaces concrete blocks and paving,", "plastic resin, timber"]


def test_a_fan_of_few_partners_is_no_higher_than_its_room_before_an_audience() -> None:
    """The row of the centre came on top of it: the next step below the picture was cut."""
    left, right = (
        [branch_diagram.End(name, "", "partner") for name in names]
        for names in (("mill", "forge"), ("kiln",))
    )

    drawn = branch_diagram.branch_diagram(
        "ash", left, right, replace(READ, is_large=True), colours={"partner": "#000000"}, in_hall=600
    )

    assert drawn.to_dict()["height"] <= 600


def test_a_presented_amount_stands_on_the_only_curve_of_its_side() -> None:
    """It stood in a row of its own, far above the junction it belongs to."""
    left, right = (
        [branch_diagram.End(name, "", "partner") for name in names]
        for names in (("mill", "forge"), ("kiln",))
    )
    drawn = branch_diagram.branch_diagram(
        "1,800 t", left, right, replace(READ, is_large=True), colours={"partner": "#000000"}, in_hall=600
    ).to_dict()

    assert {row["y"] for row in data_of(drawn) if row.get("words") == "1,800 t"} == {0.5}


def test_a_presented_fan_without_left_side_leaves_no_room_unused() -> None:
    """Its last line lay below the window, and the right third was empty."""
    ends = [branch_diagram.End("bricks", "replaces clay", "practised") for _each in range(8)]

    drawn = branch_diagram.branch_diagram(
        "sludge",
        (),
        ends,
        replace(READ, is_large=True),
        colours={"practised": "#000000"},
        in_hall=820,
        width=1860,
    ).to_dict()

    assert drawn["height"] <= 820
    end = next(
        layer["encoding"]["x"]["scale"]["domain"] for layer in drawn["layer"] if "x" in layer["encoding"]
    )
    assert (end[1] - 2) / (end[1] - end[0]) < 0.3


def test_a_presented_line_between_two_partners_takes_the_width_that_names_leave() -> None:
    """It was a thin line of a third of the picture."""
    left, right = (
        [branch_diagram.End(name, role, "partner")]
        for name, role in (("Nautilus Refining", "Provider"), ("Dolphin", "Receiver"))
    )

    drawn = branch_diagram.branch_diagram(
        "28,000 t per year",
        left,
        right,
        replace(READ, is_large=True),
        colours={"partner": "#000000"},
        in_hall=600,
        width=1140,
    ).to_dict()

    least, most = next(
        layer["encoding"]["x"]["scale"]["domain"] for layer in drawn["layer"] if "x" in layer["encoding"]
    )
    assert 2 / (most - least) > 0.45
    assert (0 - least) / (most - least) * 1140 > 280  # room for the name


def test_a_presented_line_of_a_use_is_whole_and_the_curves_take_the_rest() -> None:
    """Half of the labels ended with an ellipsis while curves took more than half of the width."""
    long = branch_diagram.End("Raw meal of clinker", "replaces clay", "practised", "location: United Kingdom")
    wordy = long._replace(detail=f"location: {', '.join(['United Kingdom'] * 9)}")
    colours, ends = {"practised": "#000000"}, [long] * 11 + [wordy]

    drawn = branch_diagram.branch_diagram(
        "ash", (), ends, replace(READ, is_large=True), colours=colours, in_hall=820, width=1860
    ).to_dict()

    least, most = next(
        layer["encoding"]["x"]["scale"]["domain"] for layer in drawn["layer"] if "x" in layer["encoding"]
    )
    room = (most - 2) / (most - least) * 1860 - 12
    words = {row["words"] for row in data_of(drawn) if "note" in row}
    assert words == {long.words, "Raw meal of clinker · replaces clay"}
    assert text_width(long.words, 24) < room < 0.5 * 1860
