#!/usr/bin/env python3
"""Set everything up and start: the one script between a fresh clone and the running program.

    python3 start.py                 set up, open the window (without a display: run the sample job)
    python3 start.py test [ARGS]     set up with the development tools, check, run the tests
    python3 start.py check           set up with the development tools, run every static check
    python3 start.py build           make the stand-alone program in dist/ and try it
    python3 start.py COMMAND [ARGS]  set up, run a command of so-tri-thuc

It uses Python's own library alone, since nothing else is installed yet, and installs only what the lock
files name by hash. The project itself is not installed: a path file and a launcher point to `src/`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
STAMP = VENV / "so-tri-thuc.stamp"
RUN_LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"
OLDEST, NEWEST = (3, 11), (3, 14)
MINOR = f"{sys.version_info[0]}.{sys.version_info[1]}"
HOME = f"Python {MINOR} {ROOT}"

# Debian packages: what Qt loads at start, what it needs on an X display, what the tests read files back with.
QT = ["libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0", "libx11-6"]
QT += ["libbrotli1", "libgssapi-krb5-2", "fonts-liberation2"]
SCREEN = ["libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1"]
SCREEN += ["libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-xfixes0", "libxcb-xkb1"]
SCREEN += ["libx11-xcb1", "libxcb-util1"]
TEST_TOOLS = ["xvfb", "xauth", "poppler-utils", "libnss3-tools", "qpdf", "softhsm2", "openssl", "mupdf-tools"]
TEST_TOOLS += ["zbar-tools", "cups-daemon", "cups-client"]
TEST_TOOLS += ["libreoffice-calc-nogui", "libreoffice-writer-nogui"]
BUILD_TOOLS = ["binutils", f"libpython{MINOR}", "libcups2", "xvfb", "xauth"]

# Bound to GTK, which a machine need not have; build.spec leaves it out after PyInstaller has looked at it.
DROPPED_PLUGIN = "libqgtk3.so"

CHECKS = (
    [str(PYTHON), "-m", "ruff", "format", "--check", "."],
    [str(PYTHON), "-m", "ruff", "check", "."],
    [str(PYTHON), "-m", "mypy"],
    [str(SCRIPTS / "lint-imports")],
)


class SetupError(Exception):
    """Set-up cannot go on; the message is one Vietnamese sentence for the user."""


def main(arguments: list[str]) -> int:
    """Set up what the first argument needs, do it, return the exit status."""
    check_python()
    verb = arguments[0] if arguments else ""
    if verb in ("test", "check", "build"):
        install_debian(
            {"test": QT + SCREEN + TEST_TOOLS, "check": [], "build": QT + SCREEN + BUILD_TOOLS}[verb]
        )
        set_up(DEV_LOCK)
        return {"test": test, "check": check, "build": build}[verb](arguments[1:])
    install_debian(QT + SCREEN if has_display() else QT)
    set_up(RUN_LOCK)
    if arguments or has_display():
        return program(arguments)
    return sample_job()


def check_python() -> None:
    """Refuse a Python that the lock files were not made for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise SetupError(
            f"Chương trình cần Python 3.11 đến 3.14 nhưng máy đang dùng {MINOR}; "
            "hãy cài Python phù hợp rồi chạy lại."
        )


# --- what Debian must provide ---------------------------------------------------------------------------


def install_debian(names: list[str]) -> None:
    """Install the missing packages as root; otherwise say which are missing and go on."""
    if WINDOWS or not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    wanted = names if environment_stands() or has_ensurepip() else [*names, f"python{MINOR}-venv"]
    installed = installed_packages()
    missing = [name for name in wanted if name not in installed]
    if not missing:
        return
    if os.geteuid() != 0:
        say(
            "Máy còn thiếu gói hệ thống; nếu chương trình báo lỗi, hãy chạy: "
            f"sudo apt-get install {' '.join(missing)}"
        )
        return
    say(f"Đang cài {len(missing)} gói hệ thống của Debian…")
    apt_get("update")
    apt_get("install", "--yes", "--no-install-recommends", *missing)
    importlib.invalidate_caches()


