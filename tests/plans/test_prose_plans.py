"""The two plans written in prose, Hải Phòng 2024 and TP.HCM 2024, held against their papers word by word."""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from desktop.paths import resources

HAI_PHONG, HO_CHI_MINH = "hai-phong-2024", "tp-ho-chi-minh-2024"
PAPERS = Path(__file__).parents[1] / "data" / "plans"
TARGETS = {HAI_PHONG: ("1.2. Mục tiêu cụ thể", "III. "), HO_CHI_MINH: ("2. Mục tiêu cụ thể", "II. ")}
"""Where each paper names its targets: from this line, up to that line."""

both = pytest.mark.parametrize("name", [HAI_PHONG, HO_CHI_MINH])


@cache
def plan(name: str) -> dict[str, Any]:
    return tomllib.loads((resources() / "plans" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def scanned(name: str) -> str:
    """The paper as it was typed or scanned, a paragraph a line; Word's marks gone, footnotes at the end."""
    text = unicodedata.normalize("NFC", (PAPERS / f"{name}.txt").read_text(encoding="utf-8"))
    text = re.sub(r"\[bookmark:[^\]]*\]|\[footnoteRef:\d+\]", "", text).replace("**", " ").replace("*", "")
    footnotes = re.findall(r"\[\d+: ([^\]]*)\]", text)
    text = "\n".join([re.sub(r"\[\d+: [^\]]*\]", "", text), *footnotes])
    paragraphs: list[str] = []
    for line in filter(None, (" ".join(line.split()) for line in text.splitlines())):
        page_break = line[0].islower() and not re.match(r"[a-zđ]\) ", line)
        if paragraphs and (page_break or paragraphs[-1].endswith("-")):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return "\n".join(paragraphs)


@cache
def paper(name: str) -> str:
    """The paper with the slips corrected that the plan file lists."""
    text = scanned(name)
    for slip in plan(name)["corrections"]:
        text = text.replace(slip["scanned"], slip["corrected"])
    return text


def section(name: str, first: str, after: str) -> list[str]:
    """The lines between the one that begins with `first` and the one that begins with `after`."""
    lines = paper(name).splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(first))
    end = next(place for place, line in enumerate(lines) if place > start and line.startswith(after))
    return lines[start + 1 : end]


def pieces(text: str) -> list[str]:
    """The wordings of a text between its “…”, which stands for words of the paper left out."""
    return [piece.strip() for piece in text.split("…") if piece.strip()]


def missing(name: str, wordings: list[str]) -> list[str]:
    text = paper(name).replace("\n", " ").casefold()
    return [wording for wording in wordings if wording.casefold() not in text]


def leftover(text: str, wordings: list[str], joining: str) -> list[str]:
    """The words of `text` that neither stand in one of the wordings nor only join them."""
    text = text.casefold()
    for wording in sorted(wordings, key=len, reverse=True):
        text = text.replace(wording.casefold(), " ", 1)
    return [word for word in re.findall(r"\w+", text) if word not in joining.split()]


# --- both papers ---


@both
def test_every_wording_stands_in_the_paper(name: str) -> None:
    file = plan(name)
    tasks = [line for task in file["tasks"] for line in task["text"].split("\n")]
    units = [unit for task in file["tasks"] for unit in (*task["lead"], *task["with"])]
    rows = [*file["targets"], *file.get("reports", []), *file["general_duties"]]
    prose = [piece for row in rows for piece in pieces(row["text"].removesuffix("quyết định."))]
    deadlines = [task["deadline"] for task in file["tasks"]]
    assert missing(name, [*tasks, *units, *prose, *deadlines, *file["legal_bases"]]) == []


@both
def test_the_title_and_the_groups_are_the_headings_of_the_paper(name: str) -> None:
    file, lines = plan(name), paper(name).splitlines()
    assert re.sub(r"\W+", "", file["title"].casefold()) in re.sub(r"\W+", "", paper(name).casefold())
    assert {group["code"] for group in file["groups"]} == {task["group"] for task in file["tasks"]}
    for group in file["groups"]:
        assert f"{group['code']}. {group['title']}" in lines


@both
def test_every_correction_mends_exactly_one_slip_and_changes_few_letters(name: str) -> None:
    for slip in plan(name)["corrections"]:
        assert scanned(name).count(slip["scanned"]) == 1, slip["scanned"]
        assert slip["scanned"] not in paper(name)
        assert abs(len(slip["scanned"]) - len(slip["corrected"])) <= len("giữa ")


@both
def test_codes_are_unique_and_carry_the_prefix_of_the_plan(name: str) -> None:
    file = plan(name)
    codes = [row["code"] for row in (*file["tasks"], *file["targets"])]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith(f"{file['task_prefix']}.") for code in codes)
    assert [row["code"].rsplit(".", 1)[1] for row in file["targets"]] == [
        f"CT{number:02d}" for number in range(1, len(file["targets"]) + 1)
    ]


