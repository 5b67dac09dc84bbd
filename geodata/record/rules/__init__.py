"""What must hold of the record, one small function a rule.

A rule of the group `sound` must hold now. A rule of the group `agree` compares what different tables say of the same
days; where the sources leave it open, a row of `open_questions.csv` says so until somebody settles it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geodata.record.rules import agreement, coast, means, presence, structure
from geodata.record.rules.finding import Case, Finding, Group, Rule
from geodata.record.rules.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RULES", "Case", "Finding", "Group", "Rule", "Survey", "found"]

_RULES: Final = (
    Rule("hyphenated-id", Group.SOUND, structure.hyphenated_ids),
    Rule("date-in-atlas", Group.SOUND, structure.in_the_atlas),
    Rule("days-in-order", Group.SOUND, structure.days_in_order),
    Rule("valid-geometry", Group.SOUND, structure.valid_geometry),
    Rule("near-geonames", Group.SOUND, structure.near_geonames),
    Rule("unbroken-control", Group.SOUND, structure.unbroken_control),
    Rule("place-on-its-ground", Group.SOUND, coast.places_on_their_ground),
    Rule("local-on-land", Group.SOUND, coast.local_on_land),
    Rule("road-on-land", Group.SOUND, coast.roads_on_land),
    Rule("zone-on-land", Group.SOUND, coast.zones_on_land),
    Rule("leg-on-its-ground", Group.AGREE, coast.legs_on_their_ground),
    Rule("pace", Group.AGREE, means.no_faster_than_means),
    Rule("one-place-a-day", Group.AGREE, presence.one_place_a_day),
    Rule("always-somewhere", Group.AGREE, presence.always_somewhere),
    Rule("government-free", Group.AGREE, presence.government_not_under_the_empire),
    Rule("event-town-held", Group.AGREE, agreement.event_town_has_a_holder),
    Rule("event-changes-town", Group.AGREE, agreement.event_changes_the_town),
    Rule("captor-holds-town", Group.AGREE, agreement.captor_holds_the_town),
    Rule("town-changes-by-event", Group.AGREE, agreement.town_changes_by_an_event),
    Rule("siege-in-control", Group.AGREE, agreement.siege_is_in_control),
    Rule("siege-has-event", Group.AGREE, agreement.siege_has_an_event),
    Rule("besiegers-there", Group.AGREE, agreement.besiegers_are_there),
    Rule("captor-arrives", Group.AGREE, agreement.captor_arrives),
    Rule("event-once", Group.AGREE, agreement.event_told_once),
)

RULES: Final[Mapping[str, Rule]] = {rule.name: rule for rule in _RULES}
"""Every rule by its name."""


def found(survey: Survey) -> list[Finding]:
    """Everything that breaks any rule, settled or not, in the order of the rules."""
    return [finding for rule in RULES.values() for finding in rule.findings(survey)]
