from datetime import date

import pytest
from ledgers import ACME, read

DAY = date(2026, 6, 30)
HEAD = "-- projects/apollo/index.md --\n---\nname: Apollo\nclient: acme\nmanager: mei\ncurrency: EUR\nstatus: executing\n"


def items(fields="", more="", head=HEAD, as_of=DAY):
    """Agenda items as day, person's id, sentence and days overdue."""
    found = read(f"{ACME}{head}{fields}\n---\n{more}", as_of).found.agenda
    return [(one.day.isoformat(), one.person.removeprefix("person:"), str(one.action), one.overdue_days) for one in found]


def test_actions_and_promises_come_with_every_day():
    """Open actions and promises are there however far away; done ones are not; check boxes are both."""
    body = "- [ ] Call Ann @mei due:2026-12-01\n- [x] Sign @mei due:2026-06-01 done:2026-06-01\n"
    boxes = f"-- projects/apollo/meetings/2026-06-29-steering.md --\n---\ntype: meeting\nchannel: video\nstatus: held\nparticipants: [ann]\n---\n{body}- [ ] Send the quote @mei due:2026-06-26 promise:acme\n- [ ] The data @mei due:2026-07-03 owed-by:acme\n"
    assert items(more=boxes) == [
        ("2026-06-26", "mei", "Keep the promise “Send the quote” to Acme", 4),
        ("2026-07-03", "mei", "Ask Acme for “The data”, as promised", 0),
        ("2026-12-01", "mei", "Do “Call Ann”", 0),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        "milestones: [{id: m, title: X, forecast_date: DAY}]",
        "risks: [{id: r, title: X, raised_on: 2026-06-01, review_on: DAY}]",
        "tasks: [{id: t, title: X, baseline_start: DAY, baseline_finish: 2026-12-01}]",
        "tasks: [{id: t, title: X, status: in_progress, actual_start: 2026-06-01, deadline: DAY}]",
        "quality_checks: [{id: q, title: X, type: test, planned_on: DAY}]",
        "documents: [{id: d, title: X, type: plan, location: 'https://example.com', status: approved, review_by: DAY}]",
        "deliverables: [{id: d, title: X, due: DAY}]",
        "goals: [{id: g, title: X, statement: x, status: active, due: DAY}]",
        "communications: [{id: c, title: X, type: meeting, channel: video, date: DAY}]",
        "comm_plans: [{id: c, title: X, audience: all, content: X, channel: email, frequency: monthly, first_on: DAY}]",
    ],
)
def test_all_else_comes_within_14_days(fields):
    """Milestones, reviews, tasks, checks, documents, goals and meetings are there 14 days ahead and not 15."""
    assert [row[0] for row in items(fields.replace("DAY", "2026-07-14"))] == ["2026-07-14"]
    assert items(fields.replace("DAY", "2026-07-15")) == []


def test_changes_come_when_they_wait_too_long():
    """A change is on the agenda from the eleventh working day without a decision, on the tenth."""
    change = "changes: [{id: c, title: More, requested_by: ann, requested_on: 2026-06-15, reason: x}]"
    assert items(change, as_of=date(2026, 6, 29)) == []
    assert items(change) == [("2026-06-29", "mei", "Decide the change “More”, requested 11 working days ago", 1)]


def test_issue_without_due_date_has_that_of_its_priority():
    """An urgent issue is due two working days after it was raised."""
    issue = "issues: [{id: i, title: Down, priority: P1, raised_on: 2026-06-26, owner: mei}]"
    assert items(issue) == [("2026-06-30", "mei", "Resolve the issue “Down”", 0)]


def test_task_of_several_people_is_on_the_agenda_of_each():
    """Each assignee has the item; without any it is the manager's."""
    task = "tasks: [{id: t, title: Build, deadline: 2026-07-01, assignees: [{person: bo}, {person: cy}]}]"
    people = "-- people/bo.md --\n---\nname: Bo\ntype: team\n---\n-- people/cy.md --\n---\nname: Cy\ntype: team\n---\n"
    assert [row[1] for row in items(task, people)] == ["bo", "cy"]
    assert [row[1] for row in items(task.replace(", assignees: [{person: bo}, {person: cy}]", ""))] == ["mei"]


