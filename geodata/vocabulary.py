"""The words with a fixed meaning in the atlas, and their names in its three languages."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ActionKind",
    "Arm",
    "Certainty",
    "EventKind",
    "Evidence",
    "ForceKind",
    "Ground",
    "Holder",
    "Intensity",
    "Language",
    "LocalGroup",
    "LocalKind",
    "Means",
    "Mode",
    "PlaceKind",
    "PositionBasis",
    "Presence",
    "Purpose",
    "Road",
    "RoadKind",
    "Side",
    "SourceKind",
    "Status",
    "Today",
    "garrison",
    "in_languages",
    "name",
]


class Language(StrEnum):
    """A language of the interface, the data and the place names."""

    ES = "es"
    FR = "fr"
    EN = "en"


class Side(StrEnum):
    """A belligerent, or several that act together."""

    REPUBLIC = "republic"
    FRANCE = "france"
    EMPIRE = "empire"
    AUSTRIA = "austria"
    BELGIUM = "belgium"
    SPAIN = "spain"
    BRITAIN = "britain"
    UNITED_STATES = "united-states"
    EGYPT = "egypt"
    ALLIED = "allied"


class Holder(StrEnum):
    """Who really has a town: of a besieged town its defender."""

    REPUBLIC = "republic"
    FRANCE = "france"
    EMPIRE = "empire"
    SPAIN = "spain"
    ALLIED = "allied"
    UNITED_STATES = "united-states"
    LOCAL = "local"
    NONE = "none"


class Status(StrEnum):
    """How firmly a town is held."""

    HELD = "held"
    BESIEGED = "besieged"
    DISPUTED = "disputed"
    NEUTRAL = "neutral"


class Ground(StrEnum):
    """For whom a town speaks with the ground about it."""

    REPUBLIC = "republic"
    FRANCE = "france"
    EMPIRE = "empire"
    ALLIED = "allied"
    CONTESTED = "contested"
    NEUTRAL = "neutral"
    NOT_RECORDED = "not-recorded"


class Certainty(StrEnum):
    """How sure it is that the thing was so, there and then."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    APPROXIMATE = "approximate"
    CONJECTURAL = "conjectural"


class Evidence(StrEnum):
    """Whether a page of a source was seen."""

    READ = "read"
    RECALLED = "recalled"


class Presence(StrEnum):
    """Whether a feature is in a window of days surely, or only by the width of its dates."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


class PositionBasis(StrEnum):
    """How the position of a feature of the close-ups and of the ways was found."""

    LOOKED_UP = "looked-up"
    GAZETTEER = "gazetteer"
    DERIVED = "derived"
    RECONSTRUCTED = "reconstructed"


class Today(StrEnum):
    """What became of a thing of the 1860s."""

    STANDING = "standing"
    ALTERED = "altered"
    VANISHED = "vanished"


class Intensity(StrEnum):
    """How strong the guerrilla was in a phase of a zone."""

    SPORADIC = "1"
    SUSTAINED = "2"
    DOMINANT = "3"


class Mode(StrEnum):
    """How a force moved."""

    MARCH = "march"
    SEA = "sea"
    MIXED = "mixed"


class RoadKind(StrEnum):
    """What sort of way joins two places; a trail is not recorded but taken to be there."""

    CARRIAGE_ROAD = "carriage-road"
    MULE_ROAD = "mule-road"
    MARCH_ROAD = "march-road"
    RAILWAY = "railway"
    SEA_WAY = "sea-way"
    RIVER_WAY = "river-way"
    TRAIL = "trail"


class Road(StrEnum):
    """How well the way between two stops is known."""

    KNOWN = "known"
    SUPPOSED = "supposed"
    SEA = "sea"


class Means(StrEnum):
    """By what a force travels."""

    MARCH = "march"
    COACH = "coach"
    RAIL = "rail"
    STEAMER = "steamer"
    SAIL = "sail"
    RIVER_BOAT = "river-boat"


class ForceKind(StrEnum):
    """What sort of force."""

    ARMY = "army"
    CORPS = "corps"
    DIVISION = "division"
    BRIGADE = "brigade"
    REGIMENT = "regiment"
    BATTALION = "battalion"
    LEGION = "legion"
    COLUMN = "column"
    GARRISON = "garrison"
    BAND = "band"
    SQUADRON = "squadron"
    GOVERNMENT = "government"
    COURT = "court"


class Arm(StrEnum):
    """What the people of a force are."""

    INFANTRY = "infantry"
    CAVALRY = "cavalry"
    ARTILLERY = "artillery"
    MIXED = "mixed"
    NAVAL = "naval"
    CIVIL = "civil"


class Purpose(StrEnum):
    """What a force lies at a place for."""

    GARRISON = "garrison"
    HEADQUARTERS = "headquarters"
    CAMP = "camp"
    QUARTERS = "quarters"
    REST = "rest"
    SIEGE = "siege"
    BESIEGED = "besieged"
    SEAT = "seat"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """How near a source stands to what it tells."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"


