"""Imports in the browser: template, file with mistakes, marked copy, valid file, and undo."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, Visit

pytestmark = pytest.mark.browser

HEADINGS = "company_id,name_en,visibility"


def upload(page: Page, path: Path) -> None:
    """Choose a file in the uploader."""
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(str(path))


def csv(folder: Path, *rows: str) -> Path:
    """Write company.csv."""
    path = folder / "company.csv"
    path.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    return path


@pytest.mark.walk
def test_the_template_can_be_downloaded_and_opened(site: Site, visit: Visit, tmp_path: Path) -> None:
    page = visit.open(site.url("data"))

    with page.expect_download() as download:
        page.get_by_role("button", name="Full template").click()
    download.value.save_as(tmp_path / "template.xlsx")

    assert len(openpyxl.load_workbook(tmp_path / "template.xlsx").sheetnames) > 30


def sign(page: Page) -> None:
    """Give the name for the change log."""
    page.get_by_role("button", name="Your name").last.click()
    page.get_by_label("Your name (for the change log)").fill("Ms Li")
    page.get_by_label("Your name (for the change log)").press("Enter")
    page.keyboard.press("Escape")


def test_mistakes_are_listed_with_their_cells_and_a_marked_copy(
    site: Site, visit: Visit, tmp_path: Path
) -> None:
    page = visit.open(site.url("data"))

    upload(page, csv(tmp_path, "B1,,public", "B2,Bright Works,everywhere"))
    expect(page.get_by_text("2 problems found")).to_be_visible(timeout=30_000)

    with page.expect_download() as download:
        page.get_by_text("Download a copy with the problems marked").click()
    download.value.save_as(tmp_path / "marked.xlsx")
    assert openpyxl.load_workbook(tmp_path / "marked.xlsx").sheetnames
    expect(page.get_by_role("button", name="Save")).to_have_count(0)


@pytest.mark.walk
def test_a_valid_file_is_stored_and_shown(site: Site, visit: Visit, tmp_path: Path) -> None:
    page = visit.open(site.url("data"))
    upload(page, csv(tmp_path, "B9,<b>Bright</b> Works,public"))
    expect(page.get_by_text("1 valid row to save.")).to_be_visible(timeout=30_000)

    sign(page)
    page.locator(".st-key-store").get_by_role("button").click()
    expect(page.get_by_text("1 row saved: ")).to_be_visible(timeout=30_000)

    expect(page.get_by_text("All data valid")).to_be_visible(timeout=30_000)
    assert visit.faults == []


@pytest.mark.walk
def test_a_backup_is_downloaded_and_restored(site: Site, visit: Visit, tmp_path: Path) -> None:
    page = visit.open(site.url("data"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Download backup").click()
    copy = tmp_path / "copy.duckdb"
    download.value.save_as(copy)
    visit.settle()

    page.get_by_test_id("stFileUploaderDropzoneInput").last.set_input_files(str(copy))
    expect(page.get_by_text("It replaces all current data")).to_be_visible(timeout=90_000)
    sign(page)
    page.get_by_role("button", name="Restore").click()

    expect(page.get_by_text("Backup restored.")).to_be_visible(timeout=30_000)
    assert list(site.log.parent.glob("*.before-restore-*.duckdb"))
    assert visit.faults == []


@pytest.mark.walk
def test_a_file_that_is_no_backup_is_refused_with_its_name(site: Site, visit: Visit, tmp_path: Path) -> None:
    letter = tmp_path / "letter.duckdb"
    letter.write_text("Dear park manager, " * 1000)
    page = visit.open(site.url("data"))

    page.get_by_test_id("stFileUploaderDropzoneInput").last.set_input_files(str(letter))

    expect(page.get_by_text("letter.duckdb is not an isdata database.")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("button", name="Restore")).to_have_count(0)


@pytest.mark.walk
def test_the_upload_is_in_chinese(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("data", lang="zh"))

    shown = page.get_by_test_id("stFileUploaderDropzone").first.evaluate(
        "zone => [...zone.querySelectorAll('p, span')]"
        ".map(each => [getComputedStyle(each).fontSize, getComputedStyle(each, '::after').content])"
    )

    assert ["0px", '"选择文件"'] in shown
    assert ["0px", '"或拖放到此处；每个文件不超过100 MB"'] in shown


@pytest.mark.walk
def test_a_guest_can_neither_import_nor_export(site: Site, visit: Visit) -> None:
    page = visit.open(site.url("data", role="guest"))
    expect(page.get_by_test_id("stFileUploader")).to_have_count(0)

    expect(page.get_by_text("Complete workbook")).to_have_count(0)

    page = visit.open(site.url("history", role="guest"))
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
