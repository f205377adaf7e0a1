"""Words that look like a regular form and are none: *family* is no adverb, *bed* no past."""

from __future__ import annotations

#: Words in -ly that are nouns, verbs or adjectives; English has few, and makes adverbs of all other adjectives.
NOT_ADVERBS = frozenset(
    """
    ally anomaly assembly belly bully butterfly contumely doily dolly dragonfly duopoly family filly firefly fly folly
    gadfly gully hillbilly holly homily italy jelly july lily lolly melancholy monopoly oligopoly panoply potbelly rally
    tally underbelly
    apply bely comply dally imply misapply multiply oversupply rely reply resupply sully supply
    beastly bodily brotherly bubbly burly chilly comely costly courtly cowardly crinkly crumbly cuddly curly deadly
    disorderly earthly easterly elderly fatherly friendly ghastly ghostly gnarly godly grisly heavenly hilly holy homely
    jolly kingly leisurely likely lively lonely lovely lowly manly masterly matronly measly miserly motherly
    neighborly neighbourly northerly oily only orderly pearly pebbly pimply portly prickly princely saintly scholarly
    seemly shapely sickly silly sisterly slovenly smelly southerly spindly sprightly squiggly stately steely straggly
    surly timely ugly unfriendly ungainly ungodly unlikely unruly unseemly unsightly untimely unworldly westerly wily
    wobbly womanly woolly worldly wrinkly
    bimonthly biweekly daily early fortnightly hourly monthly nightly quarterly weekly yearly
    """.split()
)

#: Words in -ed that are no past.
NOT_PAST = frozenset("bed need hundred sacred naked seed speed breed indeed red feed weed wed kindred".split())
