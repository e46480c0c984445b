"""Companies, their sites, and the park plan."""

from itertools import pairwise

from sample_data.generate import plan
from sample_data.generate.rows import Row, draft, number

CELL = ("column", "row", "columns", "rows")


def _cell(row: dict[str, str]) -> tuple[int, ...]:
    return tuple(int(row[name]) for name in CELL)


def grid(park: str) -> plan.Grid:
    """Return the street grid of a park."""
    values = {row["name"]: float(row["value"]) for row in draft(park, "grid")}
    whole = {name: int(values.pop(name)) for name in ("columns", "rows")}
    return plan.Grid(**whole, **values)


def companies(park: str) -> list[Row]:
    """Return the companies of a park."""
    return [
        {
            "company_id": row["id"],
            "name_en": row["name_en"],
            "name_zh": row["name_zh"],
            "company_group": row["group"],
            "sector": row["sector"],
            "sector_gbt": row["sector_gbt"],
            "employees": row["employees"],
            "is_sme": int(row["employees"]) < 300,
            "value_added": number(row["value_added"]) * 1e6,
            "currency": "CNY",
            "price_year": 2024,
            "visibility": row["visibility"],
            "interest": row["interest"],
            "is_open_to_administration": row.get("open_to_administration"),
            "is_illustrative": True,
        }
        for row in draft(park, "companies")
    ]


def sites(park: str) -> list[Row]:
    """Return one site per company, in the middle of its plot."""
    streets = grid(park)
    rows: list[Row] = []
    for row in draft(park, "companies"):
        longitude, latitude = streets.middle(*_cell(row))
        rows.append(
            {
                "site_id": f"{row['id']}-S",
                "company_id": row["id"],
                "park_id": park,
                "name_en": row["name_en"],
                "name_zh": row["name_zh"],
                "latitude": latitude,
                "longitude": longitude,
                "feature_id": f"{park}-P-{row['id']}",
                "is_outside": False,
                "is_inventoried": row["inventoried"],
                "is_illustrative": True,
            }
        )
    return rows


def features(park: str) -> list[Row]:
    """Return the features of a park's plan: boundary, plots, streets and those of the draft."""
    streets = grid(park)
    found = [
        boundary(park),
        *_roads(park, streets),
        *(_plot(park, streets, "plot", row["id"], row) for row in draft(park, "companies")),
        *(_drawn(park, streets, row) for row in draft(park, "plan")),
    ]
    return [{**row, "park_id": park, "is_illustrative": True} for row in found]


def _plot(park: str, streets: plan.Grid, kind: str, name: str, row: dict[str, str]) -> Row:
    cell = _cell(row)
    return {
        "feature_id": f"{park}-P-{name}",
        "feature_kind": kind,
        "name_en": row["name_en"],
        "name_zh": row["name_zh"],
        "geometry": plan.rectangle(streets, *streets.block(*cell)),
        "area": streets.area(*cell),
    }


def _drawn(park: str, streets: plan.Grid, row: dict[str, str]) -> Row:
    """Return a feature of the draft: blocks of the grid, or a shape through points in metres."""
    if row["column"]:
        return _plot(park, streets, row["feature_kind"], row["id"], row)
    corners = [pair.split() for pair in row["points"].split(";")]
    points = [(float(east), float(north)) for east, north in corners]
    shape = plan.line if row["feature_kind"] in ("corridor", "road", "rail") else plan.polygon
    return {
        "feature_id": f"{park}-{row['id']}",
        "feature_kind": row["feature_kind"],
        "name_en": row["name_en"],
        "name_zh": row["name_zh"],
        "geometry": shape(streets, points),
    }


def boundary(park: str) -> Row:
    """Return the park's boundary: the grid and a strip south of it, with its area. [ha]"""
    streets = grid(park)
    width, depth = streets.size
    edge = streets.street
    return {
        "feature_id": f"{park}-boundary",
        "feature_kind": "boundary",
        "name_en": "Park boundary",
        "name_zh": "园区边界",
        "geometry": plan.rectangle(streets, -edge, -edge - 180, width + edge, depth + edge),
        "area": round((width + 2 * edge) * (depth + 2 * edge + 180) / 10_000, 1),
    }


def _roads(park: str, streets: plan.Grid) -> list[Row]:
    """Return the streets; a street is interrupted where a plot of several blocks crosses it."""
    width, depth = streets.size
    wide, deep = streets.width + streets.street, streets.depth + streets.street
    owner = _owners(park)
    rows: list[Row] = []
    for order in range(streets.columns + 1):
        x = streets.street / 2 + order * wide
        is_open = [not _joined(owner, (order - 1, row), (order, row)) for row in range(streets.rows)]
        pieces = [[(x, start), (x, end)] for start, end in _runs(is_open, deep, depth)]
        rows += _road(park, f"AV{order}", (f"Avenue {order}", f"纵{order}路"), streets, pieces)
    for order in range(streets.rows + 1):
        y = streets.street / 2 + order * deep
        is_open = [
            not _joined(owner, (column, order - 1), (column, order)) for column in range(streets.columns)
        ]
        pieces = [[(start, y), (end, y)] for start, end in _runs(is_open, wide, width)]
        rows += _road(park, f"ST{order}", (f"Street {order}", f"横{order}路"), streets, pieces)
    return rows


def _owners(park: str) -> dict[tuple[int, int], str]:
    """Return the plot of each block of the grid."""
    found: dict[tuple[int, int], str] = {}
    for row in [*draft(park, "companies"), *draft(park, "plan")]:
        if row["column"]:
            column, first, columns, rows = _cell(row)
            found |= {(column + x, first + y): row["id"] for x in range(columns) for y in range(rows)}
    return found


def _joined(owner: dict[tuple[int, int], str], one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one in owner and owner[one] == owner.get(other)


def _runs(is_open: list[bool], step: float, length: float) -> list[plan.Point]:
    """Return start and end of each section of a street that is not interrupted by a plot. [m]"""
    edges = [index for index in range(1, len(is_open)) if is_open[index] != is_open[index - 1]]
    marks = [0.0, *(index * step for index in edges), length]
    pieces = pairwise(marks)
    return [piece for order, piece in enumerate(pieces) if is_open[0] == (order % 2 == 0)]


def _road(
    park: str, code: str, name: tuple[str, str], streets: plan.Grid, pieces: list[list[plan.Point]]
) -> list[Row]:
    return [
        {
            "feature_id": f"{park}-{code}" if order == 0 else f"{park}-{code}-{order}",
            "feature_kind": "road",
            "name_en": name[0],
            "name_zh": name[1],
            "geometry": plan.line(streets, points),
        }
        for order, points in enumerate(pieces)
    ]
