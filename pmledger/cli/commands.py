"""All commands, in the order of the help, each with its one line; its module is loaded when it is called."""

from pmledger.source.message import N_

COMMANDS: tuple[tuple[str, str], ...] = (
    ("init", N_("Start a workspace that is ready to build.")),
    ("new", N_("Write a new record.")),
    ("check", N_("Report everything that is wrong.")),
    ("build", N_("Write the site.")),
    ("serve", N_("Show the site on this computer, live.")),
    ("list", N_("List the records of a kind.")),
    ("show", N_("Show one record with its links and figures.")),
    ("why", N_("Explain a figure down to the lines it comes from.")),
    ("diff", N_("Say what changed and what it means.")),
    ("variance", N_("Hold a plan against its baseline, or against what it was.")),
    ("log", N_("Tell what each commit did to a record.")),
    ("trend", N_("Show how a figure has moved.")),
    ("simulate", N_("Say how sure the finish and the cost of a project are.")),
    ("search", N_("Find records by words.")),
    ("report", N_("Write a report on a project or a committee’s page as one file.")),
    ("agenda", N_("Show what needs whom, by day.")),
    ("set", N_("Set fields of a record.")),
    ("close", N_("Close a record with what its state requires.")),
    ("rename", N_("Give a record another id, and mend every reference.")),
    ("holidays", N_("Write a country’s public holidays into the workspace.")),
    ("explain", N_("Explain the code of a fault.")),
    ("schema", N_("Show what may be written in a kind of record.")),
    ("completion", N_("Print the script that completes commands in a shell.")),
)
