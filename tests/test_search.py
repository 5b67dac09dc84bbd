"""Finding by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata import Atlas
from geodata.plain_words import plain
from geodata.search import Topic
from tests.small_atlas import atlas_of, mark

if TYPE_CHECKING:
    from pathlib import Path

_WAY = ((-98.2, 19.0), (-97.0, 19.0))


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas.load()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Querétaro", " queretaro"),
        ("L’Armée d'Orient", " l armee d orient"),
        ("Cœur Ñandú", " coeur nandu"),
        ("Méjico, Mexique", " mexico mexico"),
        ("  ", ""),
    ],
)
def test_plain_words(text: str, words: str) -> None:
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "topic", "title"),
    [
        ("queretaro", Topic.PLACE, "Querétaro"),
        ("QUERÉTARO", Topic.PLACE, "Querétaro"),
        ("Paso del Norte", Topic.PLACE, "Paso del Norte"),
        ("ciudad juarez", Topic.PLACE, "Paso del Norte"),
        ("mejico", Topic.PLACE, "Mexico City"),
        ("bazaine", Topic.PERSON, "François Achille Bazaine"),
        ("Porfirio D", Topic.PERSON, "Porfirio Díaz"),
        ("maximiliano", Topic.PERSON, "Maximilian"),
        ("Charlotte", Topic.PERSON, "Charlotte"),
        ("belgian legion", Topic.FORCE, "Belgian Legion (Empress Charlotte Regiment)"),
        ("siege de Puebla", Topic.EVENT, "Siege of Puebla"),
        ("sitio de puebla", Topic.EVENT, "Siege of Puebla"),
        ("batalla de puebla", Topic.EVENT, "Battle of Puebla"),
        ("Cinco de Mayo", Topic.EVENT, "Battle of Puebla"),
        ("5 de mayo", Topic.EVENT, "Battle of Puebla"),
        ("5 mai", Topic.EVENT, "Battle of Puebla"),
        ("le cinq mai 1862", Topic.EVENT, "Battle of Puebla"),
        ("May 5th", Topic.EVENT, "Battle of Puebla"),
        ("the fifth of May", Topic.EVENT, "Battle of Puebla"),
        ("1862-05-05", Topic.EVENT, "Battle of Puebla"),
        ("5/5/1862", Topic.EVENT, "Battle of Puebla"),
        ("batalla del 2 de abril", Topic.EVENT, "Díaz storms Puebla"),
        ("puebla 1863", Topic.EVENT, "Siege of Puebla"),
        ("battle of Camerone", Topic.EVENT, "Combat of Camarón"),
        ("bataille de Camerone", Topic.EVENT, "Combat of Camarón"),
        ("19 de junio de 1867", Topic.EVENT, "Maximilian, Miramón and Mejía shot"),
    ],
)
def test_the_first_that_is_found(atlas: Atlas, text: str, topic: Topic, title: str) -> None:
    first = atlas.search(text)[0]
    assert (first.topic, first.titles["en"]) == (topic, title)


def test_words_in_any_order_and_cut_off(atlas: Atlas) -> None:
    assert "Siege of Puebla" in {entry.titles["en"] for entry in atlas.search("pueb sieg")}


def test_what_is_found_can_be_shown(atlas: Atlas) -> None:
    for entry in atlas.search("de"):
        assert entry.features
        assert all(atlas.feature(feature) for feature in entry.features)
        assert all(entry.titles[language] for language in ("es", "fr", "en"))


@pytest.mark.parametrize("text", ["", "   ", "—", "zzzz", "puebla zzzz"])
def test_nothing(atlas: Atlas, text: str) -> None:
    assert atlas.search(text) == []


def test_name_before_place_before_story(tmp_path: Path) -> None:
    told = {"description_es": "", "description_fr": ""}
    events = [
        mark("Told", start="1862", kind="battle", description_en="Near Atlixco.", **told),
        mark("Beside", start="1862", kind="battle", place_name_en="Atlixco"),
        mark("Battle of Atlixco", start="1862", kind="battle"),
        mark("Atlixco taken", start="1862", kind="capture"),
        mark("Atlixco", start="1862", kind="battle"),
    ]
    found = [entry.titles["en"] for entry in atlas_of(tmp_path, {"events": events}).search("atlixco")]
    assert found == ["Atlixco", "Atlixco taken", "Battle of Atlixco", "Beside", "Told"]


def test_great_events_come_first(tmp_path: Path) -> None:
    events = [mark(f"Fight {weight}", start="1862", kind="battle", weight=weight) for weight in (None, 2, 5)]
    found = [entry.titles["en"] for entry in atlas_of(tmp_path, {"events": events}).search("fight")]
    assert found == ["Fight 5", "Fight 2", "Fight None"]


def test_a_person_gathers_all_that_names_him(tmp_path: Path) -> None:
    layers = {
        "events": [mark("later", start="1863", kind="battle", commanders=["José López"])],
        "guerrilla_actions": [mark("earlier", start="1862", kind="raid", leaders=["Jose López"])],
    }
    (person, *_) = atlas_of(tmp_path, layers).search("lopez")
    assert person.topic is Topic.PERSON
    assert person.features == ("earlier", "later")
    assert person.start is not None
    assert person.start.year == 1862


@pytest.mark.parametrize(
    "text",
    ["French contre-guérilla", "contre-guerilla francaise", "Contraguerrilla francesa", "Ney d’Elchingen"],
)
def test_a_force_by_any_of_its_names_and_by_its_commanders(atlas: Atlas, text: str) -> None:
    (force, *_) = (entry for entry in atlas.search(text) if entry.topic is Topic.FORCE)
    assert force.titles["en"] == "French contre-guérilla (Dupin)"


def test_every_force_on_record_is_found_by_its_name_in_any_language(atlas: Atlas) -> None:
    for force in atlas.forces().values():
        names = {"es": force.name_es, "fr": force.name_fr, "en": force.name_en}
        for name in names.values():
            assert names in [entry.titles for entry in atlas.search(name) if entry.topic is Topic.FORCE]


def test_a_force_that_went_with_another_has_its_marches_too(tmp_path: Path) -> None:
    both = ["army-of-the-centre", "berthier-brigade"]
    movements = [
        mark("together", start="1863", at=_WAY, force="both", force_ids=both),
        mark("alone", start="1864", at=_WAY, force="one", force_ids=both[1:]),
    ]
    (force, *_) = atlas_of(tmp_path, {"troop_movements": movements}).search("Berthier")
    assert (force.titles["fr"], force.features) == ("Brigade de Berthier", ("together", "alone"))


def test_a_force_that_is_only_described_is_named_in_each_language(tmp_path: Path) -> None:
    movements = [mark("march", start="1863", at=_WAY, force="Cortina’s force")]
    (force, *_) = atlas_of(tmp_path, {"troop_movements": movements}).search("fuerza de Cortina")
    assert force.titles == {"es": "Fuerza de Cortina", "fr": "Force de Cortina", "en": "Cortina’s force"}


def test_an_atlas_without_layers_finds_nothing(tmp_path: Path) -> None:
    assert Atlas.load(tmp_path).search("puebla") == []
