"""What a typed question means: tables of questions, and rules that hold for whatever is typed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.people.lists.name_words import may_be_name
from desktop.people.lists.question import Question, without
from desktop.people.lists.reading import read_question
from desktop.people.lists.vocabulary import AGE, bare_phrases, field_names, short_name
from desktop.people.normal import FIELDS
from desktop.text import fold

ON = date(2026, 11, 21)


def read(text: str) -> Question:
    return read_question(text, on=ON, province="75")


def said(text: str) -> tuple[list[str], str]:
    """Return the conditions as they are shown, and the words of the name."""
    question = read(text)
    assert question.problems == ()
    return [one.label for one in question.conditions], question.words


@pytest.mark.parametrize(
    ("typed", "conditions", "words"),
    [
        (
            "nữ tuổi<45 tiến sĩ lĩnh vực:y",
            ["Giới tính: Nữ", "Tuổi < 45", "Trình độ cao nhất: Tiến sĩ", "Lĩnh vực hoạt động: Y tế"],
            "",
        ),
        ("linh vuc:y nu tien si tuoi<45",
         ["Lĩnh vực hoạt động: Y tế", "Giới tính: Nữ", "Trình độ cao nhất: Tiến sĩ", "Tuổi < 45"], ""),
        ("tuổi 30-40", ["Tuổi: 30 đến 40"], ""),
        ("tuổi từ 30 đến 40", ["Tuổi: 30 đến 40"], ""),
        ("tuổi:40-30", ["Tuổi: 30 đến 40"], ""),
        ("dưới 45 tuổi", ["Tuổi < 45"], ""),
        ("trên 60 tuổi", ["Tuổi > 60"], ""),
        ("60 tuổi trở lên", ["Tuổi ≥ 60"], ""),
        ("tuổi ≤ 35", ["Tuổi ≤ 35"], ""),
        ("sinh:1980", ["Ngày sinh: 1980"], ""),
        ("sinh năm 1980", ["Ngày sinh: 1980"], ""),
        ("sinh trước 1980", ["Ngày sinh < 1980"], ""),
        ("sinh 1970-1980", ["Ngày sinh: 1970 đến 1980"], ""),
        ("ngày sinh>=03/1980", ["Ngày sinh ≥ 03/1980"], ""),
        ("năm tốt nghiệp 2010", ["Năm được cấp bằng: 2010"], ""),
        ("nghỉ hưu", ["Tình trạng: Nghỉ hưu"], ""),
        ("NGHI HUU", ["Tình trạng: Nghỉ hưu"], ""),
        ("dân tộc thiểu số", ["Dân tộc thiểu số"], ""),
        ("dan toc:thieu so", ["Dân tộc thiểu số"], ""),
        ("GS", ["Học hàm: Giáo sư"], ""),
        ("pgs ths", ["Học hàm: Phó giáo sư", "Trình độ cao nhất: Thạc sĩ"], ""),
        ("trình độ>=ThS", ["Trình độ cao nhất ≥ Thạc sĩ"], ""),
        ("trình độ:ThS,TS", ["Trình độ cao nhất: Thạc sĩ hoặc Tiến sĩ"], ""),
        ('cơ quan:"bệnh viện"', ["Nơi công tác: bệnh viện"], ""),
        ("cơ quan:viện nguyễn", ["Nơi công tác: viện"], "nguyễn"),
        ("chưa có:số định danh", ["Chưa ghi: Số định danh cá nhân"], ""),
        ("chưa có số định danh", ["Chưa ghi: Số định danh cá nhân"], ""),
        ("có:điện thoại", ["Đã ghi: Điện thoại"], ""),
        ("lĩnh vực:chưa ghi", ["Chưa ghi: Lĩnh vực hoạt động"], ""),
        ("-nam", ["Trừ Giới tính: Nam"], ""),
        ("-nghỉ hưu -có:email", ["Trừ Tình trạng: Nghỉ hưu", "Chưa ghi: Thư điện tử"], ""),
        ("lĩnh vực y tế nguyễn", ["Lĩnh vực hoạt động: Y tế"], "nguyễn"),
        ("lĩnh vực:công nghệ", ["Lĩnh vực hoạt động: Khoa học, công nghệ và đổi mới sáng tạo"], ""),
        ("phường Trung Dũng", ["Xã, phường cư trú: Phường Trấn Biên"], ""),
        ("phường Trấn Biên", ["Xã, phường cư trú: Phường Trấn Biên"], ""),
        ("nguyễn tiến sĩ", ["Trình độ cao nhất: Tiến sĩ"], "nguyễn"),
        ("GS.TS. Nguyễn Văn An", ["Học hàm: Giáo sư", "Trình độ cao nhất: Tiến sĩ"], "Nguyễn Văn An"),
        ("nữ trí thức", ["Hội tham gia: Hội Nữ trí thức"], ""),
        ("nữ và tiến sĩ", ["Giới tính: Nữ", "Trình độ cao nhất: Tiến sĩ"], ""),
        ("hơn 60 tuổi", ["Tuổi > 60"], ""),
        ("it nhat 60 tuoi", ["Tuổi ≥ 60"], ""),
        ("thạc sĩ trở lên", ["Trình độ cao nhất ≥ Thạc sĩ"], ""),
        ("thac si tro xuong", ["Trình độ cao nhất ≤ Thạc sĩ"], ""),
        ("PGS trở lên", ["Học hàm ≥ Phó giáo sư"], ""),
        ("trình độ từ đại học trở lên", ["Trình độ cao nhất ≥ Đại học"], ""),
        ("trình độ:thạc sĩ trở lên", ["Trình độ cao nhất ≥ Thạc sĩ"], ""),
        ("trên đại học", ["Trình độ cao nhất > Đại học"], ""),
        ("sau đại học", ["Trình độ cao nhất > Đại học"], ""),
        ("dưới đại học", ["Trình độ cao nhất < Đại học"], ""),
        ("không phải kinh", ["Trừ Dân tộc: Kinh"], ""),
        ("khong phai la nam tien si", ["Trừ Giới tính: Nam", "Trình độ cao nhất: Tiến sĩ"], ""),
        ("nữ hoặc nam", ["Giới tính: Nữ", "Giới tính: Nam"], ""),
        ("kinh hoac hoa", ["Dân tộc: Kinh", "Dân tộc: Hoa"], ""),
        ("lĩnh vực:y tế hoặc giáo dục",
         ["Lĩnh vực hoạt động: Y tế", "Lĩnh vực hoạt động: Giáo dục và đào tạo"], ""),
        ("sinh 1980 hoặc 1981", ["Ngày sinh: 1980", "Ngày sinh: 1981"], ""),
        ("tuổi:30..45", ["Tuổi: 30 đến 45"], ""),
        ("30..45 tuổi", ["Tuổi: 30 đến 45"], ""),
        ("sinh 1970..1980", ["Ngày sinh: 1970 đến 1980"], ""),
        ("không có điện thoại", ["Chưa ghi: Điện thoại"], ""),
        ("thiếu lĩnh vực", ["Chưa ghi: Lĩnh vực hoạt động"], ""),
        ("thieu so dinh danh", ["Chưa ghi: Số định danh cá nhân"], ""),
        ("Thuý 1988", ["Ngày sinh: 1988"], "Thuý"),
        ("1988 thuy", ["Ngày sinh: 1988"], "thuy"),
        ("Nam 1988", ["Ngày sinh: 1988"], "Nam"),
        ("năm 1988", ["Ngày sinh: 1988"], ""),
        ("1988", ["Ngày sinh: 1988"], ""),
        ("nữ", ["Giới tính: Nữ"], ""),
        ("Nữ", ["Giới tính: Nữ"], ""),
    ],
)  # fmt: skip
def test_a_question_is_read_in_any_order_with_and_without_accents(
    typed: str, conditions: list[str], words: str
) -> None:
    assert said(typed) == (conditions, words)


@pytest.mark.parametrize(
    "typed",
    [
        "nam", "nu", "Kinh", "hoa", "mai", "tran van hoa", "Nguyễn Văn Hóa", "nguyễn văn nam", "huu tri",
        "thái bình", "tân an", "phuong lien", "nguyễn công an", "ng v anh", "ch", "tr", "y", "k ho", "m",
        "cô hội", "sinh", "tuoi", "0912 345 678", "+84 912 345 678", "an.nv@mau.vn", "Đặng H'Leo",
        "075080001234", "Tôn-Nữ Mẫu", "0912 1988", "1988 0912", "an.1988@mau.vn", "12/1988", "1899", "2027",
        "không có ai", "thieu sinh", "Nguyễn Văn A...", "hoac",
    ],
)  # fmt: skip
def test_names_and_numbers_stay_names(typed: str) -> None:
    assert said(typed) == ([], typed)


@pytest.mark.parametrize(
    ("typed", "conditions", "words"),
    [
        ("nam tiến sĩ", ["Giới tính: Nam", "Trình độ cao nhất: Tiến sĩ"], ""),
        ("ts nam", ["Trình độ cao nhất: Tiến sĩ", "Giới tính: Nam"], ""),
        ("TS Nam", ["Trình độ cao nhất: Tiến sĩ"], "Nam"),
        ("TIẾN SĨ NAM", ["Trình độ cao nhất: Tiến sĩ", "Giới tính: Nam"], ""),
        ("Nữ tiến sĩ", ["Giới tính: Nữ", "Trình độ cao nhất: Tiến sĩ"], ""),
        ('"nam" tiến sĩ', ["Trình độ cao nhất: Tiến sĩ"], "nam"),
        ("“tiến sĩ”", [], "tiến sĩ"),
        ("nguyễn văn nam tiến sĩ", ["Trình độ cao nhất: Tiến sĩ"], "nguyễn văn nam"),
        ("hoa tiến sĩ", ["Dân tộc: Hoa", "Trình độ cao nhất: Tiến sĩ"], ""),
        ("hòa tiến sĩ", ["Trình độ cao nhất: Tiến sĩ"], "hòa"),
        ("giới tính:nam", ["Giới tính: Nam"], ""),
        ("văn hóa nghỉ hưu",
         ["Lĩnh vực hoạt động: Văn hóa, văn học, nghệ thuật", "Tình trạng: Nghỉ hưu"], ""),
        ("nữ tính đến 30/6/2026", ["Giới tính: Nữ"], ""),
    ],
)  # fmt: skip
def test_words_that_may_be_names_are_conditions_only_beside_conditions(
    typed: str, conditions: list[str], words: str
) -> None:
    assert said(typed) == (conditions, words)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("nam", "Giới tính: Nam"), ("Kinh", "Dân tộc: Kinh"), ("công an", "Khu vực làm việc")],
)
def test_the_other_meaning_of_a_name_is_offered(typed: str, offered: str) -> None:
    (guess,) = read(typed).guesses
    assert guess.condition.label.startswith(offered)
    meant = read(guess.condition.text)
    assert meant.conditions == (guess.condition,)


@pytest.mark.parametrize(
    ("typed", "offered", "text"), [("nữ", "Họ tên có “nữ”", '"nữ"'), ("1988", "Số có “1988”", '"1988"')]
)
def test_the_name_or_number_that_a_lone_condition_may_be_is_offered(
    typed: str, offered: str, text: str
) -> None:
    (guess,) = read(typed).guesses
    assert (guess.label, guess.text) == (offered, text)
    assert (read(text).words, read(text).conditions) == (typed, ())


@pytest.mark.parametrize("typed", ["nguyễn văn nam", "tran van hoa", "lê nam tiến sĩ"])
def test_nothing_is_offered_beside_other_words_of_a_name(typed: str) -> None:
    assert read(typed).guesses == ()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("tuổi<abc", "“abc” không phải số tuổi; hãy ghi như tuổi<45 hoặc tuổi 30-40."),
        ("tuổi<", "Sau “tuổi<” chưa có gì để tìm; hãy ghi tiếp giá trị."),
        ("tuổi<300", "“300” không phải số tuổi; hãy ghi như tuổi<45."),
        ("abc:5", "Không có mục “abc” để tìm"),
        ("lĩnh vực:xyz", "Danh mục “Lĩnh vực hoạt động” không có “xyz”"),
        ("giới tính>nam", "không có thứ bậc"),
        ("cơ quan<viện", "là chữ nên không so sánh"),
        ("sinh:31/02/1980", "Không có ngày"),
        ("sinh:abc", "không phải năm hoặc ngày"),
        ("năm tốt nghiệp:10", "không phải năm gồm bốn chữ số"),
        ("-abc", "Sau dấu trừ phải là một điều kiện"),
        ("tính đến:30/6", "hãy ghi đủ ngày"),
        ("tính đến:2026", "chưa phải một ngày trọn vẹn"),
        ("< 45", "Không rõ dấu “<” là của mục nào"),
        ("30..45", "Không rõ “..” là khoảng của mục nào"),
        ("trên 60", "Không rõ “trên 60” là của mục nào"),
        ("không phải", "Sau “không phải” phải là một điều kiện, ví dụ không phải kinh."),
        ("hoặc", "“hoặc” chỉ nối hai giá trị của cùng một mục"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_in_a_sentence(typed: str, sentence: str) -> None:
    assert sentence in read(typed).problems[0]
    question = read(f"nữ tiến sĩ {typed}")
    assert sentence in question.problems[0]
    assert [one.label for one in question.conditions] == ["Giới tính: Nữ", "Trình độ cao nhất: Tiến sĩ"]


def test_the_day_of_the_register_is_read() -> None:
    assert read("nữ tính đến:30/6/2026 tiến sĩ").on == date(2026, 6, 30)
    assert read("tính đến ngày 01/01/2025").on == date(2025, 1, 1)
    assert read("nữ").on is None


def test_a_part_can_be_taken_away() -> None:
    question = read("nữ tuổi<45 tiến sĩ tính đến:30/6/2026")
    ages = [one for one in question.conditions if one.key == AGE]
    assert without(question.source, ages[0].start, ages[0].end) == "nữ tiến sĩ tính đến:30/6/2026"
    assert without(question.source, *question.on_place) == "nữ tuổi<45 tiến sĩ"


def test_every_field_is_asked_by_its_label_and_by_its_short_name() -> None:
    for key, field in FIELDS.items():
        for name in (field.label, short_name(key)):
            (one,) = read(f"chưa có:{name}").conditions
            assert one.key == key


def test_every_phrase_of_the_lists_means_something_behind_its_field() -> None:
    for meaning in bare_phrases().values():
        question = read(f'{short_name(meaning.key)}:"{meaning.spelt}"')
        assert question.problems == (), meaning
        assert meaning.code in question.conditions[0].values


def test_phrases_that_cannot_be_names_mean_the_same_without_accents() -> None:
    for words, meaning in bare_phrases().items():
        if not may_be_name(words):
            assert said(fold(meaning.spelt)) == said(meaning.spelt), meaning


PIECES = st.sampled_from(
    [
        "nữ", "nam", "tiến sĩ", "GS", "tuổi", "tuổi<45", "tuổi 30-40", "sinh:1980", "30-40", "<", ">=", ":",
        "-", '"', "“", ",", "lĩnh vực:", "y tế", "cơ quan:", "chưa có:", "số định danh", "tính đến:",
        "30/6/2026", "trình độ>=", "ThS", "nguyễn", "hòa", "Hoa", "dân tộc", "thiểu số", "không", "1/13/1980",
        "hoặc", "không phải", "trở lên", "trên", "..", "1988", "đại học", "thiếu", "hơn",
        "phường:", "tân an", "khac:", "khác: Hội", "?", "(", "quê", "Thái Bình", "năm", "0912345678", "=",
    ]
)  # fmt: skip
TYPED = (
    st.text(max_size=80)
    | st.lists(PIECES, max_size=8).map(" ".join)
    | st.lists(PIECES, max_size=8).map("".join)
)


@settings(max_examples=400)
@given(TYPED)
def test_whatever_is_typed_gives_a_question_and_sentences(typed: str) -> None:
    question = read(typed)
    for one in question.conditions:
        assert one.label
        assert 0 <= one.start <= one.end <= len(question.source)
    assert all(problem.endswith(".") for problem in question.problems)


@settings(max_examples=400)
@given(TYPED)
def test_a_question_written_down_is_read_as_the_same(typed: str) -> None:
    question = read(typed)
    again = read(question.text)
    assert again.problems == ()
    assert set(again.conditions) == set(question.conditions)
    assert (fold(again.words), again.on) == (fold(question.words), question.on)
    assert again.text == question.text


def test_field_names_lead_to_fields() -> None:
    assert set(field_names().values()) - set(FIELDS) == {AGE, "as_of"}


def test_upwards_behind_what_has_no_ranks_is_told_of() -> None:
    assert "Không rõ “trở lên” là của mục nào" in read("kinh trở lên").problems[0]
    assert "trở" not in read("kinh trở lên").words
