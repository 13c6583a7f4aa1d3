"""Duplicates by keys: while somebody types, in the queue, side by side, merged and taken apart again."""

from __future__ import annotations

from db.account_transfer import transfer
from db.employers import employer_file
from db.merging.merging import merge
from models.employer import TransferInput
from screens.employers.lines import employer_now
from tests.screens.office import Office
from tests.screens.person import Person, at_the_desk, kept

TWIN = {"state": "prospect", "place": "Almelo", "kvk": "12345678"}


async def test_from_the_queue_to_one_record_and_back(office: Office) -> None:
    office.world.employer("Hoekstra Logistiek v.o.f.", None, phone="0546 123456", **TWIN)
    other = office.world.employer("Jansen", None, state="prospect", place="Almelo", kvk="12345678")
    async with at_the_desk(office.store, office.holder, begin="3") as person:
        await person.press("D")
        assert "3 pairs that look alike" in person.sees
        assert "75" in person.line_with("DA00003 Hoekstra")
        assert "Probably the same: the same KVK number, name and place" in person.sees
        await person.press("down", "d")  # Hoekstra is not Jansen
        assert "DA00003 and DA00006 are not the same · saved" in person.said
        assert "2 pairs that look alike" in person.sees
        await person.press("up", "enter")
        assert "DA00003 stays, DA00005 goes on in it" in person.sees
        assert "0546 123456" in person.line_with("phone")
        assert "DA00005" in person.line_with("phone")  # the fuller one stays
        await person.press("w")
        assert "DA00005 stays, DA00003 goes on in it" in person.sees
        assert "1 × account holder" in person.sees
        await person.press("w", "enter", "m")  # the name of the other one
        assert "Merge DA00005 into DA00003?" in person.sees
        await person.press("y")
        assert person.said.startswith("✓ DA00005 was merged into DA00003 · saved")
        assert kept(office.store, "SELECT name, phone FROM employer WHERE number = 'DA00003'") == [
            ("Hoekstra Logistiek v.o.f.", "0546 123456")
        ]
        await person.press("escape", "slash")
        await person.paste("DA00005")
        await person.press("enter")
        assert "→ DA00003" in person.sees
        await person.press("enter")
        assert "merged into DA00003" in person.title
        await person.press("M", "y")
        assert "DA00005 is a record of its own again" in person.said
        assert kept(office.store, "SELECT count(*) FROM employer WHERE merged_into_id IS NOT NULL") == [(0,)]
    assert kept(office.store, "SELECT said FROM pair WHERE other_employer_id = ?", other) == [("different",)]


async def test_a_merged_record_sounds_no_alarm_and_who_goes_on_took_over_from_another(office: Office) -> None:
    world, today = office.world, office.store.today()
    keep, lost = (world.employer("Hoekstra VOF", who, place="Wierden", kvk="87654321") for who in (world.holder, world.manager))
    handed = TransferInput(user_id=world.holder.id, from_date=today, reason="leaves", note="ring first")
    for user in (world.manager, world.holder):
        transfer(office.store, office.admin, [keep], handed.model_copy(update={"user_id": user.id}))
    merge(office.store, office.admin, "employer", keep, lost, reason="both agree")
    with office.store.read() as reader:
        gone, stays = (
            {line.name: line.text for line in employer_now(employer_file(reader, key, today), today, {})} for key in (lost, keep)
        )
    assert "account holder" not in gone
    assert stays["account holder"].startswith("M. Dijkhuis")
    assert stays["hand-over note"] == "ring first (taken over from L. Schothorst)"


async def test_two_account_holders_agree(office: Office) -> None:
    office.world.employer("Hoekstra Logistiek v.o.f.", office.world.manager, place="Almelo", kvk="12345678")
    async with at_the_desk(office.store, office.holder, begin="3") as person:
        await person.press("D", "enter")
        assert "L. Schothorst has not agreed to this merge yet" in " ".join(person.sees.split())
        await person.press("m")
        assert kept(office.store, "SELECT count(*) FROM employer WHERE merged_into_id IS NOT NULL") == [(0,)]
    async with at_the_desk(office.store, office.world.manager, begin="3") as person:
        await person.press("D", "s")
        assert "agreed: L. Schothorst" in person.sees
    async with at_the_desk(office.store, office.holder, begin="3") as person:
        await person.press("D", "enter", "f9", "y")
        assert person.said.startswith("✓ DA00005 was merged into DA00003")


async def test_an_administrator_writes_down_what_was_agreed(office: Office) -> None:
    office.world.employer("Hoekstra Logistiek v.o.f.", office.world.manager, place="Almelo", kvk="12345678")
    async with at_the_desk(office.store, office.admin) as person:
        await person.command("Duplicate employers")
        await person.press("enter", "m")
        await person.paste("both said yes on the phone")
        await person.press("enter")
        assert person.said.startswith("✓ DA00005 was merged into DA00003")
    assert kept(office.store, "SELECT reason FROM journal_entry WHERE action = 'employer.merge'") == [
        ("both said yes on the phone",)
    ]


async def typed(person: Person, **fields: str) -> None:
    """Fill fields of a form, and leave each."""
    for name, text in fields.items():
        person.app.screen.row(name).focus_field()  # type: ignore[attr-defined]
        await person.settle()
        await person.paste(text)
        await person.press("tab")


async def test_while_an_employer_is_typed(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant, begin="3") as person:
        await person.press("n")
        await typed(person, name="Hoekstra")
        assert "looks like" not in person.sees
        await typed(person, kvk="12 34 56 78")
        assert "! looks like DA00003 Hoekstra Logistiek: same KVK number" in person.sees
        assert "f5 open it" in person.footer.lower()
        await person.press("f5")
        assert person.title.startswith("Hoekstra Logistiek (DA00003)")
        await person.press("escape")
        assert "12 34 56 78" in person.sees


async def test_while_a_client_is_typed_the_bsn_is_compared_and_never_shown(office: Office) -> None:
    async with at_the_desk(office.store, office.consultant) as person:
        await person.press("n")
        await typed(person, call_name="Yinthe", prefix="van der", surname="Arent", birth_date="28-4-1987")
        assert "Yinthe van der Arent: same name and birth date" in person.sees
        await typed(person, bsn="9999.56.127")
        assert "same BSN, name and birth date" in person.sees


async def test_clients_are_merged_from_their_file(office: Office) -> None:
    office.world.client("Arent", office.consultant, prefix="van der", call_name="Yinthe", birth_date="1987-04-28")
    async with at_the_desk(office.store, office.lead) as person:
        await person.press("f")  # whichever choice of records: the search goes through all
        await person.press("escape", "slash")
        await person.paste("Yinthe")
        await person.press("enter", "enter", "M")
        assert "1 × indication" in person.sees
        await person.press("m", "y")
        assert "was merged into" in person.said
    assert kept(office.store, "SELECT count(*) FROM client WHERE merged_into_id IS NOT NULL") == [(1,)]