class EventKind(StrEnum):
    """What sort of event."""

    BATTLE = "battle"
    SIEGE = "siege"
    SKIRMISH = "skirmish"
    LANDING = "landing"
    CAPTURE = "capture"
    CAPITULATION = "capitulation"
    EVACUATION = "evacuation"
    NAVAL = "naval"
    POLITICAL = "political"
    DIPLOMATIC = "diplomatic"
    EXECUTION = "execution"
    DECREE = "decree"
    DEFECTION = "defection"
    MASSACRE = "massacre"


class ActionKind(StrEnum):
    """What sort of guerrilla action."""

    AMBUSH = "ambush"
    RAID = "raid"
    CONVOY_ATTACK = "convoy-attack"
    TRAIN_ATTACK = "train-attack"
    CAPTURE_OF_TOWN = "capture-of-town"
    SKIRMISH = "skirmish"
    REPRISAL = "reprisal"
    EXECUTION = "execution"


class PlaceKind(StrEnum):
    """What sort of place; a `sea-point` only keeps a line off the land."""

    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    PORT = "port"
    HACIENDA = "hacienda"
    FORT = "fort"
    PASS = "pass"
    BRIDGE = "bridge"
    STATION = "station"
    BATTLEFIELD = "battlefield"
    SITE = "site"
    ANCHORAGE = "anchorage"
    FOREIGN = "foreign"
    SEA_POINT = "sea-point"


class LocalGroup(StrEnum):
    """The family to which a feature of the close-ups and of the ways belongs; it decides how it is drawn."""

    ANCHORAGE = "anchorage"
    BATTLEFIELD = "battlefield"
    BEACH = "beach"
    BRIDGE = "bridge"
    BUILDING = "building"
    CITY_EXTENT = "city_extent"
    FORTIFICATION = "fortification"
    GATE = "gate"
    HEADQUARTERS = "headquarters"
    HEALTH = "health"
    ISLAND = "island"
    MONUMENT = "monument"
    PASS = "pass"
    PORT = "port"
    PORT_STATUS = "port_status"
    POSITION = "position"
    QUARTERS = "quarters"
    RAILWAY = "railway"
    REEF = "reef"
    ROAD = "road"
    ROUTE = "route"
    SIEGE_LINE = "siege_line"
    SITE = "site"
    TELEGRAPH = "telegraph"
    TOWN = "town"
    WATER = "water"


