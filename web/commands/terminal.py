"""Text of articles and file names on a terminal."""

from pathlib import Path

import click

from search.query.equals import read_equals

_STEERING = [
    *range(0x20),
    *range(0x7F, 0xA0),
    0x2028,  # line and paragraph separator
    0x2029,
    *range(0x202A, 0x202F),  # embeddings, overrides and isolates of writing direction
    *range(0x2066, 0x206A),
]
_SPACES = dict.fromkeys(_STEERING, " ")


def printable(text: str) -> str:
    """Return the text with a space for each control character: terminals obey them, or show text out of order."""
    return text.translate(_SPACES)


def counted(number: int, noun: str) -> str:
    """Return a number with an English noun, in the plural unless it is 1: 1 article, 1,200 articles."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def say_faults_of_names(index: Path) -> None:
    """Print what is wrong in the tables of names of an index directory."""
    for fault in read_equals(index).faults:
        click.echo(printable(fault), err=True)
