"""`why`, `judge` and `review`: who is who, and people's word on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console

from talentflow import entities
from talentflow.cli.app import app
from talentflow.cli.options import DB, AsCsv, AsJson, Db, Limit, Out
from talentflow.cli.sheet import Answer, emit, plain, table, write
from talentflow.errors import InputError
from talentflow.ledger import Ledger, View
from talentflow.ledger.identity import Seat
from talentflow.model.document import Document
from talentflow.model.entity import Entity, Verdict
from talentflow.run import judging
from talentflow.run.judging import Question, Why
from talentflow.run.lookup import Lookup, NotFound

Left = Annotated[str, typer.Argument(metavar="A", help="A name, or an id of a person or organization.")]
Right = Annotated[str, typer.Argument(metavar="B", help="Another one.")]
FEATURES = {"feature": "Feature", "weight": "Weight", "means": "What it means"}
JUDGED = {"verdict": "Verdict", "by": "By", "score": "Score", "stands": "Stands", "reason": "Why"}
SEATS = {"id": "Id", "name": "Name", "title": "Document", "published": "Published", "person": "Person"}
WAITING = {"id": "Id", "kind": "What", "words": "Question", "why": "Why"}
SHORT = 12
CONTEXT = 60
AT_ONCE = 100  # questions looked for at once: in a large ledger looking takes seconds
HELP = "y yes, n no, s skip, u undo the last answer, q quit"


@app.command(epilog="Example: talentflow why 'Shunyu Yao' p-1f0e9a77")
def why(
    left: Left, right: Right, db: Db = Path(DB), as_json: AsJson = False, as_csv: AsCsv = False, out: Out = None
) -> None:
    """Explain why two people are taken to be one or not: the table of features, the decision, the judgements."""
    with Ledger.open(db, create=False) as ledger:
        found = [judging.why(ledger, a, b) for a, b in _both(ledger, left, right)]
        records = [_why_record(ledger, one) for one in found]
    rows = [{"left": r["left"]["id"], "right": r["right"]["id"], **f} for r in records for f in r["features"]]

    def draw(console: Console) -> None:
        for record in records:
            _draw_why(console, record)

    emit(Answer(payload=records, rows=rows, draw=draw), as_json=as_json, as_csv=as_csv, out=out)


@app.command(epilog="Example: talentflow judge m-5b1c m-77a0 --apart --reason 'two men, one name'")
def judge(
    left: Left,
    right: Right,
    same: Annotated[bool | None, typer.Option("--same/--apart", help="They are one, or they are two.")] = None,
    reason: Annotated[str, typer.Option(help="Why; it is kept.")] = "judged by hand",
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Say that two people or organizations are one, or are not: one row, which stands until it is undone.

    To part what was joined, give the ids of two of the names in documents that `why A A` lists (m-...).
    """
    if same is None:
        raise InputError("say --same or --apart")
    verdict: Verdict = "positive" if same else "negative"
    with Ledger.open(db, create=False) as ledger:
        a, b = _thing(ledger, left), _thing(ledger, right)
        if isinstance(a, Seat) and isinstance(b, Seat):
            judging.judge_people(ledger, a, b, verdict, reason)
        elif isinstance(a, str) and isinstance(b, str):
            judging.judge(ledger, (a, b), verdict, reason)
        else:
            raise InputError("a person and an organization cannot be judged against each other")
    row = {"left": left, "right": right, "verdict": verdict, "reason": reason}

    def draw(console: Console) -> None:
        console.print(plain(f"kept: {verdict}"))

    emit(Answer(payload=row, rows=[row], draw=draw), as_json=as_json, as_csv=as_csv)


@app.command(epilog="Example: talentflow review        talentflow review --answer y --pair q-1f0e9a77")
def review(
    given: Annotated[str | None, typer.Option("--answer", metavar="y|n", help="Answer one question and end.")] = None,
    pair: Annotated[str | None, typer.Option("--pair", metavar="ID", help="Which one; how its id starts.")] = None,
    reason: Annotated[str, typer.Option(help="Why; it is kept.")] = "reviewed",
    undo: Annotated[bool, typer.Option("--undo", help="Take the last judgement back and end.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List what waits and end.")] = False,
    dump: Annotated[bool, typer.Option("--export", help="Write people's judgements as JSON lines and end.")] = False,
    load: Annotated[Path | None, typer.Option("--load", help="Append judgements that --export wrote, and end.")] = None,
    limit: Limit = None,
    db: Db = Path(DB),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    out: Out = None,
) -> None:
    """Walk through what the machine is unsure of: pairs of people, disputed events, refusals; most informative first.

    Each answer is a judgement that survives reading again, rebuilding and exporting. Answers may also come on stdin,
    one a line: y, n, s (skip), u (undo), q (quit).
    """
    with Ledger.open(db, create=False) as ledger:
        if undo:
            _undo(ledger)
        elif load is not None:
            typer.echo(f"{judging.load(ledger, _records(load))} judgements loaded")
        elif dump:
            _dump(ledger, out)
        elif listed or as_json or as_csv:
            _list(ledger, limit, as_json=as_json, as_csv=as_csv, out=out)
        elif given is not None or pair is not None:
            if given is None or pair is None:
                raise InputError("--answer and --pair go together")
            judging.answer(ledger, judging.question(ledger, pair), judging.by_answer(given), reason)
            typer.echo("kept")
        else:
            _walk(ledger, limit, reason)


