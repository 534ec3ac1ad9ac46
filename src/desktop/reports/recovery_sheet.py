"""The recovery sheet: the one paper that opens the office again when every password is forgotten."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.accounts.folder import NewOffice
from desktop.accounts.office import create_office
from desktop.accounts.units import full_name, issuer_lines, paper_defaults
from desktop.documents.model import Align, Column, Heading, Letterhead, Paragraph, Report, Row, Signer, Table


def found_office(
    folder: Path, office: NewOffice, password: str, on: date, keep: Callable[[bytes], None]
) -> None:
    """Make an office whose recovery sheet, a PDF, is kept before the first byte of data can be locked by it.

    Raises what `create_office` and `keep` raise; then neither office nor sheet counts.
    """
    from desktop.documents.pdf import write_pdf

    create_office(
        folder, office, password, keep=lambda code: keep(write_pdf(recovery_sheet(office, code, on)).data)
    )


def recovery_sheet(office: NewOffice, code: str, on: date) -> Report:
    """Return the sheet to be printed once and kept in the office's safe; the code is kept nowhere else."""
    papers = paper_defaults(office.kind, office.name, office.province)
    return Report(
        letterhead=Letterhead(
            papers["parent"], issuer_lines(office.name), papers["notation"], papers["place"], on=on
        ),
        kind="PHIẾU KHÔI PHỤC",
        subject=f"Mở lại Sổ Trí thức của {full_name(office.name)}",
        body=(
            Paragraph(
                "Mã dưới đây mở lại sổ khi quên mật khẩu. Chương trình không lưu mã này ở đâu cả; mất cả mật "
                "khẩu lẫn phiếu này thì không ai đọc được dữ liệu nữa."
            ),
            _code_table(office, code),
            Heading("Cách cất giữ và sử dụng", level=2),
            Paragraph("In phiếu này một bản, cho vào phong bì niêm phong, cất cùng con dấu hoặc trong két."),
            Paragraph("Xóa tệp PDF của phiếu sau khi in; không chụp ảnh, không gửi qua mạng."),
            Paragraph(
                "Khi cần: mở chương trình, chọn “Quên mật khẩu”, nhập mã và đặt mật khẩu mới. Chữ hoa, chữ "
                "thường và dấu gạch nối đều nhận được; mã không có chữ O, I và số 0, 1."
            ),
        ),
        signer=Signer(("NGƯỜI GIỮ PHIẾU",), ""),
    )


def _code_table(office: NewOffice, code: str) -> Table:
    half = len(code) // 2
    rows = (
        Row(("Đơn vị", f"{office.name} (mã {office.code})")),
        Row(("Tài khoản", f"{office.login} – {office.full_name}")),
        Row(("Mã khôi phục", f"{code[:half]}-\n{code[half + 1 :]}"), total=True),
    )
    return Table((Column("Mục", 1), Column("Nội dung", 3, Align.LEFT)), rows, code="recovery")
