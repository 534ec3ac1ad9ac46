"""Saving, renaming and removing lists; like every act these can be undone from the journal."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.accounts.queries import unit_of
from desktop.accounts.rights import Right, authorize
from desktop.errors import Invalid, NotFound, Problem, UserError
from desktop.people.lists.models import SavedList
from desktop.people.lists.queries import ListShape
from desktop.storage.fields import field_of
from desktop.text import clean, fold


def save_list(session: Session, name: str, shape: ListShape) -> str:
    """Save a list under a new name and return its uid; raises NotAllowed, and Invalid for a bad name."""
    authorize(session, Right.EDIT_PEOPLE, "Lưu danh sách")
    saved = SavedList(unit_code=unit_of(session).code, name=_checked(session, name), **_stored(shape))
    session.add(saved)
    session.flush()
    return saved.uid


def change_list(session: Session, uid: str, shape: ListShape) -> None:
    """Let a saved list ask and show this from now on; raises NotAllowed, NotFound."""
    authorize(session, Right.EDIT_PEOPLE, "Sửa danh sách")
    saved = _find(session, uid)
    for key, value in _stored(shape).items():
        setattr(saved, key, value)
    session.flush()


def rename_list(session: Session, uid: str, name: str) -> None:
    """Give a saved list another name; raises NotAllowed, NotFound, Invalid."""
    authorize(session, Right.EDIT_PEOPLE, "Đổi tên danh sách")
    _find(session, uid).name = _checked(session, name, uid)
    session.flush()


def remove_list(session: Session, uid: str) -> None:
    """Forget a saved list, not its people; raises NotAllowed, NotFound."""
    authorize(session, Right.EDIT_PEOPLE, "Xóa danh sách")
    session.delete(_find(session, uid))
    session.flush()


def _find(session: Session, uid: str) -> SavedList:
    found = session.scalar(select(SavedList).where(SavedList.uid == uid))
    if found is None:
        raise NotFound("Danh sách này không còn nữa; hãy mở lại trang rồi chọn danh sách khác.")
    return found


def _checked(session: Session, name: str, uid: str = "") -> str:
    """Return a name that no other list has, accents and capitals aside."""
    plain, longest = clean(name), field_of(SavedList, "name").max_length
    others = session.scalars(select(SavedList.name).where(SavedList.uid != uid))
    if not plain:
        raise Invalid([Problem("name", "Chưa ghi tên danh sách; hãy đặt một tên ngắn, ví dụ “Nữ tiến sĩ”.")])
    if len(plain) > longest:
        raise Invalid([Problem("name", f"Tên danh sách dài quá {longest} chữ; hãy rút ngắn.")])
    if fold(plain) in map(fold, others):
        raise Invalid([Problem("name", f"Đã có danh sách tên “{plain}”; hãy đặt tên khác.")])
    return plain


def _stored(shape: ListShape) -> dict[str, object]:
    longest = field_of(SavedList, "question").max_length
    if len(shape.question) > longest:
        raise UserError(f"Điều kiện của danh sách dài quá {longest} chữ; hãy bớt điều kiện rồi lưu lại.")
    return {
        "question": shape.question,
        "columns": ",".join(shape.columns),
        "sort": shape.sort,
        "descending": int(shape.descending),
    }
