"""Words that announce a street or an institution: the name that follows is not a resident's.

All are folded (no accents, small letters).
"""

from __future__ import annotations

from diagnostic.privacy.word import word_set

STREETS = word_set(
    "rue avenue av ave chaussee chee boulevard bd bld boul quai clos allee impasse dreve sentier venelle "
    "ruelle square sq straat laan steenweg stwg dreef kaai"
)
# These are also everyday words («mise en place», «au passage»): they need a name with a capital.
AMBIGUOUS_STREETS = word_set(
    "place pl plein cours passage galerie chemin cite residence route voie porte montee rampe parvis "
    "esplanade rond-point carrefour plaine champ petite-rue weg plaats lei"
)
STREET_ENDINGS = ("straat", "laan", "steenweg", "plein", "dreef", "kaai")
CAPITAL_STREET_ENDINGS = ("plaats", "weg", "lei", "singel", "markt", "dijk", "gaarde", "hof")
LINKS = word_set("de du des d la le les l aux au en et sur sous van der den de het ter ten op naar of tot")
INSTITUTIONS = word_set(
    "ecole ecoles institut centre clinique cliniques hopital hopitaux asbl vzw parc station square quartier "
    "quartiers wijk maison maisons site sites bloc blocs tour tours fondation saint sainte saints st ste sint "
    "athenee lycee college creche hotel residence home seniorie eglise chapelle basilique cathedrale paroisse "
    "mosquee synagogue espace salle stade piscine bibliotheque mediatheque theatre musee gare arret metro "
    "pont canal bassin cite immeuble universite campus mutualite service services association federation "
    "prix plan projet programme loi ordonnance decret comite ferme jardin plaine halle halles marche caserne "
    "ligue union cinema cafe roi reine prince princesse pharmacie cabinet commune ville region bois etang "
    "foyer logement logements fonds agence bureau antenne contrat parking terminus ilot ecoquartier"
)
ADJECTIVES = word_set(
    "communal communale medical medicale medicales libre fondamental fondamentale primaire secondaire maternelle public "
    "publique social sociale culturel culturelle sportif sportive hospitalier universitaire royal royale scolaire "
    "polyvalente general generale technique provincial francophone neerlandophone specialise specialisee "
    "paroissiale durable historique ancien ancienne nouveau nouvelle jeunes"
)
# Places that read like a first name and a surname.
TWO_NAMES = frozenset(
    (
        "georges henri", "marie janson", "marie curie", "paul brien", "charles woeste", "jean dubrucq",
        "victor horta", "emile bockstael", "arthur maes", "albert premier", "jacques brel", "paul brousse",
        "charles michel", "marie depage", "edith cavell", "jules bordet", "paul duvigneaud",
    )
)  # fmt: skip