# --- targets ---


def amounts(text: str) -> list[tuple[float, float]]:
    """Every number of a text with its upper end; no years, no numbers of headings, no level of a school."""
    text = re.sub(r"^\d[\d.]* |\b\d{4}\b|mức \d+(?!\d*%)|\d+-CTr", "", text)
    return [(float(low), float(high or low)) for low, high in re.findall(r"(\d+)(?: ?- ?(\d+)(?=%))?", text)]


def bounds(target: dict[str, Any]) -> tuple[float, float]:
    low, high = target.get("low"), target.get("high")
    return (high if low is None else low), (low if high is None else high)


def numeric(name: str) -> list[dict[str, Any]]:
    return [target for target in plan(name)["targets"] if target["comparator"] != "text"]


@both
def test_every_number_of_the_target_section_and_every_share_elsewhere_is_one_target(name: str) -> None:
    named = section(name, *TARGETS[name])
    lines = [line for line in paper(name).splitlines() if line in named or "%" in line]
    found = Counter(amount for line in lines for amount in amounts(line))
    assert found == Counter(bounds(target) for target in numeric(name))


@both
def test_no_words_of_the_target_section_are_left_out(name: str) -> None:
    wordings = [piece for target in plan(name)["targets"] for piece in pieces(target["text"])]
    for line in section(name, *TARGETS[name]):
        if not re.match(r"[a-c]\) |\d\. ", line):
            assert leftover(line, wordings, joining="trong đó") == [], line


def places(name: str) -> dict[str, str]:
    """The bullets and paragraphs that hold targets, by their place: “II.1.2.b, gạch đầu dòng 1”."""
    found = {f"III.{task['number']}": task["text"] for task in plan(name)["tasks"]}
    part = {HAI_PHONG: "II.1.2", HO_CHI_MINH: "I.2"}[name]
    letter, bullet = "", 0
    for line in section(name, *TARGETS[name]):
        if heading := re.match(r"(?:([a-c])\)|(\d)\.) ", line):
            letter, bullet = f".{heading[1]}" if heading[1] else "", 0
            part = f"{part.split('.')[0]}.{heading[2]}" if heading[2] else part
        else:
            bullet += line.startswith("- ")
            found[f"{part}{letter}, gạch đầu dòng {bullet}" if bullet else part] = line
    return found


@both
def test_a_target_stands_at_the_place_it_names(name: str) -> None:
    for target in plan(name)["targets"]:
        line = places(name)[target["source"].split("; ")[0]].casefold()
        assert all(piece.casefold() in line for piece in pieces(target["text"])), target["code"]


@both
def test_a_target_counts_for_the_year_of_its_part(name: str) -> None:
    lines = section(name, *TARGETS[name])
    vision = next(place for place, line in enumerate(lines) if "Tầm nhìn đến năm 2045" in line)
    later = " ".join(lines[vision:]).casefold()
    for target in plan(name)["targets"]:
        assert target["horizon"] == (2045 if target["text"].casefold() in later else 2030), target["code"]


COMPARED = {
    "growth": r"tăng thêm ít nhất \d",
    ">=": r"(?<!tăng thêm )ít nhất \d|tối thiểu \d",
    ">": r"trên \d",
    "<=": r"nhóm \d",
    "about": r"tiệm cận mức \d",
    "range": r"\d ?- ?\d+%",
    "times": r"tăng (khoảng )?\d+ lần",
}