def _walk(ledger: Ledger, limit: int | None, reason: str) -> None:
    console = Console(highlight=False)
    seen: set[str] = set()
    answers = _answers(console)
    waiting: list[Question] = []
    while limit is None or len(seen) < limit:
        waiting = [one for one in waiting if one.id not in seen]
        while waiting and not judging.waits(ledger, waiting[0]):
            del waiting[0]
        waiting = waiting or [one for one in judging.questions(ledger, AT_ONCE + len(seen)) if one.id not in seen]
        if not waiting:
            console.print("Nothing waits for your word.")
            return
        asked = waiting[0]
        seen.add(asked.id)
        _ask(console, ledger, asked, len(waiting))
        word = next(answers, "q")
        while word not in ("y", "n", "s", "u", "q"):
            console.print(HELP)
            word = next(answers, "q")
        if word == "q":
            return
        if word == "u":
            _undo(ledger)
            seen.clear()
            waiting.clear()
        elif word != "s":
            judging.answer(ledger, asked, judging.by_answer(word), reason)


def _answers(console: Console) -> Iterator[str]:
    """One letter at a time, from the terminal or from lines of standard input."""
    while True:
        if sys.stdin.isatty():
            console.print("[y/n/s/u/q] ", end="", markup=False)
        line = sys.stdin.readline()
        if not line:
            return
        yield line.strip().casefold()[:1]


def _ask(console: Console, ledger: Ledger, asked: Question, n_waiting: int) -> None:
    console.print(plain(f"\n{asked.words}", "bold"))
    to_go = f"{n_waiting} to go" if n_waiting < AT_ONCE else f"{AT_ONCE} or more to go"
    console.print(plain(f"{asked.id}, {to_go}", "dim"))
    with ledger.view() as view:
        passages = list({"pair": _of_pair, "event": _of_event, "refusal": _of_refusal}[asked.kind](view, asked))
    for line in asked.details if asked.kind == "pair" or not passages else ():
        console.print(plain(f"  {line}"), soft_wrap=True)
    for name, line in passages:
        console.print(plain(f"  {name}: {line}"), soft_wrap=True)


def _of_pair(view: View, asked: Question) -> Iterator[tuple[str, str]]:
    """Where each side's name stands first."""
    for name, doc_hash in zip(asked.names, asked.documents, strict=False):
        document = view.document(doc_hash)
        at = document.text.find(name) if document is not None else -1
        if document is not None and at >= 0:
            yield _around(document, at, at + len(name))


def _of_event(view: View, asked: Question) -> Iterator[tuple[str, str]]:
    """What each document says of it, in the order in which it was said."""
    event = view.event(asked.id)
    for step in event.history if event is not None else ():
        found = view.claim(step.claim_id)
        if found is not None:
            span = found[0].evidence.span
            where, words = _around(found[1], span.start, span.end)
            yield f"{where}, {step.status}", words


def _of_refusal(view: View, asked: Question) -> Iterator[tuple[str, str]]:
    """The words that were refused, where the document that has them is known."""
    refusal = asked.refusal
    if refusal is None or refusal.span is None:
        return
    for document in view.documents_like(refusal.where)[:1]:
        yield _around(document, refusal.span.start, refusal.span.end)


def _around(document: Document, start: int, end: int) -> tuple[str, str]:
    words = document.text[max(0, start - CONTEXT) : end + CONTEXT]
    return f"{document.published or 'undated'} {document.id}", " ".join(words.split())


def _undo(ledger: Ledger) -> None:
    gone = judging.undo(ledger)
    if gone is None:
        raise NotFound("there is no judgement to undo")
    said = gone.judgement
    sides = ((gone.left, said.left_id), (gone.right, said.right_id))
    about = " ".join(f"{seat.name} ({one})" if seat is not None else one for seat, one in sides)
    typer.echo(f"undone: {said.verdict} on {about}")


