"""English words that attribute: verbs and nouns of saying, thinking, showing and judging, with their inflected forms.

The list is our own compilation for news English. It follows the verb classes of Levin (1993, "English Verb Classes
and Alternations", ch. 29, 33, 37: verbs of characterising, judgement and communication) and the frames of FrameNet
(Statement, Telling, Questioning, Request, Commitment, Opinion, Judgment_communication, Evidence) down to the words
that a newspaper reader meets. A study adds its own by ``cues.add`` in its study file.
"""

from __future__ import annotations

from typing import NamedTuple


class CueForm(NamedTuple):
    """A word that may attribute: its dictionary form, which form it is, and what kind of cue."""

    lemma: str
    form: str  #: base, s, past, participle (past and participle alike: past), ing; noun, adjective
    kind: str  #: a key of `VERBS`, noun or adjective
    then: tuple[str, ...] = ()  #: the word is a cue only before one of these


#: Verbs by kind. `say` takes a quotation or a clause; `tell` a hearer, then a clause. "_" parts a verb from what must
#: follow it.
VERBS: dict[str, str] = {
    "say": """
        accept acknowledge add admit affirm allege announce apologise apologize argue assert attest aver avow boast
        brag caution claim clarify comment complain concede conclude concur confess confide confirm contend counter
        declare demur deny detail disclose divulge echo emphasize emphasise enthuse estimate exclaim explain gloat
        grumble gripe grouse gush hint imply insinuate insist interject joke kid lament lie maintain mention moan muse
        mutter note object observe offer opine posit predict proclaim profess prophesy protest quip rationalize
        reaffirm reason reassert recall reckon recount reiterate relate relay remark remember reminisce repeat
        reply report respond restate retort reveal rule say scoff sigh signal speculate spill state stipulate
        stress submit suggest surmise swear testify theorize underline underscore venture volunteer vouch
        warn whine wonder answer begin continue interrupt finish snap bark bellow blurt boom chant chime chirp
        chuckle cry croon deadpan drawl exult fume groan growl grunt holler howl intone laugh mumble murmur
        narrate plead rage rant rave roar scream shout shriek shrug smile snarl sneer sniff snort sob sputter
        stammer thunder wail whimper whisper yell hiss vent summarize summarise elaborate ad-lib pronounce
        postulate propound certify verify specify spell sum foretell foresee forecast project put_it make_clear
        make_the_case let_slip make_it_clear make_plain go_on fire_back shoot_back hit_back cut_in weigh_in
        """,
    "write": """
        write tweet retweet post blog caption email text type pen read publish print headline sing rap rhyme
        title
        """,
    "tell": """
        tell assure inform remind notify advise brief convince persuade reassure promise warn teach update
        """,
    "ask": """
        ask inquire enquire query question quiz wonder challenge grill press
        """,
    "order": """
        urge beg beseech implore demand order command direct instruct call invite encourage exhort request
        require recommend propose push advocate advise petition appeal ask press lobby prod entreat compel
        authorize counsel bid dare forbid ban mandate
        """,
    "promise": """
        vow pledge promise swear threaten offer guarantee commit agree refuse decline volunteer plan intend
        decide resolve aim seek try consent opt choose hesitate
        """,
    "think": """
        believe think feel know hope fear want wish expect suppose suspect guess doubt consider regard view see
        understand realize realise recognize recognise assume presume imagine anticipate dream worry regret mean
        judge deem hold envision envisage conceive figure perceive sense love like hate dislike prefer care
        favor favour need decide determine learn discover hear ponder contemplate mull reflect remember forget
        forecast appreciate desire crave long yearn loathe despise admire respect trust distrust mistrust resent
        """,
    "show": """
        show find indicate suggest demonstrate reveal prove document point illustrate reflect imply underscore
        highlight uncover rank rate poll measure list contain support depict portray
        """,
    "judge": """
        accuse applaud assail attack back bash belittle berate blame blast boo castigate celebrate champion
        charge chastise chide cite commend compare compliment condemn congratulate credit criticize criticise
        damn decry defend demonize denigrate denounce deplore deride diss discredit dismiss disparage disavow
        disown dispute eulogize embrace endorse excoriate extol fault hail harangue honor hammer insult jab jeer
        lambaste lampoon laud mock nominate oppose pan praise pillory rail rap rebuff rebuke rebut refute reject
        renounce repudiate reprimand ridicule rip roast salute scold scorn shame slam slander slight smear snub
        support tag taunt thank tout trash trumpet trounce vilify welcome skewer savage knock ding needle heckle
        bemoan bewail mourn question reprove reproach upbraid second echo vote urge hype pitch sell badmouth
        shade troll downplay wave_away brush_off play_down
        """,
    "describe": """
        call describe characterize characterise brand dub label depict portray paint term cast liken compare
        name refer regard define identify paraphrase quote cite deem declare classify picture
        """,
    "talk": """
        talk tease speak discuss address refer allude reference mention outline explain detail describe express voice
        articulate convey communicate debate tout promote raise air broach chat dwell hold opine testify lecture
        preach gossip rehash recite rattle list unveil present reject issue deliver invoke stump lay float
        spread cover open_up gush vent unload dish share
        """,
    "seem": "seem appear sound look",
}

