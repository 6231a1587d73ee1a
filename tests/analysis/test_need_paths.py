from datetime import date

from ledgers import ACME, AS_OF, read

from pmledger.analysis.trace import orphans, paths

APOLLO = """
-- projects/apollo/index.md --
---
name: Apollo
client: acme
manager: mei
currency: EUR
method: {method}
baselines:
  - {{id: b0, title: First, version: B0, status: approved, date: 2026-03-02, approved_by: mei, bac: 100 EUR, items: [{{ref: build, cost: 100 EUR}}]}}
tasks:
  - {{id: build, title: Build, duration: 5d, deliverable: portal}}
  - {{id: stage, title: Stage}}
  - {{id: dig, title: Dig, duration: 2d, parent: stage}}
  - {{id: paint, title: Paint, duration: 1d}}
deliverables:
  - {{id: portal, title: Portal, due: 2026-06-30}}
  - {{id: poster, title: Poster, due: 2026-06-30}}
changes:
  - {{id: c1, title: Add it, requested_by: ann, requested_on: 2026-04-01, reason: x}}
communications:
  - {{id: talk, title: Talk, type: meeting, channel: phone, date: 2026-02-10, status: held, participants: [ann], needs: [asked]}}
quality_checks:
  - {{id: test, title: Test, type: test, deliverable: portal, status: done, done_on: 2026-06-01, checker: mei, result: pass}}
requirements:
{needs}---
"""
ASKED = "statement: x, requested_by: ann, requested_on: 2026-02-10, acceptance_criteria: [y], priority: must"
LATE = "statement: x, requested_by: ann, requested_on: 2026-04-01, acceptance_criteria: [y], priority: must"


def found(*needs, method="predictive"):
    rows = "".join(f"  - {{{need}}}\n" for need in needs)
    result = read(ACME + APOLLO.format(needs=rows, method=method))
    return result, paths(result.ledger.of("requirement"), result.ledger, AS_OF)


def test_a_whole_path_has_no_gap():
    """The meeting that names a need, its deliverable, and the deliverable's check make its path; nothing is missing."""
    result, (path,) = found(f"id: asked, title: Asked, status: verified, {ASKED}, deliverables: [portal]")
    assert path.said_in == ("communication:apollo/talk",)
    assert path.carriers == ("deliverable:apollo/portal",)
    assert path.checks == ("quality_check:apollo/test",)
    assert (path.passed, path.late, path.gaps) == (True, False, ())
    assert result.value("coverage", "project:apollo") == 100
    assert result.value("volatility", "project:apollo") == 0


def test_gaps_follow_the_state():
    """What is agreed needs something that brings it about, what is delivered a check too; what is only captured, nothing."""
    _, (agreed, captured, delivered) = found(
        f"id: asked, title: B, status: agreed, {ASKED}",
        f"id: c-captured, title: C, {ASKED}",
        f"id: d-delivered, title: D, status: delivered, {ASKED}, tasks: [paint]",
    )
    assert agreed.gaps == ("carrier",)
    assert captured.gaps == ()
    assert delivered.gaps == ("source", "check")


def test_what_binds_nobody_has_no_gap():
    """A constraint and a need that was put off for good ask for no work."""
    _, found_paths = found(
        f"id: asked, title: A, status: agreed, type: constraint, {ASKED}",
        f"id: b, title: B, status: agreed, source: communication:apollo/talk, {ASKED.replace('must', 'wont')}",
    )
    assert [path.gaps for path in found_paths] == [(), ()]


def test_late_needs_come_by_a_change():
    """A need asked for after the first baseline lacks its change, unless it names one or the project is agile."""
    late = f"id: asked, title: A, status: agreed, {LATE}, tasks: [paint]"
    result, (without,) = found(late, f"id: z, title: Z, {ASKED}")[0], found(late)[1]
    assert (without.late, without.gaps) == (True, ("change",))
    assert found(f"{late}, change: c1")[1][0].gaps == ()
    assert found(late, method="agile")[1][0].gaps == ()
    assert result.value("volatility", "project:apollo") == 100


def test_work_without_a_need():
    """Tasks and deliverables that no need names are alone; the task that makes a wanted product is not."""
    result, found_paths = found(f"id: asked, title: A, status: agreed, {ASKED}, deliverables: [portal], tasks: [stage]")
    alone = orphans("project:apollo", found_paths, result.ledger)
    assert [record.id for record in alone] == ["poster", "paint"]


def test_days_from_request_to_acceptance():
    """Calendar days to the acceptance, or to the day while the need is open; a rejected one has none."""
    done = f"id: asked, title: A, status: accepted, {ASKED}, accepted_by: ann, accepted_on: 2026-03-12"
    result, _ = found(done, f"id: b, title: B, {ASKED}", f"id: c, title: C, status: rejected, {ASKED}")
    assert result.value("lead_days", "requirement:apollo/asked") == 30
    assert result.value("lead_days", "requirement:apollo/b") == (AS_OF - date(2026, 2, 10)).days
    assert result.value("lead_days", "requirement:apollo/c") is None