def _dump(ledger: Ledger, out: str | None) -> None:
    write(b"".join(orjson.dumps(one) + b"\n" for one in judging.dump(ledger)).decode(), out)


def _records(path: Path) -> list[dict[str, Any]]:
    try:
        return [orjson.loads(line) for line in path.read_bytes().splitlines() if line.strip()]
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except orjson.JSONDecodeError as error:
        raise InputError(f"{path}: {error}") from error


def _list(ledger: Ledger, limit: int | None, *, as_json: bool, as_csv: bool, out: str | None) -> None:
    waiting = judging.questions(ledger, limit)
    rows = [
        {
            "id": one.id,
            "kind": one.kind,
            "words": one.words,
            "why": "; ".join(one.details),
            "worth": round(one.worth, 3),
        }
        for one in waiting
    ]

    def draw(console: Console) -> None:
        console.print(table([{**row, "id": str(row["id"])[:SHORT]} for row in rows], WAITING))
        console.print(plain(f"{len(rows)} questions.", "dim"))

    emit(Answer(payload=rows, rows=rows, draw=draw), as_json=as_json, as_csv=as_csv, out=out)


def _both(ledger: Ledger, left: str, right: str) -> list[tuple[Entity, Entity]]:
    """Pairs of what the two words may mean, no pair twice; people first, organizations where there are none."""
    with ledger.view() as view:
        lookup = Lookup(view)
        try:
            a, b = lookup.persons(left), lookup.persons(right)
        except NotFound as nobody:
            try:
                a, b = lookup.orgs(left), lookup.orgs(right)
            except NotFound:
                raise nobody from None
    pairs = {tuple(sorted((x.id, y.id))): (x, y) for x in a for y in b}
    different = [pair for ids, pair in pairs.items() if ids[0] != ids[1]]
    return different if different and left == right else list(pairs.values())


def _thing(ledger: Ledger, words: str) -> Seat | str:
    """What is judged: a name in a document, or an organization's id; raises InputError where words mean several."""
    if words.startswith("m-"):
        return judging.seat(ledger, words)
    ones = {one.id: one for pair in _both(ledger, words, words) for one in pair}
    if len(ones) > 1:
        raise InputError(f"{words!r} may be {', '.join(sorted(ones))}: give an id")
    (one,) = ones.values()
    if one.kind == "org":
        return one.id
    return next(iter(judging.seats_of(ledger, one.id).values()))


def _why_record(ledger: Ledger, one: Why) -> dict[str, Any]:
    comparison = one.comparison
    fired = comparison.features if comparison is not None else ()
    with ledger.view() as view:
        documents = view.documents({seat.doc_hash for seat in one.seats.values()})
    return {
        "left": _side(one.left),
        "right": _side(one.right),
        "is_one": one.is_one,
        "verdict": comparison.verdict if comparison is not None else None,
        "score": comparison.score if comparison is not None else None,
        "positive_from": entities.POSITIVE,
        "negative_to": entities.NEGATIVE,
        "features": [
            {"feature": name, "weight": entities.TABLE[name][0], "means": entities.TABLE[name][1]} for name in fired
        ],
        "judgements": [
            {
                "left_id": said.left_id,
                "right_id": said.right_id,
                "verdict": said.verdict,
                "by": said.by,
                "reason": said.reason,
                "score": said.score,
                "stands": stands,
            }
            for said, stands in one.judgements
        ],
        "names_in_documents": [
            {
                "id": key,
                "name": seat.name,
                "doc": documents[seat.doc_hash].id,
                "title": documents[seat.doc_hash].title or documents[seat.doc_hash].id,
                "published": documents[seat.doc_hash].published,
            }
            for key, seat in one.seats.items()
            if seat.doc_hash in documents
        ],
    }


def _side(one: Entity) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "aliases": list(one.aliases), "parent_id": one.parent_id}


def _draw_why(console: Console, record: Mapping[str, Any]) -> None:
    left, right = record["left"], record["right"]
    if record["is_one"]:
        console.print(plain(f"{left['name']} {left['id']}: one, also called {', '.join(left['aliases'])}", "bold"))
    else:
        console.print(plain(f"{left['name']} {left['id']}  |  {right['name']} {right['id']}", "bold"))
    if record["features"]:
        console.print(table(record["features"], FEATURES))
        bounds = f"one from {record['positive_from']}, two to {record['negative_to']}"
        console.print(f"{record['score']}: {record['verdict']} ({bounds})")
    if record["judgements"]:
        console.print(table(record["judgements"], JUDGED, "What was judged"))
    if record["names_in_documents"]:
        columns = {key: title for key, title in SEATS.items() if key != "person"}
        console.print(table(record["names_in_documents"], columns, "Names in documents"))