class LocalKind(StrEnum):
    """What sort of feature of the close-ups and of the ways."""

    ANCHORAGE = "anchorage"
    AQUEDUCT = "aqueduct"
    AQUEDUCT_END = "aqueduct_end"
    ARCH = "arch"
    ATTACK = "attack"
    AVENUE = "avenue"
    BASTION = "bastion"
    BATTERY = "battery"
    BATTLEFIELD = "battlefield"
    BEACH = "beach"
    BLOCKADE = "blockade"
    BRIDGE = "bridge"
    BUILDING = "building"
    CAMP = "camp"
    CANAL = "canal"
    CASTLE = "castle"
    CAUSEWAY = "causeway"
    CEMETERY = "cemetery"
    CHURCH = "church"
    CITY_EXTENT = "city_extent"
    CONVENT = "convent"
    CUSTOMS = "customs"
    CUSTOMS_LINE = "customs_line"
    DEFENCE_LINE = "defence_line"
    DIKE = "dike"
    EMBARKATION = "embarkation"
    ENTRY_ROUTE = "entry_route"
    EXECUTION = "execution"
    FEVER_BELT = "fever_belt"
    FLEET_ANCHORAGE = "fleet_anchorage"
    FORT = "fort"
    GARITA = "garita"
    GARRISON = "garrison"
    GATE = "gate"
    HACIENDA = "hacienda"
    HEADQUARTERS = "headquarters"
    HILL = "hill"
    HOSPITAL = "hospital"
    ISLAND = "island"
    LAKE = "lake"
    MILL = "mill"
    MOLE = "mole"
    MONUMENT = "monument"
    OBSERVATION_POST = "observation_post"
    PALACE = "palace"
    PARK = "park"
    PASS = "pass"
    PORT = "port"
    PORT_ALLIED = "port_allied"
    PORT_ATTACKED = "port_attacked"
    PORT_BLOCKADED = "port_blockaded"
    PORT_FRENCH = "port_french"
    PORT_IMPERIAL = "port_imperial"
    PORT_REPUBLIC = "port_republic"
    POSITION = "position"
    PRISON = "prison"
    QUARTERS = "quarters"
    RAILHEAD = "railhead"
    RAILWAY = "railway"
    RAILWAY_WORKS = "railway_works"
    REEF = "reef"
    REEF_AREA = "reef_area"
    RIVER = "river"
    ROAD = "road"
    SIEGE_AREA = "siege_area"
    SIEGE_LINE = "siege_line"
    SIEGE_PARALLEL = "siege_parallel"
    SITE = "site"
    SQUARE = "square"
    STATION = "station"
    SUBURB = "suburb"
    TELEGRAPH = "telegraph"
    TOWN = "town"
    VILLAGE = "village"
    WALL = "wall"


ORDER = (Language.EN, Language.FR, Language.ES)

