"""Files of the package, by whatever way the sender spells them."""

import unicodedata

import pytest
from openimmo.drafts import MediaFile
from openimmo.media_folder import MediaFolder


def folder(*names, base=""):
    return MediaFolder([MediaFile.from_bytes(name, name.encode()) for name in names], base)


@pytest.mark.parametrize(
    "reference",
    [
        "bilder/Küche.JPG",
        "bilder/küche.jpg",
        "./bilder/Küche.JPG",
        "bilder\\Küche.JPG",
        "Küche.jpg",
        "C:\\Export\\Küche.jpg",
        "/var/export/küche.jpg",
        unicodedata.normalize("NFD", "Küche.jpg"),
    ],
)
def test_one_file_many_spellings(reference):
    assert folder("bilder/Küche.JPG", "plan.pdf")[reference].name == "bilder/Küche.JPG"


def test_the_same_name_in_two_folders_is_found_beside_the_xml():
    names = ("a/1.jpg", "b/1.jpg")
    assert folder(*names, base="b/openimmo.xml")["1.jpg"].name == "b/1.jpg"
    assert folder(*names, base="b/openimmo.xml")["a/1.jpg"].name == "a/1.jpg"


def test_an_ambiguous_or_unknown_name_is_not_guessed():
    files = folder("a/1.jpg", "b/1.jpg")
    assert files.get("1.jpg") is None
    assert files.get("2.jpg") is None
    assert "a/1.jpg" in files


def test_iterating_gives_the_real_names():
    assert list(folder("B.jpg", "a.jpg")) == ["B.jpg", "a.jpg"]
    assert len(folder("B.jpg")) == 1