@both
def test_a_target_is_compared_as_its_words_say(name: str) -> None:
    for target in numeric(name):
        said = [sign for sign, words in COMPARED.items() if re.search(words, target["text"])]
        assert said == [sign for sign in (target["comparator"],) if sign != "="], target["code"]
        assert bounds(target) in amounts(target["text"])
        assert ("%" in target["text"]) == (target["unit"] == "%")
        assert ("%/năm" in target["text"]) == (target.get("per") == "năm")


# --- Hải Phòng ---


def hai_phong_tasks() -> list[dict[str, str]]:
    """The paragraphs of part III with the order above them and the deadline line below them."""
    rows: list[dict[str, str]] = []
    waiting: list[dict[str, str]] = []
    place = order = ""
    for line in section(HAI_PHONG, "III. ", "IV. "):
        if heading := re.match(r"(\d(?:\.\d)?)\. ", line):
            place, order = heading[1], line[heading.end() :]
        elif line.endswith("thực hiện:"):
            order = line
        elif re.match(r"(Thực hiện|Hoàn thành) .{,25}$", line):
            for row in waiting:
                row["deadline"] = line.rstrip(".")
            waiting = []
        else:
            waiting.append({"place": place, "order": order, "line": line})
            rows.append(waiting[-1])
    return rows


def test_hai_phong_has_every_bullet_as_a_task_with_the_deadline_that_follows_it() -> None:
    expected = []
    bullets: Counter[str] = Counter()
    for row in hai_phong_tasks():
        place, code, number = row["place"], f"HP24.{row['place']}", row["place"]
        if row["line"].startswith("- "):
            bullets[place] += 1
            code, number = f"{code}.{bullets[place]}", f"{place}, gạch đầu dòng {bullets[place]}"
        expected.append(
            [code, number, place[0], f"III.{place}", row["line"].removeprefix("- "), row["deadline"]]
        )
    keys = ("code", "number", "group", "legal_source", "text", "deadline")
    assert [[task[key] for key in keys] for task in plan(HAI_PHONG)["tasks"]] == expected
    counts = Counter(row["place"] for row in hai_phong_tasks())
    assert list(counts.values()) == [4, 1, 3, 5, 1, 4, 1, 4, 3, 4, 2, 2, 2]


def test_hai_phong_names_every_unit_of_the_order_and_no_other() -> None:
    joining = "chủ trì phối hợp với chỉ đạo tham mưu thực hiện và"
    for task, row in zip(plan(HAI_PHONG)["tasks"], hai_phong_tasks(), strict=True):
        leading, _, helping = row["order"].partition("phối hợp")
        assert all(unit in leading for unit in task["lead"]), task["code"]
        assert all(unit in helping for unit in task["with"]), task["code"]
        assert leftover(row["order"], [*task["lead"], *task["with"]], joining) == [], task["code"]


def test_hai_phong_asks_for_no_report_in_the_text_at_hand() -> None:
    assert "báo cáo" not in paper(HAI_PHONG)
    assert "reports" not in plan(HAI_PHONG)


# --- TP.HCM ---


def ho_chi_minh_points() -> dict[str, str]:
    """The lettered points of II.1.1, II.2.1, … with their bullets: “2.1.d” → text."""
    points: dict[str, str] = {}
    place = point = ""
    for line in section(HO_CHI_MINH, "II. ", "III. "):
        letter = re.match(r"([a-gđ])\) ", line)
        if heading := re.match(r"(\d\.\d)\. ", line):
            place = heading[1]
        elif letter and place.endswith(".1"):
            point = f"{place}.{letter[1]}"
            points[point] = line[letter.end() :]
        elif line.startswith("- "):
            points[point] += f"\n{line}"
    return points


