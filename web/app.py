"""create_app: the Flask application over one archive."""

import re
from urllib.parse import quote

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from index.fields import FIELD_BY_NAME, FILTER_FIELDS
from index.settings import Settings
from search.archive import Archive
from search.engines import open_archive
from web import formatting
from web.api.routes import api_blueprint
from web.downloads.exports import exports_blueprint
from web.downloads.feeds import feeds_blueprint
from web.i18n import feeds_endpoint, init_i18n
from web.languages import LANGUAGES
from web.marked_html import to_html
from web.middleware.compression import init_compression
from web.middleware.cors import init_cors
from web.middleware.errors import init_errors
from web.middleware.etags import init_etags
from web.middleware.metrics import init_metrics
from web.middleware.query_log import init_query_log
from web.middleware.rate_limit import RateLimit, init_rate_limit
from web.middleware.route_policy import STATIC, policy
from web.middleware.security_headers import init_security_headers, init_trusted_hosts
from web.middleware.static_files import program_fingerprint, static_url
from web.middleware.work_slots import WorkSlots
from web.pages.batch import status_text
from web.pages.blueprint import language_switch_blueprint, pages_blueprint

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ArticleId(BaseConverter):
    """An article's id in an address; ids may contain any character, slashes included."""

    regex = ".+"
    part_isolating = False

    def to_url(self, value: str) -> str:
        """Percent-encode slashes, too, so that no browser reads them as folders."""
        return quote(value, safe="")


def create_app(settings: Settings | None = None, archive: Archive | None = None) -> Flask:
    """Return the application over an archive, by default the one that the settings name."""
    settings = settings or Settings.from_environ()
    archive = archive or open_archive(settings, must_exist=False)
    app = Flask("web", static_folder="static", template_folder="templates")
    app.config["MAX_CONTENT_LENGTH"] = settings.max_request_bytes
    provider = DefaultJSONProvider(app)
    provider.ensure_ascii = provider.sort_keys = False
    app.json = provider
    app.url_map.converters["article_id"] = ArticleId
    app.url_map.merge_slashes = False
    _init_templates(app)
    init_i18n(app)
    # Order matters: before_request hooks run in this order, after_request hooks in reverse.
    init_trusted_hosts(app, settings.trusted_hosts.split())
    init_rate_limit(app, RateLimit(settings.rate_limit_per_minute, settings.rate_limit_burst))
    init_etags(app, archive, settings, program_fingerprint())
    if settings.metrics:
        init_metrics(app, archive)
    if settings.log_queries:
        init_query_log(app)
    _register_routes(app, archive, settings)
    init_cors(app, settings.cors_origins.split())
    init_errors(app)
    init_security_headers(app)
    init_compression(app)
    if settings.trusted_proxies:
        proxies = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    return app


def _register_routes(app: Flask, archive: Archive, settings: Settings) -> None:
    policy(STATIC)(app.view_functions["static"])
    slots = WorkSlots(settings.max_exports, settings.slot_wait_seconds)
    for language in LANGUAGES.values():
        prefix = language.prefix or None
        app.register_blueprint(
            pages_blueprint(archive, settings, slots), name=language.code, url_prefix=prefix
        )
        app.register_blueprint(
            feeds_blueprint(archive, settings), name=feeds_endpoint(language), url_prefix=prefix
        )
    app.register_blueprint(language_switch_blueprint())
    app.register_blueprint(api_blueprint(archive, settings, slots))
    app.register_blueprint(exports_blueprint(archive, settings, slots))


def _init_templates(app: Flask) -> None:
    app.jinja_env.filters.update(
        date=formatting.date_text,
        day_text=formatting.day_text,
        moment=formatting.moment_text,
        number=formatting.number_text,
        share=formatting.share_text,
        seconds=formatting.seconds_text,
        language_name=formatting.language_name,
        batch_status=status_text,
        marked=to_html,
        warning_text=formatting.warning_text,
        xml_text=lambda text: _NOT_XML.sub("\ufffd", text),
    )
    app.jinja_env.globals.update(
        static_url=static_url,
        span_text=formatting.span_text,
        fields=FIELD_BY_NAME,
        filter_fields=FILTER_FIELDS,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
