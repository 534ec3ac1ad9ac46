import subprocess
from pathlib import Path

import pytest

from desktop.cli.main import main
from test_headless import document


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """The demonstration in a process that has neither Qt nor a display: its folder and its JSON."""
    out = tmp_path_factory.mktemp("demo") / "ket-qua"
    return out, document(out.parent, "demo", "--out", str(out))


@pytest.mark.slow
def test_the_demonstration_makes_every_file_it_names(shown: tuple[Path, dict[str, object]]) -> None:
    files = shown[1]["files"]
    assert isinstance(files, list)
    assert {Path(name).suffix for name in files} >= {".pdf", ".docx", ".xlsx", ".asice", ".pem", ".crl"}
    assert all(Path(name).stat().st_size > 0 for name in files)


@pytest.mark.slow
def test_the_signed_files_are_valid_and_the_department_has_merged_them(
    shown: tuple[Path, dict[str, object]],
) -> None:
    verdicts = shown[1]["verdicts"]
    assert isinstance(verdicts, list)
    assert [one["verdict"] for one in verdicts] == ["TOTAL_PASSED", "TOTAL_PASSED"]
    merged = shown[1]["merged"]
    assert isinstance(merged, dict)
    assert merged["units"] == ["26041"]
    assert merged["new"] >= 290


@pytest.mark.slow
def test_pdfsig_confirms_both_signatures(shown: tuple[Path, dict[str, object]]) -> None:
    report = next(shown[0].glob("bao-cao*.pdf"))
    told = subprocess.run(
        ["pdfsig", "-nocert", str(report)], capture_output=True, text=True, check=False
    ).stdout
    assert told.count("Signature is Valid") == 2


@pytest.mark.slow
def test_the_demonstration_does_not_overwrite_an_earlier_one(
    shown: tuple[Path, dict[str, object]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--out", str(shown[0])]) == 1
    assert "đã có kết quả" in capsys.readouterr().err
