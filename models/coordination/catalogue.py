"""The table of rules, and what it says of one placement. Adding a rule is one function and one line here."""

from __future__ import annotations

from dataclasses import replace

from models.coordination import (
    approach,
    authority,
    client,
    consent,
    direction,
    duration,
    employer,
    ending,
    fallback,
    green,
    hours,
    overriding,
    places,
    rate,
    rights,
    suiting,
    wage_value,
)
from models.coordination.facts import PlacementFacts
from models.coordination.findings import Assessment, Finding
from models.coordination.rule import Rule, Verdict
from models.kinds import Outcome
from models.messages import N_, Message

EMPLOYER = N_("Employer")
CLIENT = N_("Client")
AUTHORITY = N_("Authority")

RULES: tuple[Rule, ...] = (
    Rule("E1", EMPLOYER, N_("Account holder"), 33, employer.account_holder),
    Rule("E2", EMPLOYER, N_("Coordination"), 33, consent.consent, as_it_stood=True, anew=consent.is_contested),
    Rule("E3", EMPLOYER, N_("Conditions met"), 33, consent.conditions, as_it_stood=True),
    Rule("E4", EMPLOYER, N_("Holder since"), 33, consent.holder_changed, as_it_stood=True),
    Rule("E5", EMPLOYER, N_("Relation"), 33, employer.new_relation),
    Rule("E6", EMPLOYER, N_("Double"), 33, employer.double),
    Rule("E7", EMPLOYER, N_("Approached"), 33, approach.approached, as_it_stood=True),
    Rule("E8", EMPLOYER, N_("Approach stop"), 33, employer.approach_stop),
    Rule("E9", EMPLOYER, N_("Group holder"), 33, approach.group_informed, as_it_stood=True),
    Rule("E10", EMPLOYER, N_("Places"), 33, places.places),
    Rule("C1", CLIENT, N_("Free"), 11, hours.free),
    Rule("C2", CLIENT, N_("Indication"), 18, client.indication),
    Rule("C3", CLIENT, N_("Form fits"), 18, client.form_fits),
    Rule("C4", CLIENT, N_("Order"), 14, direction.direction),
    Rule("C5", CLIENT, N_("Agreement"), 10, direction.agreement),
    Rule("C6", CLIENT, N_("Wage value"), 18, wage_value.wage_value),
    Rule("C7", CLIENT, N_("Rate"), 35, rate.rate, as_it_stood=True),
    Rule("C8", CLIENT, N_("Rights kept"), 41, rights.rights_kept, as_it_stood=True),
    Rule("C9", CLIENT, N_("Fallback place"), 32, fallback.fallback),
    Rule("C10", CLIENT, N_("Green"), 34, green.green),
    Rule("C11", CLIENT, N_("Suits"), 11, suiting.suits),
    Rule("C12", CLIENT, N_("Duration"), 18, duration.duration, as_it_stood=True),
    Rule("C14", CLIENT, N_("Employment"), 9, client.employer_of_record),
    Rule("C15", CLIENT, N_("Ends"), 11, ending.ends),
    Rule("C16", CLIENT, N_("Available"), 12, client.available),
    Rule("A1", AUTHORITY, N_("Mandate"), 20, authority.mandate, as_it_stood=True),
    Rule("A2", AUTHORITY, N_("Reasons"), 20, weigh=authority.reasons, as_it_stood=True),
    Rule("A3", AUTHORITY, N_("Override"), 20, weigh=overriding.overrides, as_it_stood=True),
)

RULE_BY_ID = {rule.id: rule for rule in RULES}


def assess(facts: PlacementFacts) -> Assessment:
    """What every rule says of the placement, one finding a rule, in the order of the table.

    A block that somebody who may has set aside (A3) blocks no longer; it stands among what asks for attention.
    """
    judged = [(rule, _found(rule, rule.judge(facts), facts)) for rule in RULES if rule.judge]
    weighed = [(rule, rule.finding(rule.weigh(facts, judged))) for rule in RULES if rule.weigh]
    found = {rule.id: finding for rule, finding in judged + weighed}
    return Assessment(tuple(found[rule.id] for rule in RULES), facts.today)


def _found(rule: Rule, verdict: Verdict, facts: PlacementFacts) -> Finding:
    finding = rule.finding(verdict)
    return overriding.with_overrides(facts, finding) if verdict.outcome is Outcome.BLOCK else finding


def assess_fallback(facts: PlacementFacts) -> Assessment:
    """What rule C9 alone says: of a placement that runs and gets another fallback place, while nothing else changes."""
    rule = RULE_BY_ID["C9"]
    return Assessment((rule.finding(fallback.fallback(facts)),), facts.today)


def assess_running(facts: PlacementFacts, kept: Assessment | None) -> Assessment:
    """What every rule says of an active placement today.

    Consent, conditions, who else was there, rate, mandate and reasons are judged as they stood at activation, from the
    assessment that was ``kept`` with the placement: a consent that ends later, a colleague who calls the employer, or a
    check by somebody without the mandate, breaks nothing; a consent that was contested since does, for it never was one.
    A placement that was taken over has no such assessment; those rules do not apply to it.
    """
    today = assess(facts)
    if kept is None or facts.placement.taken_over:
        return today
    stood = {finding.rule: finding for finding in kept.findings}
    return replace(today, findings=tuple(_as_it_stood(finding, stood, facts) for finding in today.findings))


def _as_it_stood(finding: Finding, stood: dict[str, Finding], facts: PlacementFacts) -> Finding:
    rule = RULE_BY_ID[finding.rule]
    if not rule.as_it_stood or (rule.anew is not None and rule.anew(facts)):
        return finding
    unknown = Finding(
        rule.id, Outcome.NOT_APPLICABLE, Message(N_("This rule did not exist yet on the day of placing.")), rule.promise
    )
    return stood.get(rule.id, unknown)