@pytest.mark.parametrize(("fields", "person", "on"), [
    ("", "cy", "2026-06-30"), ("needed_by: 2026-07-20, ", "cy", "2026-07-20"), ("owner: mei, needed_by: 2026-06-26, ", "mei", "2026-06-26"),
])  # fmt: skip
def test_an_exception_report_waits_for_who_decides(fields, person, on):
    """It stands with its owner, else with the sponsor, on the day by which it is needed, else today; once decided no more."""
    report = f"sponsor: cy\ndecisions: [{{id: d, title: Later, {fields}exception: [schedule]}}]"
    sponsor = "-- people/cy.md --\n---\nname: Cy\ntype: team\n---\n"
    assert [row[:3] for row in items(report, sponsor)] == [(on, person, "Decide on the exception report “Later”")]
    assert items(report.replace("title: Later,", "title: Later, status: decided, decided_on: 2026-06-29,"), sponsor) == []


def test_held_project_asks_nothing_of_its_plan():
    """On hold, milestones are silent; actions and issues still are somebody's."""
    fields = "milestones: [{id: m, title: X, forecast_date: 2026-07-01}]\nactions: [{id: a, title: Y, due: 2026-07-01}]"
    held = items(fields, head=HEAD.replace("executing", "on_hold"))
    assert [row[2] for row in held] == ["Do “Y”"]


def test_meeting_in_the_past_is_to_be_written_down():
    """A planned meeting that has passed asks for its minutes or its cancellation."""
    plan = "communications: [{id: c, title: Steering, type: meeting, channel: video, date: 2026-06-29, participants: [mei, ann]}]"
    assert items(plan) == [("2026-06-29", "mei", "Write down how “Steering” went, or cancel it", 1)]


def invoice(fields):
    return f"-- clients/acme/invoices/i.md --\n---\ntitle: First\nclient: acme\nnumber: '1'\nnet: 100 EUR\nissued_on: 2026-05-01\ndue_on: 2026-06-29\n{fields}\n---\n"


def test_invoices_until_they_are_paid():
    """An overdue invoice is on the agenda until its payments reach what is to be paid."""
    assert [row[3] for row in items(more=invoice("status: issued"))] == [1]
    paid = "status: partly_paid\npayments: [{date: 2026-06-01, amount: 100 EUR}]"
    assert items(more=invoice(paid)) == []


PLAN = "comm_plans: [{id: c, title: Report, audience: [ann], content: Status, channel: email, frequency: FREQ, first_on: 2026-05-31}]\n"


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [("weekly", "2026-06-22"), ("biweekly", "2026-06-29"), ("monthly", "2026-06-30"), ("'FREQ=WEEKLY;INTERVAL=4'", "2026-06-29")],
)
def test_next_due_follows_the_last_time(frequency, expected):
    """The next time is the first one after the last that was held; a Sunday moves to Monday, a short month to its end."""
    mail = "communications: [{id: m, title: M, type: email, channel: email, date: 2026-06-15, status: held, participants: [ann], summary: x}]"
    assert [row[0] for row in items(PLAN.replace("FREQ", frequency, 1) + mail)] == [expected]


def test_pauses_of_a_plan():
    """No time within a pause is due."""
    paused = PLAN.replace("FREQ", "monthly", 1).replace("}]", ", pauses: [{from: 2026-05-01, to: 2026-06-15}]}]")
    assert [row[0] for row in items(paused)] == ["2026-06-30"]


def test_order_is_by_day_then_person():
    """The earliest day comes first, whatever the kind; a second look gives the same."""
    fields = (
        "actions: [{id: a, title: A, due: 2026-07-02}, {id: b, title: B, due: 2026-07-01}]\n"
        "decisions: [{id: d, title: D, needed_by: 2026-06-30}]"
    )
    found = items(fields)
    assert [row[2] for row in found] == ["Decide “D”", "Do “B”", "Do “A”"]
    assert items(fields) == found


def test_a_task_stands_on_the_agreed_day_and_says_when_it_is_forecast():
    """A task asks on the day that was agreed; where the plan has it on another day the action says which."""
    first = "{id: a, title: Build, status: in_progress, actual_start: 2026-06-22, remaining: 5d, baseline_start: 2026-06-22, baseline_finish: 2026-06-29}"
    then = "{id: b, title: Move, duration: 2d, depends: [a], baseline_start: 2026-06-30, baseline_finish: 2026-07-01}"
    assert [row[::2] for row in items(f"tasks: [{first}, {then}]")] == [
        ("2026-06-29", "Finish the task “Build”, forecast for 2026-07-07"),
        ("2026-06-30", "Start the task “Move”, planned for 2026-07-08"),
    ]