NAMES: dict[type[StrEnum], dict[str, tuple[str, str, str]]] = {
    Language: {
        "es": ("Spanish", "Espagnol", "Español"),
        "fr": ("French", "Français", "Francés"),
        "en": ("English", "Anglais", "Inglés"),
    },
    Side: {
        "republic": ("Republic", "République", "República"),
        "france": ("France", "France", "Francia"),
        "empire": ("Empire", "Empire", "Imperio"),
        "austria": ("Austria", "Autriche", "Austria"),
        "belgium": ("Belgium", "Belgique", "Bélgica"),
        "spain": ("Spain", "Espagne", "España"),
        "britain": ("Great Britain", "Grande-Bretagne", "Gran Bretaña"),
        "united-states": ("United States", "États-Unis", "Estados Unidos"),
        "egypt": ("Egypt", "Égypte", "Egipto"),
        "allied": ("Tripartite allies", "Alliés de la Convention de Londres", "Aliados de la Convención de Londres"),
    },
    Holder: {
        "republic": ("Republic", "République", "República"),
        "france": ("France", "France", "Francia"),
        "empire": ("Empire", "Empire", "Imperio"),
        "spain": ("Spain", "Espagne", "España"),
        "allied": ("Tripartite allies", "Alliés de la Convention de Londres", "Aliados de la Convención de Londres"),
        "united-states": ("United States", "États-Unis", "Estados Unidos"),
        "local": ("Local leader", "Chef local", "Jefe local"),
        "none": ("no lasting holder", "aucun maître durable", "sin dominio estable"),
    },
    Status: {
        "held": ("held", "tenue", "en su poder"),
        "besieged": ("besieged", "assiégée", "sitiada"),
        "disputed": ("disputed", "disputée", "disputada"),
        "neutral": ("neutral", "neutre", "neutral"),
    },
    Ground: {
        "republic": ("Republic", "République", "República"),
        "france": ("France", "France", "Francia"),
        "empire": ("Empire", "Empire", "Imperio"),
        "allied": ("Spain and the allies", "Espagne et alliés", "España y los aliados"),
        "contested": ("contested", "disputé", "en disputa"),
        "neutral": ("neutral or local", "neutre ou local", "neutral o local"),
        "not-recorded": ("not recorded", "non renseigné", "sin registro"),
    },
    Certainty: {
        "certain": ("certain", "certain", "seguro"),
        "probable": ("probable", "probable", "probable"),
        "approximate": ("approximate", "approximatif", "aproximado"),
        "conjectural": ("conjectural", "conjectural", "conjetural"),
    },
    Evidence: {
        "read": ("read in a source", "lu dans une source", "leído en una fuente"),
        "recalled": ("from general knowledge", "de connaissance générale", "de conocimiento general"),
    },
    PositionBasis: {
        "looked-up": ("read on a page", "lue sur une page", "leída en una página"),
        "gazetteer": ("from a gazetteer", "d’un répertoire de lieux", "de un nomenclátor"),
        "derived": ("reckoned from known places", "déduite de lieux connus", "deducida de lugares conocidos"),
        "reconstructed": ("reconstructed", "reconstituée", "reconstruida"),
    },
    Today: {
        "standing": ("still stands", "encore debout", "sigue en pie"),
        "altered": ("altered", "transformé", "transformado"),
        "vanished": ("vanished", "disparu", "desaparecido"),
    },
    Presence: {
        "certain": ("certainly then", "certainement à cette date", "con certeza en esa fecha"),
        "possible": ("possibly then", "peut-être à cette date", "quizá en esa fecha"),
    },
    Intensity: {
        "1": ("sporadic", "sporadique", "esporádica"),
        "2": ("sustained", "soutenue", "sostenida"),
        "3": ("dominant", "dominante", "dominante"),
    },
    Mode: {
        "march": ("by land", "par terre", "por tierra"),
        "sea": ("by sea", "par mer", "por mar"),
        "mixed": ("by land and sea", "par terre et par mer", "por tierra y mar"),
    },
    RoadKind: {
        "carriage-road": ("Carriage road", "Route carrossable", "Camino carretero"),
        "mule-road": ("Mule road", "Chemin muletier", "Camino de herradura"),
        "march-road": ("Road of a march", "Chemin de marche", "Camino de una marcha"),
        "railway": ("Railway", "Chemin de fer", "Ferrocarril"),
        "sea-way": ("Sea way", "Route de mer", "Ruta marítima"),
        "river-way": ("River way", "Voie fluviale", "Vía fluvial"),
        "trail": ("Trail taken to be there", "Sentier supposé", "Vereda supuesta"),
    },
    Road: {
        "known": ("road of the time", "route de l'époque", "camino de la época"),
        "supposed": ("road supposed", "route supposée", "camino supuesto"),
        "sea": ("by sea", "par mer", "por mar"),
    },
    Means: {
        "march": ("on foot or on horseback", "à pied ou à cheval", "a pie o a caballo"),
        "coach": ("by coach", "en voiture", "en coche"),
        "rail": ("by rail", "en chemin de fer", "en ferrocarril"),
        "steamer": ("by steamer", "en bateau à vapeur", "en vapor"),
        "sail": ("under sail", "à la voile", "a la vela"),
        "river-boat": ("by river boat", "en bateau de rivière", "en barco de río"),
    },
    ForceKind: {
        "army": ("Army", "Armée", "Ejército"),
        "corps": ("Corps", "Corps", "Cuerpo"),
        "division": ("Division", "Division", "División"),
        "brigade": ("Brigade", "Brigade", "Brigada"),
        "regiment": ("Regiment", "Régiment", "Regimiento"),
        "battalion": ("Battalion", "Bataillon", "Batallón"),
        "legion": ("Legion", "Légion", "Legión"),
        "column": ("Column", "Colonne", "Columna"),
        "garrison": ("Garrison", "Garnison", "Guarnición"),
        "band": ("Band", "Bande", "Partida"),
        "squadron": ("Squadron of ships", "Escadre", "Escuadra"),
        "government": ("Government", "Gouvernement", "Gobierno"),
        "court": ("Court", "Cour", "Corte"),
    },
    Arm: {
        "infantry": ("infantry", "infanterie", "infantería"),
        "cavalry": ("cavalry", "cavalerie", "caballería"),
        "artillery": ("artillery", "artillerie", "artillería"),
        "mixed": ("all arms", "toutes armes", "todas las armas"),
        "naval": ("navy", "marine", "marina"),
        "civil": ("civilians", "civils", "civiles"),
    },
    Purpose: {
        "garrison": ("garrison", "garnison", "guarnición"),
        "headquarters": ("headquarters", "quartier général", "cuartel general"),
        "camp": ("camp", "camp", "campamento"),
        "quarters": ("quarters", "cantonnement", "acantonamiento"),
        "rest": ("rest", "repos", "descanso"),
        "siege": ("besieging", "assiégeant", "sitiando"),
        "besieged": ("besieged", "assiégé", "sitiado"),
        "seat": ("seat of government", "siège du gouvernement", "sede del gobierno"),
        "unknown": ("not known where", "position inconnue", "paradero desconocido"),
    },
    SourceKind: {
        "primary": ("primary source", "source primaire", "fuente primaria"),
        "secondary": ("study", "étude", "estudio"),
        "tertiary": ("reference work", "ouvrage de référence", "obra de consulta"),
    },
    EventKind: {
        "battle": ("Battle", "Bataille", "Batalla"),
        "siege": ("Siege", "Siège", "Sitio"),
        "skirmish": ("Skirmish", "Escarmouche", "Escaramuza"),
        "landing": ("Landing", "Débarquement", "Desembarco"),
        "capture": ("Capture", "Prise", "Toma"),
        "capitulation": ("Capitulation", "Capitulation", "Capitulación"),
        "evacuation": ("Evacuation", "Évacuation", "Evacuación"),
        "naval": ("Naval action", "Action navale", "Acción naval"),
        "political": ("Political event", "Événement politique", "Suceso político"),
        "diplomatic": ("Diplomatic event", "Événement diplomatique", "Suceso diplomático"),
        "execution": ("Execution", "Exécution", "Ejecución"),
        "decree": ("Decree", "Décret", "Decreto"),
        "defection": ("Change of side", "Ralliement", "Cambio de bando"),
        "massacre": ("Massacre", "Massacre", "Matanza"),
    },
    ActionKind: {
        "ambush": ("Ambush", "Embuscade", "Emboscada"),
        "raid": ("Raid", "Coup de main", "Correría"),
        "convoy-attack": ("Attack on a convoy", "Attaque d'un convoi", "Ataque a un convoy"),
        "train-attack": ("Attack on a train", "Attaque d'un train", "Ataque a un tren"),
        "capture-of-town": ("Capture of a town", "Prise d'une localité", "Toma de una población"),
        "skirmish": ("Skirmish", "Escarmouche", "Escaramuza"),
        "reprisal": ("Reprisal", "Représailles", "Represalia"),
        "execution": ("Execution", "Exécution", "Ejecución"),
    },
    PlaceKind: {
        "city": ("City", "Ville importante", "Ciudad"),
        "town": ("Town", "Ville", "Villa"),
        "village": ("Village", "Village", "Pueblo"),
        "port": ("Port", "Port", "Puerto"),
        "hacienda": ("Hacienda", "Hacienda", "Hacienda"),
        "fort": ("Fort", "Fort", "Fuerte"),
        "pass": ("Pass", "Col", "Paso de montaña"),
        "bridge": ("Bridge", "Pont", "Puente"),
        "station": ("Railway station", "Gare", "Estación"),
        "battlefield": ("Battlefield", "Champ de bataille", "Campo de batalla"),
        "site": ("Site", "Lieu", "Sitio"),
        "anchorage": ("Anchorage", "Mouillage", "Fondeadero"),
        "foreign": ("Place abroad", "Lieu à l'étranger", "Lugar en el extranjero"),
        "sea-point": ("Point at sea", "Point en mer", "Punto en el mar"),
    },
    LocalGroup: {
        "anchorage": ("Anchorages", "Mouillages", "Fondeaderos"),
        "battlefield": ("Battlefields", "Champs de bataille", "Campos de batalla"),
        "beach": ("Beaches", "Plages", "Playas"),
        "bridge": ("Bridges", "Ponts", "Puentes"),
        "building": ("Buildings and squares", "Édifices et places", "Edificios y plazas"),
        "city_extent": ("Built-up area", "Étendue de la ville", "Extensión de la ciudad"),
        "fortification": ("Fortifications", "Fortifications", "Fortificaciones"),
        "gate": ("Gates", "Portes et barrières", "Puertas y garitas"),
        "headquarters": ("Headquarters", "Quartiers généraux", "Cuarteles generales"),
        "health": ("Hospitals and fever", "Hôpitaux et fièvre", "Hospitales y fiebre"),
        "island": ("Islands", "Îles", "Islas"),
        "monument": ("Monuments", "Monuments", "Monumentos"),
        "pass": ("Passes", "Cols", "Pasos"),
        "port": ("Harbour works", "Installations du port", "Obras del puerto"),
        "port_status": ("Status of the ports", "Situation des ports", "Situación de los puertos"),
        "position": ("Positions", "Positions", "Posiciones"),
        "quarters": ("Camps and quarters", "Camps et cantonnements", "Campamentos y acantonamientos"),
        "railway": ("Railways", "Chemins de fer", "Ferrocarriles"),
        "reef": ("Reefs", "Récifs", "Arrecifes"),
        "road": ("Roads and causeways", "Routes et chaussées", "Caminos y calzadas"),
        "route": ("Ways of entry", "Itinéraires d'entrée", "Rutas de entrada"),
        "siege_line": ("Siege lines", "Lignes de siège", "Líneas de sitio"),
        "site": ("Sites", "Lieux", "Sitios"),
        "telegraph": ("Telegraph lines", "Lignes télégraphiques", "Líneas telegráficas"),
        "town": ("Towns and villages", "Villes et villages", "Villas y pueblos"),
        "water": ("Lakes, canals and rivers", "Lacs, canaux et rivières", "Lagos, canales y ríos"),
    },
    LocalKind: {
        "anchorage": ("Anchorage", "Mouillage", "Fondeadero"),
        "aqueduct": ("Aqueduct", "Aqueduc", "Acueducto"),
        "aqueduct_end": ("End of an aqueduct", "Tête d'aqueduc", "Caja de agua"),
        "arch": ("Triumphal arch", "Arc de triomphe", "Arco triunfal"),
        "attack": ("Attack", "Attaque", "Ataque"),
        "avenue": ("Avenue", "Avenue", "Paseo"),
        "bastion": ("Bastion", "Bastion", "Baluarte"),
        "battery": ("Battery", "Batterie", "Batería"),
        "battlefield": ("Battlefield", "Champ de bataille", "Campo de batalla"),
        "beach": ("Beach", "Plage", "Playa"),
        "blockade": ("Blockade", "Blocus", "Bloqueo"),
        "bridge": ("Bridge", "Pont", "Puente"),
        "building": ("Building", "Édifice", "Edificio"),
        "camp": ("Camp", "Camp", "Campamento"),
        "canal": ("Canal", "Canal", "Canal"),
        "castle": ("Castle", "Château", "Castillo"),
        "causeway": ("Causeway", "Chaussée", "Calzada"),
        "cemetery": ("Cemetery", "Cimetière", "Cementerio"),
        "church": ("Church", "Église", "Iglesia"),
        "city_extent": ("Built-up area", "Étendue de la ville", "Extensión de la ciudad"),
        "convent": ("Convent", "Couvent", "Convento"),
        "customs": ("Customs house", "Douane", "Aduana"),
        "customs_line": ("Customs line", "Ligne d'octroi", "Línea aduanal"),
        "defence_line": ("Line of defence", "Ligne de défense", "Línea de defensa"),
        "dike": ("Dike", "Digue", "Albarradón"),
        "embarkation": ("Embarkation", "Embarquement", "Embarque"),
        "entry_route": ("Way of entry", "Itinéraire d'entrée", "Ruta de entrada"),
        "execution": ("Place of execution", "Lieu d'exécution", "Lugar de ejecución"),
        "fever_belt": ("Yellow-fever belt", "Zone de la fièvre jaune", "Zona de la fiebre amarilla"),
        "fleet_anchorage": ("Anchorage of a fleet", "Mouillage d'une escadre", "Fondeadero de una escuadra"),
        "fort": ("Fort", "Fort", "Fuerte"),
        "garita": ("City gate (garita)", "Barrière (garita)", "Garita"),
        "garrison": ("Garrison", "Garnison", "Guarnición"),
        "gate": ("Gate", "Porte", "Puerta"),
        "hacienda": ("Hacienda", "Hacienda", "Hacienda"),
        "headquarters": ("Headquarters", "Quartier général", "Cuartel general"),
        "hill": ("Hill", "Colline", "Cerro"),
        "hospital": ("Hospital", "Hôpital", "Hospital"),
        "island": ("Island", "Île", "Isla"),
        "lake": ("Lake", "Lac", "Lago"),
        "mill": ("Mill", "Moulin", "Molino"),
        "mole": ("Mole", "Môle", "Muelle"),
        "monument": ("Monument", "Monument", "Monumento"),
        "observation_post": ("Observation post", "Poste d'observation", "Puesto de observación"),
        "palace": ("Palace", "Palais", "Palacio"),
        "park": ("Park", "Promenade", "Alameda"),
        "pass": ("Pass", "Col", "Paso"),
        "port": ("Port", "Port", "Puerto"),
        "port_allied": ("Port held by the allies", "Port tenu par les alliés", "Puerto de los aliados"),
        "port_attacked": ("Port under attack", "Port attaqué", "Puerto atacado"),
        "port_blockaded": ("Port under blockade", "Port bloqué", "Puerto bloqueado"),
        "port_french": ("Port held by the French", "Port tenu par les Français", "Puerto ocupado por los franceses"),
        "port_imperial": ("Port of the Empire", "Port de l'Empire", "Puerto del Imperio"),
        "port_republic": ("Port of the Republic", "Port de la République", "Puerto de la República"),
        "position": ("Position", "Position", "Posición"),
        "prison": ("Prison", "Prison", "Prisión"),
        "quarters": ("Quarters", "Cantonnement", "Acantonamiento"),
        "railhead": ("Railhead", "Tête de ligne", "Término de la vía"),
        "railway": ("Railway", "Chemin de fer", "Ferrocarril"),
        "railway_works": ("Railway works", "Chantier du chemin de fer", "Obras del ferrocarril"),
        "reef": ("Reef", "Récif", "Arrecife"),
        "reef_area": ("Reefs", "Zone de récifs", "Zona de arrecifes"),
        "river": ("River", "Rivière", "Río"),
        "road": ("Road", "Route", "Camino"),
        "siege_area": ("Besieged area", "Secteur assiégé", "Área sitiada"),
        "siege_line": ("Siege line", "Ligne de siège", "Línea de sitio"),
        "siege_parallel": ("Siege parallel", "Parallèle de siège", "Paralela de sitio"),
        "site": ("Site", "Lieu", "Sitio"),
        "square": ("Square", "Place", "Plaza"),
        "station": ("Railway station", "Gare", "Estación"),
        "suburb": ("Suburb", "Faubourg", "Barrio"),
        "telegraph": ("Telegraph line", "Ligne télégraphique", "Línea telegráfica"),
        "town": ("Town", "Ville", "Villa"),
        "village": ("Village", "Village", "Pueblo"),
        "wall": ("Wall", "Mur", "Muralla"),
    },
}

