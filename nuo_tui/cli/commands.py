"""The table of all commands, and of the options that every one of them understands.

Both the command line and the first help page are made from it. Knows no typer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from models.messages import N_


class Entry(NamedTuple):
    """One command: where its function is, and what it is for."""

    where: str
    """``module:function`` under ``nuo_tui.cli``."""
    help: str


class Group(NamedTuple):
    """A command with commands of its own."""

    help: str
    commands: Mapping[str, Entry]


COMMANDS: Mapping[str, Entry | Group] = {
    "demo": Entry("demo:demo", N_("Look around in a throw-away store with a fictitious caseload.")),
    "init": Entry("init:init", N_("Make a new, encrypted store and its first user.")),
    "import": Entry("importing:import_file", N_("Bring in clients, employers, placements, vacancies or contacts from a file.")),
    "undo-import": Entry("importing:undo_import", N_("Take back one whole import, updated values too.")),
    "undo": Entry("undoing:undo", N_("Take back one of your own last acts, or list them.")),
    "redo": Entry("undoing:redo", N_("Do again what you undid.")),
    "export": Entry("exporting:export", N_("Write clients, employers, placements, vacancies, contacts or all to a file.")),
    "reminders": Entry("reminders:reminders", N_("Write what ends and what you have to do to a calendar file (.ics).")),
    "list": Entry(
        "lists:list_records",
        N_(
            "List clients, employers, placements, requests, locations, vacancies, actions, contacts, agreements, orders, users "
            "or imports."
        ),
    ),
    "show": Entry("lists:show", N_("Show one record with everything that belongs to it.")),
    "check": Entry("check:check", N_("Judge one placement, or all active ones, by the coordination checks.")),
    "match": Entry("match:match", N_("Where can a client go, or who can come to an employer: now, after what, or why not.")),
    "rules": Entry("rules:rules", N_("List the rules that a placement is held to, or explain one: what, why, what solves it.")),
    "place": Entry("place:place", N_("Place a client: judge the proposal and place when nothing stands in the way.")),
    "change-placement": Entry(
        "change_placement:change_placement", N_("Extend a running placement, or change its hours, form, place or rate.")
    ),
    "override": Entry(
        "override:override", N_("Set the block of a rule on a proposal aside, with the reason; never for one's own.")
    ),
    "end": Entry("place:end", N_("End a running placement, with the reason.")),
    "confirm": Entry(
        "confirm:confirm", N_("Write the confirmation of a placement, for the employer or the client, in plain language.")
    ),
    "coordinate": Group(
        N_("Ask the account holder of an employer to agree, and answer such requests."),
        {
            "request": Entry("coordinate:request", N_("Ask the account holder to agree to a placement.")),
            "send": Entry(
                "request_files:send", N_("Ask what was kept as a draft; or hand a request over as text or a signed file.")
            ),
            "receive": Entry("request_files:receive", N_("Take in a request or an answer from a signed file.")),
            "answer-file": Entry("request_files:answer_file", N_("Write your answer to a signed file.")),
            "approve": Entry("coordinate:approve", N_("Agree to a request; only its account holder or deputy can.")),
            "decline": Entry("coordinate:decline", N_("Decline a request, with the reason.")),
            "withdraw": Entry("coordinate:withdraw", N_("Take back a request or a consent.")),
            "tick": Entry("coordinate:tick", N_("Tick off one condition of a consent.")),
            "ask": Entry("conversation:ask_back", N_("Ask back before deciding; the term stands still.")),
            "answer": Entry("conversation:answer", N_("Answer what the account holder asked.")),
            "remind": Entry("conversation:remind", N_("Remind who has to decide or to answer.")),
            "hand-over": Entry("conversation:hand_over", N_("Hand a request to the deputy of the account holder.")),
            "contest": Entry("conversation:contest", N_("Contest a consent that somebody recorded as said.")),
            "uphold": Entry("conversation:uphold", N_("Let a contested consent stand after all.")),
            "confirm": Entry("conversation:confirm", N_("Confirm that what was recorded was said so.")),
            "standing": Entry("conversation:standing", N_("Agree to a number of places without having been asked.")),
            "verbal": Entry("coordinate:verbal", N_("Write down a consent that was given by phone, e-mail or in person.")),
            "list": Entry("coordinate:list_requests", N_("List the requests; --scope chooses which.")),
            "show": Entry("coordinate:show_request", N_("Show one request with its conditions and all that was said.")),
        },
    ),
    "employers": Group(
        N_("Who holds the relation with an employer or a group, transferring it, and approach stops."),
        {
            "list": Entry("employers:list_employers", N_("List the employers; --without-holder only those without one.")),
            "show": Entry("employers:show_employer", N_("Show one employer with everything that belongs to it.")),
            "assign": Entry("employers:assign", N_("Make somebody account holder of an employer.")),
            "transfer": Entry(
                "employers:transfer", N_("Transfer employers, or all that somebody holds, to another account holder.")
            ),
            "relation": Entry("employers:relation", N_("Register a prospect as a relation, with its account holder.")),
            "stop": Entry("employers:stop", N_("Lay an approach stop: everybody leaves the employer in peace.")),
            "lift": Entry("employers:lift", N_("Lift the approach stop of an employer.")),
            "group-holder": Entry("employers:group_holder", N_("Name the account holder of a group, or end that it has one.")),
            "inform": Entry("employers:inform", N_("Tell the account holder of a group of a client at one of its branches.")),
        },
    ),
    "agreements": Group(
        N_("The service agreements (DVO) of the municipalities, and what they buy."),
        {
            "add": Entry("agreements:add", N_("Record an agreement with its products.")),
            "list": Entry("agreements:list_agreements", N_("List the agreements; --in-force only those that hold today.")),
            "show": Entry("agreements:show_agreement", N_("Show one agreement: of each product the budget, used and committed.")),
        },
    ),
    "orders": Group(
        N_("What a municipality, or UWV, ordered for a client."),
        {
            "add": Entry("orders:add", N_("Record an order for a client, by who directs them.")),
            "list": Entry("orders:list_orders", N_("List the orders; --open only those that are open.")),
            "show": Entry("orders:show_order", N_("Show one order.")),
            "close": Entry("orders:close", N_("Close an order whose work is done, or that was taken back.")),
        },
    ),
    "vacancies": Group(
        N_("The work that employers offer: see it, add to it, close it."),
        {
            "list": Entry("vacancies:list_vacancies", N_("List the vacancies; --filter state=open only those that are open.")),
            "show": Entry("vacancies:show_vacancy", N_("Show one vacancy with who was placed on it.")),
            "add": Entry("vacancies:add", N_("Add a vacancy of an employer.")),
            "change": Entry("vacancies:change", N_("Change a vacancy; what is not named stays as it is.")),
            "close": Entry("vacancies:close", N_("Close a vacancy: nobody is proposed for it any more.")),
            "reopen": Entry("vacancies:reopen", N_("Open a vacancy again.")),
        },
    ),
    "clients": Group(
        N_("Acts on several clients at once."),
        {
            "assign": Entry(
                "clients:assign", N_("Give clients another consultant, with their open actions and requests, and a note.")
            ),
        },
    ),
    "report": Group(
        N_("The figures that a team lead watches, as a table, as JSON or as a workbook."),
        {
            "caseload": Entry("report:caseload", N_("The caseload of each consultant: who wants attention first.")),
            "turnaround": Entry("report:turnaround", N_("How long account holders take to decide on requests.")),
        },
    ),
    "journal": Entry(
        "journal:journal", N_("Who did what, and when; of one record also each field. --user: only what that user did.")
    ),
    "backup": Entry("backup:backup", N_("Make a checked copy of the store, while others go on working.")),
    "restore": Entry("restore:restore", N_("Put a backup back; the present store is kept aside.")),
    "doctor": Entry(
        "doctor:doctor", N_("Examine the store: the file, the journal, the search index, and when the last backup was.")
    ),
    "wagevalues": Group(
        N_("Record wage values, and compute what they mean for rate and wage-cost subsidy."),
        {
            "compute": Entry(
                "wage_values:compute", N_("Compute rate and wage-cost subsidy of a wage value, with the figures of a day.")
            ),
            "add": Entry("wage_values:add", N_("Record a measurement of a client's wage value.")),
            "list": Entry("wage_values:list_wage_values", N_("List the measurements, of all clients or of one.")),
        },
    ),
    "settings": Group(
        N_("See and change the figures that the organisation sets."),
        {
            "list": Entry("settings:list_settings", N_("List the settings with their value of today; --all also the others.")),
            "set": Entry("settings:set_setting", N_("Let a setting have a value from a day on; only an administrator can.")),
        },
    ),
    "mandates": Group(
        N_("See who may decide what, and change whose blocks may be set aside."),
        {
            "list": Entry("mandates:list_mandates", N_("List the mandate table.")),
            "allow": Entry("mandates:allow", N_("Let a role set the block of a rule aside; only an administrator can.")),
            "forbid": Entry("mandates:forbid", N_("From now on a role can't set the block of a rule aside.")),
        },
    ),
    "users": Group(
        N_("See and change who may act."),
        {
            "list": Entry("users:list_users", N_("List everybody, with roles, team and whether they may act.")),
            "add": Entry("users:add", N_("Add somebody who may act from now on.")),
            "change": Entry("users:change", N_("Change somebody's roles, team, werkplein, absence or deputy.")),
            "activate": Entry("users:activate", N_("Let users act, for instance those met in an import.")),
            "retire": Entry("users:retire", N_("From now on somebody can't act any more.")),
        },
    ),
}


class Shared(NamedTuple):
    """One option of the program itself."""

    flag: str
    metavar: str | None
    """What stands for its value; None for a flag."""
    help: str


OPTIONS: Mapping[str, Shared] = {
    "store": Shared("--store", "PATH", N_("The store; else NUO_STORE, else the one in your data folder.")),
    "user": Shared("--user", "NAME", N_("Who acts; else NUO_USER.")),
    "lang": Shared("--lang", "nl|en", N_("Language; else NUO_LANG, else the system's.")),
    "json": Shared("--json", None, N_("Write one JSON object on stdout, and only that.")),
    "passphrase_file": Shared(
        "--passphrase-file", "PATH", N_("The passphrase is this file's first line; else NUO_PASSPHRASE, else asked.")
    ),
    "version": Shared("--version", None, N_("Show the version.")),
    "help": Shared("--help", None, N_("Show this page.")),
}
"""The options of the program by their names in the session, in the order of the help page."""

PURPOSE = N_("Case management for sheltered work. Without a command, nuo opens the store on the screen.")
EXIT_CODES = N_("Exit codes: 0 done, 1 refused or problems found, 2 wrong use, 3 the store can't be opened.")
