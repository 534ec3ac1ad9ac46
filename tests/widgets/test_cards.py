"""Pages, cards and the other pieces they are made of."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.cards import Banner, Card, EmptyState, Figure, Light
from desktop.widgets.controls import ChoiceBox, IconMark, SearchField, button, shortcut_action
from desktop.widgets.flow import FlowRow
from desktop.widgets.page import ScrollPage
from desktop.widgets.sidebar import Place, Sidebar
from desktop.widgets.theme import apply_theme
from desktop.widgets.tokens import Tone
from widgets.doors import press, type_text


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def picture(widget: QWidget) -> bytes:
    return bytes(widget.grab().toImage().constBits())


def test_a_figure_shows_number_and_note_and_tells_them_to_readers_of_screens(qtbot: QtBot) -> None:
    figure = Figure("Nhiệm vụ quá hạn", "warning", Tone.BAD)
    qtbot.addWidget(figure)
    figure.set("2", "Cần xử lý trong tuần")
    assert texts(figure) == ["Nhiệm vụ quá hạn", "2", "Cần xử lý trong tuần"]
    assert figure.accessibleName() == "Nhiệm vụ quá hạn: 2. Cần xử lý trong tuần"


def test_a_banner_hides_when_it_has_nothing_to_say(qtbot: QtBot) -> None:
    window, banner = QWidget(), Banner()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(banner)
    window.show()
    assert not banner.isVisible()
    banner.say("Có 3 hồ sơ trùng.", Tone.WARN)
    assert banner.isVisible()
    assert (banner.text(), banner.property("tone")) == ("Có 3 hồ sơ trùng.", "warn")
    banner.say("")
    assert not banner.isVisible()


def test_the_button_of_a_banner_acts(qtbot: QtBot) -> None:
    done: list[str] = []
    banner = Banner("Có bản sao lưu mới.", Tone.GOOD, "Xem", lambda: done.append("xem"))
    qtbot.addWidget(banner)
    banner.findChild(QPushButton).click()
    assert done == ["xem"]


def test_a_verdict_tells_by_words_and_shape_not_by_colour_alone(qtbot: QtBot) -> None:
    lights = [Light(tone, "Kết luận", "Vì sao.") for tone in (Tone.GOOD, Tone.WARN, Tone.BAD)]
    shapes = set()
    for light in lights:
        qtbot.addWidget(light)
        shapes.add(light.findChild(IconMark)._name)
    assert len(shapes) == 3


def test_a_verdict_says_why_and_what_to_do(qtbot: QtBot) -> None:
    light = Light(Tone.BAD, "Không hợp lệ", "Tệp đã bị sửa sau khi ký.", "yêu cầu gửi lại gói.")
    qtbot.addWidget(light)
    assert texts(light) == [
        "Không hợp lệ", "Tệp đã bị sửa sau khi ký.", "Việc cần làm: yêu cầu gửi lại gói."
    ]  # fmt: skip
    assert light.accessibleName() == "Không hợp lệ. Tệp đã bị sửa sau khi ký. yêu cầu gửi lại gói."


def test_an_empty_place_offers_the_first_step(qtbot: QtBot) -> None:
    done: list[str] = []
    empty = EmptyState("package", "Chưa có gói", "Gói gom báo cáo.", "Tạo gói", lambda: done.append("tạo"))
    qtbot.addWidget(empty)
    empty.findChild(QPushButton).click()
    assert done == ["tạo"]
    assert texts(empty) == ["Chưa có gói", "Gói gom báo cáo."]


def test_markup_in_a_card_is_shown_as_it_is(qtbot: QtBot) -> None:
    card = Card("<b>Tổ 5</b>")
    qtbot.addWidget(card)
    assert card.findChild(QLabel).textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    "make",
    [
        lambda: Light(Tone.BAD, "Không hợp lệ", "Tệp đã bị sửa sau khi ký."),
        lambda: Banner("Có 3 hồ sơ trùng.", Tone.WARN),
        lambda: Figure("Trí thức", "people"),
        lambda: button("Lưu", print, "save", "primary"),
        lambda: button("Xóa", print, "delete", "danger"),
    ],
)
def test_everything_changes_with_the_look(
    qtbot: QtBot, light: QApplication, make: Callable[[], QWidget]
) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(300, 90)
    before = picture(widget)
    apply_theme(light, "dark", 10)
    assert picture(widget) != before


def test_a_page_scrolls_what_does_not_fit(qtbot: QtBot) -> None:
    page = ScrollPage("Trí thức", "UBND phường Mẫu")
    qtbot.addWidget(page)
    for _ in range(10):
        card = Card("Thẻ")
        card.setMinimumHeight(200)
        page.add(card)
    page.fill()
    page.resize(600, 400)
    page.show()
    assert page.verticalScrollBar().maximum() > 1_000
    assert texts(page)[:2] == ["Trí thức", "UBND phường Mẫu"]
    page.header.set_title("Hồ sơ")
    page.header.set_subtitle("Cán bộ")
    assert texts(page)[:2] == ["Hồ sơ", "Cán bộ"]


def test_figures_in_a_row_are_of_one_width(qtbot: QtBot) -> None:
    page = ScrollPage("Tổng quan")
    qtbot.addWidget(page)
    figures = [Figure(label, "people") for label in ("Một", "Một nhãn dài hơn nhiều", "Ba")]
    page.add_row(*figures)
    page.resize(900, 300)
    page.show()
    assert max(f.width() for f in figures) - min(f.width() for f in figures) <= 1


def row_of(qtbot: QtBot, width: int) -> list[QWidget]:
    grows = SearchField()
    fixed = [button(text, print) for text in ("Lọc", "Nhập từ Excel", "Thêm hồ sơ")]
    row = FlowRow(grows, *fixed)
    qtbot.addWidget(row)
    row.resize(width, row.heightForWidth(width))
    row.show()
    return [row, grows, *fixed]


def test_tools_stand_in_one_line_and_the_search_field_takes_what_is_left(qtbot: QtBot) -> None:
    row, grows, *fixed = row_of(qtbot, 900)
    middles = {widget.geometry().center().y() for widget in (grows, *fixed)}
    assert max(middles) - min(middles) <= 1
    assert fixed[-1].geometry().right() == row.width() - 1
    assert grows.width() > grows.sizeHint().width() * 1.5


def test_tools_go_on_in_a_second_line_when_space_is_short(qtbot: QtBot) -> None:
    row, grows, *fixed = row_of(qtbot, 420)
    assert fixed[-1].geometry().top() > grows.geometry().bottom()
    assert all(widget.geometry().right() < row.width() for widget in (grows, *fixed))
    assert row.heightForWidth(420) > row.heightForWidth(900)


def test_the_search_field_asks_once_after_fast_typing(qtbot: QtBot) -> None:
    field, asked = SearchField(), list[str]()
    qtbot.addWidget(field)
    field.searched.connect(asked.append)
    type_text(field, "nguyễn ")
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["nguyễn"]


def test_enter_searches_at_once(qtbot: QtBot) -> None:
    field, asked = SearchField(), list[str]()
    qtbot.addWidget(field)
    field.searched.connect(asked.append)
    type_text(field, "đỗ")
    press(field, Qt.Key.Key_Return)
    assert asked == ["đỗ"]


def test_a_choice_is_told_by_its_code_and_survives_new_lines(qtbot: QtBot) -> None:
    box, chosen = ChoiceBox("Tình trạng", [("", "Tất cả"), ("a", "Đang công tác")]), list[str]()
    qtbot.addWidget(box)
    box.chosen.connect(chosen.append)
    box.set_code("a")
    assert (box.code(), chosen) == ("a", [])
    box.set_choices([("b", "Nghỉ hưu"), ("a", "Đang công tác")])
    assert box.code() == "a"
    press(box, Qt.Key.Key_Up)
    assert (box.code(), chosen) == ("b", ["b"])
    box.set_code("không có")
    assert box.code() == "b"


def test_a_command_of_a_widget_has_a_key(qtbot: QtBot) -> None:
    frame, done = QFrame(), list[str]()
    qtbot.addWidget(frame)
    action = shortcut_action(frame, "Xóa", "Del", lambda: done.append("xóa"))
    action.trigger()
    assert done == ["xóa"]
    assert action.shortcut().toString() == "Del"


PLACES = (Place("people", "people", "Trí thức"), Place("tasks", "tasks", "Kế hoạch, nhiệm vụ"))


def test_the_sidebar_tells_where_the_user_goes(qtbot: QtBot) -> None:
    sidebar, chosen = Sidebar(PLACES), list[str]()
    qtbot.addWidget(sidebar)
    sidebar.chosen.connect(chosen.append)
    sidebar.show()
    sidebar.go_to("people")
    press(sidebar, Qt.Key.Key_Down)
    assert chosen == ["people", "tasks"]
    with pytest.raises(KeyError):
        sidebar.go_to("không có")


def test_the_lines_of_the_sidebar_do_not_overlap_and_grow_with_the_text(
    qtbot: QtBot, light: QApplication
) -> None:
    sidebar = Sidebar(PLACES)
    qtbot.addWidget(sidebar)
    sidebar.go_to("tasks")
    sidebar.show()
    for size in (10, 20):
        apply_theme(light, "light", size)
        first, second = (sidebar.visualItemRect(sidebar.item(row)) for row in (0, 1))
        assert second.top() >= first.bottom()
        assert first.height() >= sidebar.fontMetrics().height() * 2


def test_a_compact_sidebar_is_narrow_and_still_named(qtbot: QtBot) -> None:
    sidebar = Sidebar(PLACES)
    qtbot.addWidget(sidebar)
    wide = sidebar.width()
    sidebar.set_compact(True)
    assert sidebar.width() < wide / 3
    assert [sidebar.item(row).text() for row in range(2)] == ["", ""]
    assert sidebar.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Kế hoạch, nhiệm vụ"
    sidebar.set_compact(False)
    assert sidebar.item(1).text() == "Kế hoạch, nhiệm vụ"
