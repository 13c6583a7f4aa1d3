"""What the store does: search, import, assessment, saving, and the help of the command line; each beside raw SQL."""

from __future__ import annotations

import csv
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlcipher3 import dbapi2

from bench.result import Row
from bench.stores import NOW, PASSPHRASE, USER, clients
from db.creating import create_store
from db.lists.opening import open_list
from db.store import Store, open_store
from models.kinds import Form

ROUNDS = 40


def _median_ms(act: Callable[[], object], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _open(path: Path) -> Store:
    return open_store(path, PASSPHRASE, clock=lambda: NOW)


def search(path: Path) -> list[Row]:
    """SQL a letter, for every prefix of a name and for each first letter of the alphabet; the goal is 5 ms at the most."""
    with _open(path) as store:
        me = store.actor(USER).id
        worst, worst_text = 0.0, ""
        for text in ("j", "ja", "jan", "jans", "janse", "jansen", "C0000", "7612", *"abcdefghijklmnoprstvwz"):
            took = _median_ms(lambda text=text: open_list(store, "client", me=me, search=text).forward(None, 40), 7)
            if took > worst:
                worst, worst_text = took, text
    return [Row(f"search, the slowest prefix ('{worst_text}'), first screen read", worst, 5.0, "ms", "the goal itself", 1.0)]


def assessment(large: Path, small: Path) -> list[Row]:
    """One assessment beside the raw SQL of its facts, and in a large store beside a small one."""
    few, _ = _assessed(small)
    many, raw = _assessed(large)
    return [
        Row("assessment of a placement", many, raw, "ms", "raw SQL of its facts", 3.0),
        Row("assessment: large store against 10,000 placements", many, few, "ms", "the same, small store", 1.3),
    ]


def _assessed(path: Path) -> tuple[float, float]:
    """Milliseconds of one assessment, and of nothing but its SQL."""
    from db.placements import check_proposal
    from models.placement import PlacementInput

    with _open(path) as store:
        actor = store.actor(USER)
        with store.read() as reader:
            client, employer = reader.value("SELECT id FROM client LIMIT 1"), reader.value("SELECT id FROM employer LIMIT 1")
        data = PlacementInput(
            client_id=client, employer_id=employer, form=Form.GROUP_SECONDMENT, start=date(2026, 12, 1), hours="10"
        )

        def assess() -> object:
            return check_proposal(store, actor, data)

        took = _median_ms(assess, 200)
        statements = _statements_of(store, assess)
        connection = store.take()
        raw = _median_ms(lambda: [connection.execute(sql).fetchall() for sql in statements], 200)
        store.give_back(connection)
    return took, raw


# All that a line of 'where can this client go' rests on, joined at once and read whole.
_JOIN = """
SELECT e.number, e.name, e.state, e.place, m.werkplein, h.from_date, u.name, u.active, u.away_from, d.name, s.reason,
       s.until_date, t.number, t.name, v.number, v.title, v.forms, v.hours, k.number, k.state, k.valid_until, n.text,
       b.what, b.day, g.user_id, c.number, c.surname, c.status, i.kind, i.valid_until, o.start, o.hours, w.percentage
  FROM client c
  CROSS JOIN employer e
  LEFT JOIN municipality m ON m.id = e.municipality_id
  LEFT JOIN account_holding h ON h.employer_id = e.id AND h.until_date IS NULL
  LEFT JOIN user u ON u.id = h.user_id
  LEFT JOIN user d ON d.id = u.deputy_id
  LEFT JOIN approach_stop s ON s.employer_id = e.id AND s.lifted_on IS NULL
  LEFT JOIN employer t ON t.id <> e.id AND t.archived_on IS NULL
        AND (t.branch_number = e.branch_number OR t.kvk = e.kvk OR (t.name_key = e.name_key AND t.place_key = e.place_key))
  LEFT JOIN vacancy v ON v.employer_id = e.id AND v.closed_on IS NULL
  LEFT JOIN coordination k ON k.client_id = c.id AND +k.employer_id = e.id
  LEFT JOIN coordination_condition n ON n.coordination_id = k.id
  LEFT JOIN (SELECT k.employer_id, k.kind AS what, k.day, k.made_by FROM contact_moment k WHERE k.day >= '2026-11-10'
             UNION ALL
             SELECT k.employer_id, k.number, k.requested_on, k.requested_by FROM coordination k
              WHERE k.requested_on >= '2026-11-10'
             UNION ALL
             SELECT p.employer_id, p.number, p.start, p.proposed_by FROM placement p WHERE p.state = 'proposed'
             UNION ALL
             SELECT x.employer_id, x.what, x.due_on, x.owner_id FROM action x
              WHERE x.due_on BETWEEN '2026-11-10' AND '2026-12-08' AND x.done_on IS NULL) b ON b.employer_id = e.id
  LEFT JOIN group_holding g ON g.group_key = e.group_key AND e.group_key <> ''
  LEFT JOIN indication i ON i.client_id = c.id
  LEFT JOIN placement o ON o.client_id = c.id AND +o.state = 'active'
  LEFT JOIN wage_value w ON w.client_id = c.id
 WHERE c.id = ? AND e.archived_on IS NULL
"""


def matching(path: Path, employers: int) -> list[Row]:
    """'Where can this client go?' over all employers, beside one join over the same tables."""
    from db.what_if import Wish, places_for

    with _open(path) as store:
        actor = store.actor(USER)
        with store.read() as reader:
            client = reader.value("SELECT id FROM client LIMIT 1")
            if len(reader.rows(_JOIN, (client,))) < employers:
                raise RuntimeError("the join does not reach every employer")
            took = _median_ms(lambda: places_for(reader, actor, NOW.date(), client, Wish(date(2026, 12, 1))), 11)
            raw = _median_ms(lambda: reader.rows(_JOIN, (client,)), 11)
    return [Row(f"where can this client go, {employers:,} employers", took, raw, "ms", "one raw join over the same tables", 10.0)]


def _statements_of(store: Store, act: Callable[[], object]) -> list[str]:
    """The SQL that ``act`` sends, with its values filled in, as the driver reports it."""
    seen: list[str] = []
    connections = list(store._open)
    for connection in connections:
        connection.set_trace_callback(seen.append)
    act()
    for connection in connections:
        connection.set_trace_callback(None)
    return [sql for sql in seen if sql.lstrip().upper().startswith(("SELECT", "WITH"))]


def importing(count: int) -> list[Row]:
    """An import of ``count`` clients, validated, searchable, journalled, encrypted, beside raw ``executemany``."""
    from db.imports import import_file

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "clients.csv"
        _write_clients(file, count)
        raw = _raw_insert(Path(folder) / "raw.db", count)
        with create_store(Path(folder) / "import.store", PASSPHRASE, USER, clock=lambda: NOW) as store:
            began = time.perf_counter()
            report = import_file(store, store.actor(USER), file, "clients")
            took = time.perf_counter() - began
            if report.created != count:
                raise RuntimeError(f"{report.created} of {count} came in")
        peak = [_import_peak(Path(folder), rows) for rows in (count // 10, count)]
    return [
        Row(f"import of {count:,} clients", took, raw, "s", "raw executemany of the same rows, same indexes, plain", 6.0),
        Row(f"peak memory of an import: {count:,} rows against {count // 10:,}", peak[1], peak[0], "MB", "the smaller file", 1.2),
    ]


_HEADINGS = (
    "number",
    "surname",
    "prefix",
    "call_name",
    "initials",
    "birth_date",
    "street",
    "house_number",
    "postcode",
    "place",
    "contract_hours",
)


def _write_clients(file: Path, count: int) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow((*_HEADINGS, "municipality", "target_group", "status"))
        for row in clients(count, b""):
            writer.writerow((*(row[name] for name in _HEADINGS), "Almelo", "Wsw", "Actief"))


def _raw_insert(path: Path, count: int) -> float:
    """The same rows by ``executemany`` into the same table with the same indexes, in a plain file, nothing else."""
    from db.migrations.m0001_start import TABLES

    rows = [{"version": 1, "created_at": "", "changed_at": "", "sort_name": r["surname"], **r} for r in clients(count, b"")]
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in TABLES.strip().split("\n\n"):
        if "TABLE client (" in statement or " ON client " in statement:
            connection.execute(statement)
    names = list(rows[0])
    sql = f"INSERT INTO client ({','.join(names)}) VALUES ({','.join('?' * len(names))})"
    began = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(sql, [tuple(row[name] for name in names) for row in rows])
    connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took


def _import_peak(folder: Path, count: int) -> float:
    """The peak memory in MB of a fresh process that imports ``count`` clients."""
    file, store = folder / f"peak-{count}.csv", folder / f"peak-{count}.store"
    _write_clients(file, count)
    code = (
        "import sys; from pathlib import Path; "
        "from db.creating import create_store; from db.imports import import_file; "
        "s = create_store(Path(sys.argv[1]), 'bench', 'Bench'); import_file(s, s.actor('Bench'), Path(sys.argv[2]), 'clients'); "
        "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmHWM')))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(store), str(file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    return int(found.stdout) / 1024


def saving(path: Path) -> list[Row]:
    """Saving a changed client beside a raw transaction of the same rows, both flushed to disk."""
    from db.clients import client_file, update_client

    with _open(path) as store:
        actor = store.actor(USER)
        with store.read() as reader:
            key = reader.value("SELECT id FROM client LIMIT 1")
        turn = iter(range(10_000))

        def save() -> None:
            with store.read() as reader:
                version = client_file(reader, key, NOW.date()).version
            update_client(store, actor, key, version, {"remarks": f"remark {next(turn)}"})

        took = _median_ms(save)
        connection = store.take()
        marks = ("x" * 200, b"1" * 8)

        def raw() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE client SET mobility = ?, version = version WHERE id = ?", (f"m {next(turn)}", key))
            connection.execute("CREATE TABLE IF NOT EXISTS bench_raw (a, b)")
            connection.executemany("INSERT INTO bench_raw VALUES (?, ?)", (marks, marks))
            connection.execute("COMMIT")

        anchor = _median_ms(raw)
        connection.execute("DROP TABLE bench_raw")
        store.give_back(connection)
    return [Row("saving a changed client, confirmed on disk", took, anchor, "ms", "raw transaction of the same rows", 3.0)]


def helping() -> list[Row]:
    """``nuo --help`` beside importing typer."""

    def run(*code: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *code], capture_output=True, check=True, cwd=Path(__file__).parent.parent)

    help_ms, typer_ms = _median_ms(run("-m", "nuo_tui", "--help"), 11), _median_ms(run("-c", "import typer"), 11)
    return [Row("nuo --help", help_ms, typer_ms, "ms", "python -c 'import typer'", 1.2)]
