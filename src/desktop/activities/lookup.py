"""Finding the rows of an activity for an action, and the days since which work counts for a plan."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.activities.models import Activity, Opinion, Participant
from desktop.errors import NotFound
from desktop.plans.queries import find_plan
from desktop.tasks.models import AdoptedPlan, Obligation

Row = TypeVar("Row", Activity, Participant, Opinion)

_GONE = {
    Activity: "Không tìm thấy hoạt động này; có thể hoạt động đã bị xóa, hãy xem lại danh sách.",
    Participant: "Không tìm thấy người này trong danh sách; có thể đã được bỏ ra, hãy mở lại hoạt động.",
    Opinion: "Không tìm thấy ý kiến này; có thể ý kiến đã bị xóa, hãy mở lại hoạt động.",
}


def find_row(session: Session, model: type[Row], uid: str) -> Row:
    """Return the mapped row with this uid; raises NotFound."""
    row = session.scalar(select(model).where(model.uid == uid))
    if row is None:
        raise NotFound(_GONE[model])
    return row


def plan_days(session: Session, obligations: Iterable[Obligation]) -> list[tuple[str, str]]:
    """Return name and first day of each adopted plan that these obligations are of."""
    codes = {obligation.plan_code for obligation in obligations}
    plans: Sequence[AdoptedPlan] = session.scalars(
        select(AdoptedPlan).where(AdoptedPlan.plan_code.in_(codes)).order_by(AdoptedPlan.id)
    ).all()
    return [(find_plan(session, plan.plan_code).name, plan.starts_on) for plan in plans]
