"""One formula for each measure: who counts, among whom, and in plain words what it counts and cannot know."""

from dataclasses import dataclass

from desktop.indicators import who, works
from desktop.indicators.who import Condition, both
from desktop.indicators.works import Counting


@dataclass(frozen=True)
class Formula:
    """How a measure is computed.

    Either people are counted: those who fulfil `counts`, among those of `among` (None: per population), as
    so many of `scale`; `scale` 1 is a mere count. Or `works` counts rows of the profile. `basis` says what is
    counted, `limits` what the register cannot know. `reads_sensitive` protects who is behind the figure.
    Where nobody at all is counted and that may only mean that nobody wrote it down, `zero_is_unknown`.
    """

    basis: str
    limits: str
    counts: Condition | None = None
    among: Condition | None = None
    scale: int = 1
    works: Counting | None = None
    reads_sensitive: bool = False
    zero_is_unknown: bool = False


_ONLY_REGISTER = "Chỉ tính người có trong sổ; người chưa vào sổ thì chưa được tính."
_BY_RECORD = "Chỉ biết điều đã ghi trong hồ sơ khoa học của người trong sổ."
_WORDS = (
    "Nhận ra qua ngạch, hạng chức danh trong hồ sơ khoa học; khi chưa ghi thì qua chữ ở chức vụ, nơi công "
    "tác, chuyên ngành."
)
_POPULATION = "mẫu số: dân số do đơn vị nhập (mã DAN_SO)."
_in_science = both(who.working, who.field_of_work("khcn"))
_young_public = both(who.working, who.public, who.young)
_educators = both(who.working, who.field_of_work("gddt"))
_researchers = both(who.working, who.researching, who.here)
_of_science = both(who.belonging, who.field_of_work("khcn"))
_in_health = both(who.working, who.field_of_work("yte"))


def _share(basis: str, limits: str, counts: Condition, among: Condition, **flags: bool) -> Formula:
    return Formula(basis, limits, both(among, counts), among, 100, **flags)


def _per_10000(basis: str, limits: str, counts: Condition) -> Formula:
    return Formula(basis, limits, counts, None, 10_000)


def _lecturers(of: str, among: Condition, degree: str, counts: Condition) -> Formula:
    basis = f"Tử số: {degree}; mẫu số: giảng viên {of} đang công tác."
    return _share(basis, f"{_WORDS} {_ONLY_REGISTER}", counts, among)


