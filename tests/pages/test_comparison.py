"""Comparison table of cases."""

import pytest

from pages.common import comparison


def test_a_phone_lists_the_cases_below_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four columns side by side left 60 px and three-line heads for each."""
    drawn: list[str] = []
    monkeypatch.setattr(comparison.st, "html", drawn.append)
    rows = [comparison.Row("NPV", [comparison.Cell("5"), comparison.Cell("7", "+2")])]

    comparison.show(["Today", "Growth"], rows, caption="Results", is_stacked=True)

    body = drawn[0].partition("<tbody>")[2]
    assert body.count("<tr") == 4
    assert body.index("Today") < body.index(">5<") < body.index("Growth") < body.index(">7<")
    assert body.count("<td>") == 2
