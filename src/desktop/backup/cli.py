"""Commands on backups: make, list, check, restore."""

import argparse

from desktop.accounts.asking import ask_login
from desktop.accounts.office import Office, unlock
from desktop.backup.actions import (
    check_backup,
    find_backup,
    key_folder,
    list_backups,
    make_backup,
    restore_backup,
)
from desktop.commands import Answer, Commands


def add_commands(commands: Commands) -> None:
    """Add `backup make`, `backup list`, `backup check` and `backup restore`."""
    commands.add("backup make", make, help="Sao lưu ngay và kiểm tra bản sao")
    commands.add("backup list", list_all, help="Xem các bản sao lưu", needs_office=False)
    commands.add("backup check", check, help="Kiểm tra mọi bản sao lưu")
    parser = commands.add("backup restore", restore, help="Khôi phục từ một bản sao lưu", needs_office=False)
    parser.add_argument("id", metavar="MÃ_BẢN_SAO")


def make(_args: argparse.Namespace, office: Office) -> Answer:
    """Make one verified backup."""
    backup = make_backup(office)
    return {"id": backup.id, "verified": True}, f"Đã sao lưu và kiểm tra: {backup.id}"


def list_all(args: argparse.Namespace) -> Answer:
    """List the backups, newest first."""
    rows = [
        {"id": one.id, "made_at": one.made_at.isoformat(timespec="seconds"), "size": one.size}
        for one in list_backups(args.data)
    ]
    return rows, "\n".join(f"{row['id']}  {row['made_at']}" for row in rows) or "Chưa có bản sao lưu nào."


def check(_args: argparse.Namespace, office: Office) -> Answer:
    """Open and verify every backup."""
    backups = list_backups(office.folder)
    for backup in backups:
        check_backup(office, backup)
    return [
        {"id": one.id, "verified": True} for one in backups
    ], f"Đã kiểm tra {len(backups)} bản sao lưu: tốt."


def restore(args: argparse.Namespace) -> Answer:
    """Restore one backup, also when the database is damaged or missing; the state before is kept."""
    backup = find_backup(args.data, args.id)
    keys = key_folder(args.data, backup)
    login, password = ask_login(keys, args.user)
    done = restore_backup(args.data, backup, unlock(keys, login, password), login)
    before, aside = done.before.id if done.before else None, done.aside.name if done.aside else None
    words = f"Đã khôi phục bản {args.id}"
    if before:
        words += f"; trạng thái trước đó được giữ ở bản {before}"
    elif aside:
        words += f"; tệp cũ không đọc được, được để riêng ở “{aside}”"
    return {"id": args.id, "verified": True, "before": before, "aside": aside}, f"{words}."
