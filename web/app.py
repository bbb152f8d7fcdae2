"""create_app: the Flask application over one archive."""

import re
from urllib.parse import quote

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from index.settings import Settings
from search.archive import Archive
from search.local_archive import LocalArchive
from web import formatting
from web.api import routes
from web.downloads import exports, feeds
from web.i18n import ENGLISH, PREFIXES, speak
from web.middleware import errors, metrics
from web.middleware.compression import compress
from web.middleware.cors import share
from web.middleware.etags import cache
from web.middleware.query_log import log_queries
from web.middleware.rate_limit import RateLimit, limit
from web.middleware.security_headers import answer_to, secure
from web.middleware.static_files import all_files_fingerprint, static_address
from web.pages import batch, blueprint

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ArticleId(BaseConverter):
    """An article's id in an address; ids may hold any character, slashes too."""

    regex = ".+"
    part_isolating = False

    def to_url(self, value: str) -> str:
        """Percent-encoded with slashes, so that no browser reads them as folders."""
        return quote(value, safe="")


def create_app(settings: Settings | None = None, archive: Archive | None = None) -> Flask:
    """The application; `archive` may be another engine than the embedded one."""
    settings = settings or Settings.from_environ()
    app = Flask("web", static_folder="static", template_folder="templates")
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    provider = DefaultJSONProvider(app)
    provider.ensure_ascii = provider.sort_keys = False
    app.json = provider
    app.url_map.converters["article_id"] = ArticleId
    app.url_map.merge_slashes = False
    _prepare_templates(app)
    speak(app)
    archive = archive or LocalArchive(settings)
    # The first to look at a request, and the last at its answer, comes first here and last there.
    answer_to(app, settings.trusted_hosts.split())
    limit(app, RateLimit(settings.rate_limit_per_minute, settings.rate_limit_burst))
    cache(app, archive, settings, all_files_fingerprint())
    if settings.metrics:
        metrics.measure(app, archive)
    if settings.log_queries:
        log_queries(app)
    for code, prefix in PREFIXES.items():
        app.register_blueprint(blueprint.blueprint(archive, settings), name=code, url_prefix=prefix or None)
    app.register_blueprint(blueprint.language_switch())
    app.register_blueprint(routes.blueprint(archive, settings))
    for name, prefix in (("feeds", ""), ("en_feeds", PREFIXES[ENGLISH])):
        app.register_blueprint(feeds.blueprint(archive, settings), name=name, url_prefix=prefix or None)
    share(app, settings.cors_origins.split())
    app.register_blueprint(exports.blueprint(archive, settings))
    errors.handle_errors(app)
    secure(app)
    compress(app)
    if settings.trusted_proxies:
        proxies = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    return app


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.filters.update(
        date=formatting.date_text,
        number=formatting.number_text,
        share=formatting.share_text,
        seconds=formatting.seconds_text,
        language_name=formatting.language_name,
        batch_status=batch.status_text,
        xml_text=lambda text: _NOT_XML.sub("\ufffd", text),
    )
    app.jinja_env.globals.update(static_address=static_address, span_text=formatting.span_text)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
