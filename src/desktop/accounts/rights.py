"""Roles and what each may do. Entering, checking and signing are three different acts."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from desktop.errors import NotAllowed
from desktop.journal.acts import begin_act


class Right(StrEnum):
    """One thing that may be allowed or not; the value is how a sentence names it."""

    EDIT_PEOPLE = "ghi hồ sơ trí thức"
    EDIT_TASKS = "ghi kế hoạch và tiến độ nhiệm vụ"
    MAKE_REPORTS = "lập báo cáo"
    SIGN_AS_LEADER = "ký với tư cách lãnh đạo"
    SIGN_AS_OFFICE = "ký với tư cách cơ quan"
    EXCHANGE = "gửi, nhận gói dữ liệu"
    SEE_SENSITIVE = "xem dữ liệu nhạy cảm"
    UNDO = "hoàn tác thao tác"
    BACK_UP = "sao lưu và khôi phục"
    MANAGE = "quản trị đơn vị và người dùng"


class Role(StrEnum):
    """The roles of an office."""

    ADMIN = "admin"
    EDITOR = "editor"
    CHECKER = "checker"
    LEADER = "leader"
    CLERK = "clerk"
    VIEWER = "viewer"


ROLE_LABELS = {
    Role.ADMIN: "Quản trị",
    Role.EDITOR: "Nhập liệu",
    Role.CHECKER: "Kiểm tra",
    Role.LEADER: "Lãnh đạo ký",
    Role.CLERK: "Văn thư",
    Role.VIEWER: "Chỉ xem",
}

_EDITING = {
    Right.EDIT_PEOPLE,
    Right.EDIT_TASKS,
    Right.MAKE_REPORTS,
    Right.SEE_SENSITIVE,
    Right.UNDO,
    Right.BACK_UP,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMIN: frozenset(Right),
    Role.EDITOR: frozenset(_EDITING),
    Role.CHECKER: frozenset({Right.MAKE_REPORTS, Right.SEE_SENSITIVE}),
    Role.LEADER: frozenset({Right.SIGN_AS_LEADER, Right.SEE_SENSITIVE}),
    Role.CLERK: frozenset({Right.SIGN_AS_OFFICE, Right.EXCHANGE, Right.MAKE_REPORTS}),
    Role.VIEWER: frozenset(),
}


@dataclass(frozen=True)
class Actor:
    """The user on whose behalf things are done."""

    login: str
    full_name: str
    role: Role

    def may(self, right: Right) -> bool:
        """Tell whether the role of this user carries the right."""
        return right in RIGHTS[self.role]


def actor_of(session: Session) -> Actor:
    """Return the user of a writing session."""
    actor: Actor = session.info["actor"]
    return actor


def authorize(session: Session, right: Right, verb: str, why: str = "") -> Actor:
    """Check that the user may do this, and name the act in the journal: the first line of every action.

    `verb` is the Vietnamese name of the act; inside a larger act it only checks the right.
    Raises NotAllowed.
    """
    actor = actor_of(session)
    require(actor, right)
    begin_act(session, verb, who=actor.login, why=why)
    return actor


def require(actor: Actor, right: Right) -> None:
    """Raise NotAllowed unless the user has the right."""
    if not actor.may(right):
        raise NotAllowed(
            f"Tài khoản “{actor.login}” ({ROLE_LABELS[actor.role]}) không có quyền {right.value}; "
            "hãy đăng nhập bằng tài khoản khác hoặc nhờ quản trị cấp quyền."
        )
