import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_carries_theme_catalogue_and_example(tmp_path):
    """A wheel installed elsewhere builds the example from what it carries, with nothing of the checkout at hand."""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT],
        check=True,
        cwd=tmp_path,
    )
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:  # which is all that installing does with a wheel of Python alone
        packed.extractall(installed)
    environment = os.environ | {"PYTHONPATH": str(installed)}
    where = subprocess.run(
        [sys.executable, "-c", "import pmledger; print(pmledger.__file__)"],
        check=True, capture_output=True, text=True, cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert where.stdout.startswith(str(installed))
    program = [sys.executable, "-m", "pmledger"]
    subprocess.run([*program, "init", "ledger", "--example"], check=True, cwd=tmp_path, env=environment)
    subprocess.run([*program, "build", "ledger", "--language", "zh-CN"], check=True, cwd=tmp_path, env=environment)
    first = (tmp_path / "ledger" / "site" / "index.html").read_text(encoding="utf-8")
    assert len(first) > 10_000
    assert "项目组合" in first
