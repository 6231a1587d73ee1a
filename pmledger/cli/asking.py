"""What a snapshot offers to a question on the command line."""

from pmledger.cli.identity import me_of
from pmledger.kinds.declare import KindSpec
from pmledger.show.filters import Question
from pmledger.workspace.snapshot import Snapshot


def question_of(snapshot: Snapshot, kind: KindSpec) -> Question:
    late = frozenset(item.record for item in snapshot.conclusions.agenda if item.overdue_days > 0)
    return Question(kind, snapshot.schema, snapshot.ledger, snapshot.as_of, me_of(snapshot), late)
