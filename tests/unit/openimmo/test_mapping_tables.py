"""The tables agree with each other, with the data of the base addon and with the schema."""

import ast
import csv

import pytest
from openimmo import mapper, mapping, mapping_features, mapping_kinds

LISTING = "anbieter/immobilie/"


def kind_codes():
    kinds = mapping_kinds.KINDS.values()
    details = {code for kind in kinds for code in kind.details.values()}
    return details | {kind.code for kind in kinds}


@pytest.fixture(scope="module")
def data(repository):
    def read(model):
        path = repository / "addons" / "agency_base" / "data" / f"{model}.csv"
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    return read


@pytest.fixture(scope="module")
def slots(foreign):
    with (foreign / "slots.csv").open(encoding="utf-8") as lines:
        return {
            row["path"].removeprefix(LISTING): row
            for row in csv.DictReader(lines)
            if row["path"].startswith(LISTING)
        }


@pytest.fixture(scope="module")
def fields(repository):
    """Fields of the property by name, as their declarations (syntax trees)."""
    found = {}
    for path in (repository / "addons" / "agency_base" / "models").glob("agency_property*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found.setdefault(node.targets[0].id, node.value)
    return found


def test_every_kind_is_a_record_of_the_base_addon(data):
    rows = data("agency.property.kind")
    assert {row["code"] for row in rows} == kind_codes()
    assert len({row["id"] for row in rows}) == len(rows)
    ids = {row["code"]: row["id"] for row in rows}
    for row in rows:
        assert row["id"] == "kind_" + row["code"].replace(".", "_")
        assert row["parent_id:id"] == ids.get(row["code"].rpartition(".")[0], "")


def test_parents_come_before_their_kinds(data):
    seen = {""}
    for row in data("agency.property.kind"):
        assert row["parent_id:id"] in seen
        seen.add(row["id"])


def test_every_feature_is_a_record_of_the_base_addon(data):
    rows = data("agency.property.feature")
    assert {row["code"] for row in rows} == mapping_features.CODES
    assert len({row["id"] for row in rows}) == len(rows)
    assert len({row["name"] for row in rows}) == len(rows)
    assert all(row["id"] == "feature_" + row["code"].replace(".", "_") for row in rows)


def test_categories_of_features_are_those_of_the_model(data, repository):
    source = repository / "addons/agency_base/models/agency_property_feature.py"
    text = source.read_text("utf-8")
    for row in data("agency.property.feature"):
        assert f'("{row["category"]}",' in text


def test_every_kind_of_the_schema_has_a_code(slots):
    section = "objektkategorie/objektart/"
    missing = []
    for path, row in slots.items():
        if path.startswith(section) and "/@" in path:
            name, _at, attribute = path.removeprefix(section).partition("/@")
            kind = mapping_kinds.KINDS[name]
            assert kind.attribute == attribute
            missing += [word for word in row["enum"].split("|") if word not in kind.details]
    assert missing == []


def test_words_of_equipment_are_those_of_the_schema(slots):
    for path, words in mapping_features.WORDS.items():
        assert set(slots[path]["enum"].split("|")) == set(words)


def test_every_condition_of_the_schema_has_a_value(slots):
    row = slots["zustand_angaben/zustand/@zustand_art"]
    assert set(row["enum"].split("|")) == set(mapping.CONDITIONS)


def test_paths_are_slots_of_the_schema(slots):
    older = {"flaechen/anzahl_balkon_terrassen"}
    own = {path for path in mapping.ROWS_BY_PATH if "[" in path}
    tables = (mapping.ROWS_BY_PATH, mapping.CHOICES_BY_PATH, mapping_features.FLAGS)
    assert {path for table in tables for path in table} - set(slots) == older | own


def test_a_slot_belongs_to_one_row():
    paths = [path for row in mapping.FIELDS for path in row.paths]
    assert len(paths) == len(set(paths))
    names = [row.name for row in mapping.FIELDS]
    assert len(names) == len(set(names))


def test_every_name_is_a_field_of_the_property(fields):
    assert mapper.mapped_field_names() - set(fields) == set()
    assert len(mapper.mapped_field_names()) > 70


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("condition", set(mapping.CONDITIONS.values())),
        ("energy_class", set(mapping.ENERGY_CLASSES.values())),
        (
            "energy_certificate_kind",
            {*mapping.CERTIFICATES.values(), *mapping.NO_CERTIFICATES.values()},
        ),
        ("heating_kind", set(mapping.CHOICES["heating_kind"].values())),
        ("firing", set(mapping.CHOICES["firing"].values())),
    ],
)
def test_words_are_values_of_the_selection(fields, field, values):
    options = {option for option, _label in ast.literal_eval(fields[field].args[0])}
    assert values <= options
