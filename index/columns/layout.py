"""What a segment's six column files hold. n terms, m spellings, p postings, t occurrences, d documents.

Whole numbers are unsigned; "narrow" is the smallest of 1, 2, 4 or 8 bytes that holds the largest value; what is said
to be uint64 is uint32 where that holds it, except for bits.

NAME.terms: the dictionary
    term_bytes            uint8[…]      UTF-8 of all terms, ascending by bytes
    term_offsets          uint64[n+1]   where each begins
    term_slots            uint32[…]     hash table: number + 1 of a term, or 0; see term_table.py
    posting_starts        uint64[n+1]   a term's postings are impacts[start:end], and so on
    occurrence_starts     uint64[n+1]   a term's word positions are positions[start:end]
    peaks                 float16[n]    a term's largest impact
    dense_terms           uint32[q]     numbers of the frequent (dense) terms, ascending
    spelling_firsts       uint32[n+1]   a term's other spellings
    spelling_bytes        uint8[…]      UTF-8, ascending within a term
    spelling_offsets      uint64[m+1]
    spelling_starts       uint64[m+1]   into spelled
    spelling_documents    uint32[m]     documents that have the spelling
    own_documents         uint32[…]     of each term with other spellings: documents that spell it as the term

NAME.postings: where the words stand
    docs                  uint32[…]     document numbers, ascending within a term; none for dense terms
    impacts               float16[p]    BM25F frequency of the term in the document (impacts.py)
    frequencies           narrow[p]     occurrences in the document, all fields
    positions             narrow[t]     ascending within a posting; see below
    spelled               uint32[…]     occurrences of one spelling, counted from the term's first
    bits                  uint64[q·w]   for each dense term one bit a document, lowest bit first
    block_peaks           float16[q·4w] … and the largest impact in each block of 16 documents

NAME.documents: one value a document
    headline, standfirst, body   narrow[d]   lengths in words
    day                   uint32[d]     proleptic ordinal of the date, 0 for none
    arrived               uint32[d]     when the archive first had it, seconds since 1970; 0: not known
    source, section, author, language, agency, place, edition, print_page, converted, machine_read, confidence, changed
                          narrow[d]     number of the value; values are in *_bytes, *_offsets
    text_version          uint64[d]     moment or version of the text, where its format tells one; else 0
    id_bytes, id_offsets  uint8[…], uint64[d+1]    ids in order of documents
    id_slots              uint32[…]     hash table: document + 1 of an id, or 0; see term_table.py
    digests               uint8[32·d]   SHA-256 of each article
    sentence_counts       narrow[d]     words of each document that begin a sentence, but the first word …
    sentence_starts       narrow[…]     … and their positions, ascending within a document
    paragraph_counts, paragraph_starts  the same for paragraphs; a standfirst and a body begin one
    signatures            uint8[64·d]   shingles of each body, by which copies are found (index/shingles.py)
    usual_lengths         float64[3]    mean field lengths that the impacts were computed with

NAME.lexicon: how the words sound and belong together; see index/lexicon/writer.py

NAME.articles: what is shown
    frames                uint8[…]      one zstd frame an article
    frame_offsets         uint64[d+1]
    dictionary            uint8[…]      the zstd dictionary of all frames

NAME.ngrams: phrases of frequent terms (ngrams.py); f frequent terms; for n = 2 and 3: k n-grams, g postings
    frequent              uint32[f]     numbers of the frequent terms, ascending
    keys_n                narrow[k]     ranks of the terms among them as digits of a number in base f; ascending
    starts_n              uint64[k·r+1] where each n-gram's postings in each range of 65,536 documents begin; r ranges
    docs_n                uint16[g]     document numbers, counted from the first of their range, ascending
    counts_n              uint8[g]      occurrences: body, standfirst · 16, headline · 64; 255 if one is too large

A word's position counts through the whole article: headline, one free place, standfirst, one free
place, body. So a phrase never runs from one field into the next, and a position's field follows from
the lengths. The spelling that equals its term has no entry: it is what the other spellings leave over.

A run, the part of an archive that one process analysed, has the same files without impacts, peaks,
hash table, dense terms and n-grams; they come with the merge, when the mean lengths are known.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

TERMS, POSTINGS, DOCUMENTS, ARTICLES = FILES = (".terms", ".postings", ".documents", ".articles")
LEXICON = ".lexicon"
"""How a segment's terms sound and inflect; see index/lexicon/writer.py."""
NGRAMS = ".ngrams"
"""Phrases of frequent terms; a segment that was written before there were any has no such file."""
WORD = 64
"""Documents that one word of the dense terms' bits stands for."""
BLOCK_BITS = 4
BLOCK = 1 << BLOCK_BITS
"""Documents a block: small, because the largest impact of a large block is hardly ever small."""
BLOCKS_A_WORD = WORD // BLOCK
DENSE_SHARE = 32
DENSE_LEAST = 512
"""A term is dense if at least one document in 32, and at least 512, contain it."""
FREQUENT_SHARE = 8
"""Bigrams have postings if each of their terms is dense and in at least one document in 8."""
FREQUENT_BIGRAM_SHARE = 16
"""Trigrams have postings if both of their bigrams are in at least 512 documents and one in 16."""
NGRAM_SIZES = (2, 3)
RANGE_BITS = 16
"""N-grams number documents within ranges of 65,536."""
DIGEST_BYTES = 32

Numbers = NDArray[np.int64]


def words_of(documents: int) -> int:
    """Return how many words of 64 bits hold one bit for each document."""
    return -(-documents // WORD)


def field_starts(lengths: dict[str, NDArray[np.unsignedinteger]]) -> tuple[Numbers, Numbers]:
    """Return int64[documents] twice: the positions at which the standfirst and the body begin."""
    headline = lengths["headline"].astype(np.int64)
    standfirst = headline + 1
    return standfirst, standfirst + lengths["standfirst"] + 1


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """Return the distinct values, ascending. np.unique does the same, but loads masked arrays first."""
    ordered = np.sort(values)
    new = np.ones(len(ordered), np.bool_)
    new[1:] = ordered[1:] != ordered[:-1]
    return ordered[new]


def ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """Return the numbers start, start + 1, … of each range, one range after another."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.arange(total) + np.repeat(starts - (ends - sizes), sizes)
    return found
