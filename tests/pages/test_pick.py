"""Controls of the pages: each option differs from the others by its words."""

from pages.common import pick


def test_options_with_the_same_words_are_numbered() -> None:
    named = pick.unique_labels({"E1": "Visit", "E2": "Visit", "E3": "Visit (2)", "E4": "Visit"})

    assert named == {"E1": "Visit", "E2": "Visit (2)", "E3": "Visit (2) (2)", "E4": "Visit (3)"}
