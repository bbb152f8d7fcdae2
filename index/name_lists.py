"""Standing lists of names that a desk keeps with its archive: INDEX/LISTS/NAME.txt, a name a line.

    # a remark
    अरविंद केजरीवाल
    टोकायेव

They are queries, not part of a generation: what they match is found when it is asked for, in any
spelling, in whatever the archive holds then.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from index.errors import SourceError
from index.hindi.analysis import analyse
from index.store.durable import replace_file

LISTS_FOLDER = "LISTS"
ENDING = ".txt"
MAX_WORDS = 8
"""Words of one name."""
MAX_CHARS = 100
MAX_BYTES = 1 << 20
_NAME = re.compile(r"[\w\u0900-\u097F\u200c\u200d][\w\u0900-\u097F\u200c\u200d .-]{0,59}")
_REMARK = re.compile(r"(?:^|\s+)#\s.*$")
NOISY_AKSHARAS = 3
"""A single word of no more consonants and vowels is a word of other meanings, too (राम, मोदी, शी)."""
_AKSHARA = re.compile(r"[\u0915-\u0939\u0958-\u095f](?!\u094d)|[\u0904-\u0914]")


def without_remark(line: str) -> str | None:
    """Return a line of names or queries without the remark after # and a space; None for a line that is a remark.

    >>> without_remark("राजनाथ सिंह # रक्षा"), without_remark("# मंत्री"), without_remark("#मकीबात")
    ('राजनाथ सिंह', None, '#मकीबात')
    """
    if _REMARK.match(line):
        return None
    return _REMARK.sub("", line)


@dataclass(frozen=True)
class NameList:
    """A list by its name, with its names in the order of its file."""

    name: str
    names: tuple[str, ...]


class NameLists:
    """The lists of an index directory."""

    def __init__(self, index: Path, most_names: int) -> None:
        self.folder = index / LISTS_FOLDER
        self._most_names = most_names

    def names(self) -> list[str]:
        """Return the names of the lists, in order."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name.removesuffix(ENDING) for path in self.folder.glob(f"*{ENDING}"))

    def read(self, name: str) -> NameList | None:
        """Return a list; None if there is none of that name. Raises SourceError for one that cannot be read."""
        name = unicodedata.normalize("NFC", name)
        path = self._path(name) if _NAME.fullmatch(name) else None
        if path is None or not path.is_file():
            return None
        return NameList(name, self.parse(path))

    def add(self, path: Path, name: str) -> NameList:
        """Keep the names of a file as a list, in place of one of that name. Raises SourceError by file and line."""
        name = unicodedata.normalize("NFC", name.strip())
        if not _NAME.fullmatch(name):
            raise SourceError(
                f"{name!r} is not a valid list name; use up to 60 letters, digits, spaces, dots, hyphens: --name NAME"
            )
        found = NameList(name, self.parse(path))
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(self._path(name), "".join(f"{line}\n" for line in found.names).encode())
        return found

    def remove(self, name: str) -> bool:
        """Drop a list; return whether there was one."""
        name = unicodedata.normalize("NFC", name)
        path = self._path(name) if _NAME.fullmatch(name) else None
        if path is None or not path.is_file():
            return False
        path.unlink()
        return True

    def parse(self, path: Path) -> tuple[str, ...]:
        """Return the names of a file, each once. Raises SourceError, naming file, line and remedy."""
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
            if len(content) > MAX_BYTES:
                raise SourceError(f"{path}: longer than {MAX_BYTES} bytes; make several lists of it")
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise SourceError(f"{path}: is not UTF-8; save it as UTF-8 with one name a line") from None
        except OSError as error:
            raise SourceError(f"{path}: cannot be read ({error.strerror})") from None
        names: dict[str, None] = {}
        for number, line in enumerate(text.splitlines(), 1):
            name = " ".join(line.partition("#")[0].replace('"', " ").split())
            if not name:
                continue
            words = len(analyse(name))
            if not 0 < words <= MAX_WORDS or len(name) > MAX_CHARS:
                raise SourceError(
                    f"{path}:{number}: {name[:60]!r} is no name of 1 to {MAX_WORDS} words "
                    f"and up to {MAX_CHARS} letters; fix the line"
                )
            names[name] = None
            if len(names) > self._most_names:
                raise SourceError(
                    f"{path}:{number}: more than {self._most_names} names; make several lists, "
                    "or raise KHABARKHOJ_MAX_LIST_NAMES"
                )
        if not names:
            raise SourceError(f"{path}: holds no name; write one a line")
        return tuple(names)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{ENDING}"


def is_noisy(name: str) -> bool:
    """Return whether a name is so short that much of what it finds is somebody or something else.

    An akshara takes some two letters in Latin.

    >>> is_noisy("राम"), is_noisy("राम नाथ कोविंद"), is_noisy("टोकायेव"), is_noisy("modi"), is_noisy("tokayev")
    (True, False, False, True, False)
    """
    words = name.split()
    size = len(words[0]) / 2 if name.isascii() else len(_AKSHARA.findall(words[0]))
    return len(words) == 1 and size <= NOISY_AKSHARAS
