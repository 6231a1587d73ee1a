import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # for `workspaces`, which lies beside the folders of tests
sys.path.insert(0, str(Path(__file__).parent))  # for `ledgers_shown`
