"""What fields and acts are called when people read of them: in forms, histories and conflicts."""

from __future__ import annotations

from models.messages import N_, Message

_FIELDS: dict[str, str] = {
    "*": N_("the record"),
    "number": N_("number"),
    "name": N_("name"),
    "surname": N_("surname"),
    "prefix": N_("prefix"),
    "given_names": N_("given names"),
    "initials": N_("initials"),
    "call_name": N_("call name"),
    "birth_date": N_("birth date"),
    "bsn": N_("BSN"),
    "street": N_("street"),
    "house_number": N_("house number"),
    "postcode": N_("postcode"),
    "place": N_("place"),
    "municipality_id": N_("municipality"),
    "phone": N_("phone"),
    "email": N_("e-mail"),
    "target_group": N_("target group"),
    "consultant_id": N_("consultant"),
    "formal_employer_id": N_("formal employer"),
    "formal_employer_text": N_("formal employer, other"),
    "hr_administrator": N_("HR administrator"),
    "contract_hours": N_("contract hours"),
    "status": N_("status"),
    "ladder_step": N_("ladder step"),
    "skills": N_("skills"),
    "limits": N_("limits"),
    "mobility": N_("mobility"),
    "remarks": N_("remarks"),
    "archived_on": N_("archived on"),
    "kind": N_("kind"),
    "category": N_("category"),
    "valid_from": N_("valid from"),
    "valid_until": N_("valid until"),
    "advice_supported": N_("advice supported employment"),
    "document": N_("document"),
    "percentage": N_("percentage"),
    "measured_on": N_("measured on"),
    "measured_by": N_("measured by"),
    "placement_id": N_("placement"),
    "kvk": N_("KVK number"),
    "branch_number": N_("branch number"),
    "group_name": N_("group"),
    "sbi": N_("SBI code"),
    "sbi_version": N_("SBI version"),
    "branch": N_("line of business"),
    "size": N_("size"),
    "website": N_("website"),
    "state": N_("state"),
    "relation_since": N_("relation since"),
    "employer_id": N_("employer"),
    "user_id": N_("account holder"),
    "from_date": N_("from"),
    "until_date": N_("until"),
    "reason": N_("reason"),
    "lifted_on": N_("lifted on"),
    "client_id": N_("client"),
    "location_id": N_("location"),
    "fallback_id": N_("fallback place"),
    "form": N_("form"),
    "start": N_("start"),
    "until": N_("until"),
    "hours": N_("hours"),
    "workplace": N_("workplace"),
    "supervisor": N_("supervisor"),
    "rate": N_("rate"),
    "taken_over": N_("taken over"),
    "consent_id": N_("consent"),
    "proposed_by": N_("proposed by"),
    "activated_on": N_("active since"),
    "activated_by": N_("placed by"),
    "ended_on": N_("ended on"),
    "end_reason": N_("reason for ending"),
    "assessment": N_("checks"),
    "text": N_("explanation"),
    "requested_by": N_("asked by"),
    "requested_on": N_("asked on"),
    "due_on": N_("term"),
    "holder_id": N_("account holder"),
    "decided_by": N_("decided by"),
    "decided_on": N_("decided on"),
    "channel": N_("channel"),
    "recorded_by": N_("recorded by"),
    "own_decision": N_("own decision"),
    "places": N_("places"),
    "position": N_("position"),
    "ticked_on": N_("ticked off on"),
    "ticked_by": N_("ticked off by"),
    "coordination_id": N_("request"),
    "capacity": N_("capacity"),
    "opened_on": N_("opened on"),
    "closed_on": N_("closed on"),
    "roles": N_("roles"),
    "active": N_("active"),
    "team": N_("team"),
    "werkplein_id": N_("werkplein"),
    "away_from": N_("away from"),
    "away_until": N_("away until"),
    "deputy_id": N_("deputy"),
    "undone_on": N_("undone on"),
    "day": N_("day"),
    "time": N_("time"),
    "made_by": N_("who"),
    "what": N_("what"),
    "owner_id": N_("who does it"),
    "done_on": N_("done on"),
    "done_by": N_("done by"),
    "contact_moment_id": N_("contact moment"),
    "contact-moment.text": N_("text"),
    "action.due_on": N_("due"),
}

