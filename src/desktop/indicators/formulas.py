"""One formula for each measure: who counts, among whom, and in plain words what it counts and cannot know."""

from dataclasses import dataclass

from desktop.indicators import professions, who, works
from desktop.indicators.who import Condition, blank, both, either, unless
from desktop.indicators.works import Counting

LeftOut = tuple[tuple[Condition, str], ...]


@dataclass(frozen=True)
class Formula:
    """How a measure is computed.

    Either people are counted: those who fulfil `counts`, among those of `among` (None: per population), as
    so many of `scale`; `scale` 1 is a mere count. Or `works` counts rows of the profile. `basis` says what is
    counted, `limits` what the register cannot know. `reads_sensitive` protects who is behind the figure.
    Where nobody at all is counted and that may only mean that nobody wrote it down, `unsaid` says so in place
    of the value. `left_out` are those who are not counted for want of a column or of a later year, each with
    the sentence that tells how many ({n}) they are.
    """

    basis: str
    limits: str
    counts: Condition | None = None
    among: Condition | None = None
    scale: int = 1
    works: Counting | None = None
    reads_sensitive: bool = False
    unsaid: str = ""
    left_out: LeftOut = ()


_ONLY_REGISTER = "Chỉ tính người có trong sổ; người chưa vào sổ thì chưa được tính."
_BY_RECORD = "Chỉ biết điều đã ghi trong hồ sơ khoa học của người trong sổ."
_WORDS = (
    "Nhận ra qua ngạch, hạng chức danh trong hồ sơ khoa học; khi chưa ghi thì qua chữ ở chức vụ, nơi công "
    "tác, chuyên ngành, dù lĩnh vực hoạt động ghi thế nào."
)
_PERHAPS = "nên chưa tính (0 có thể chỉ là chưa ghi)."
_UNSAID = f"Hồ sơ chưa ghi nội dung này cho ai trong mẫu số {_PERHAPS}"
_UNTRAINED = f"Hồ sơ chưa ghi bồi dưỡng từ năm {{year}} cho ai trong mẫu số {_PERHAPS}"
_UNSEARCHED = (
    "Sổ chưa ghi lĩnh vực nghiên cứu, hoặc lĩnh vực hoạt động khoa học, công nghệ, cho ai được tính "
    f"{_PERHAPS}"
)
_POPULATION = "mẫu số: dân số do đơn vị nhập (mã DAN_SO)."
_in_science = both(who.working, who.field_of_work("khcn"))
_young_public = both(who.working, who.public, who.young)
_educators = both(who.working, either(who.field_of_work("gddt"), professions.all_lecturers))
_researchers = both(who.working, who.researching, who.here)
_of_science = both(who.belonging, who.field_of_work("khcn"))
_in_health = both(
    who.working,
    either(who.field_of_work("yte"), both(who.here, either(professions.physicians, professions.pharmacists))),
)


def _fieldless(among: Condition) -> LeftOut:
    return (
        (both(among, blank("work_field")), "{n} người chưa ghi cột “Lĩnh vực hoạt động” nên không tính."),
    )


def _unsearched(counts: Condition) -> LeftOut:
    silent = both(who.working, who.here, counts, unless(who.researching))
    return ((silent, "{n} người chưa ghi cột “Lĩnh vực nghiên cứu” nên không tính."),)


def _trained(basis: str, limits: str, among: Condition, *kinds: str, others: LeftOut = ()) -> Formula:
    earlier = both(among, who.trained_before(*kinds)), "{n} người bồi dưỡng trước {year}, không tính."
    counts = both(among, who.trained(*kinds))
    return Formula(basis, limits, counts, among, 100, unsaid=_UNTRAINED, left_out=(earlier, *others))


def _share(
    basis: str, limits: str, counts: Condition, among: Condition, left_out: LeftOut = (), unsaid: str = ""
) -> Formula:
    return Formula(basis, limits, both(among, counts), among, 100, left_out=left_out, unsaid=unsaid)


def _per_10000(basis: str, limits: str, counts: Condition, left_out: LeftOut, unsaid: str) -> Formula:
    return Formula(basis, limits, counts, None, 10_000, left_out=left_out, unsaid=unsaid)


_OF_UNIVERSITIES = (
    "đại học, học viện",
    professions.university_lecturers,
    professions.UNKNOWN_AT_UNIVERSITIES,
)
_OF_COLLEGES = ("cao đẳng", professions.college_lecturers, professions.UNKNOWN_AT_COLLEGES)
_OF_BOTH = ("đại học, cao đẳng", professions.all_lecturers, professions.UNKNOWN_AT_BOTH)


def _lecturers(at: tuple[str, Condition, LeftOut], degree: str, counts: Condition) -> Formula:
    of, among, left_out = at
    basis = f"Tử số: {degree}; mẫu số: giảng viên {of} đang công tác."
    return _share(basis, f"{_WORDS} {_ONLY_REGISTER}", counts, among, left_out)


_member = who.member("lhh", "%lien hiep%hoi khoa hoc%", "%lien hiep%hoi kh%kt%", "%lien hiep hoi%", "%lhh%")
_UNJOINED = (
    both(_of_science, who.association_untold, unless(_member)),
    "{n} người chưa ghi, hoặc chỉ ghi “Khác”, ở cột “Hội tham gia”; tính như không phải hội viên.",
)
_doctorate = who.holding(*who.DOCTORATE)
_DOCTORS, _MASTERS = "tiến sĩ, tiến sĩ khoa học", "người có trình độ cao nhất là thạc sĩ"


