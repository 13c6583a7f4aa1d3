"""What one record of each subject is called."""

from __future__ import annotations

from models.messages import N_

SUBJECTS: dict[str, str] = {
    "client": N_("client"),
    "employer": N_("employer"),
    "location": N_("location"),
    "placement": N_("placement"),
    "coordination": N_("request"),
    "vacancy": N_("vacancy"),
    "municipality": N_("municipality"),
    "user": N_("user"),
    "setting": N_("setting"),
    "contact-moment": N_("contact moment"),
    "action": N_("action"),
    "service-agreement": N_("service agreement"),
    "service-order": N_("service order"),
    "indication": N_("indication"),
    "wage-value": N_("wage value"),
    "absence": N_("absence"),
    "contact-person": N_("contact person"),
    "account-holding": N_("account holder"),
    "approach-stop": N_("approach stop"),
    "condition": N_("condition"),
    "product": N_("product"),
    "override": N_("override"),
    "mandate": N_("mandate"),
    "turn": N_("remark"),
    "group-holding": N_("account holder of the group"),
    "group-notice": N_("group notice"),
    "view": N_("view"),
    "pair": N_("pair that looks alike"),
}
