import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.documents.pdf import write_pdf
from desktop.widgets.pdf_view import PdfPreview
from documents.half_year_report import half_year_report
from documents.reading import pdf_text


@pytest.fixture(scope="module")
def paper() -> bytes:
    return write_pdf(half_year_report()).data


@pytest.fixture
def preview(qtbot: QtBot, paper: bytes) -> PdfPreview:
    made = PdfPreview()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.show_pdf(paper)
    return made


def search(qtbot: QtBot, preview: PdfPreview, words: str) -> None:
    preview.words.setText(words)
    qtbot.keyClick(preview.words, Qt.Key.Key_Return)


def test_all_pages_are_there_and_named(preview: PdfPreview) -> None:
    assert preview.page_count() == 8
    assert preview.page.text() == "Trang 1 / 8"


def test_words_are_found_where_another_program_finds_them(
    qtbot: QtBot, preview: PdfPreview, paper: bytes
) -> None:
    search(qtbot, preview, "Phụ lục II")
    times = sum(pdf_text(paper, "-f", str(n), "-l", str(n)).count("Phụ lục II") for n in range(1, 9))
    qtbot.waitUntil(lambda: preview.found_count() == times)
    assert times > 1
    assert preview.told.text() == f"1/{times}"


def test_enter_goes_from_place_to_place_and_round(qtbot: QtBot, preview: PdfPreview) -> None:
    search(qtbot, preview, "Phụ lục II")
    qtbot.waitUntil(lambda: preview.found_count() > 1)
    count = preview.found_count()
    seen = [preview.told.text()]
    for _ in range(count):
        search(qtbot, preview, "Phụ lục II")
        seen.append(preview.told.text())
    assert seen == [f"{n}/{count}" for n in (*range(1, count + 1), 1)]
    preview.find_previous()
    assert preview.told.text() == f"{count}/{count}"


def test_going_to_a_place_shows_its_page(qtbot: QtBot, preview: PdfPreview) -> None:
    search(qtbot, preview, "KHÓ KHĂN, NGUYÊN NHÂN")
    qtbot.waitUntil(lambda: preview.found_count() == 1)
    assert preview.page.value() == 3


def test_words_that_stand_nowhere_are_told(qtbot: QtBot, preview: PdfPreview) -> None:
    search(qtbot, preview, "không có ở đâu cả")
    assert preview.told.text() == "Không thấy"


def test_another_paper_is_searched_anew(qtbot: QtBot, preview: PdfPreview) -> None:
    search(qtbot, preview, "Phụ lục II")
    qtbot.waitUntil(lambda: preview.found_count() > 1)
    preview.show_pdf(b"")
    assert preview.found_count() == 0
    assert preview.page_count() <= 0
    preview.find_next()
    preview.print_pages()


def test_a_typed_page_is_gone_to(qtbot: QtBot, preview: PdfPreview) -> None:
    preview.page.setValue(6)
    preview.page.editingFinished.emit()
    qtbot.waitUntil(lambda: preview.page.value() == 6)
    qtbot.wait(50)
    assert preview.page.value() == 6
