import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # for `workspaces`, which lies beside the folders of tests
sys.path.insert(0, str(Path(__file__).parent.parent / "history"))  # for `repositories`