def ho_chi_minh_orders() -> dict[str, list[tuple[str, str, str]]]:
    """What part IV says on each point: number of the paragraph, unit that leads, units that help."""
    orders: dict[str, list[tuple[str, str, str]]] = {}
    number = ""
    for line in section(HO_CHI_MINH, "IV. ", "12. "):
        number = next(iter(re.findall(r"^(\d+)\. ", line)), number)
        order = re.match(r"\S+ (.+?):? chủ trì, phối hợp (.+? liên quan) .*nội dung tại (.+) Kế hoạch", line)
        for letters, place in re.findall(r"điểm (.+?) Mục (\d\.\d)", order[3]) if order else []:
            for letter in letters.split(", "):
                orders.setdefault(f"{place}.{letter}", []).append((number, order[1], order[2]))
    return orders


def test_ho_chi_minh_has_every_lettered_point_as_a_task() -> None:
    points = ho_chi_minh_points()
    assert {f"HCM24.{point}": text for point, text in points.items()} == {
        task["code"]: task["text"] for task in plan(HO_CHI_MINH)["tasks"]
    }
    counts = Counter(point[:3] for point in points)
    assert counts == {"1.1": 5, "2.1": 5, "3.1": 6, "4.1": 7, "5.1": 2}
    for task in plan(HO_CHI_MINH)["tasks"]:
        place, letter = task["code"].removeprefix("HCM24.").rsplit(".", 1)
        assert (task["number"], task["group"]) == (f"điểm {letter} Mục {place}", place[0])


def test_part_iv_of_ho_chi_minh_gives_each_point_of_2_to_4_its_units() -> None:
    orders = ho_chi_minh_orders()
    tasks = [task for task in plan(HO_CHI_MINH)["tasks"] if task["group"] in "234"]
    assert {task["code"].removeprefix("HCM24.") for task in tasks} == set(orders)
    for task in tasks:
        point = task["code"].removeprefix("HCM24.")
        assert task["lead"] == [lead for _, lead, _ in orders[point]], point
        sources = task["legal_source"].removesuffix("; Nghị quyết số 107/NQ-CP")
        assert sources == "; ".join([f"II.{point}", *(f"IV.{number}" for number, _, _ in orders[point])])
        helping = " | ".join(units for _, _, units in orders[point])
        assert all(unit in helping and unit not in task["lead"] for unit in task["with"]), point
        for _, _, units in orders[point]:
            assert leftover(units, [*task["lead"], *task["with"]], joining="và") == [], point


@pytest.mark.parametrize(("group", "after"), [("1", "2. "), ("5", "III. ")])
def test_points_1_and_5_of_ho_chi_minh_name_their_units_themselves(group: str, after: str) -> None:
    order = " ".join(section(HO_CHI_MINH, f"{group}.2. ", after)[1:])
    leading, _, helping = order.partition("phối hợp")
    for task in (task for task in plan(HO_CHI_MINH)["tasks"] if task["group"] == group):
        assert all(unit in leading for unit in task["lead"])
        assert all(unit in helping for unit in task["with"])
        joining = "b đơn vị chủ trì phối hợp với tổ chức thực hiện"
        assert leftover(order, [*task["lead"], *task["with"]], joining) == []
        assert task["legal_source"] == f"II.{group}.1.{task['code'][-1]}; II.{group}.2"


def test_the_deadline_of_a_point_of_ho_chi_minh_is_the_one_of_its_section() -> None:
    text = "\n".join(section(HO_CHI_MINH, "II. ", "III. "))
    said = re.findall(r"^(\d)\.2\. .*(?:\na\))?.*thực hiện: (.+)\.$", text, re.MULTILINE)
    assert len(said) == len(plan(HO_CHI_MINH)["groups"])
    for task in plan(HO_CHI_MINH)["tasks"]:
        assert task["deadline"] == dict(said)[task["group"]]


def test_ho_chi_minh_units_report_before_15_december_and_the_department_in_december() -> None:
    reports = plan(HO_CHI_MINH)["reports"]
    rows = [(row["period_kind"], row["sender"], row.get("due", ""), row.get("before")) for row in reports]
    assert rows == [
        ("year", "units", "12-15", True),
        ("year", "department", "", None),
        ("ad_hoc", "department", "", None),
    ]
    assert "(trước ngày 15 tháng 12 hàng năm)" in reports[0]["text"]
    assert "gửi Sở Khoa học và Công nghệ" in reports[0]["text"]
    assert reports[0]["recipient"] == "Sở Khoa học và Công nghệ"
