"""Codes of what a search says about a query that it had to read in its own way; texts: `web/warnings.py`."""

from enum import StrEnum


class QueryWarning(StrEnum):
    """What was understood otherwise than typed, left out, or cut short."""

    UNCLOSED_QUOTE = "unclosed_quote"
    UNBALANCED_PARENTHESIS = "unbalanced_parenthesis"
    DANGLING_OPERATOR = "dangling_operator"
    LONE_SIGN = "lone_sign"
    HYPHEN_BEFORE_NUMBER = "hyphen_before_number"
    NO_WORDS = "no_words"
    ONLY_EXCLUDED = "only_excluded"
    TOO_LONG = "too_long"
    TOO_MANY_WORDS = "too_many_words"
    TOO_DEEP = "too_deep"
    CONDITION_FOR_ALL = "condition_for_all"
    NO_WILDCARD = "no_wildcard"
    EMPTY_FIELD = "empty_field"
    UNKNOWN_FIELD = "unknown_field"
    UNKNOWN_DISTANCE = "unknown_distance"
    UNKNOWN_TIMES = "unknown_times"
    WORDS_APART = "words_apart"
    PREFIX_CUT = "prefix_cut"
    UNKNOWN_DATE = "unknown_date"
    REVERSED_DATES = "reversed_dates"
    UNKNOWN_VALUE = "unknown_value"
    OUT_OF_TIME = "out_of_time"
    PART_MISSING = "part_missing"
