"""Checks, documents, measurements, checklists and knowledge that say less than they claim."""

from collections.abc import Iterator
from decimal import Decimal

from pmledger.analysis.stored_files import paths_of
from pmledger.analysis.trainings import heads
from pmledger.ledger.record import Record
from pmledger.reader.terms import choice_term
from pmledger.rules.rule import Facts, Rule, rule
from pmledger.source.diagnostic import Diagnostic, Fault, Related, Severity
from pmledger.source.message import say, say_count

MOST_APART = Decimal("0.5")
"""How far the rating of a review may be from the mean of its objectives without a reason."""


def failure_without_findings(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A check failed or passed with conditions, and nothing says what was found.

    Write `findings:`, or name the defects.
    """
    for check in facts.ledger.of("quality_check"):
        result = check.text("result")
        told = check.written("findings") or check.written("defects")
        if result in {"fail", "conditional"} and not told:
            yield fault.at(
                check.place("result"),
                say("the result is {result}, but neither findings nor defects are written", result=choice_term(result)),
                found=result,
                help=say("add findings:, or defects:"),
                record=check.key,
            )


def missing_document(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A registered document says where it lies, and it is not there.

    A relative path is looked for beside the record and then from the workspace's top. Addresses on the web are not
    looked up.

    Correct `location:`, or add the file.
    """
    for document in facts.ledger.of("document"):
        paths = paths_of(document)
        if paths and not facts.files.intersection(paths):
            yield fault.at(
                document.place("location"),
                say("{path} leads outside the workspace", path=document.text("location"))
                if all(path.startswith("../") for path in paths)
                else say("there is no file {path}", path=document.text("location")),
                found=document.text("location"),
                record=document.key,
            )


def changed_document(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A document's file is not the one whose checksum was written down.

    Somebody changed the file after it was registered, or approved, without saying so. The checksum is the SHA-256 of the
    file in hexadecimal; files beyond 64 MiB are not looked at.

    Write the new version with its own checksum and approval, or restore the file.
    """
    for document in facts.ledger.of("document"):
        stated = document.text("checksum").casefold().removeprefix("sha256:").strip()
        path = next((one for one in paths_of(document) if one in facts.files), "")
        found = facts.digests.get(path)
        if stated and found and found != stated:
            yield fault.at(
                document.place("checksum"),
                say("{path} has the checksum {found}, not {stated}", path=path, found=found[:12] + "…",
                    stated=stated[:12] + "…"),
                found=stated,
                help=say("SHA-256 of the file: {digest}", digest=found),
                related=(Related(document.place("location"), say("the file is named here")),),
                record=document.key,
            )  # fmt: skip


def empty_article(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An article has no text.

    Write the answer below the front matter.
    """
    for article in facts.ledger.of("article"):
        if not article.body.text.strip():
            yield fault.at(article.origin, say("{id} has no text", id=article.id), found=article.id, record=article.key)


def unordered_thresholds(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The thresholds of an indicator are not in the order of its direction.

    Where higher is better: red ≤ amber ≤ target. Where lower is better: target ≤ amber ≤ red. Correct the values or the
    direction.
    """
    for kpi in facts.ledger.of("kpi"):
        red, amber, target = kpi.number("red"), kpi.number("amber"), kpi.number("target")
        if red is None or amber is None or target is None or kpi.text("direction") not in {"higher", "lower"}:
            continue
        sound = red <= amber <= target if kpi.text("direction") == "higher" else target <= amber <= red
        if not sound:
            yield fault.at(
                kpi.place("amber"),
                say("red {red}, amber {amber} and target {target} are not in order", red=red, amber=amber,
                    target=target),
                found=str(amber),
                help=say("higher is better: red ≤ amber ≤ target; lower is better: target ≤ amber ≤ red"),
                record=kpi.key,
            )  # fmt: skip


def second_measurement(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A series has two measurements for one day.

    Which of them counts? Delete one.
    """
    for kind in ("kpi", "goal"):
        for record in facts.ledger.of(kind):
            seen: dict[str, int] = {}
            for index, item in enumerate(record.items("measurements")):
                day = str(item.get("date") or "")
                if day and seen.setdefault(day, index) != index:
                    yield fault.at(
                        record.place("measurements", index, "date"),
                        say("{day} has a measurement already", day=day),
                        found=day,
                        related=(Related(record.place("measurements", seen[day]), say("the first one is here")),),
                        record=record.key,
                    )


def lesson_not_applied(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A lesson is called applied, but no action and no process says by what.

    Write `actions:` or `process:`.
    """
    for lesson in facts.ledger.of("lesson"):
        if lesson.status == "applied" and not lesson.written("actions") and not lesson.written("process"):
            yield fault.at(
                lesson.place("status"),
                say("{id} is applied, but nothing says by what", id=lesson.id),
                found="applied",
                help=say("add actions: or process:"),
                record=lesson.key,
            )


def incomplete_checklist(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A checklist is completed, but a required item is neither done nor left out with a reason.

    Mark the item as done, write `na_reason:`, or set the checklist back to open.
    """
    for checklist in facts.ledger.of("checklist"):
        if checklist.status != "completed" or "items" in checklist.faulty:
            continue
        for index, item in enumerate(checklist.items("items")):
            if item.get("required") is not False and item.get("done") is not True and not item.get("na_reason"):
                yield fault.at(
                    checklist.place("items", index),
                    say("{item} is not done", item=str(item.get("text") or index + 1)),
                    found=str(item.get("text") or ""),
                    related=(Related(checklist.place("status"), say("the checklist is completed here")),),
                    record=checklist.key,
                )


def training_without_result(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A training is called evaluated, but has neither results nor a satisfaction; or it has more results than people came.

    Nobody is tested who was not there, so that one of the two is wrong: this asks for attention, since only those who
    were there know which.

    Write `results:` or `satisfaction:`, or correct `attended:`.
    """
    for training in facts.ledger.of("training"):
        yield from too_many_results(training, fault)
        if training.status == "evaluated" and not training.written("results") and not training.written("satisfaction"):
            yield fault.at(
                training.place("status"),
                say("{id} is evaluated without a result", id=training.id),
                found="evaluated",
                help=say("add results: or satisfaction:"),
                record=training.key,
            )


def too_many_results(training: Record, fault: Fault) -> Iterator[Diagnostic]:
    """More people were tested than came."""
    tested, came = len(training.items("results")), heads(training.values.get("attended"))
    if came is None or tested <= came:
        return
    yield fault.at(
        training.place("results"),
        say_count("{id} has {count} result, but {came} came", "{id} has {count} results, but {came} came", tested,
                  id=training.id, came=came),
        found=str(tested),
        help=say("correct attended: or results:"),
        related=(Related(training.place("attended"), say("who came is here")),),
        record=training.key,
        severity=Severity.ATTENTION,
    )  # fmt: skip


def score_outside_scale(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An answer to a survey is outside its scale, or there are more answers than were asked for.

    NPS runs from 0 to 10, CSAT from 1 to 5, CES from 1 to 7 unless `scale_min` and `scale_max` say otherwise. Correct
    the answer, the number asked or the scale.
    """
    usual = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}
    for survey in facts.ledger.of("survey"):
        low, high = usual.get(survey.text("method"), (None, None))
        least = survey.number("scale_min") if survey.has("scale_min") else low
        most = survey.number("scale_max") if survey.has("scale_max") else high
        for index, item in enumerate(survey.items("responses")):
            score = item.get("score")
            if not isinstance(score, Decimal | int) or least is None or most is None or least <= score <= most:
                continue
            yield fault.at(
                survey.place("responses", index, "score"),
                say("{score} is outside the scale from {least} to {most}", score=score, least=least, most=most),
                found=str(score),
                record=survey.key,
            )
        yield from too_many_answers(survey, fault)


def too_many_answers(survey: Record, fault: Fault) -> Iterator[Diagnostic]:
    asked, answered = survey.number("sent_count"), len(survey.items("responses"))
    if asked is not None and answered > asked:
        yield fault.at(
            survey.place("sent_count"),
            say("there are {answered} answers, but sent_count is {asked}", answered=answered, asked=asked),
            found=str(asked),
            record=survey.key,
        )


def uneven_weights(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """The weights of a performance review's objectives are not 100 together, or its rating is not their mean.

    The rating as a whole is the mean of the objectives by their weights; where it is more than half a point from it, the
    text of the review says why.

    Correct the weights or `overall:`, or write the reason below the front matter.
    """
    for review in facts.ledger.of("performance_review"):
        parts = review.items("objectives")
        weights = [item.get("weight") for item in parts]
        known = [Decimal(weight) for weight in weights if isinstance(weight, Decimal | int)]
        if not known or len(known) != len(weights) or "objectives" in review.faulty:
            continue
        if sum(known) != 100:
            yield fault.at(
                review.place("objectives"),
                say("the weights are {total} together, not 100", total=sum(known)),
                found=str(sum(known)),
                record=review.key,
            )
            continue
        ratings = [Decimal(rating) for item in parts if isinstance(rating := item.get("rating"), Decimal | int)]
        overall = review.number("overall")
        if overall is None or len(ratings) != len(known) or review.body.text.strip():
            continue
        mean = sum((weight * rating for weight, rating in zip(known, ratings, strict=True)), Decimal(0)) / 100
        if abs(overall - mean) > MOST_APART:
            yield fault.at(
                review.place("overall"),
                say("the rating is more than half a point from the mean of the objectives, and nothing says why"),
                found=str(overall),
                help=say("correct overall:, or write the reason into the text"),
                related=(Related(review.place("objectives"), say("the objectives are here")),),
                record=review.key,
            )


def standard_without_target(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """An active quality standard names what is measured, but not the value to reach.

    ```yaml
    status: active
    criterion: Pages open quickly
    metric: seconds until the first content   # how many?
    ```

    Nobody can tell whether a measured value is good enough. A criterion that is fulfilled or not needs no `metric:` and no
    `target:`.

    Write `target:`, or delete `metric:`.
    """
    for standard in facts.ledger.of("quality_standard"):
        if standard.status == "active" and standard.written("metric") and not standard.written("target"):
            yield fault.at(
                standard.place("metric"),
                say("“{title}” measures {metric}, and nothing says what is good enough", title=standard.title,
                    metric=standard.text("metric")),
                found=standard.text("metric"),
                help=say("add target:, or delete metric:"),
                record=standard.key,
            )  # fmt: skip


def plan_item_without_start(facts: Facts, fault: Fault) -> Iterator[Diagnostic]:
    """A regular communication does not say when it first takes place.

    Write `first_on:`; only what happens on an event needs none.
    """
    for item in facts.ledger.of("comm_plan"):
        if item.text("frequency") != "on_event" and item.has("frequency") and not item.written("first_on"):
            yield fault.at(
                item.place("frequency"),
                say("the frequency is {frequency}, but nothing says from when",
                    frequency=choice_term(item.text("frequency"))),
                found=item.text("frequency"),
                help=say("add first_on: and the first date"),
                record=item.key,
            )


RULES: tuple[Rule, ...] = (
    rule("PM266", "standard-without-target", Severity.ERROR, standard_without_target, by_state=True),
    rule("PM270", "failure-without-findings", Severity.ERROR, failure_without_findings),
    rule("PM271", "missing-document", Severity.ERROR, missing_document),
    rule("PM272", "empty-article", Severity.ERROR, empty_article),
    rule("PM273", "unordered-thresholds", Severity.ERROR, unordered_thresholds),
    rule("PM274", "second-measurement", Severity.ERROR, second_measurement),
    rule("PM275", "lesson-not-applied", Severity.ERROR, lesson_not_applied),
    rule("PM276", "incomplete-checklist", Severity.ERROR, incomplete_checklist),
    rule("PM277", "training-without-result", Severity.ERROR, training_without_result),
    rule("PM278", "score-outside-scale", Severity.ERROR, score_outside_scale),
    rule("PM279", "uneven-weights", Severity.ERROR, uneven_weights),
    rule("PM280", "plan-item-without-start", Severity.ERROR, plan_item_without_start),
    rule("PM289", "changed-document", Severity.ERROR, changed_document),
)