def installed_packages() -> set[str]:
    """Return the names of installed Debian packages and of what they stand for."""
    command = ["dpkg-query", "--show", "--showformat", "${db:Status-Abbrev}|${Package}|${Provides}\n"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    installed = [line.split("|", 2) for line in answer.splitlines() if line.startswith("ii")]
    provided = {
        re.split(r"[ (:]", part.strip())[0] for _, _, provides in installed for part in provides.split(",")
    }
    return {name for _, name, _ in installed} | provided


def apt_get(*arguments: str) -> None:
    """Run apt-get without questions; raise SetupError when it fails."""
    command = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0", *arguments]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise SetupError(
            f"Không cài được gói hệ thống (apt-get {arguments[0]} báo lỗi {done.returncode}, xem ở trên); "
            "hãy kiểm tra kết nối và nguồn apt rồi chạy lại."
        )


# --- the environment beside this script -----------------------------------------------------------------


def set_up(lock: str) -> None:
    """Make `.venv` hold what `lock` names; do nothing when the stamp says it already does."""
    if stamp()[1:] in ([fingerprint(lock)], [fingerprint(DEV_LOCK)]) and environment_stands():
        return
    if not environment_stands():
        make_environment()
    STAMP.write_text(f"{HOME}\n", encoding="utf-8")
    install(lock)
    link_project()
    STAMP.write_text(f"{HOME}\n{fingerprint(lock)}\n", encoding="utf-8")


def stamp() -> list[str]:
    """Return the lines of the stamp: whose environment `.venv` is, and which lock file it holds."""
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() else []


def environment_stands() -> bool:
    """Return whether `.venv` was made here by this script with this version of Python."""
    return PYTHON.exists() and stamp()[:1] == [HOME]


def fingerprint(lock: str) -> str:
    """Return the line of the stamp that stands for the lock file's contents."""
    return f"{lock} sha256:{hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()}"


