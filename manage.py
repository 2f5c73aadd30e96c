"""The command line: everything that runs a pipeline, by hand, from cron, or as the child process of a page."""

import functools
import json
import os
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from connectors.problems import NOTES
from data import backups, emptying, job_runner, queries, questions, store, viewers
from data.cli import NOTHING, PROBLEMS, PlainGroup, Refusal, Shell, day, pairs
from data.cli import command as cli_command
from data.job_runner import plain
from data.jobs import JobError
from data.scope import ROLES, Scope
from data.settings import ROOT

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TEAM = Scope(reps=None, text="cited")


@click.group(cls=PlainGroup, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Rapport: what your reps' social selling looks like to the people they write to.

    Exit status: 0 done, 1 done with problems (printed), 2 nothing done (why, on the error output).
    """


command = functools.partial(cli_command, cli)


PATH = click.Path(path_type=Path)
PATHS = click.argument("paths", nargs=-1, required=True, type=PATH)


def _refresh(shell: Shell, told: job_runner.Told | None = None, full: bool = False) -> dict[str, Any]:
    from data import crm_model, store
    from metrics.attributed import crediting
    from scoring.score import refresh

    with store.writing(shell.db) as conn:
        crm_model.rebuild(conn)  # first: its days are among those that everything is judged at
    done = refresh(shell.db, full=full, progress=told or shell.progress)
    return done | crediting.refresh(shell.db)  # last: a link found a moment ago moves deals of years ago


ANSWERS = click.option(
    "--answer",
    "answers",
    multiple=True,
    callback=pairs,
    help='What the export leaves open, as question=value: self="Anna S", date-order=dmy, zone=Europe/Moscow.',
)


@command("import")
@PATHS
@click.option("--rep", default="", help="Whose export it is, when it does not tell, or to confirm it.")
@ANSWERS
@click.option("--map", "mapping", default="", help="How a table is read: name of a preset, JSON, or a file with it.")
@click.option("--dry-run", is_flag=True, help="Only tell what is in it.")
@click.option("--no-refresh", is_flag=True, help="Store, but do not judge yet.")
def import_(
    shell: Shell,
    paths: tuple[Path, ...],
    rep: str,
    answers: dict[str, str],
    mapping: str,
    dry_run: bool,
    no_refresh: bool,
) -> None:
    """Import exports: archives, folders or single files of any supported network."""
    from connectors.ingest import ingest_all
    from connectors.telling import lines

    sources = [(path, rep) for path in paths]
    given = _mapping(shell, paths[0], mapping) if mapping else None
    report = ingest_all(shell.db, sources, dry_run=dry_run, progress=shell.progress, answers=answers, mapping=given)
    result, status = report.as_json(), report.status
    if not dry_run and not no_refresh and status != NOTHING:
        try:
            result["refresh"] = _refresh(shell)
        except Exception as error:  # the import itself is done
            if os.environ.get("RAPPORT_DEBUG"):
                raise
            click.echo(f"Stored, but not judged ({plain(error) or type(error).__name__}): run refresh.", err=True)
            status = PROBLEMS
    shell.say(result, *lines(report))
    for name, stop in report.stops:
        click.echo(f"{name}: {stop.as_json()['message']}", err=True)
    sys.exit(status)


def _mapping(shell: Shell, path: Path, told: str) -> Any:
    """Return a mapping given as the name of a preset, as JSON or as a file of JSON."""
    from connectors.mapper.mapping import of_text
    from connectors.tabling import given_mapping, presets

    preset = next((one for one in presets(shell.db) if told in (one.name, one.signature)), None)
    is_file = not told.lstrip().startswith("{") and Path(told).is_file()
    mapping = preset or of_text(Path(told).read_text(encoding="utf-8") if is_file else told)
    return given_mapping(shell.db, path, mapping, "")


@command("sync")
@click.argument("crm")
@click.option("--full", is_flag=True, help="Ask for everything, not only for what changed.")
@click.option("--no-refresh", is_flag=True, help="Store, but do not judge yet.")
def sync_(shell: Shell, crm: str, full: bool, no_refresh: bool) -> None:
    """Pull what changed in a CRM: hubspot, pipedrive, amocrm, bitrix24 or salesforce.

    Where it is and its token come from RAPPORT_CRM_<NAME>_URL and RAPPORT_CRM_<NAME>_TOKEN, in the environment or in
    .streamlit/secrets.toml. What was stored stays when it breaks off; the next run goes on from there.
    """
    result, lines, status = _sync(shell, {"crm": crm, "full": full, "no_refresh": no_refresh}, "", shell.progress)
    if status == NOTHING:
        click.echo("\n".join(lines), err=True)
    shell.say(result, *(lines if status != NOTHING else ()))
    sys.exit(status)


def _sync(shell: Shell, args: dict[str, Any], who: str, told: job_runner.Told) -> tuple[dict, list[str], int]:
    from connectors.crm import CRMS, sync
    from connectors.crm.config import connection

    if args["crm"] not in CRMS:
        raise Refusal(f"There is no CRM {args['crm']!r} here. There are: {', '.join(CRMS)}.")
    crm = CRMS[args["crm"]]
    report = sync.sync(shell.db, crm, connection(crm.place), full=args.get("full", False), who=who, progress=told)
    result, status = report.as_json(), sync.status(report)
    if status != NOTHING and not args.get("no_refresh"):
        result["refresh"] = _refresh(shell, told)
    return result, list(sync.lines(report)), status


@command("map")
@click.argument("path", type=PATH)
@click.option("--target", default="", help="What the rows are, if the proposal is wrong: messages, contacts ...")
def map_(shell: Shell, path: Path, target: str) -> None:
    """Propose how a table of an unknown tool is read: which column is what; the first rows as they would be read."""
    from connectors.tabling import proposed

    told, lines = proposed(path, target)
    shell.say(told, *lines)


@command("imports")
def imports_(shell: Shell) -> None:
    """List what was imported, newest first."""
    with store.reading(shell.db) as conn:
        found = queries.rows(conn, "import_history", TEAM, notes=json.dumps(sorted(NOTES)))
        rows = [{**row, "counts": json.loads(row["counts"])} for row in map(dict, found)]
    text = "{at}  {id}  {state:7}  {rep_name}: {name}, {new} new, {unchanged} known, {problems} problems"
    shell.say(rows, *[text.format(**row) for row in rows])


@command("answers")
@click.option("--rep", help="Only this rep.")
@click.option("--network", default="", help="Only this network.")
@ANSWERS
@click.option("--instead-of", "old", help="Only where this was the answer until now.")
def answers_(shell: Shell, rep: str | None, network: str, answers: dict[str, str], old: str | None) -> None:
    """List what exports left open and how it was answered; with --answer, change that and judge again."""
    from connectors.changing import change

    rep_id = shell.rep(rep)
    if not answers:
        with store.reading(shell.db) as conn:
            scope = Scope(reps=(rep_id,) if rep_id else None, networks=(network,) if network else None)
            rows = questions.listed(conn, scope)
        shell.say(rows, *map(_answer_line, rows))
        return
    if not (rep_id and network):
        raise Refusal("Say whose answer changes, and in which network: --rep NAME --network whatsapp.")
    done = [change(shell.db, rep_id, network, key, value, old=old) for key, value in answers.items()]
    result = {"imports": max(one["imports"] for one in done), "facts": sum(one["facts"] for one in done)}
    shell.say({**result, "refresh": _refresh(shell)}, f"Changed: {_counts(result)}.")


def _answer_line(row: dict[str, Any]) -> str:
    answer = f"{row['value'] or 'open'} ({row['answered_by']})"
    return f"{row['rep_name']}, {row['network']}: {row['question']} = {answer} in {row['imports']} imports"


@command("undo")
@click.argument("import_id")
def undo(shell: Shell, import_id: str) -> None:
    """Take an import back; what other imports tell stays."""
    from connectors.ingest import undo

    removed = undo(shell.db, import_id)
    refreshed = _refresh(shell)
    shell.say({"removed": removed, "refresh": refreshed}, f"Taken back: {_counts(removed) or 'nothing but the entry'}.")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {what.replace('_', ' ')}" for what, count in counts.items())


@command("refresh")
@click.option("--full", is_flag=True, help="Judge everything again, not only what is new.")
def refresh(shell: Shell, full: bool) -> None:
    """Judge messages and profiles, find templates, count days."""
    result = _refresh(shell, full=full)
    shell.say(result, f"{result.get('scored', 0):,} messages judged, {result.get('findings', 0):,} findings.")


@command("check")
@click.option("--text", help="The draft itself.")
@click.option("--file", "file", type=click.File(encoding="utf-8"), help="A file with the draft; - for standard input.")
@click.option("--rep", help="Who would send it.")
@click.option("--to", "contact", help="Who would receive it.")
def check(shell: Shell, text: str | None, file: Any, rep: str | None, contact: str | None) -> None:
    """Judge a draft before it is sent."""
    from scoring.check import check

    draft = text if text is not None else file.read() if file else ""
    if not draft.strip():
        raise Refusal("There is no text to check; give --text or --file.")
    result = check(shell.db, draft, rep=shell.rep(rep), contact=contact)
    found = [f"- {finding['advice']} ({finding['evidence']})" for finding in result["findings"]]
    shell.say(result, str(result["verdict"]), *found)
    sys.exit(PROBLEMS if result["findings"] else 0)


@command("classify-profiles", fresh=False)
@click.argument("source", type=PATH)
@click.argument("target", type=PATH)
def classify_profiles(shell: Shell, source: Path, target: Path) -> None:
    """Tell which profile texts say that somebody looks for a job: reads id,text[,lang,field], adds job_seeking."""
    from scoring.profile_audit import classify_csv

    result = classify_csv(source, target)
    shell.say(result, _counts(result))


@command("classify", fresh=False)
@click.argument("source", type=PATH)
@click.argument("target", type=PATH)
def classify(shell: Shell, source: Path, target: Path) -> None:
    """Label messages: reads id,text[,lang,direction], adds is_pitch, asks_meeting ... inbound_class, p_pitch."""
    from scoring.classify import messages

    result = messages(source, target)
    shell.say(result, _counts(result))


@command("classify-conversations", fresh=False)
@click.argument("source", type=PATH)
@click.argument("target", type=PATH)
def classify_conversations(shell: Shell, source: Path, target: Path) -> None:
    """Label conversations, one JSON object a line: when the pitch came, and how it ended."""
    from scoring.classify import conversations

    result = conversations(source, target)
    shell.say(result, _counts(result))


@command("templates", fresh=False)
@click.argument("source", type=PATH)
@click.argument("target", type=PATH)
def templates(shell: Shell, source: Path, target: Path) -> None:
    """Tell which messages are copies of one text: reads id,sender,text (CSV, Parquet), writes template and share."""
    from scoring.templates.spread import SchedulerError
    from scoring.templates.tables import TemplatesTableError, classify

    try:
        result = classify(source, target, shell.progress, shell.settings.scheduler)
    except (TemplatesTableError, SchedulerError) as error:
        raise Refusal(str(error)) from error
    seconds = ", ".join(f"{stage} {took:.1f} s" for stage, took in result["seconds"].items())
    counts = "{copies:,} of {messages:,} messages are copies of {templates:,} texts".format(**result)
    shell.say(result, f"{counts} ({seconds}).")


@command("match", fresh=False)
@click.argument("contacts", type=PATH)
@click.argument("crm", type=PATH)
@click.argument("target", type=PATH)
@click.option("--keys-only", is_flag=True, help="Links by name and company go to review, too.")
def match(shell: Shell, contacts: Path, crm: Path, target: Path, keys_only: bool) -> None:
    """Find contacts in a CRM: reads two CSV files, writes contact_id,crm_id,band,score,evidence (band auto, review)."""
    from scoring.matching.tables import match_files

    result = match_files(contacts, crm, target, keys_only)
    line = "{auto:,} of {contacts:,} contacts linked ({by_key:,} by key, {by_name_and_company:,} by name and company), "
    shell.say(result, (line + "{review:,} to review, {doubles:,} people twice in the CRM.").format(**result))


@command("report")
@click.option(
    "--format", "form", type=click.Choice(["json", "md", "html", "pdf", "xlsx"]), default="md", show_default=True
)
@click.option("--since", default="", callback=day, help="First day, like 2026-07-01.")
@click.option("--until", default="", callback=day, help="Last day.")
@click.option("--as-of", callback=day, help="The day to judge at (default: the newest fact).")
@click.option("--rep", help="Only this rep.")
@click.option("--masked", is_flag=True, help="Without names of contacts and without texts.")
@click.option("--lang", type=click.Choice(["en", "ru"]), default="en", show_default=True)
@click.option("--out", type=PATH, help="Write to a file.")
def report(shell: Shell, form: str, rep: str | None, masked: bool, lang: str, out: Path | None, **days: Any) -> None:
    """Every figure of the team or of one rep."""
    from metrics.report import build, rendered

    form = "json" if shell.as_json else form
    if form in ("pdf", "xlsx") and not out and sys.stdout.isatty():
        raise click.UsageError(f"A {form.upper()} is no text for a terminal: add --out report.{form}.")
    rep_id = shell.rep(rep)
    texts = "none" if masked else "cited"
    scope = Scope(reps=(rep_id,) if rep_id else None, text=texts, masked=masked).during(days["since"], days["until"])
    body = rendered(build(shell.db, scope, as_of=days["as_of"]), form, lang, masked)
    if out:
        out.write_bytes(body)
    else:
        click.echo(body, nl=False)


@command("demo")
@click.option("--reps", "count", type=click.IntRange(1), default=8, show_default=True)
@click.option("--messages", type=click.IntRange(1), help="About how many messages in all.")
@click.option("--seed", default=7, show_default=True)
@click.option("--remove", is_flag=True, help="Take the demo team out again.")
def demo(shell: Shell, count: int, messages: int | None, seed: int, remove: bool) -> None:
    """Fill the workspace with a made-up team, through the real connectors."""
    options = {"reps": count, "messages": messages, "seed": seed, "remove": remove}
    result = _demo(shell, options, "", shell.progress)
    shell.say(result, "The demo team is gone." if remove else f"{result['reps']} reps: {_counts(result['counts'])}.")


def _demo(shell: Shell, options: dict[str, Any], who: str, told: job_runner.Told) -> dict[str, Any]:
    if options.pop("remove", False):
        with store.writing(shell.db) as conn:
            emptying.remove_demo(conn, who)
        return {"removed": True}
    from connectors.ingest import ingest_all
    from data.demo import build
    from metrics.care import made_up as written_down
    from metrics.review import made_up

    with store.writing(shell.db) as conn:
        if emptying.has_rows(conn):
            raise emptying.RealRowsError(emptying.FULL)
        emptying.name_demo(conn, who)
    try:
        with tempfile.TemporaryDirectory() as folder:
            writing = functools.partial(told, emptying.WRITING)
            paths = build(Path(folder), progress=writing, **options)
            report = ingest_all(shell.db, [(path, "") for path in paths], who=who, progress=told)
    except BaseException:  # half a team would tell half a story
        with store.writing(shell.db) as conn:
            emptying.remove_demo(conn, who)
        raise
    counts: Counter[str] = Counter()
    for file in (file for one in report.imports for file in one.files):
        counts.update(file.counts)
    stops = [name for name, _ in report.stops]
    with store.writing(shell.db) as conn:
        emptying.start_demo(conn)
    done = {"reps": options["reps"], "counts": counts, "stops": stops, "refresh": _refresh(shell, told)}
    with store.writing(shell.db) as conn:
        made_up.hold(conn, who)
        written_down.write(conn)
    return done


@command("digest")
@click.option("--due", is_flag=True, help="Send what the schedule says is due, and try again what failed (for cron).")
@click.option("--to", "only", default="", help="Send now, to one channel or one rep.")
@click.option("--dry-run", is_flag=True, help="Print what would be sent; send nothing.")
@click.option("--stop", "token", default="", help="End the digest whose message holds this token.")
def digest(shell: Shell, due: bool, only: str, dry_run: bool, token: str) -> None:
    """Send digests by mail or chat; alone, show who gets what and when, and what became of the newest."""
    from connectors.notify import telling
    from data import digests

    if token:
        with store.writing(shell.db) as conn:
            if not digests.stop(conn, token):
                raise Refusal("No digest goes by this token, or it was ended before.")
        shell.say({"stopped": True}, "Ended. Nothing more will be sent.")
    elif due or only or dry_run:
        sent = _digests(shell, _whose(shell, only), force=not due, dry=dry_run)
        shell.say(sent, *telling.sent(sent))
        sys.exit(PROBLEMS if any(one["error"] for one in sent) else 0)
    else:
        with store.reading(shell.db) as conn:
            rows = telling.listed(conn)
        shell.say(rows, *telling.lines(rows))


def _whose(shell: Shell, named: str) -> str:
    """Return the channel or the rep's id that digests are asked for by; "" for all."""
    from data import digests

    with store.reading(shell.db) as conn:
        channels = {one.channel for one in digests.digests(conn)}
    return named.upper() if named.upper() in channels else shell.rep(named or None) or ""


def _digests(shell: Shell, only: str, *, force: bool, dry: bool = False) -> list[dict[str, Any]]:
    from connectors.notify import round as rounds
    from metrics.digests import write

    return [asdict(one) for one in rounds.run(shell.db, datetime.now(UTC), write, only=only, force=force, dry=dry)]


@command("tasks")
@click.option("--rep", help="Only this rep's.")
@click.option("--out", type=PATH, help="Write to a file: .ics for calendars, .csv for tables.")
def tasks(shell: Shell, rep: str | None, out: Path | None) -> None:
    """List open tasks, overdue first, or write them as a calendar or table (from cron: a feed)."""
    from metrics.care import plans

    rep_id = shell.rep(rep)
    with store.reading(shell.db) as conn:
        found = plans.plans(conn, Scope(reps=(rep_id,) if rep_id else None, text="cited"), plans.today(conn))
    if out and out.suffix not in (".ics", ".csv"):
        raise Refusal(f"{out} is neither a calendar (.ics) nor a table (.csv).")
    if out:
        body = plans.table(found.open) if out.suffix == ".csv" else plans.calendar(found.open, "Rapport")
        out.write_bytes(body)
    rows = [asdict(one) for one in found.open]
    shell.say(rows, *(f"{one.due}  {one.rep or '-'}  {one.text}  {plans.about(one)}" for one in found.open))


@command("backup")
@click.option("--out", type=PATH, help="Where to (default: the folder of backups).")
def backup(shell: Shell, out: Path | None) -> None:
    """Copy the workspace, also while it is in use."""
    target = backups.make(shell.settings, target=out)
    shell.say({"path": str(target)}, f"Copied to {target}.")


@command("restore", fresh=False)
@click.argument("copy", type=PATH)
def restore(shell: Shell, copy: Path) -> None:
    """Put a backup in the place of the workspace; what was there is kept as a copy."""
    kept = backups.restore(shell.settings, copy)
    words = f" What was there before is in {kept}." if kept else ""
    shell.say({"restored": str(copy), "kept": str(kept) if kept else None}, f"Restored {copy}.{words}")


@command("export")
@click.argument("target", type=PATH)
@click.option("--rep", required=True, help="Whose facts.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
def export(shell: Shell, target: Path, rep: str, form: str) -> None:
    """Write everything that is stored of a rep: one JSON file, or a ZIP of CSV tables."""
    from data import takeout

    rep_id = shell.rep(rep)
    with store.reading(shell.db) as conn:
        counts = takeout.write(conn, rep_id, target, form)
    shell.say({"path": str(target), "counts": counts}, f"{_counts(counts)} written to {target}.")


@command("users")
@click.argument("action", type=click.Choice(["list", "add", "disable"]))
@click.argument("email", required=False, default="")
@click.option("--role", type=click.Choice(ROLES), default="rep", show_default=True)
@click.option("--rep", help="The rep whose rows are their own.")
@click.option("--name", default="")
def users(shell: Shell, action: str, email: str, role: str, rep: str | None, name: str) -> None:
    """List who may sign in, add somebody with a role, or close an account."""
    rep_id = shell.rep(rep)
    with store.writing(shell.db) as conn:
        if action == "add":
            viewers.add(conn, email, role, rep_id, name)
        elif action == "disable":
            viewers.disable(conn, email)
        rows = viewers.listed(conn)
    text = [
        f"{row['email']}  {row['role']}  {row['rep_id'] or ''}{'  disabled' * bool(row['disabled_at'])}" for row in rows
    ]
    shell.say(rows, *(text or ["Nobody yet."]))


@command("run-job")
@click.argument("job_id")
def run_job(shell: Shell, job_id: str) -> None:
    """Do the work that a page entered in the table of jobs (the pages call this)."""
    state = job_runner.run(shell.db, job_id, lambda job, told: WORK[job.kind](shell, dict(job.args), job.who, told))
    shell.say({"state": state}, state)
    sys.exit(0 if state == "done" else NOTHING)


def _job_preview(shell: Shell, args: dict[str, Any], who: str, told: job_runner.Told) -> Any:  # noqa: ARG001
    from connectors.ingest import ingest_all

    with job_runner.little_memory():
        source = Path(args["path"]), args.get("rep") or ""
        answers = args.get("answers") or {}
        return ingest_all(shell.db, [source], dry_run=True, progress=told, answers=answers).as_json()


def _job_import(shell: Shell, args: dict[str, Any], who: str, told: job_runner.Told) -> Any:
    """Import and judge; uploads of which everything is stored are removed."""
    from connectors.ingest import ingest_all

    report = ingest_all(shell.db, [])
    for one in args["items"]:
        with job_runner.little_memory():
            source, answers = (Path(one["path"]), one.get("rep") or ""), one.get("answers") or {}
            added = ingest_all(shell.db, [source], who=who, progress=told, answers=answers)
        if not added.stops:
            emptying.forget_upload(shell.settings, Path(one["path"]))
        report = report.plus(added)
    return {**report.as_json(), "refresh": _refresh(shell, told)}


def _job_undo(shell: Shell, args: dict[str, Any], who: str, told: job_runner.Told) -> Any:  # noqa: ARG001
    from connectors.ingest import undo

    return {"removed": undo(shell.db, args["import_id"]), "refresh": _refresh(shell, told)}


def _job_answer(shell: Shell, args: dict[str, Any], who: str, told: job_runner.Told) -> Any:
    from connectors.changing import change

    places = args["rep_id"], args["network"], args["question"], args["value"]
    return {**change(shell.db, *places, old=args.get("old"), who=who), "refresh": _refresh(shell, told)}


def _job_sync(shell: Shell, args: dict[str, Any], who: str, told: job_runner.Told) -> Any:
    result, lines, status = _sync(shell, args, who, told)
    if status == NOTHING:
        raise JobError(lines[1] if lines[1:] else lines[0])
    return result


def _job_digest(shell: Shell, args: dict[str, Any], who: str, told: job_runner.Told) -> Any:  # noqa: ARG001
    sent = _digests(shell, args["digest_id"], force=True)
    return {"sent": [{"channel": one["channel"], "state": one["state"], "error": one["error"]} for one in sent]}


WORK: dict[str, Callable[[Shell, dict[str, Any], str, job_runner.Told], Any]] = {
    "preview": _job_preview,
    "import": _job_import,
    "sync": _job_sync,
    "undo": _job_undo,
    "answer": _job_answer,
    "refresh": lambda shell, args, who, told: _refresh(shell, told, args.get("full", False)),  # noqa: ARG005
    "demo": lambda shell, args, who, told: _demo(shell, {"reps": 8, "messages": None, "seed": 7, **args}, who, told),
    "digest": _job_digest,
    "backup": lambda shell, args, who, told: {"path": str(backups.make(shell.settings))},  # noqa: ARG005
}


@command("serve")
@click.option("--port", default=8501, show_default=True)
@click.option("--address", default="127.0.0.1", show_default=True, help="Another one needs a configured sign-in.")
def serve(shell: Shell, port: int, address: str) -> None:
    """Open the dashboard in this terminal."""
    secrets = ROOT / ".streamlit" / "secrets.toml"
    sign_in = secrets.is_file() and "auth" in tomllib.loads(secrets.read_text(encoding="utf-8"))
    if address not in LOOPBACK and not sign_in:
        raise Refusal(f"Without a sign-in Rapport serves 127.0.0.1 only, not {address}: see [auth] in {secrets}.")
    click.echo(f"Rapport is at http://{'127.0.0.1' if address in LOOPBACK else address}:{port} - Ctrl+C ends it.")
    sys.stdout.flush()
    place = {"RAPPORT_DB": str(shell.db.resolve()), "RAPPORT_HOME": str(shell.settings.home.resolve())}
    options = ["--server.address", address, "--server.port", str(port), "--server.headless", "true"]
    command_line = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py"), *options]
    os.chdir(ROOT)
    os.execve(sys.executable, command_line, {**os.environ, **place})  # noqa: S606 (our own program, no shell)


if __name__ == "__main__":
    cli()