#: Nouns that carry a claim, a wish or a judgement.
NOUNS = """
    accusation allegation announcement argument assertion assessment assumption assurance belief charge claim
    comment commitment complaint concern conclusion confession confidence contention conviction criticism
    declaration denial doubt estimate expectation explanation fear feeling finding forecast guess hint hope idea
    impression indication insistence judgment lie message notion observation opinion perception plan pledge
    prediction promise proof proposal question reminder report revelation rumor rumour sense sentiment signal
    speculation statement stance suggestion suspicion testimony theory thought threat tweet view viewpoint vow
    warning wish worry word
    """

#: Adjectives of what one thinks or wants: is sure that she left, was eager to go.
ADJECTIVES = """
    adamant afraid amazed angry anxious ashamed aware certain clear concerned confident content convinced curious
    delighted desperate determined disappointed doubtful eager excited fearful furious glad grateful happy hopeful
    keen leery mindful mystified nervous optimistic outraged pessimistic pleased positive proud puzzled relieved
    reluctant sad sceptical shocked skeptical sorry sure surprised suspicious thankful thrilled unaware uncertain
    unclear unhappy unsure upset wary worried
    """

#: What stands behind a verb of calling, saying or telling where it reports nothing: called it quits, said goodbye, told
#: the truth. Fixed expressions alone, and only those whose words would else be read as somebody's in "Roe said goodbye
#: after ten years": a test tries each.
IDIOMS: dict[str, str] = {
    "call": "it quits|it a day|it even|time on|off|home|a halt|a truce|the shots|dibs|the police|the cops|an ambulance"
    "|attention to|to mind|her back|him back|them back|a spade a spade",
    "say": "goodbye|goodnight|good night|good morning|good evening|good day|farewell|hello|hi|grace|a prayer|nothing"
    "|little|the least|i do|cheese|yes to|no to|it all|a few words|their vows|her vows|his vows|thank you to|thanks to"
    "|sorry to",
    "tell": "the truth|a lie|the time|the difference|his story|her story|their story|the story|the tale|a story|a joke",
}

