"""What an amended plan says otherwise than the version issued before it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.codelists import label_of
from desktop.storage.fields import fields_of
from desktop.tasks.ward_plan.models import WardPlan
from desktop.tasks.ward_plan.queries import OwnLine, Version, WardPlanView
from desktop.tasks.ward_plan.rules import money

_ADDED, _REMOVED = "Bổ sung", "Bỏ"


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise: of which task (or part of the words), what, before and after."""

    subject: str
    what: str
    before: str
    after: str


def content_of(view: WardPlanView) -> dict[str, Any]:
    """Return what the plan says, as a version keeps it: tasks by uid, each field as shown, and own words."""
    return {
        "tasks": {line.uid: _facts(line) for line in view.lines},
        "texts": {key: text for key, text in view.texts.items() if text},
    }


def changes_since(version: Version, view: WardPlanView) -> list[Change]:
    """Return what the plan says otherwise today than in a version, in the order of the plan."""
    before, now = json.loads(version.content), content_of(view)
    return [*_of_texts(before["texts"], now["texts"]), *_of_tasks(before["tasks"], now["tasks"])]


def _facts(line: OwnLine) -> dict[str, str]:
    planned = f"{money(line.planned)} ({label_of('money_source', line.source)})" if line.planned else ""
    return {
        "Nội dung": line.text,
        "Nhiệm vụ của cấp trên": line.task_code,
        "Đơn vị chủ trì": line.section_label,
        "Cán bộ phụ trách": line.officer,
        "Đơn vị phối hợp": "; ".join(line.coordinators),
        "Thời hạn": line.deadline,
        "Kết quả": line.result,
        "Kinh phí": planned,
    }


def _of_texts(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    for field in fields_of(WardPlan):
        if before.get(field.key) != now.get(field.key):
            yield Change("Phần lời", field.label, "", "Viết lại")


def _of_tasks(
    before: Mapping[str, Mapping[str, str]], now: Mapping[str, Mapping[str, str]]
) -> Iterator[Change]:
    for uid, facts in now.items():
        former = before.get(uid)
        if former is None:
            yield Change(facts["Nội dung"], _ADDED, "", _said(facts))
            continue
        for label, value in facts.items():
            if former.get(label, "") != value:
                yield Change(facts["Nội dung"], label, former.get(label, ""), value)
    for uid, former in before.items():
        if uid not in now:
            yield Change(former["Nội dung"], _REMOVED, _said(former), "")


def _said(facts: Mapping[str, str]) -> str:
    """Return section, deadline and money of a task that is new or gone."""
    return "; ".join(filter(None, (facts["Đơn vị chủ trì"], facts["Thời hạn"], facts["Kinh phí"])))
