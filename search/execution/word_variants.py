"""What each word of a text stands for in one snapshot, its other names included."""

from index.hindi.analysis import analyse
from index.settings import Settings
from search.execution.snapshot import Snapshot
from search.model.deadline import Deadline
from search.model.expansions import WordVariants
from search.model.question import ExpansionOptions
from search.query.additions import Additions
from search.query.other_names import OtherNames


def word_variants(
    snapshot: Snapshot, text: str, expansion: ExpansionOptions, settings: Settings
) -> list[WordVariants]:
    """Return the variants of each word, as far as the limits of one query and its time reach."""
    deadline = Deadline(settings.max_query_seconds)
    found = []
    for word in analyse(text[: settings.max_query_chars])[: settings.max_query_words]:
        if deadline.is_over:
            break
        variants = snapshot.vocabulary.variants.find(word.spelling, word.term, expansion)
        if expansion.equals:
            names = OtherNames(snapshot.vocabulary, deadline, Additions(expansion.excluded_spellings))
            named = names.of_word(word, variants.alternatives)
            variants = variants._replace(added=(*variants.added, *named))
        documents = snapshot.lexicon.document_count(word.term)
        found.append(WordVariants(word.token.text, word.term, documents, variants))
    return found
