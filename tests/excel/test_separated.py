"""Text in columns: files of other programs, and what spreadsheets and Word put on the clipboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.excel.book import TooLarge
from desktop.excel.separated import NotSeparated, read_clipboard, read_separated


def test_a_spreadsheet_puts_tabs_between_cells() -> None:
    assert read_clipboard("Họ tên\tNăm\r\nLê An\t1980\r\nVõ Ba\t\r\n") == [
        ["Họ tên", "Năm"], ["Lê An", "1980"], ["Võ Ba", None],
    ]  # fmt: skip


def test_cells_with_line_breaks_stand_in_quotes() -> None:
    assert read_clipboard('Lê An\t"Trường ""Mẫu""\ncơ sở 2"\nVõ Ba\tSở') == [
        ["Lê An", 'Trường "Mẫu"\ncơ sở 2'], ["Võ Ba", "Sở"],
    ]  # fmt: skip


def test_a_quotation_mark_alone_takes_nothing_in() -> None:
    assert read_clipboard('Lê An\t"Trường Mẫu\nVõ Ba\tSở') == [["Lê An", '"Trường Mẫu'], ["Võ Ba", "Sở"]]


def test_a_row_that_word_broke_into_lines_is_joined() -> None:
    copied = "STT\tHọ tên\tNơi ở\n1\tLê\nAn\tẤp 1\n2\tVõ Ba\tẤp 2\nI. KHỐI Y TẾ\n3\tHồ Tư\tẤp 3"
    assert read_clipboard(copied) == [
        ["STT", "Họ tên", "Nơi ở"], ["1", "Lê\nAn", "Ấp 1"], ["2", "Võ Ba", "Ấp 2"], ["I. KHỐI Y TẾ"],
        ["3", "Hồ Tư", "Ấp 3"],
    ]  # fmt: skip


@given(text=st.text())
def test_anything_copied_is_read(text: str) -> None:
    assert isinstance(read_clipboard(text), list)


def test_what_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_clipboard("x" * 10_000_001)


@pytest.mark.parametrize("content", ["a,b\n1,2\n", "a;b;c\n1;2;3\n", "a\tb\r\n1\t2\r\n"])
def test_columns_of_the_same_number_are_a_table(content: str) -> None:
    assert len(read_separated(content.encode(), must_be_table=True)) == 2


@pytest.mark.parametrize("content", ["hello", "a, b\nc\n", "", "\0\0,\0\0\n,,\n"])
def test_other_text_is_no_table(content: str) -> None:
    with pytest.raises(NotSeparated):
        read_separated(content.encode(), must_be_table=True)