#: What names the speaker of a quotation without a verb of saying: to quote Roe; in the words of Roe.
PLACED_BY = tuple(
    tuple(phrase.split())
    for phrase in ("to quote", "quoting", "paraphrasing", "in the words of", "in the own words of", "to borrow from")
)
#: What stands before whom something is known from: according to Roe, per a source.
BY_WHOM = frozenset(("according", "per"))
#: Verbs that only speech between marks makes verbs of saying: Roe went, “…”; and with a form of *be*: Roe was like.
GOING, LIKE = frozenset("went goes".split()), frozenset("like all".split())
#: Verbs of how somebody words what stands before: That is how Roe puts it.
PUT = frozenset("put puts sums saw sees".split())
#: Prepositions of what a quotation is about: Roe on Doe: “…”
TOPICS = frozenset("on about regarding concerning".split())
#: Prepositions before whose words follow: a lesson from Roe: “…”
OF_AUTHORS = frozenset("from by".split())
#: What holds somebody's words, and what else its owner speaks by (`SPEECHES`), or shows them on (`SHOWN`).
_VESSELS = (
    "post tweet caption message letter note email e-mail mail text statement comment story speech memo diary poem"
)
_SPEECHES = "word remark interview testimony answer reply response verdict advice lyric song album memoir book"
#: Nouns of what somebody says once or always: her weary cry of “…”
_UTTERANCES = """
    answer boast call catchphrase chant claim cry exclamation greeting insistence joke line mantra message motto murmur
    outburst plea pledge promise protest question quip quote refrain remark reply retort roar scream shout shriek slogan
    threat verdict vow wail warning whisper word yell
    """
_SHOWN = "clip video bio slide picture photo photograph selfie snap image"

#: Verbs whose form in -s is a noun at least as often.
ALSO_NOUNS = frozenset(
    NOUNS.split()
    + """
    address aim answer appeal attack attempt balk ban blame blast boast boo call cast cause challenge champion
    chant chat cheer cite command compliment counsel counter cover credit cry deal debate demand detail direct
    dispute doubt dream echo essay exchange favor fault figure finish float focus gesture greet groan growl hail
    harm help honor insult interview invite issue jab joke judge kid label lack lament laugh lecture list lobby
    look love mandate mark measure mention mock mourn murmur name need note object offer order outline pan paint
    panel paste pen picture pitch point poll post praise press print process project protest push query quiz
    quote rage rank rant rap rate read record reference regard regret relay release remark reply request respect
    response retort review rip roast rule scream second shade share shout show sigh sign smile smear sound spell
    stop stress stump support tag talk taunt tease term test text title tout toast trash trial troll trust type
    urge value vent venture voice volunteer vote wail want welcome whisper witness work yell
    """.split()
)

_IRREGULAR = {
    "say": "says said said saying",
    "tell": "tells told told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thought thinking",
    "feel": "feels felt felt feeling",
    "know": "knows knew known knowing",
    "mean": "means meant meant meaning",
    "see": "sees saw seen seeing",
    "foresee": "foresees foresaw foreseen foreseeing",
    "foretell": "foretells foretold foretold foretelling",
    "hold": "holds held held holding",
    "understand": "understands understood understood understanding",
    "find": "finds found found finding",
    "show": "shows showed shown showing",
    "swear": "swears swore sworn swearing",
    "speak": "speaks spoke spoken speaking",
    "begin": "begins began begun beginning",
    "sing": "sings sang sung singing",
    "read": "reads read read reading",
    "hear": "hears heard heard hearing",
    "forget": "forgets forgot forgotten forgetting",
    "choose": "chooses chose chosen choosing",
    "seek": "seeks sought sought seeking",
    "teach": "teaches taught taught teaching",
    "bid": "bids bid bid bidding",
    "forbid": "forbids forbade forbidden forbidding",
    "cast": "casts cast cast casting",
    "forecast": "forecasts forecast forecast forecasting",
    "sell": "sells sold sold selling",
    "lay": "lays laid laid laying",
    "spread": "spreads spread spread spreading",
    "retell": "retells retold retold retelling",
    "lie": "lies lied lied lying",
    "put": "puts put put putting",
    "make": "makes made made making",
    "go": "goes went gone going",
    "shoot": "shoots shot shot shooting",
    "hit": "hits hit hit hitting",
    "cut": "cuts cut cut cutting",
    "panic": "panics panicked panicked panicking",
    "spell": "spells spelled spelled spelling",
}

#: Verbs of more than one syllable that double their last letter, and short ones that the rule below would miss.
_DOUBLING = frozenset(
    """admit commit submit refer prefer infer defer confer concur rebut regret permit compel extol quip ad-lib
    quiz""".split()
)
#: Short verbs that look as if they doubled but do not.
_SINGLE = frozenset("vow view air aim boo need dis".split())
_VOWELS = frozenset("aeiou")


