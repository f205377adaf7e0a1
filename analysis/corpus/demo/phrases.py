"""Words and sentence patterns of the generated corpus; everything and everyone in it is invented."""

from __future__ import annotations

__all__ = ["LOOKALIKES", "SAYINGS", "SLOTS", "STOCK"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: What fills the slots of `SAYINGS`.
SLOTS: dict[str, tuple[str, ...]] = {
    "noun": _words(
        "album record tour studio stage chorus guitar piano ticket crowd festival garden kitchen mortgage harbour"
        " bakery violin lantern sweater passport suitcase bicycle orchard lighthouse mailbox trumpet drummer bassline"
        " lyric melody verse chapter novel painting balcony staircase hallway rooftop basement train ferry airport"
        " motel diner coffee breakfast birthday holiday wedding lawyer contract manager label publisher producer"
        " engineer neighbour teacher doctor nurse cousin uncle sister brother mother father daughter son puppy kitten"
        " horse sparrow river mountain valley desert island village suburb avenue bridge tunnel highway storm winter"
        " summer autumn morning midnight weekend doorway headline thimble photograph camera microphone speaker"
        " jacket necklace bracelet ring mirror candle curtain carpet window doorbell telephone letter envelope"
        " notebook pencil calendar budget salary charity hospital library museum theatre stadium gallery market"
        " factory workshop laboratory expedition campaign scholarship apprenticeship recipe sandwich pancake lemonade"
    ),
    "adj": _words(
        "honest quiet stubborn brilliant fragile crooked golden silver rusty gentle restless curious patient reckless"
        " faithful ordinary peculiar enormous tiny ancient modern borrowed broken polished muddy frozen sunny rainy"
        " lonely crowded expensive cheap famous forgotten unfinished private public tender bitter sweet salty noisy"
        " silent clumsy elegant awkward cheerful gloomy hopeful tired sleepless grateful proud humble nervous"
    ),
    "verb": _words(
        "build paint finish protect rescue borrow abandon remember forget forgive celebrate rebuild repair record"
        " rehearse perform publish cancel postpone announce imagine invent discover explore describe explain defend"
        " question ignore welcome follow carry deliver collect measure polish sharpen decorate photograph translate"
        " memorise whisper borrow inherit donate auction insure renovate cultivate harvest navigate"
    ),
    "past": _words(
        "built painted finished protected rescued borrowed abandoned remembered forgot forgave celebrated rebuilt"
        " repaired recorded rehearsed performed published cancelled postponed announced imagined invented discovered"
        " explored described explained defended questioned ignored welcomed followed carried delivered collected"
        " measured polished sharpened decorated photographed translated inherited donated auctioned insured"
    ),
    "place": _words(
        "Velmora Tarrin Ostby Calder Brackwater Sunhollow Pinecrest Marlow Dunmere Eastvale Harrowgate Linden Fennick"
        " Oakridge Redmoor Silverton Thornby Westmark Ashford Kestrel"
    ),
    "time": tuple(
        "last winter;this spring;next summer;on Sunday;before Christmas;after the show;in the morning;at midnight"
        ";for two years;since the flood;every weekend;twice a month;by accident;all night;on the road"
        ";in the rain".split(";")
    ),
}

#: Sentences that somebody may say. Slots are filled at random, so that many share their frame and few their words.
SAYINGS = (
    "I {past} the {adj} {noun} {time} and nobody in {place} noticed.",
    "We will {verb} that {noun}, and then we will {verb} the {adj} {noun} too.",
    "My {noun} was {adj}, but the {noun} was {adj}.",
    "You cannot {verb} a {noun} without a {adj} {noun}.",
    "She {past} every {noun} we had, {time}, and I {past} the {noun}.",
    "He knows that I would never {verb} the {adj} {noun} for a {noun}.",
    "There is a {adj} {noun} in {place} that I want to {verb}.",
    "Nobody told me that the {noun} and the {noun} were {adj}.",
    "If they {verb} the {noun}, I {verb} the {noun}.",
    "People in {place} {past} our {noun} {time}; that is what {adj} people do.",
    "It took a {adj} {noun} and a {adj} {noun} to {verb} this.",
    "Ask anyone in {place}: the {noun} was {adj} long before we {past} it.",
    "I have never {past} a {noun} so {adj} as the {noun} from {place}.",
    "When we {past} the {noun}, my {noun} {past} the {adj} {noun}.",
    "All I do is {verb} the {noun}, {verb} the {noun} and {verb} the {adj} {noun}.",
    "They {past} the {noun} {time}, which was {adj} of them.",
    "That {adj} {noun} belongs in {place}, next to the {noun}.",
    "Call it a {noun} if you like; to me it is a {adj} {noun} with a {noun}.",
    "First came the {noun}, {time}, and the {adj} {noun} arrived from {place}.",
    "My {noun} says {place} needs one more {adj} {noun}.",
    "Give me a {noun}, a {noun} and a {adj} {noun}, and I am happy.",
    "{place} {past} me, so I {past} {place}.",
    "Your {noun} looks {adj} once somebody decides to {verb} it.",
    "Honestly, a {adj} {noun} beats a {adj} {noun} {time}.",
    "Half of the {noun} stayed in {place} because our {noun} felt {adj}.",
    "Each {noun} deserves a {noun} as {adj} as this.",
    "Somebody {past} our {noun} near {place}, and the {noun} turned {adj}.",
    "Between the {noun} and the {noun} we had to {verb} something {adj}.",
    "Why would anyone {verb} a {adj} {noun} while {place} sleeps?",
    "Let them {verb} every {noun}; mine stays {adj}.",
    "Years ago a {noun} from {place} {past} the {adj} {noun} for us.",
    "Two {adj} days in {place} taught us to {verb} the {noun}.",
)

#: Phrases that everybody uses; they stand before or behind sayings that have nothing else in common.
STOCK = (
    "At the end of the day,",
    "To be honest with you,",
    "I want to thank everyone who came out tonight.",
    "We are just taking it one day at a time.",
    "You know what I mean?",
    "It is what it is.",
    "I have nothing more to say about it.",
    "No comment.",
    "That is all I can say right now.",
    "I could not be more proud.",
)

#: Sentences that differ in one word only, though they are different statements.
LOOKALIKES = (
    "I want the {noun} to be great.",
    "We will always fight for the {noun}.",
    "It was a very hard {noun} for all of us.",
    "I am so happy about the {noun}.",
)
