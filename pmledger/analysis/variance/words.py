"""What a comparison of two plans comes to, in sentences."""

from pmledger.analysis.figure import decimal
from pmledger.analysis.variance.compare import Variance
from pmledger.kinds.values import Money
from pmledger.source.message import Message, say, say_count


def sentences_of(found: Variance) -> list[Message]:
    """The finish, the cost, and how many pieces differ; what is not known is left out."""
    told = (finish_sentence(found), cost_sentence(found), count_sentence(found))
    return [part for part in told if part is not None]


def finish_sentence(found: Variance) -> Message | None:
    before, now, days = found.before.span, found.now.span, found.whole.finish
    if before is None or now is None or days is None:
        return None
    if not days:
        return say("It ends on {day}, as before.", day=now[1])
    moved = (
        say_count("{count} working day later", "{count} working days later", days)
        if days > 0
        else say_count("{count} working day earlier", "{count} working days earlier", -days)
    )
    return say("It ends on {day} instead of {before}: {moved}.", day=now[1], before=before[1], moved=moved)


def cost_sentence(found: Variance) -> Message | None:
    change, cost = found.whole.cost, found.now.cost
    if change is None or cost is None:
        return None
    money = Money(decimal(cost), found.now.currency)
    if not change:
        return say("Its tasks cost {money}, as before.", money=money)
    more = Money(decimal(abs(change)), found.now.currency)
    if change > 0:
        return say("Its tasks cost {money}, {more} more.", money=money, more=more)
    return say("Its tasks cost {money}, {less} less.", money=money, less=more)


def count_sentence(found: Variance) -> Message:
    moved, same = len(found.of("moved")), len(found.of("same"))
    new, gone = len(found.of("new")), len(found.of("gone"))
    return say(
        "{moved} moved, {new} new, {gone} gone, {same} unchanged.", moved=moved, new=new, gone=gone, same=same
    )
