"""Prometheus metrics at /metrics, where the setting asks for them. They hold no query and no client."""

import os
import shutil
import tempfile
import time
from typing import Any

from flask import Blueprint, Flask, Response, g, request

from index.errors import KhabarkhojError
from search.archive import Archive
from search.model.deadline import OutOfTimeError
from web.middleware.route_policy import METRICS, policy

METRICS_DIR_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
CACHES_SECONDS = 1.0
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


def make_folder() -> None:
    """Make a folder in which the server's processes count; call it before they are forked."""
    folder = tempfile.mkdtemp(prefix="khabarkhoj-metrics-")
    os.environ[METRICS_DIR_VARIABLE] = folder


def forget(pid: int) -> None:
    """Drop the gauges of a process that has ended; its counts stay."""
    if METRICS_DIR_VARIABLE in os.environ:
        from prometheus_client import multiprocess  # noqa: PLC0415

        multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]


def clear() -> None:
    """Remove the folder when the server ends."""
    if METRICS_DIR_VARIABLE in os.environ:
        shutil.rmtree(os.environ[METRICS_DIR_VARIABLE], ignore_errors=True)


def init_metrics(app: Flask, archive: Archive) -> None:
    """Count and time requests by endpoint, and serve the counts at /metrics."""
    import prometheus_client as prometheus  # noqa: PLC0415 - reads where to count when it is loaded
    from prometheus_client import multiprocess  # noqa: PLC0415

    registry = prometheus.CollectorRegistry()
    shared = METRICS_DIR_VARIABLE in os.environ
    own: dict[str, Any] = {} if shared else {"registry": registry}
    seconds = prometheus.Histogram(
        "khabarkhoj_request_seconds", "Time to answer", ["endpoint"], buckets=BUCKETS, **own
    )
    answers = prometheus.Counter("khabarkhoj_requests_total", "Requests", ["endpoint", "status"], **own)
    caches = {
        f"{kind}{unit}": prometheus.Gauge(
            f"khabarkhoj_cache_{kind}{unit}", f"{what}, all processes together", ["cache"],
            multiprocess_mode="livesum", **own,
        )
        for kind, what in (("", "What caches hold"), ("limit_", "What caches may hold"))
        for unit in ("bytes", "entries")
    }  # fmt: skip
    looked_at = 0.0
    if shared:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        answers.labels(endpoint, str(response.status_code)).inc()
        if "began" in g:
            seconds.labels(endpoint).observe(time.perf_counter() - g.began)
        look_at_caches()
        return response

    def look_at_caches() -> None:
        """Note what this process remembers, at most once a second."""
        nonlocal looked_at
        if time.monotonic() - looked_at < CACHES_SECONDS:
            return
        looked_at = time.monotonic()
        for size in archive.cache_sizes():
            caches[size.unit].labels(size.name).set(size.held)
            caches[f"limit_{size.unit}"].labels(size.name).set(size.limit)

    metrics = Blueprint("metrics", __name__)

    @metrics.get("/metrics", endpoint="metrics")
    @policy(METRICS)
    def serve() -> Response:
        look_at_caches()
        text = prometheus.generate_latest(registry).decode() + facts()
        return Response(text, content_type=prometheus.CONTENT_TYPE_LATEST)

    def facts() -> str:
        """Return gauges for the archive: up, articles, generation."""
        up = "# HELP khabarkhoj_up Whether the archive answers\n# TYPE khabarkhoj_up gauge\nkhabarkhoj_up"
        try:
            overview = archive.overview()
        except (KhabarkhojError, OutOfTimeError):
            return f"{up} 0\n"
        return (
            f"{up} 1\n# HELP khabarkhoj_articles Articles in the published archive\n# TYPE khabarkhoj_articles gauge\n"
            f"khabarkhoj_articles {overview.documents}\n"
            "# HELP khabarkhoj_generation The number of the published generation\n"
            "# TYPE khabarkhoj_generation gauge\n"
            f"khabarkhoj_generation {int(overview.revision.partition('-')[0])}\n"
        )

    app.register_blueprint(metrics)
