import pytest

from pmledger.kinds.lifecycle import gates_passed, legal_move, required_in
from pmledger.kinds.schema import build_schema
from pmledger.kinds.settings import Settings

KINDS = build_schema(Settings()).kinds


@pytest.mark.parametrize(
    ("kind", "field", "states"),
    [
        ("change", "approver", "approved rejected deferred implementing implemented closed"),
        ("change", "implementation_plan", "implementing implemented closed"),
        ("cost", "approved_by", "approved paid"),
        ("invoice", "number", "issued partly_paid paid"),
        ("issue", "resolution", "resolved"),
        ("risk", "probability", "assessed responding monitoring"),
        ("task", "actual_start", "in_progress in_review"),
        ("goal", "measure", "active achieved missed"),
        ("project", "baseline", "executing closing closed"),
        ("project", "objective", "planning executing closing closed"),
        ("requirement", "priority", "agreed in_progress delivered verified accepted"),
        ("deliverable", "submitted_on", "submitted accepted rejected"),
        ("document", "approved_by", "approved published"),
        ("ticket", "resolution", "resolved closed"),
        ("quality_check", "planned_on", "planned"),
        ("lesson", "type", "captured validated applied archived"),
        ("lesson", "cause", ""),
        ("lesson", "no_such_field", ""),
    ],
)
def test_required_in(kind, field, states):
    """A gate's fields are required in the states behind it, and never in a state that another way leads to."""
    assert set(states.split()) == required_in(KINDS[kind], field)


def test_moves():
    """A move is legal when listed transitions lead there in one or more steps; backwards only where listed."""
    change = KINDS["change"]
    assert legal_move(change, "submitted", "approved")
    assert legal_move(change, "submitted", "closed")
    assert legal_move(change, "implementing", "approved")
    assert not legal_move(change, "closed", "submitted")
    assert not legal_move(change, "withdrawn", "approved")
    assert legal_move(change, "closed", "closed")


def test_gates_passed():
    """From submitted to implemented there is no way around approval."""
    change = KINDS["change"]
    assert {"under_review", "approved", "implementing", "implemented"} == gates_passed(
        change, "submitted", "implemented"
    )
    assert {"closed"} == gates_passed(KINDS["risk"], "identified", "closed")
    assert frozenset() == gates_passed(change, "closed", "submitted")
