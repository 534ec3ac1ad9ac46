"""The main job from end to end on the shipped sample, without a question: a ward and its department."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.accounts.actions import update_unit
from desktop.accounts.folder import NewOffice
from desktop.accounts.office import Office, open_office
from desktop.activities.sample import enter_sample_activities
from desktop.commands import Answer, Commands
from desktop.errors import UserError
from desktop.exchange.merge import merge_packages
from desktop.exchange.package import make_package
from desktop.exchange.reading import read_package
from desktop.indicators.sample import enter_sample_values
from desktop.jobs import ConsoleJob, Job
from desktop.paths import atomic_write
from desktop.people.importing.actions import apply_import, preview_import
from desktop.people.importing.office_list import read_list
from desktop.people.sample import write_sample_list
from desktop.plans.catalogue import load_plan
from desktop.reports.actions import FORMATS, Issue, make_report, sign_report, write_files
from desktop.reports.compose import compose
from desktop.reports.recovery_sheet import found_office
from desktop.signing.appearance import Appearance
from desktop.signing.check import verify_file
from desktop.signing.cli import as_json
from desktop.signing.keys import key_from_p12
from desktop.signing.places import Role
from desktop.signing.trust import Trust, load_trust
from desktop.tasks.actions import adopt_plan
from desktop.tasks.sample import enter_sample_progress

PLAN, PERIOD = "dong-nai-2026", "2026-H1"
ADOPTED, COUNTED, ISSUED = date(2026, 6, 1), date(2026, 6, 14), date(2026, 6, 16)
WARD = NewOffice("26041", "UBND phường Trấn Biên", "75", full_name="Trần Thị Mẫu (hư cấu)")
DEPARTMENT = NewOffice(
    "SKHCN-75",
    "Sở Khoa học và Công nghệ thành phố Đồng Nai",
    "75",
    "department",
    full_name="Lê Văn Mẫu (hư cấu)",
)
LEADER = "Nguyễn Văn Mẫu"
PASSWORD = "du-lieu-mau"  # noqa: S105 - opens invented data only, and is told to the user


@dataclass(frozen=True)
class Stage:
    """What all steps share: where files go, who watches, the password of books and throw-away keys."""

    out: Path
    job: Job
    password: str = PASSWORD

    def write(self, name: str, content: bytes) -> Path:
        """Write one file of the demonstration."""
        target = self.out / name
        with atomic_write(target) as temporary:
            temporary.write_bytes(content)
        return target


def add_commands(commands: Commands) -> None:
    """Add `demo`."""
    parser = commands.add("demo", run, help="Chạy thử toàn bộ công việc với dữ liệu mẫu", needs_office=False)
    parser.add_argument("--out", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục chứa kết quả")


def run(args: argparse.Namespace) -> Answer:
    """Walk the whole job and end with the verdicts on the signed files."""
    out: Path = args.out
    if (out / "phuong").exists() or (out / "so").exists():
        raise UserError(f"Thư mục “{out}” đã có kết quả chạy thử; hãy chọn thư mục khác hoặc xóa kết quả cũ.")
    stage = Stage(out, ConsoleJob())
    files, trust, package = _ward(stage)
    merged, sheet = _department(stage, trust, package)
    files.append(sheet)
    signed = next(path for path in files if path.suffix == ".pdf" and path.name.startswith("bao-cao"))
    verdicts = [{"file": str(path), **as_json(verify_file(path, trust))} for path in (signed, package)]
    names = [str(path) for path in files]
    return {"files": names, "verdicts": verdicts, "merged": merged}, _words(names, verdicts, merged)


def _words(names: list[str], verdicts: list[dict[str, Any]], merged: dict[str, Any]) -> str:
    lines = ["Đã chạy thử xong với dữ liệu mẫu (hư cấu). Các tệp:", *(f"  {name}" for name in names)]
    lines += [f"Kiểm tra “{Path(one['file']).name}”: {one['verdict']} – {one['message']}" for one in verdicts]
    lines.append(
        f"Xem trong cửa sổ: so-tri-thuc window “{Path(names[0]).parent / 'phuong'}”, mật khẩu: {PASSWORD}"
    )
    lines.append(f"Sở đã tổng hợp: {merged['new']} hồ sơ mới từ {', '.join(merged['units'])}.")
    return "\n".join(lines)


def _ward(stage: Stage) -> tuple[list[Path], Trust, Path]:
    stage.job.step("Lập sổ của phường")
    office, sheet = _new_office(stage, WARD, "phuong")
    try:
        listed = stage.out / "danh-sach-tri-thuc-mau.xlsx"
        _import_people(stage, office, listed)
        _take_plan_on(stage, office)
        return _report_and_pack(stage, office, [sheet, listed])
    finally:
        office.close()


def _new_office(stage: Stage, new: NewOffice, folder: str) -> tuple[Office, Path]:
    sheets: list[Path] = []
    found_office(
        stage.out / folder,
        new,
        stage.password,
        ISSUED,
        lambda pdf: sheets.append(stage.write(f"phieu-khoi-phuc-{folder}.pdf", pdf)),
    )
    return open_office(stage.out / folder, new.login, stage.password), sheets[0]


def _import_people(stage: Stage, office: Office, listed: Path) -> None:
    stage.job.step("Nhập danh sách trí thức mẫu")
    write_sample_list(listed)
    with office.read() as session:
        preview = preview_import(session, read_list(listed))
    with office.write() as session:
        apply_import(session, preview)


def _take_plan_on(stage: Stage, office: Office) -> None:
    stage.job.step("Nhận kế hoạch và ghi tiến độ nửa năm")
    with office.write() as session:
        adopt_plan(session, load_plan(PLAN), ADOPTED)
    with office.write() as session:
        update_unit(session, {"leader_name": LEADER})
    with office.write() as session:
        enter_sample_progress(session)
        enter_sample_values(session)
        enter_sample_activities(session)


def _report_and_pack(stage: Stage, office: Office, files: list[Path]) -> tuple[list[Path], Trust, Path]:
    from desktop.signing.drawn import draw_hand_signature, draw_seal
    from desktop.signing.throwaway import make_throwaway_pki

    stage.job.step("Lập, ký báo cáo và làm gói")
    keys = make_throwaway_pki(LEADER, WARD.name, stage.password)
    root, crl = stage.write("ca-goc-mau.pem", keys.root_pem), stage.write("thu-hoi-mau.crl", keys.crl_der)
    with office.read() as session:
        draft = compose(session, PLAN, PERIOD, COUNTED)
    with office.write() as session:
        uid = make_report(session, draft, made_on=ISSUED, issue=Issue(ISSUED), job=stage.job)
    signers: tuple[tuple[Role, bytes, Callable[[], bytes]], ...] = (
        (Role.LEADER, keys.leader_p12, draw_hand_signature),
        (Role.OFFICE, keys.office_p12, lambda: draw_seal(WARD.name)),
    )
    for role, p12, picture in signers:
        with key_from_p12(p12, stage.password) as key, office.write() as session:
            sign_report(session, uid, key, role, Appearance(picture()), datetime.now().astimezone())
    with office.read() as session:
        files += write_files(session, uid, FORMATS, stage.out, stage.job)
    with key_from_p12(keys.office_p12, stage.password) as key, office.write() as session:
        made = make_package(session, PLAN, PERIOD, key, stage.job)
    package = stage.write(f"goi_{WARD.code}_{PLAN}_{PERIOD}.asice", made.data)
    return [*files, root, crl, package], load_trust([root], [crl]), package


def _department(stage: Stage, trust: Trust, package: Path) -> tuple[dict[str, Any], Path]:
    stage.job.step("Sở kiểm tra và tổng hợp gói")
    office, sheet = _new_office(stage, DEPARTMENT, "so")
    try:
        received = read_package(package.read_bytes(), trust)
        with office.write() as session:
            counts = merge_packages(session, [received], stage.job)
        return vars(counts), sheet
    finally:
        office.close()
