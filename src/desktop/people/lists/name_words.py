"""Words that may be part of a name: what decides whether “văn hóa” typed is a person or a field of work."""

import re
from functools import lru_cache

from desktop.text import fold

_LISTED = """
ái an ân anh ánh ảnh âu bá bạch bách ban băng bằng bảo bích biên bình bùi ca cẩm cảnh cao cát châu chi
chí chiến chinh chính chu chung chương cơ công cúc cung cương cường đà đại đàm dân đan danh đào đạo đạt
đậu đăng đặng đệ diễm điền diện điệp diệp diệu định đinh đình đỗ đoan đoàn doanh đôn đông đồng dự du đức
dung dũng dư dương đường duy duyên gấm gia giang giáp hà hạ hải hân hằng hạnh hào hảo hậu hiền hiển hiệp
hiếu hiệu hồ hoa hòa hóa hoài hoàn hoàng hoạt hồng hợp huân huệ hưng hùng hương hướng hường hữu huy
huyên huyền huỳnh kha khải khang khanh khánh khiêm khoa khôi khuê khương khuyên kiên kiệt kiều kim kỳ kỷ
la lạc lại lam lâm lan lân lê lệ liên liễu linh lĩnh loan lộc lợi long lữ lực lục lương lưu luyến ly lý
mạc mai mẫn mạnh mão mây miên minh mơ mộc mộng mùi mỹ nam năm nết nga ngà ngân nghĩa nghiêm ngô ngọc
ngôn ngữ nguyên nguyễn nguyệt nhã nhàn nhân nhàng nhẫn nhật nhi nhiên nho nhu như nhung nhựt ninh nữ
nương oanh phạm phan phát phi phong phú phúc phụng phước phương phượng quách quân quang quảng quế quí
quốc quy quý quyên quyền quyết quỳnh sa sáng sang sen sim sinh sơn song sương ta tài tâm tân tấn tăng tạ
tây thạch thái thắm thân thắng thanh thành thạnh thảo thao thất thế thêm thi thị thiên thiện thiết thiều
thịnh thơ thoa thoan thoại thời thông thống thu thư thuận thục thược thương thường thùy thủy thúy thuyên
thuyết tiên tiến tiếp tín tình tính tịnh toại toán toàn tô tôn tống trà trạch trân trần trang tráng trí
triển triết triệu trinh trình trịnh trọng trúc trung trực trường tú tuân tuấn tuệ tùng tường tươi tuyên
tuyến tuyển tuyết tỵ uyên vân văn vận vàng vi vĩ viên việt vinh vĩnh vịnh võ vọng vũ vui vượng vương vy
xuân xuyên xuyến ý yên yến
"""
"""Usual family, middle and given names."""

_WORDS = frozenset(_LISTED.split())
_FOLDED = frozenset(map(fold, _WORDS))

SELDOM_NAMES = ("nữ",)
"""Words that with their accents hardly anybody types to find a name."""

_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_BEGINNING = re.compile(r"ngh?|[nckptg]h|gi|qu|tr|\w")
"""What one types on the way to a name, letter by letter."""


@lru_cache(maxsize=4096)
def may_be_name(words: tuple[str, ...]) -> bool:
    """Tell whether these words may be a name or the beginning of one.

    A word alone may when it is a syllable of the language (Nam, Kinh, not GS). Several words may when each is
    a usual part of names; a word typed with accents is compared with them.
    """
    if len(words) == 1:
        plain = fold(words[0])
        return bool(_SYLLABLE.fullmatch(plain) or _BEGINNING.fullmatch(plain))
    return all(map(_usual, words))


def _usual(word: str) -> bool:
    lower, plain = word.lower(), fold(word)
    if _BEGINNING.fullmatch(plain):
        return True
    return plain in _FOLDED if lower == plain else lower in _WORDS
