"""What conclusions on a workspace can go on from after an edit."""

from msgspec import Struct

from pmledger.analysis.levelling.people_plan import PeoplePlan
from pmledger.analysis.schedule.timetable import Timetable


class Carried(Struct, frozen=True):
    """The timetable and the levelled plan of an earlier state of the same workspace, where they were reckoned."""

    timetable: Timetable | None = None
    people_plan: PeoplePlan | None = None


NOTHING = Carried()
