"""khabarkhoj cluster, move: the OpenSearch cluster behind an archive, and changing engines."""

import json
import sys
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

import click

from index.article import Article
from index.errors import KhabarkhojError
from index.opensearch.health import Health, health_of
from index.opensearch.replication import replicate
from index.opensearch.retrieval import published_state, retrieve
from index.reindex.article_lines import json_line
from index.reindex.build import reindex
from index.reindex.report import Progress, ReindexOptions
from index.settings import EMBEDDED, ENGINES, OPENSEARCH, Settings
from index.store.generations import Generations
from web.commands.options import index_option, json_option, settings_for
from web.commands.progress import ProgressLine
from web.commands.terminal import printable

STATE_FACTS = ("number", "index", "generation", "revision", "documents", "terms", "published")


@click.command("cluster")
@index_option
@click.option(
    "--push-missing", is_flag=True, help="Publish the index directory's generation if the cluster's is older."
)
@click.option(
    "--push",
    is_flag=True,
    help="Send every article again into a new index; readers switch when it is complete.",
)
@json_option
def cluster_command(index: Path | None, push_missing: bool, push: bool, as_json: bool) -> None:
    """Print the health of the OpenSearch cluster, its shards, how far it is behind, and what to do.

    Exit status 1 when there is something to do.
    """
    settings = settings_for(index)
    if push and push_missing:
        raise click.UsageError("use either --push or --push-missing")
    if push or push_missing:
        _publish(settings, everything=push)
    found = health_of(settings)
    if as_json:
        click.echo(json.dumps(_json(found), ensure_ascii=False))
    else:
        for line in _lines(found):
            click.echo(printable(line))
    if found.advice:
        sys.exit(1)


def _publish(settings: Settings, *, everything: bool) -> None:
    with (
        ProgressLine(sys.stderr, not sys.stderr.isatty()) as line,
        Generations(settings.index).writing(),
    ):
        done = replicate(
            settings, lambda stage, share: line.show(Progress(stage, share, 0)), everything=everything
        )
    click.echo(f"{done.sent} articles sent, {done.ended} taken out", err=True)


def _lines(found: Health) -> list[str]:
    lines = [f"OpenSearch {found.version}: {found.status}, {found.nodes} nodes"]
    if found.state is not None:
        state = found.state
        age = found.age_seconds or 0.0
        lines.append(
            f"state {state.number} ({state.revision}): {state.documents:,} articles, {state.terms:,} terms, "
            f"in {state.index}, published {age:,.0f} s ago"
        )
    if found.ledger_revision:
        lines.append(
            f"index directory: {found.ledger_revision}, {'newer' if found.is_behind else 'the same'}"
        )
    lines += [
        f"  {shard.index} shard {shard.number} {'primary' if shard.is_primary else 'replica'}: {shard.state}, "
        f"{shard.documents:,} documents, {shard.bytes / 1e6:,.1f} MB, {shard.node or 'no node'}"
        for shard in found.shards
    ]
    return [*lines, *(f"to do: {step}" for step in found.advice)]


def _json(found: Health) -> dict[str, object]:
    state = None
    if found.state is not None:
        state = {name: getattr(found.state, name) for name in STATE_FACTS}
    return {
        "status": found.status,
        "version": found.version,
        "nodes": found.nodes,
        "state": state,
        "ledger": found.ledger_revision,
        "behind": found.is_behind,
        "age_seconds": found.age_seconds,
        "shards": [asdict(shard) for shard in found.shards],
        "advice": found.advice,
    }


@click.command("move")
@click.option("--to", "engine", type=click.Choice(ENGINES), required=True, help="The engine to go to.")
@index_option
def move_command(engine: str, index: Path | None) -> None:
    """Move an archive to the other engine; afterwards choose that one (KHABARKHOJ_ENGINE) and restart the server.

    To opensearch, the index directory's articles are published in the cluster. To embedded, the index directory gets
    those that the cluster has, if it has not all of them itself. Nothing is deleted.
    """
    settings = settings_for(index)
    if engine == OPENSEARCH:
        _publish(settings, everything=False)
        count = published_state(settings).documents
        click.echo(f"the cluster now has the archive {settings.cluster_name!r}: {count} articles")
    else:
        count = _to_embedded(settings)
        click.echo(f"{settings.index} has the archive: {count} articles")
    click.echo(f"from now on: KHABARKHOJ_ENGINE={engine}")


def _to_embedded(settings: Settings) -> int:
    """Return how many articles the index directory has once it has all of the cluster's."""
    state = published_state(settings)
    generations = Generations(settings.index)
    if generations.current_number() is not None:
        current = generations.current()
        if current.revision == state.revision:
            return current.documents
        raise KhabarkhojError(
            f"{settings.index}: does not match the cluster's archive; use an index directory that does not exist yet"
        )
    settings.index.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=settings.index) as folder:
        path = Path(folder) / "articles.jsonl"
        changed: dict[str, Article] = {}
        with path.open("w", encoding="utf-8") as file:
            for article in retrieve(settings, state):
                file.write(json_line(article))
                if article.versions:
                    changed[article.id] = article
        with ProgressLine(sys.stderr, not sys.stderr.isatty()) as line:
            options = ReindexOptions(restored=changed)
            report = reindex([path], replace(settings, engine=EMBEDDED), options, line.show)
    if report.documents != state.documents:
        raise KhabarkhojError(
            f"{settings.index}: {report.documents} articles instead of {state.documents}; "
            f"see {report.refused_report or 'the list above'}"
        )
    return report.documents
