"""Controls of the pages: each option differs from the others by its words."""

import pytest

from pages.common import address, fragment, pick


def test_options_with_the_same_words_are_numbered() -> None:
    named = pick.unique_labels({"E1": "Visit", "E2": "Visit", "E3": "Visit (2)", "E4": "Visit"})

    assert named == {"E1": "Visit", "E2": "Visit (2)", "E3": "Visit (2) (2)", "E4": "Visit (3)"}


def test_a_notice_on_a_missing_choice_goes_once_another_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is outside a part of the page that runs alone, so the whole page has to run."""
    state: dict[str, object] = {address._MISSING: {"view": "gone"}, "view": "list"}
    monkeypatch.setattr(address.st, "session_state", state)
    runs: list[bool] = []
    monkeypatch.setattr(fragment.st, "rerun", lambda: runs.append(True))
    address.state_missing()
    assert not address.is_outdated()
    state["view"] = "table"
    assert address.is_outdated()
    fragment.rerun_if_outdated()
    assert runs == [True]
