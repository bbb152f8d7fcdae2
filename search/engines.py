"""Engines: which one answers, chosen by the setting KHABARKHOJ_ENGINE."""

from collections.abc import Callable

from index.errors import SettingError
from index.settings import EMBEDDED, OPENSEARCH, Settings
from search.archive import Archive


def open_archive(settings: Settings, *, must_exist: bool = True) -> Archive:
    """Return the archive that the settings name.

    With `must_exist`, what is wrong with it is raised now (IndexMissingError, IndexDamagedError …), else by
    the first request. Raises SettingError for an unknown engine.
    """
    try:
        opener = _OPENERS[settings.engine]
    except KeyError:
        raise SettingError(
            f"KHABARKHOJ_ENGINE={settings.engine}: expected one of {', '.join(_OPENERS)}; correct it or unset it"
        ) from None
    archive = opener(settings)
    if must_exist:
        archive.check()
    return archive


def _embedded(settings: Settings) -> Archive:
    # Imported here, so that an engine costs nothing where another one is chosen.
    from search.embedded.local_archive import LocalArchive  # noqa: PLC0415

    return LocalArchive(settings)


def _opensearch(settings: Settings) -> Archive:
    try:
        from search.opensearch.archive import ClusterArchive  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name != "urllib3":
            raise
        raise SettingError(
            "KHABARKHOJ_ENGINE=opensearch needs urllib3; install it with: pip install 'khabarkhoj[opensearch]'"
        ) from None
    return ClusterArchive(settings)


_OPENERS: dict[str, Callable[[Settings], Archive]] = {EMBEDDED: _embedded, OPENSEARCH: _opensearch}
