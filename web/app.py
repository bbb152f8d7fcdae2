"""create_app: the Flask application over one archive."""

from urllib.parse import quote

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import BaseConverter

from index.settings import Settings
from search.archive import Archive
from search.local_archive import LocalArchive
from web import api, errors, pages, wording
from web.security import secure


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
    app.jinja_env.filters.update(
        hindi_date=wording.hindi_date,
        hindi_number=wording.hindi_number,
        hindi_seconds=wording.hindi_seconds,
        language_name=wording.language_name,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    archive = archive or LocalArchive(settings)
    app.register_blueprint(pages.blueprint(archive, settings))
    app.register_blueprint(api.blueprint(archive, settings))
    errors.handle_errors(app)
    secure(app)
    return app
