"""Errors and remarks: one clear sentence each, with a code and parameters."""

import re

import pytest
from openimmo import errors


def concrete(base=errors.DeliveryError):
    yield base
    for child in base.__subclasses__():
        yield from concrete(child)


@pytest.mark.parametrize("error", list(concrete()), ids=lambda error: error.__name__)
def test_an_error_is_one_sentence_with_a_code(error):
    params = dict.fromkeys(re.findall(r"%\((\w+)\)s", error.template), "X")
    raised = error(**params)
    assert re.fullmatch(r"[A-Z][^\n]*\.", str(raised))
    assert raised.params == params
    assert errors.SENTENCES[raised.code] == error.template


def test_codes_are_not_used_twice():
    codes = [error.code for error in concrete()] + [*errors.REMARKS, *errors.FRAMES]
    assert sorted(codes) == sorted(errors.SENTENCES)


def test_the_tree_of_errors():
    for family in ("BadArchive", "BadXml", "TooLarge", "NothingToImport", "BadListing"):
        assert issubclass(getattr(errors, family), errors.DeliveryError)


def test_a_remark_is_a_sentence_that_knows_its_code():
    remark = errors.Remark("value_unreadable", path="preise/kaufpreis", value="VB")
    assert remark == 'preise/kaufpreis: "VB" cannot be read; it is kept as a further detail.'
    assert (remark.code, remark.params["value"]) == ("value_unreadable", "VB")


def test_a_sentence_keeps_its_code_in_other_words():
    sentence = errors.EmptyFile(name="a.zip").sentence
    german = sentence.in_words("Die Datei a.zip ist leer.")
    assert sentence == "The file a.zip is empty."
    assert german == "Die Datei a.zip ist leer."
    assert (german.code, german.params) == (sentence.code, sentence.params)
