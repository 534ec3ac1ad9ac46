from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.chart_sheet import ticks
from desktop.documents.charts import draw_chart
from desktop.documents.model import Chart, ChartKind
from desktop.documents.surface import PRINT, Box, Lettering, Mark, Palette, Pen, Point
from documents.half_year_report import charts

WIDTH, HEIGHT = 460.0, 210.0


class Recorder:
    """A surface that remembers what was drawn; every letter is half as wide as it is high."""

    def __init__(self) -> None:
        self.rects: list[tuple[Box, str]] = []
        self.lines: list[tuple[list[Point], Pen]] = []
        self.texts: list[tuple[Point, str, Lettering]] = []

    def rect(self, box: Box, fill: str) -> None:
        self.rects.append((box, fill))

    def line(self, start: Point, end: Point, pen: Pen) -> None:
        self.lines.append(([start, end], pen))

    def polyline(self, points: Sequence[Point], pen: Pen) -> None:
        self.lines.append((list(points), pen))

    def text(self, at: Point, words: str, lettering: Lettering) -> None:
        self.texts.append((at, words, lettering))

    def measure(self, words: str, lettering: Lettering) -> float:
        return len(words) * lettering.size * 0.5

    @property
    def words(self) -> list[str]:
        return [words for _, words, _ in self.texts]

    def boxes(self, fill: str) -> list[Box]:
        return [box for box, own in self.rects if own == fill]


def drawn(chart: Chart, palette: Palette = PRINT) -> Recorder:
    recorder = Recorder()
    draw_chart(chart, recorder, WIDTH, HEIGHT, palette)
    return recorder


BARS, LINE, PYRAMID, TIMELINE = charts()


def test_stacked_bars_stand_on_each_other_in_proportion() -> None:
    recorder = drawn(BARS)
    first = [recorder.boxes(PRINT.of(layer))[1] for layer in range(3)]  # [0] is the legend's square
    assert first[0].y == pytest.approx(first[1].y + first[1].height)
    assert first[1].y == pytest.approx(first[2].y + first[2].height)
    assert first[0].height / first[1].height == pytest.approx(612 / 148)


def test_stacked_bars_say_their_totals_labels_and_legend() -> None:
    assert {"781", "426", "589", "782", "86", "Giáo dục", "Thạc sĩ", "(người)"} <= set(drawn(BARS).words)


def test_a_line_stops_where_there_is_no_figure() -> None:
    recorder = drawn(LINE)
    line = next(points for points, pen in recorder.lines if pen.color == PRINT.of(0) and len(points) > 2)
    assert len(line) == 6
    assert [point.y for point in line] == sorted((point.y for point in line), reverse=True)


def test_the_target_is_a_dashed_line_at_its_height() -> None:
    recorder = drawn(LINE)
    level = [points for points, pen in recorder.lines if pen.dashed][1]  # [0] is the legend's
    grid = {words: at.y for at, words, _ in recorder.texts}
    assert level[0].y == level[1].y == pytest.approx(grid["80"] - PRINT.size * 0.35)
    assert "Mức cần đạt" in recorder.words


def test_a_pyramid_has_its_first_label_lowest_and_two_sides() -> None:
    recorder = drawn(PYRAMID)
    heights = {words: at.y for at, words, _ in recorder.texts}
    assert heights["22–29"] > heights["30–39"] > heights["Từ 70"]
    men, women = recorder.boxes(PRINT.of(0))[1:], recorder.boxes(PRINT.of(1))[1:]
    assert max(box.x + box.width for box in men) < min(box.x for box in women)
    assert men[1].width / women[1].width == pytest.approx(402 / 466)


def test_a_timeline_colours_done_late_and_running_work() -> None:
    recorder = drawn(TIMELINE)
    assert len(recorder.boxes(PRINT.done)) == 2
    assert len(recorder.boxes(PRINT.late)) == 1
    assert {"T1", "T12", "100%", "35%"} <= set(recorder.words)


def test_a_long_timeline_is_divided_into_years() -> None:
    long = replace(TIMELINE, series=(TIMELINE.series[0], ("Kết thúc", (2030.5,) * 6), TIMELINE.series[2]))
    assert {"2026", "2028", "2030"} <= set(drawn(long).words)
    assert "T1" not in drawn(long).words


def test_names_too_long_for_their_room_end_in_an_ellipsis() -> None:
    recorder = drawn(replace(BARS, labels=("Lĩnh vực có tên rất dài không thể viết hết",) * 5))
    assert "Lĩnh vực có tên…" in recorder.words


