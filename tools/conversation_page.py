"""The page about the request as a conversation, ``docs/coordination.md``: drawn from the table itself, so that it can't drift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.coordination.conversation import FINAL, STEPS, Act, Party, Step
from models.kinds import CoordinationState as State
from nuo_tui.catalogues import load
from screens.labels import LABELS

HEAD = """\
# Het verzoek als gesprek

Een verzoek om afstemming gaat heen en weer tussen wie een cliënt wil plaatsen en de accounthouder van de werkgever. Wat er kan,
vanuit welke stand en door wie, staat in één tabel (`models/coordination/conversation.py`); deze bladzijde is daaruit getekend.

- De **accounthouder** is die van vandaag. Is die afwezig of uit dienst, dan beslist de waarnemer; een verzoek dat aan
  een waarnemer is overgedragen, kan die ook beslissen. Niemand beslist over een eigen verzoek, behalve de accounthouder zelf.
- Zolang een **vraag** openstaat, staat de termijn stil: hij schuift op met de werkdagen die het antwoord op zich liet wachten.
- Een **mondeling akkoord** dat iemand anders vastlegt, telt meteen. De accounthouder kan het betwisten zolang de termijn loopt
  (instelling `contest-working-days`); daarna staat het vast. Wat betwist is, telt niet, ook niet voor een plaatsing die al loopt.
- **Verlopen** wordt niet bewaard: het volgt uit de laatste dag van het akkoord.
- Een **doorlopend akkoord** voor een aantal plekken geeft de accounthouder zonder dat iemand erom vroeg; het begint bij
  *akkoord*.

"""
TAIL = """
Deze bladzijde is uit het programma gemaakt met `make reference`.
"""
ACTS = {
    Act.SEND: "versturen",
    Act.ASK_BACK: "terugvragen",
    Act.ANSWER: "antwoorden",
    Act.APPROVE: "akkoord geven",
    Act.APPROVE_IF: "akkoord geven onder voorwaarden",
    Act.DECLINE: "afwijzen",
    Act.WITHDRAW: "intrekken",
    Act.TICK: "voorwaarde afvinken",
    Act.USE: "plaatsen",
    Act.RELEASE: "plek komt vrij",
    Act.CONTEST: "betwisten",
    Act.UPHOLD: "toch laten staan",
    Act.CONFIRM: "bevestigen wat is vastgelegd",
    Act.HAND_OVER: "overdragen aan een waarnemer",
    Act.REMIND: "herinneren",
}
COMMANDS = {
    Act.SEND: "send",
    Act.ASK_BACK: "ask",
    Act.ANSWER: "answer",
    Act.APPROVE: "approve",
    Act.APPROVE_IF: "approve --condition",
    Act.DECLINE: "decline",
    Act.WITHDRAW: "withdraw",
    Act.TICK: "tick",
    Act.CONTEST: "contest",
    Act.UPHOLD: "uphold",
    Act.CONFIRM: "confirm",
    Act.HAND_OVER: "hand-over",
    Act.REMIND: "remind",
}
"""What the command line calls them, after ``nuo coordinate``."""
PARTIES = {
    Party.REQUESTER: "wie het vroeg",
    Party.TEAM_LEAD: "de teamleider van wie het vroeg",
    Party.DECIDER: "de accounthouder",
    Party.PLACING: "wie plaatst of een plaatsing beëindigt",
}


def conversation_page() -> str:
    """The text of ``docs/coordination.md``."""
    words = load("nl")
    names = {state: words(LABELS[State][state]) for state in State}
    return HEAD + "\n".join((*_drawing(names), "", *_table(names), TAIL))


def _drawing(names: dict[State, str]) -> Iterator[str]:
    """The states and what leads from one to another, as a mermaid drawing."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f'    state "{name}" as {_key(state)}' for state, name in names.items())
    yield f"    [*] --> {_key(State.DRAFT)}: opstellen"
    yield f"    [*] --> {_key(State.REQUESTED)}: vragen"
    yield f"    [*] --> {_key(State.APPROVED)}: mondeling akkoord vastleggen"
    for step in STEPS:
        for before in _in_order(step.before):
            for after in _leads_to(step):
                if after is not before:
                    yield f"    {_key(before)} --> {_key(after)}: {ACTS[step.act]}"
    for state in (State.APPROVED, State.CONDITIONS):
        yield f"    {_key(state)} --> {_key(State.EXPIRED)}: laatste dag voorbij"
    yield from (f"    {_key(state)} --> [*]" for state in _in_order(FINAL))
    yield "```"


def _table(names: dict[State, str]) -> Iterator[str]:
    yield "| wat | vanuit | wordt | door | `nuo coordinate …` |"
    yield "| --- | --- | --- | --- | --- |"
    for step in STEPS:
        before = " · ".join(names[state].lower() for state in _in_order(step.before))
        after = (
            " of ".join(names[state].lower() for state in _leads_to(step)) if step.before != step.after else "blijft wat het is"
        )
        by = " · ".join(PARTIES[party] for party in Party if party in step.by)
        command = f"`{COMMANDS[step.act]}`" if step.act in COMMANDS else ""
        yield f"| {ACTS[step.act]} | {before} | {after} | {by} | {command} |"


def _leads_to(step: Step) -> list[State]:
    return [] if step.before == step.after else _in_order(step.after)


def _in_order(states: Iterable[State]) -> list[State]:
    chosen = frozenset(states)
    return [state for state in State if state in chosen]


def _key(state: State) -> str:
    return state.value.replace("-", "_")