# Each agrees with the word for garrison: feminine in French and Spanish.
TROOPS: dict[Side, tuple[str, str, str]] = {
    Side.REPUBLIC: ("Republican", "républicaine", "republicana"),
    Side.FRANCE: ("French", "française", "francesa"),
    Side.EMPIRE: ("Imperial Mexican", "impériale mexicaine", "imperial mexicana"),
    Side.AUSTRIA: ("Austrian", "autrichienne", "austriaca"),
    Side.BELGIUM: ("Belgian", "belge", "belga"),
    Side.SPAIN: ("Spanish", "espagnole", "española"),
    Side.BRITAIN: ("British", "britannique", "británica"),
    Side.UNITED_STATES: ("United States", "des États-Unis", "de los Estados Unidos"),
    Side.EGYPT: ("Egyptian", "égyptienne", "egipcia"),
    Side.ALLIED: ("allied", "alliée", "aliada"),
}


def name(member: StrEnum, *, language: Language | str) -> str:
    """What readers of `language` call `member`.

    Examples
    --------
    >>> name(Side.EMPIRE, language="es")
    'Imperio'
    """
    return NAMES[type(member)][member.value][ORDER.index(Language(language))]


def in_languages(properties: Mapping[str, Any], key: str) -> dict[str, str]:
    """What a feature says in each language, as `title_es`, `title_fr` and `title_en` do; empty where it says nothing.

    Examples
    --------
    >>> in_languages({"place_name_en": "London", "place_name_es": "Londres"}, "place_name")
    {'es': 'Londres', 'fr': '', 'en': 'London'}
    """
    return {language.value: properties.get(f"{key}_{language}") or "" for language in Language}


def garrison(sides: tuple[Side, ...], *, language: Language | str) -> str:
    """The troops of `sides` as the garrison of a town, as in *French and Austrian garrison*."""
    index = ORDER.index(Language(language))
    words = [TROOPS[side][index] for side in sides]
    joined = (" and ", " et ", " y ")[index].join([part for part in (", ".join(words[:-1]), words[-1]) if part])
    return (f"{joined} garrison", f"garnison {joined}", f"guarnición {joined}")[index]
