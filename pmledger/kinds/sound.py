"""What is left of a record when the faulty parts are taken out, with every fault named."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

from pmledger.kinds.compile import Dialect
from pmledger.kinds.declare import FieldSpec
from pmledger.kinds.faults import PROBLEMS, Problem
from pmledger.kinds.words import candidates, canonical

ROUNDS = 4

Loc = tuple[int | str, ...]


class Pruned(Struct, frozen=True):
    """The sound values, typed, and the problems by their places, the first step being the field's name."""

    values: dict[str, object]
    problems: tuple[Problem, ...]


def sound_part(
    validator: SchemaValidator,
    fields: tuple[FieldSpec, ...],
    given: Mapping[str, object],
    error: ValidationError,
    dialect: Dialect,
) -> Pruned:
    """Takes out each faulty leaf, and what cannot stand without it, until the rest passes."""
    root = FieldSpec("", "map", parts=fields)
    rest: dict[str, Any] = copied(given)
    problems = located(rest, root, error, dialect)
    faulty = problems
    for _ in range(ROUNDS):
        for one in faulty:
            take_out(rest, one.loc)
        try:
            return Pruned(validator.validate_python(rest), problems)
        except ValidationError as consequence:
            # What shows only now (a part missing because it was taken out) was told by the first round's fault.
            faulty = located(rest, root, consequence, dialect)
    for one in faulty:
        rest.pop(str(one.loc[0]), None)
    return Pruned(validator.validate_python(rest), problems)


def copied(given: Any) -> Any:  # noqa: ANN401  (any tree of texts, lists and mappings)
    """A copy of the containers that may be cut."""
    if isinstance(given, Mapping):
        return {key: copied(value) for key, value in given.items()}
    return [copied(value) for value in given] if isinstance(given, list | tuple) else given


def located(tree: object, root: FieldSpec, error: ValidationError, dialect: Dialect) -> tuple[Problem, ...]:
    """Pydantic's faults as problems of ours, their places in the words that were written."""
    details = error.errors(include_url=False, include_input=False)
    return tuple(problem(tree, root, one, dialect) for one in details)


def problem(tree: object, root: FieldSpec, detail: ErrorDetails, dialect: Dialect) -> Problem:
    """One fault with its code and context."""
    code, last = detail["type"], str(detail["loc"][-1])
    steps, around = written_steps(tree, root, detail["loc"], dialect)
    names = tuple(one.name for one in around.parts)
    if code == "missing":
        return Problem(steps, "missing_part", {"part": last, "expected": names})
    if code == "extra_forbidden":
        owner = next((step for step in reversed(steps[:-1]) if isinstance(step, str)), "")
        return Problem(steps, "unknown_field", {"given": last, "owner": owner, "candidates": candidates(last, names)})
    assert code in PROBLEMS, code
    return Problem(steps, code, detail.get("ctx", {}))


def written_steps(tree: object, root: FieldSpec, loc: Loc, dialect: Dialect) -> tuple[Loc, FieldSpec]:
    """The steps of a place as far as they were written, and the innermost map of named parts on the way."""
    steps: list[int | str] = []
    node, spec, around = tree, root, root
    for step in loc:
        if step == "[key]":
            break
        if spec.type == "union":
            spec = spec.parts[int(str(step)[1:])]
            around = spec if spec.type == "map" else around
            continue
        key = written_key(node, spec, step, dialect)
        if key is None:
            break
        steps.append(key)
        node = node[key]  # type: ignore[index]
        spec = inside(spec, step)
        around = spec if spec.type == "map" else around
    return tuple(steps), around


def written_key(node: object, spec: FieldSpec, step: int | str, dialect: Dialect) -> int | str | None:
    """The key or position within a written node that a step of a place means, or None where there is none."""
    if isinstance(node, list):
        return step if isinstance(step, int) and step < len(node) else None
    if not isinstance(node, Mapping):
        return None
    if step in node:
        return step
    return next((key for key in node if canonical(key, spec.parts, chinese=dialect.chinese) == step), None)


def inside(spec: FieldSpec, step: int | str) -> FieldSpec:
    """The description of what stands one step within a field."""
    if spec.item is not None:
        return spec.item
    return next((one for one in spec.parts if one.name == step), spec)


def take_out(tree: Any, loc: Loc) -> None:  # noqa: ANN401  (any tree of texts, lists and mappings)
    """Cuts what stands at a place: a key goes, a list item becomes nothing, so that others keep their positions."""
    node = tree
    for step in loc[:-1]:
        if isinstance(node, list):
            node = node[step] if isinstance(step, int) else None
        else:
            node = node.get(step) if isinstance(node, dict) else None
    last = loc[-1]
    if isinstance(node, list) and isinstance(last, int):
        node[last] = None
    elif isinstance(node, dict):
        node.pop(last, None)