def test_too_many_labels_are_thinned_out_not_written_over_each_other() -> None:
    count = 120
    labels = tuple(f"N{n}" for n in range(count))
    recorder = drawn(Chart(ChartKind.LINE_WITH_TARGET, "", labels, (("a", tuple(map(float, range(count)))),)))
    assert 5 < sum(words.startswith("N") for words in recorder.words) < 40


@pytest.mark.parametrize("chart", [BARS, LINE, PYRAMID, TIMELINE])
def test_a_chart_without_figures_says_so(chart: Chart) -> None:
    empty = replace(chart, series=tuple((name, (None,) * len(values)) for name, values in chart.series))
    assert "Chưa có số liệu" in drawn(empty).words
    nothing = replace(chart, labels=(), series=tuple((name, ()) for name, _ in chart.series))
    assert "Chưa có số liệu" in drawn(nothing).words


def test_a_window_may_bring_its_own_palette() -> None:
    dark = Palette(ink="#ffffff", series=("#123456",), paper="#000000")
    assert drawn(BARS, dark).boxes("#123456")


def test_a_tint_is_an_opaque_mixture_with_the_paper() -> None:
    assert Palette(paper="#ffffff").tint("#000000", 0.5) == "#808080"
    assert Palette(paper="#000000").tint("#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 782, [0, 200, 400, 600, 800]),
        (0, 80, [0, 20, 40, 60, 80]),
        (0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (-3, 7, [-4, -2, 0, 2, 4, 6, 8]),
    ],
)
def test_axes_carry_round_figures(low: float, high: float, marks: list[float]) -> None:
    assert ticks(low, high) == pytest.approx(marks)


FIGURES = st.one_of(st.none(), st.floats(-1e9, 1e9), st.just(float("nan")))


@given(st.sampled_from(ChartKind), st.data())
def test_any_figures_are_drawn_within_the_sheet(kind: ChartKind, data: st.DataObject) -> None:
    labels = tuple(data.draw(st.lists(st.text(max_size=30), max_size=8)))
    count = {ChartKind.PYRAMID: 2, ChartKind.TIMELINE: 3}.get(kind) or data.draw(st.integers(0, 4))
    figures = st.floats(1900, 2200) if kind is ChartKind.TIMELINE else FIGURES
    values = st.tuples(*(figures for _ in labels))
    series = tuple((f"s{n}", data.draw(values)) for n in range(count))
    recorder = drawn(Chart(kind, "t", labels, series, data.draw(st.none() | st.floats(-1e9, 1e9))))
    assert all(box.x >= -1 and box.x + box.width <= WIDTH + 1 for box, _ in recorder.rects)
    assert all(-1 <= point.x <= WIDTH + 1 for points, _ in recorder.lines for point in points)


ACROSS = Chart(
    ChartKind.BARS_ACROSS,
    "Trình độ theo lĩnh vực",
    ("Khoa học, công nghệ và đổi mới sáng tạo", "Y tế"),
    (("Thạc sĩ", (30.0, 10.0)), ("Tiến sĩ", (10.0, None))),
)


def marks_of(chart: Chart) -> Sequence[Mark]:
    return draw_chart(chart, Recorder(), WIDTH, HEIGHT, PRINT)


def test_bars_across_stand_under_their_whole_labels_in_proportion() -> None:
    recorder = drawn(ACROSS)
    first, second = recorder.boxes(PRINT.of(0))[1:]  # [0] is the legend's square
    (on_top,) = recorder.boxes(PRINT.of(1))[1:]
    assert first.width == pytest.approx(3 * second.width)
    assert on_top.x == pytest.approx(first.x + first.width)
    assert {"Khoa học, công nghệ và đổi mới sáng tạo", "Y tế", "40", "10"} <= set(recorder.words)
    label = next(at for at, words, _ in recorder.texts if words == "Y tế")
    assert first.y + first.height < label.y < second.y


@pytest.mark.parametrize("chart", [BARS, PYRAMID, ACROSS], ids=lambda one: one.kind.value)
def test_a_chart_tells_where_its_pieces_stand(chart: Chart) -> None:
    marks = marks_of(chart)
    assert marks
    for box, label, series in marks:
        assert chart.series[series][1][label]
        assert 0 <= box.x <= box.x + box.width <= WIDTH


def test_lines_and_empty_charts_have_no_pieces() -> None:
    assert list(marks_of(LINE)) == list(marks_of(Chart(ChartKind.BARS_ACROSS, "", (), (("A", ()),)))) == []