_ACTIONS: dict[str, str] = {
    "store.create": N_("store made"),
    "client.create": N_("client added"),
    "client.update": N_("client changed"),
    "client.indication": N_("indication recorded"),
    "client.wage-value": N_("wage value recorded"),
    "employer.create": N_("employer added"),
    "employer.update": N_("employer changed"),
    "employer.holder": N_("account holder assigned"),
    "employer.relation": N_("made a relation"),
    "employer.stop": N_("approach stop laid"),
    "employer.lift-stop": N_("approach stop lifted"),
    "employer.contact": N_("contact person recorded"),
    "location.create": N_("location added"),
    "location.update": N_("location changed"),
    "coordination.request": N_("coordination asked"),
    "coordination.verbal": N_("verbal consent recorded"),
    "coordination.approve": N_("consent given"),
    "coordination.decline": N_("request declined"),
    "coordination.withdraw": N_("request withdrawn"),
    "client.look": N_("BSN looked at"),
    "export.clients": N_("clients exported"),
    "client.archive": N_("client archived"),
    "client.restore": N_("client taken out of the archive"),
    "employer.archive": N_("employer archived"),
    "employer.restore": N_("employer taken out of the archive"),
    "coordination.tick": N_("condition ticked off"),
    "placement.place": N_("placed"),
    "placement.propose": N_("kept as a proposal"),
    "placement.change": N_("proposal changed"),
    "placement.activate": N_("placed"),
    "placement.refuse": N_("proposal refused"),
    "placement.end": N_("placement ended"),
    "contact-moment.add": N_("contact moment recorded"),
    "contact-moment.change": N_("contact moment changed"),
    "action.add": N_("action added"),
    "action.change": N_("action changed"),
    "action.finish": N_("action done"),
    "action.reopen": N_("action not done after all"),
    "action.hand-over": N_("action handed over"),
    "user.add": N_("user added"),
    "user.activate": N_("user activated"),
    "user.retire": N_("user retired"),
    "user.update": N_("user changed"),
    "import.clients": N_("clients imported"),
    "import.employers": N_("employers imported"),
    "import.placements": N_("placements imported"),
    "import.undo": N_("import undone"),
}

_SUBJECTS: dict[str, str] = {
    "client": N_("client"),
    "employer": N_("employer"),
    "location": N_("location"),
    "placement": N_("placement"),
    "coordination": N_("request"),
    "municipality": N_("municipality"),
    "user": N_("user"),
    "contact-moment": N_("contact moment"),
    "action": N_("action"),
    "indication": N_("indication"),
    "wage-value": N_("wage value"),
    "contact-person": N_("contact person"),
    "account-holding": N_("account holder"),
    "approach-stop": N_("approach stop"),
    "condition": N_("condition"),
}


def subject_label(subject: str) -> Message:
    """What one record of a subject is called."""
    return Message(_SUBJECTS.get(subject, subject))


def field_label(subject: str, field: str) -> Message:
    """What a field of a subject is called."""
    return Message(_FIELDS.get(f"{subject}.{field}") or _FIELDS.get(field, field))


UNDO, REDO = "undo:", "redo:"
"""What stands before the act that an entry of the journal undoes, or does again: ``undo:client.update``."""


def bare(action: str) -> str:
    """The act that was done, undone or done again."""
    return action.removeprefix(UNDO).removeprefix(REDO)


def action_label(action: str) -> Message:
    """What an act of the journal is called."""
    act = Message(_ACTIONS.get(bare(action), bare(action)))
    if action.startswith(UNDO):
        return Message(N_("undone: {what}"), what=act)
    if action.startswith(REDO):
        return Message(N_("done again: {what}"), what=act)
    return act