FORMULAS = {
    "postgraduate_per_10000": _per_10000(
        "Tử số: người đang công tác trên địa bàn, trình độ sau đại học, làm việc ở lĩnh vực khoa học, công "
        f"nghệ hoặc có lĩnh vực nghiên cứu; {_POPULATION}",
        _ONLY_REGISTER,
        both(_researchers, who.postgraduate),
        _unsearched(who.postgraduate),
        _UNSEARCHED,
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
        (),
        _UNSEARCHED,
    ),
    "researcher_count": Formula(
        "Đếm người đang công tác trên địa bàn ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo hoặc có "
        "lĩnh vực nghiên cứu.",
        _ONLY_REGISTER,
        _researchers,
        unsaid=_UNSEARCHED,
    ),
    "female_share": _share(
        "Tử số: nữ; mẫu số: người đang công tác ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo.",
        f"Không tách riêng vị trí lãnh đạo, giảng dạy. {_ONLY_REGISTER}",
        who.women,
        _in_science,
        _fieldless(who.working),
    ),
    "female_or_minority_share": Formula(
        "Tử số: nữ và người dân tộc thiểu số (mỗi người tính một lần); mẫu số: người đang công tác ở "
        "lĩnh vực khoa học, công nghệ và đổi mới sáng tạo.",
        f"Ai chưa ghi dân tộc thì không tính là dân tộc thiểu số. {_ONLY_REGISTER}",
        both(_in_science, either(who.women, who.minority)),
        _in_science,
        100,
        reads_sensitive=True,
        left_out=_fieldless(who.working),
    ),
    "under45_trained_share": _trained(
        "Tử số: người được bồi dưỡng từ năm {year}; mẫu số: người dưới 45 tuổi đang công tác ở khu vực công.",
        f"Không phân biệt chương trình bồi dưỡng. {_BY_RECORD}",
        _young_public,
    ),
    "public_trained_share": _trained(
        "Tử số: người được bồi dưỡng từ năm {year}; mẫu số: người đang công tác ở khu vực công.",
        f"Không biết khóa nào đúng tiêu chuẩn ngạch, hạng; công chức, viên chức không vào sổ thì không tính. "
        f"{_BY_RECORD}",
        both(who.working, who.public),
    ),
    "educators_digital_share": _trained(
        "Tử số: người có khóa bồi dưỡng loại “Kỹ năng số, chuyển đổi số, trí tuệ nhân tạo” từ năm {year}; "
        "mẫu số: người đang công tác ở lĩnh vực giáo dục và đào tạo, giảng viên.",
        f"Nhà giáo chưa vào sổ thì không tính. {_BY_RECORD}",
        _educators,
        "so",
        others=_fieldless(who.working),
    ),
    "association_share": _share(
        "Tử số: hội viên các hội thành viên Liên hiệp các Hội Khoa học và Kỹ thuật (theo hồ sơ hoặc mục Hội "
        "tham gia); mẫu số: người ở lĩnh vực khoa học, công nghệ và đổi mới sáng tạo.",
        f"Không biết mức độ sinh hoạt hội. {_ONLY_REGISTER}",
        _member,
        _of_science,
        (_UNJOINED, *_fieldless(who.belonging)),
        _UNSAID,
    ),
    "strategic_technology_share": _share(
        "Tử số: người thuộc nhóm “Nhân lực công nghệ chiến lược, công nghệ cao”; mẫu số: người đang công "
        "tác.",
        f"Theo mục Nhóm chiến lược của hồ sơ; ai chưa phân nhóm thì không tính. {_ONLY_REGISTER}",
        who.strategic,
        both(who.working, who.here),
        unsaid=_UNSAID,
    ),
    "university_professor_share": _lecturers(_OF_UNIVERSITIES, "phó giáo sư", who.associate_professor),
    "university_doctor_share": _lecturers(_OF_UNIVERSITIES, _DOCTORS, _doctorate),
    "university_master_share": _lecturers(_OF_UNIVERSITIES, _MASTERS, who.highest_master),
    "college_doctor_share": _lecturers(_OF_COLLEGES, _DOCTORS, _doctorate),
    "college_master_share": _lecturers(_OF_COLLEGES, _MASTERS, who.highest_master),
    "lecturer_professor_share": _lecturers(_OF_BOTH, "phó giáo sư", who.associate_professor),
    "lecturer_doctor_share": _lecturers(_OF_BOTH, _DOCTORS, _doctorate),
    "lecturer_master_share": _lecturers(_OF_BOTH, _MASTERS, who.highest_master),
    "physician_per_10000": _per_10000(
        f"Tử số: bác sĩ (trình độ đại học trở lên) đang công tác trên địa bàn; {_POPULATION}",
        f"{_WORDS} {_ONLY_REGISTER}",
        professions.physicians,
        professions.UNKNOWN_IN_HEALTH,
        f"Sổ chưa ghi ai là bác sĩ đang công tác trên địa bàn {_PERHAPS}",
    ),
    "pharmacist_per_10000": _per_10000(
        f"Tử số: dược sĩ trình độ đại học trở lên đang công tác trên địa bàn; {_POPULATION}",
        f"{_WORDS} {_ONLY_REGISTER}",
        professions.pharmacists,
        professions.UNKNOWN_IN_HEALTH,
        f"Sổ chưa ghi ai là dược sĩ đang công tác trên địa bàn {_PERHAPS}",
    ),
    "health_postgraduate_share": _share(
        "Tử số: người có trình độ tiến sĩ, thạc sĩ, chuyên khoa II, chuyên khoa I, nội trú; mẫu số: người "
        "đang công tác ở lĩnh vực y tế, bác sĩ, dược sĩ.",
        "Sổ thường không có nhân viên y tế dưới đại học nên tỷ lệ cao hơn thật. " + _ONLY_REGISTER,
        who.postgraduate,
        _in_health,
        _fieldless(who.working),
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
