"""What the states of a kind ask for, and which moves between them are legal."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from pmledger.kinds.declare import KindSpec

Moves = Mapping[str, tuple[str, ...]]


def required_in(kind: KindSpec, field: str) -> frozenset[str]:
    """The states in which a field must be given; none if the kind has no such field.

    They are the states that its declaration names, and every state that can only be reached through one of them.
    What the first state asks for is asked in that state alone, since a record may begin in any state.
    """
    spec = kind.field(field)
    if spec is None:
        return frozenset()
    if spec.required:
        return frozenset(kind.states)
    gates = tuple(one for one in spec.needed_in if one != kind.states[0])
    return frozenset(spec.needed_in) | beyond(kind.states, tuple(kind.transitions.items()), gates)


@lru_cache(maxsize=1024)
def beyond(
    states: tuple[str, ...], moves: tuple[tuple[str, tuple[str, ...]], ...], gates: tuple[str, ...]
) -> frozenset[str]:
    """The states that no way from the first state reaches without passing one of the gates."""
    if not gates:
        return frozenset()
    free = reachable(dict(moves), states[:1], frozenset(gates))
    return frozenset(states) - free - unreachable(states, dict(moves))


def unreachable(states: tuple[str, ...], moves: Moves) -> frozenset[str]:
    """States that no way from the first one leads to at all: nothing can be concluded for them."""
    return frozenset(states) - reachable(moves, states[:1], frozenset())


def reachable(moves: Moves, start: Iterable[str], closed: frozenset[str]) -> frozenset[str]:
    """The start and all states that ways from it lead to without entering a closed one."""
    seen: set[str] = set()
    ahead = [state for state in start if state not in closed]
    while ahead:
        state = ahead.pop()
        if state not in seen:
            seen.add(state)
            ahead += [after for after in moves.get(state, ()) if after not in closed]
    return frozenset(seen)


def legal_move(kind: KindSpec, before: str, after: str) -> bool:
    """Whether listed transitions lead from one state to another in one or more steps, or nothing moved.

    People commit once a day: a change seen going from submitted to approved may have been under review at noon.
    """
    return before == after or after in reachable(kind.transitions, kind.transitions.get(before, ()), frozenset())


def gates_passed(kind: KindSpec, before: str, after: str) -> frozenset[str]:
    """The states that every way from one state to another passes through, the last included, the first not."""
    if before == after or not legal_move(kind, before, after):
        return frozenset()
    start = kind.transitions.get(before, ())
    return frozenset(
        state
        for state in kind.states
        if state == after or after not in reachable(kind.transitions, start, frozenset({state}))
    )
