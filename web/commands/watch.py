"""khabarkhoj watch: articles that are new since the last run."""

import hashlib
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import click

from index.errors import KhabarkhojError
from index.store.durable import replace_file
from search.archive import Archive
from search.engines import open_archive
from search.model.question import Question
from web.api.serializers import facts_json
from web.commands.options import (
    engine_option,
    index_option,
    json_option,
    question_options,
    refuse_unknown_options,
    settings_for,
    without_time_limit,
)
from web.commands.search import show_hit, show_missing
from web.commands.terminal import counted
from web.url_params import to_params

ADDRESS = re.compile(r"[0-9A-Za-z!#$%&'*+/=?^_`{|}~.-]{1,64}@[0-9A-Za-z.-]{1,255}")
MAX_SUBJECT_CHARS = 100
STATE = Path("~/.local/state")


@click.command("watch", context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("words", metavar="QUERY", nargs=-1)
@index_option
@engine_option
@click.option("--state", type=click.Path(path_type=Path, dir_okay=False),
              help="Where the last run is remembered. Default: a file for each query and index.")  # fmt: skip
@click.option(
    "--mail",
    metavar="ADDRESS",
    help="Print a message to ADDRESS, for sendmail -t, if anything is new; else nothing (ts ifne, mail -E).",
)
@click.option("--all", "everything", is_flag=True, help="On the first run, print all articles too.")
@json_option
@question_options
def watch_command(
    words: tuple[str, ...],
    index: Path | None,
    state: Path | None,
    mail: str | None,
    everything: bool,
    question: Question,
    as_json: bool,
) -> None:
    """Print the articles that QUERY finds now and did not find in the last run.

    The first run only records what exists (as hashes of ids and of the query). Run it from cron after each reindex:
    cron mails what it prints. Or: khabarkhoj watch QUERY --mail desk@paper.example | sendmail -t
    """
    if mail is not None and (as_json or not ADDRESS.fullmatch(mail)):
        raise click.UsageError("--mail takes one address (desk@paper.example), and no --json beside it")
    refuse_unknown_options(words)
    settings = without_time_limit(settings_for(index))
    archive = open_archive(settings)
    wanted = question.with_text(" ".join(" ".join(words).split()))
    if wanted.is_empty:
        raise click.UsageError("give a QUERY or a filter")
    path = state or _own_state(settings.index, wanted)
    seen = _read(path)
    found = archive.ids(wanted)
    fresh = [article for article in found if seen is not None and _mark(article) not in seen]
    if seen is None and everything:
        fresh = found
    if seen is None and not everything and not as_json and not mail:
        click.echo(f"first run: {counted(len(found), 'article')}; the next one prints what is new", err=True)
    elif not fresh and not as_json and sys.stderr.isatty():
        click.echo("nothing new since the last run", err=True)
    lacking = _missing_words(archive, wanted, fresh)
    if mail and fresh:
        message = _message(archive, fresh, wanted, mail, lacking, settings.max_mailed_articles)
        click.echo(message.as_bytes(policy=SMTP.clone(linesep="\n")), nl=False)
    for number, article_id in enumerate(() if mail else fresh, 1):
        _print(archive, article_id, wanted, number, lacking.get(article_id, ()), as_json)
    known = {_mark(article) for article in found} | (seen or set())
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(path, json.dumps({"seen": sorted(known)}).encode())


def _missing_words(archive: Archive, question: Question, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the words that some articles lack, for a question that takes partial matches; nothing for others."""
    if not (question.most_words and ids):
        return {}
    wanted = set(ids)
    return {hit.article.id: hit.missing for hit in archive.scan(question).hits if hit.article.id in wanted}


def _print(
    archive: Archive,
    article_id: str,
    question: Question,
    number: int,
    missing: tuple[str, ...],
    as_json: bool,
) -> None:
    marked = archive.article(article_id, question)
    if marked is None:  # gone in a generation that was published meanwhile
        return
    if as_json:
        lacks = {"missing": list(missing)} if question.most_words else {}
        click.echo(json.dumps({**facts_json(marked.article), **lacks}, ensure_ascii=False))
    else:
        show_hit(number, marked.article, marked.headline, ())
        show_missing(missing)


def _message(
    archive: Archive,
    ids: Sequence[str],
    question: Question,
    address: str,
    lacking: Mapping[str, Sequence[str]],
    most: int,
) -> EmailMessage:
    """Return a message that lists articles, at most that many of them."""
    message = EmailMessage(SMTP)
    words = " ".join(question.text.split())[:MAX_SUBJECT_CHARS]
    message["Subject"] = f"ख़बरखोज: {words or 'नई ख़बरें'} ({len(ids)})"
    message["To"] = address
    message["Auto-Submitted"] = "auto-generated"
    parts = []
    for article_id in ids[:most]:
        marked = archive.article(article_id)
        if marked is not None:
            article = marked.article
            facts = " · ".join(filter(None, (article.source, str(article.date or ""), article.author)))
            missing = ", ".join(lacking.get(article_id, ()))
            lacks = f"इसमें नहीं: {missing}" if missing else ""
            parts.append(
                "\n".join(filter(None, (article.headline, facts, lacks, article.url, f"[{article.id}]")))
            )
    if len(ids) > most:
        parts.append(f"… {len(ids) - most} और")
    message.set_content("\n\n".join(parts) + "\n", cte="base64")
    return message


def _own_state(index: Path, question: Question) -> Path:
    base = Path(os.environ.get("XDG_STATE_HOME") or STATE.expanduser())
    key = json.dumps([str(index.resolve()), to_params(question)], sort_keys=True).encode()
    return base / "khabarkhoj" / f"watch-{hashlib.sha256(key).hexdigest()[:16]}.json"


def _read(path: Path) -> set[str] | None:
    """Return the marks of the articles seen so far; None in the first run."""
    try:
        return set(json.loads(path.read_bytes())["seen"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise KhabarkhojError(
            f"{path}: is not a khabarkhoj watch state file; delete it, or choose another with --state"
        ) from None


def _mark(article_id: str) -> str:
    """Return eight bytes that stand for an id: enough to tell it from all others of a query."""
    return hashlib.blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