def inflect(verb: str) -> dict[str, str]:
    """Give the forms of a verb: base, s, past, participle, ing.

    Known failures: an irregular verb that is not in our list is inflected as a regular one.

    Examples
    --------
    >>> inflect("deny")
    {'base': 'deny', 's': 'denies', 'past': 'denied', 'participle': 'denied', 'ing': 'denying'}
    >>> inflect("quip")["past"], inflect("write")["past"], inflect("declare")["ing"], inflect("stress")["s"]
    ('quipped', 'wrote', 'declaring', 'stresses')
    """
    names = ("s", "past", "participle", "ing")
    if verb in _IRREGULAR:
        return {"base": verb, **dict(zip(names, _IRREGULAR[verb].split(), strict=True))}
    ends_in_y = verb.endswith("y") and verb[-2] not in _VOWELS
    stem = verb[:-1] if verb.endswith("e") else verb + verb[-1] if _doubles(verb) else verb
    past = verb[:-1] + "ied" if ends_in_y else stem + "ed"
    plural = (
        verb[:-1] + "ies" if ends_in_y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    )
    ing = verb if verb.endswith(("ee", "oe", "ye")) else stem
    return {"base": verb, "s": plural, "past": past, "participle": past, "ing": ing + "ing"}


def _doubles(verb: str) -> bool:
    if verb in _DOUBLING:
        return True
    one_syllable = sum(letter in _VOWELS for letter in verb) == 1 and len(verb) > 2
    return one_syllable and verb not in _SINGLE and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS


VESSELS, SPEECHES, SHOWN, UTTERANCES = (
    frozenset(form for noun in nouns.split() for form in (noun, inflect(noun)["s"]))
    for nouns in (_VESSELS, _SPEECHES, _SHOWN, _UTTERANCES)
)

#: Forms of verbs by which one asks, and answers.
ASKING, REPLYING = (
    frozenset(form for verb in verbs.split() for form in inflect(verb).values())
    for verbs in ("ask inquire enquire wonder demand query", "reply answer respond retort")
)
#: What one is when somebody asks: asked, pressed, quizzed.
PAST_ASKING = frozenset(inflect(verb)["participle"] for verb in VERBS["ask"].split())


def cue_forms(add: tuple[str, ...] = ()) -> dict[str, CueForm]:
    """Give every form of every cue word; of two verbs with one form the first in the list counts.

    Parameters
    ----------
    add : tuple of str
        Further verbs in their dictionary form, alone or with the words that must follow ("open up"); they count as
        verbs of saying.

    Examples
    --------
    >>> cue_forms()["denied"]
    CueForm(lemma='deny', form='past', kind='say', then=())
    >>> cue_forms(("open up",))["opened"]
    CueForm(lemma='open', form='past', kind='say', then=('up',))
    """
    forms: dict[str, CueForm] = {}
    own = " ".join(phrase.strip().lower().replace(" ", "_") for phrase in add)
    for kind, verbs in [("say", own), *VERBS.items()]:
        for verb, *rest in (phrase.split("_") for phrase in verbs.split()):
            inflected = inflect(verb)
            for form in ("past", "participle", "s", "ing", "base"):
                word = inflected[form]
                known = forms.setdefault(word, CueForm(verb, form, kind, (" ".join(rest),) if rest else ()))
                if rest and known.then and known.lemma == verb:
                    forms[word] = known._replace(then=(*dict.fromkeys((*known.then, " ".join(rest))),))
    forms["according"] = CueForm("according", "according", "according")
    for word in ADJECTIVES.split():
        forms.setdefault(word, CueForm(word, "adjective", "adjective"))
    for noun in NOUNS.split():
        for word in (noun, inflect(noun)["s"]):
            forms.setdefault(word, CueForm(noun, "noun", "noun"))
    return forms