FORMULAS = {
    "postgraduate_per_10000": _per_10000(
        "Tử số: người đang công tác trên địa bàn, trình độ sau đại học, làm việc ở lĩnh vực khoa học, công "
        f"nghệ hoặc có lĩnh vực nghiên cứu; {_POPULATION}",
        _ONLY_REGISTER,
        both(_researchers, who.postgraduate),
    ),
    "postgraduate_count": Formula(
        "Đếm người có trình độ thạc sĩ, tiến sĩ hoặc chuyên khoa sau đại học trong sổ.",
        _ONLY_REGISTER,
        both(who.belonging, who.postgraduate),
    ),
    "doctorate_count": Formula(
        "Đếm người có trình độ tiến sĩ, tiến sĩ khoa học trong sổ; mức tăng tính so với mốc xuất phát.",
        _ONLY_REGISTER,
        both(who.belonging, who.holding(*who.DOCTORATE)),
    ),
    "researcher_per_10000": _per_10000(
        "Tử số: người đang công tác trên địa bàn ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo hoặc có "
        f"lĩnh vực nghiên cứu; {_POPULATION}",
        _ONLY_REGISTER,
        _researchers,
    ),
    "researcher_count": Formula(
        "Đếm người đang công tác trên địa bàn ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo hoặc có "
        "lĩnh vực nghiên cứu.",
        _ONLY_REGISTER,
        _researchers,
    ),
    "female_share": _share(
        "Tử số: nữ; mẫu số: người đang công tác ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo.",
        f"Không tách riêng vị trí lãnh đạo, giảng dạy. {_ONLY_REGISTER}",
        who.women,
        _in_science,
    ),
    "female_or_minority_share": _share(
        "Tử số: nữ và người dân tộc thiểu số (mỗi người tính một lần); mẫu số: người đang công tác ở "
        "lĩnh vực khoa học, công nghệ và đổi mới sáng tạo.",
        f"Ai chưa ghi dân tộc thì không tính là dân tộc thiểu số. {_ONLY_REGISTER}",
        who.either(who.women, who.minority),
        _in_science,
        reads_sensitive=True,
    ),
    "under45_trained_share": _share(
        "Tử số: người được bồi dưỡng từ năm {year}; mẫu số: người dưới 45 tuổi đang công tác ở khu vực công.",
        f"Không phân biệt chương trình bồi dưỡng. {_BY_RECORD}",
        who.trained(),
        _young_public,
        zero_is_unknown=True,
    ),
    "public_trained_share": _share(
        "Tử số: người được bồi dưỡng từ năm {year}; mẫu số: người đang công tác ở khu vực công.",
        f"Không biết khóa nào đúng tiêu chuẩn ngạch, hạng; công chức, viên chức không vào sổ thì không tính. "
        f"{_BY_RECORD}",
        who.trained(),
        both(who.working, who.public),
        zero_is_unknown=True,
    ),
    "educators_digital_share": _share(
        "Tử số: người có khóa bồi dưỡng loại “Kỹ năng số, chuyển đổi số, trí tuệ nhân tạo” từ năm {year}; "
        "mẫu số: người đang công tác ở lĩnh vực giáo dục và đào tạo.",
        f"Nhà giáo chưa vào sổ thì không tính. {_BY_RECORD}",
        who.trained("so"),
        _educators,
        zero_is_unknown=True,
    ),
    "association_share": _share(
        "Tử số: hội viên các hội thành viên Liên hiệp các Hội Khoa học và Kỹ thuật (theo hồ sơ hoặc mục Hội "
        "tham gia); mẫu số: người ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo.",
        f"Không biết mức độ sinh hoạt hội. {_ONLY_REGISTER}",
        who.member("lhh"),
        _of_science,
    ),
    "strategic_technology_share": _share(
        "Tử số: người thuộc nhóm “Nhân lực công nghệ chiến lược, công nghệ cao”; mẫu số: người đang công "
        "tác.",
        f"Theo mục Nhóm chiến lược của hồ sơ; ai chưa phân nhóm thì không tính. {_ONLY_REGISTER}",
        who.strategic,
        both(who.working, who.here),
        zero_is_unknown=True,
    ),
    "university_professor_share": _lecturers(
        "đại học, học viện", who.university_lecturers, "phó giáo sư", who.associate_professor
    ),
    "university_doctor_share": _lecturers(
        "đại học, học viện",
        who.university_lecturers,
        "tiến sĩ, tiến sĩ khoa học",
        who.holding(*who.DOCTORATE),
    ),
    "university_master_share": _lecturers(
        "đại học, học viện",
        who.university_lecturers,
        "người có trình độ cao nhất là thạc sĩ",
        who.highest_master,
    ),
    "college_doctor_share": _lecturers(
        "cao đẳng", who.college_lecturers, "tiến sĩ, tiến sĩ khoa học", who.holding(*who.DOCTORATE)
    ),
    "college_master_share": _lecturers(
        "cao đẳng", who.college_lecturers, "người có trình độ cao nhất là thạc sĩ", who.highest_master
    ),
    "lecturer_professor_share": _lecturers(
        "đại học, cao đẳng", who.all_lecturers, "phó giáo sư", who.associate_professor
    ),
    "lecturer_doctor_share": _lecturers(
        "đại học, cao đẳng", who.all_lecturers, "tiến sĩ, tiến sĩ khoa học", who.holding(*who.DOCTORATE)
    ),
    "lecturer_master_share": _lecturers(
        "đại học, cao đẳng", who.all_lecturers, "người có trình độ cao nhất là thạc sĩ", who.highest_master
    ),
    "physician_per_10000": _per_10000(
        f"Tử số: bác sĩ (trình độ đại học trở lên) đang công tác trên địa bàn; {_POPULATION}",
        f"{_WORDS} {_ONLY_REGISTER}",
        who.physicians,
    ),
    "pharmacist_per_10000": _per_10000(
        f"Tử số: dược sĩ trình độ đại học trở lên đang công tác trên địa bàn; {_POPULATION}",
        f"{_WORDS} {_ONLY_REGISTER}",
        who.pharmacists,
    ),
    "health_postgraduate_share": _share(
        "Tử số: người có trình độ tiến sĩ, thạc sĩ, chuyên khoa II, chuyên khoa I, nội trú; mẫu số: người "
        "đang công tác ở lĩnh vực y tế.",
        "Sổ thường không có nhân viên y tế dưới đại học nên tỷ lệ cao hơn thật. " + _ONLY_REGISTER,
        who.postgraduate,
        _in_health,
    ),
    "patents_growth": Formula(
        "Tử số: đơn đăng ký và bằng độc quyền sáng chế từ đầu năm đến ngày tính; mẫu số: cùng kỳ năm trước; "
        "giá trị là mức tăng. Công trình nhiều tác giả tính một lần.",
        f"Không biết đơn của tổ chức, doanh nghiệp mà tác giả không có trong sổ. {_BY_RECORD}",
        works=works.patents_growth,
    ),
    "inventions_times": Formula(
        "Tử số: sáng chế, giải pháp hữu ích đăng ký sau giai đoạn gốc đến ngày tính; mẫu số: của giai đoạn "
        "gốc {base}. Công trình nhiều tác giả tính một lần.",
        f"Không biết đơn của tổ chức, doanh nghiệp mà tác giả không có trong sổ. {_BY_RECORD}",
        works=works.inventions_times,
    ),
    "publications_times": Formula(
        "Tử số: công bố quốc tế (bài báo, kỷ yếu) của năm trọn vẹn gần nhất; mẫu số: của năm {base}. Công "
        "trình nhiều tác giả tính một lần.",
        _BY_RECORD,
        works=works.publications_times,
    ),
    "science_awards": Formula(
        "Đếm giải thưởng từ năm {year}: Giải thưởng Hồ Chí Minh, Giải thưởng Nhà nước, VIFOTEC và giải cấp "
        "quốc gia, quốc tế khác, của người làm khoa học, công nghệ. Giải nhiều người nhận tính một lần.",
        f"Giải khác chỉ nhận ra khi hồ sơ ghi cấp khen thưởng. {_BY_RECORD}",
        works=works.science_awards,
    ),
    "experts_abroad_yearly": Formula(
        "Đếm người Việt Nam ở nước ngoài trong sổ mà trong năm có tư vấn, giảng dạy, nhiệm vụ khoa học hoặc "
        "được hưởng chính sách thu hút.",
        f"Không biết ai là “tiêu biểu”. {_BY_RECORD}",
        works=works.experts_abroad_yearly,
    ),
}
"""One formula for each name in `plans.plan.MEASURES`."""
