"""All tables by subject: for making a store, the journal and the migrations' test."""

from __future__ import annotations

from models.action import Action
from models.base import Record
from models.client import Client
from models.contact_moment import ContactMoment
from models.coordination.request import Coordination, CoordinationCondition, CoordinationTurn
from models.employer import AccountHolding, ApproachStop, ContactPerson, Employer, GroupHolding
from models.group_notice import GroupNotice
from models.import_run import ImportRun, SecondRow
from models.indication import Indication
from models.journal import JournalChange, JournalEntry
from models.location import Location
from models.mandate import Mandate
from models.municipality import Municipality
from models.placement import Placement
from models.placement_override import PlacementOverride
from models.search_entry import SearchEntry
from models.service_agreement import Product, ServiceAgreement
from models.service_order import ServiceOrder
from models.setting import Setting
from models.user import User
from models.vacancy import Vacancy
from models.view import View
from models.wage_value import WageValue

SUBJECTS: dict[str, type[Record]] = {
    t.subject: t
    for t in (
        Municipality,
        User,
        Mandate,
        Setting,
        ImportRun,
        SecondRow,
        Location,
        Client,
        Indication,
        Employer,
        ContactPerson,
        AccountHolding,
        GroupHolding,
        ApproachStop,
        Coordination,
        CoordinationCondition,
        CoordinationTurn,
        GroupNotice,
        Vacancy,
        Placement,
        PlacementOverride,
        WageValue,
        ContactMoment,
        Action,
        ServiceAgreement,
        Product,
        ServiceOrder,
        View,
    )
}
"""Journalled tables, parents before children: what a foreign key points at comes first."""

JOURNAL = (JournalEntry, JournalChange)
INDEX = SearchEntry