def make_environment() -> None:
    """Make `.venv` anew with this Python, unless this Python is the one inside it."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    if not has_ensurepip():
        raise SetupError(
            "Python trên máy thiếu phần tạo môi trường; "
            f"hãy chạy: sudo apt-get install python{MINOR}-venv rồi chạy lại."
        )
    say("Đang tạo môi trường Python riêng trong thư mục .venv…")
    if run([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        raise SetupError(
            f"Không tạo được môi trường Python trong “{VENV}”; hãy kiểm tra dung lượng và quyền ghi."
        )


def has_ensurepip() -> bool:
    """Return whether this Python can put pip into a new environment (Debian packs that apart)."""
    return importlib.util.find_spec("ensurepip") is not None


def install(lock: str) -> None:
    """Install exactly what the lock file names, each file checked by its hash, wheels only."""
    say(f"Đang cài các thư viện ghi trong {lock}; lần đầu mất vài phút…")
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    command += [*([] if sys.stdout.isatty() else ["--quiet"]), "--require-hashes", "--only-binary", ":all:"]
    if run([*command, "--requirement", str(ROOT / lock)]):
        raise SetupError(
            "Không cài được thư viện (xem lỗi của pip ở trên); hãy kiểm tra kết nối mạng rồi chạy lại."
        )


def link_project() -> None:
    """Point `.venv` to `src/` and give it the command `so-tri-thuc`; relative, so that any path works."""
    packages = VENV / ("Lib/site-packages" if WINDOWS else f"lib/python{MINOR}/site-packages")
    (packages / "so-tri-thuc.pth").write_text(
        os.path.relpath(ROOT / "src", packages) + "\n", encoding="ascii"
    )
    if WINDOWS:
        (SCRIPTS / "so-tri-thuc.cmd").write_text(
            '@"%~dp0python.exe" -m desktop %*\r\n', encoding="ascii", newline=""
        )
        return
    launcher = SCRIPTS / "so-tri-thuc"
    launcher.write_text(
        '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -m desktop "$@"\n', encoding="ascii"
    )
    launcher.chmod(0o755)


# --- what can be done then ------------------------------------------------------------------------------


def program(arguments: list[str]) -> int:
    """Run so-tri-thuc itself; without arguments it opens the window."""
    return subprocess.run([str(PYTHON), "-m", "desktop", *arguments], check=False).returncode


def sample_job() -> int:
    """Run the main job on the shipped sample without a window, and name every file it made."""
    folder = ROOT / "build" / time.strftime("mau-%Y%m%d-%H%M%S")
    say(
        "Máy không có màn hình nên không mở được cửa sổ; "
        f"chương trình chạy việc mẫu và để kết quả ở “{folder}”."
    )
    command = [str(PYTHON), "-m", "desktop", "demo", "--out", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    say(done.stdout.rstrip())
    others = [
        str(path) for path in sorted(folder.rglob("*")) if path.is_file() and str(path) not in done.stdout
    ]
    if others:
        say("\n  ".join(["Cùng các tệp:", *others]))
    return done.returncode


def check(_arguments: list[str]) -> int:
    """Run every static check, also after one has failed; return 1 when any failed."""
    failed = []
    for command in CHECKS:
        say(f"— {' '.join([Path(command[0]).stem, *command[1:]])}")
        if run(command):
            failed.append(command)
    return 1 if failed else 0


def test(arguments: list[str]) -> int:
    """Run the checks, then pytest, whose summary is the last line; fail when either fails."""
    checked = check([])
    if checked:
        say("Kiểm tra mã nguồn KHÔNG đạt (xem ở trên); vẫn chạy tiếp các bài kiểm thử.")
    say("— pytest")
    return run([str(PYTHON), "-m", "pytest", *arguments]) or checked


def build(_arguments: list[str]) -> int:
    """Freeze the program, refuse a bundle with missing libraries, then run the frozen program."""
    command = [
        str(PYTHON),
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "WARN",
        "build.spec",
    ]
    frozen = subprocess.run(
        command, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8", errors="replace", check=False
    )
    sys.stderr.write(frozen.stderr)
    if frozen.returncode:
        return frozen.returncode
    missing = [line for line in frozen.stderr.splitlines() if "could not resolve" in line]
    if any(DROPPED_PLUGIN not in line for line in missing):
        raise SetupError(
            "Bản đóng gói thiếu thư viện hệ thống (xem “could not resolve” ở trên); "
            "hãy cài đủ rồi đóng gói lại."
        )
    status = try_frozen(ROOT / "dist" / "so-tri-thuc" / ("so-tri-thuc.exe" if WINDOWS else "so-tri-thuc"))
    say("Bản đóng gói không qua được phép thử." if status else "Đã đóng gói và thử xong: dist/so-tri-thuc")
    return status


def try_frozen(frozen: Path) -> int:
    """Let the frozen program check itself, do the main job, keep its window open, offscreen and on X."""
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if run([str(frozen), "selfcheck"], offscreen):
        return 1
    with tempfile.TemporaryDirectory() as data:
        if run([str(frozen), "demo", "--out", str(Path(data, "mau"))]):
            return 1
        window = [str(frozen), "window", data]
        stays = window_stays(window, offscreen)
        if shutil.which("xvfb-run"):
            on_x = ["xvfb-run", "--auto-servernum", "timeout", "10", *window]
            stays = stays and window_stays(on_x, {**os.environ, "QT_QPA_PLATFORM": "xcb"})
    return 0 if stays else 1


def window_stays(command: list[str], environment: dict[str, str]) -> bool:
    """Return whether the program still runs after ten seconds; `timeout` says so with status 124."""
    try:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, timeout=20, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 124


# --- small tools ----------------------------------------------------------------------------------------


def has_display() -> bool:
    """Return whether a window can be shown; on Linux a display must answer, a variable is not enough."""
    if not sys.platform.startswith("linux"):
        return True
    wayland = os.environ.get("WAYLAND_DISPLAY")
    if wayland and (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / wayland).exists():
        return True
    return x_answers(os.environ.get("DISPLAY", ""))


def x_answers(display: str) -> bool:
    """Return whether an X server listens at `display` (":0", "localhost:10.0")."""
    parts = re.fullmatch(r"(?:unix|([^:/]*)):(\d+)(?:\.\d+)?", display)
    if not parts:
        return False
    host, number = parts[1], int(parts[2])
    family = socket.AF_INET if host else socket.AF_UNIX
    try:
        with socket.socket(family) as line:
            line.settimeout(3)
            # The path is where every X server listens.
            line.connect((host, 6000 + number) if host else f"/tmp/.X11-unix/X{number}")  # noqa: S108
    except OSError:
        return False
    return True


def run(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Run a tool in the project's folder, asking nothing; return its exit status."""
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode


def say(sentence: str) -> None:
    """Print a line at once, so that it stands before what the next tool prints."""
    print(sentence, flush=True)


def speak_utf8() -> None:
    """Let Vietnamese through on consoles and pipes of any encoding."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    speak_utf8()
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit("Đã dừng theo yêu cầu.")
