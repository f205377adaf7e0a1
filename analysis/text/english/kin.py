"""Nouns of kinship and company, of bonds and groups, and what each asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Kin(NamedTuple):
    """What a noun of kinship asks for: kinds of relation in order of preference, side, pronoun, number.

    The kind *in-law* is no relation of a study: it goes through marriage, to the kin of a spouse or a sibling's spouse.
    """

    kinds: tuple[str, ...]
    side: str  # members, parents, children, co-parents; of in-laws spouses, parents, children
    gender: str | None
    is_plural: bool = False


def _nouns(kinds: str, side: str, gender: str | None, words: str, is_plural: bool = False) -> dict[str, Kin]:
    return {word.replace("_", " "): Kin(tuple(kinds.split()), side, gender, is_plural) for word in words.split()}


#: Nouns that stand after a possessor.
KIN: dict[str, Kin] = {
    **_nouns("spouse", "members", "she", "wife ex-wife wifey missus bride"),
    **_nouns("spouse", "members", "he", "husband ex-husband hubby groom"),
    **_nouns("spouse", "members", "she", "wives", True),
    **_nouns("spouse", "members", "he", "husbands", True),
    **_nouns("spouse partner", "members", None, "spouse ex ex-spouse better_half other_half"),
    **_nouns("partner spouse", "members", "she", "girlfriend ex-girlfriend fiancée"),
    **_nouns("partner spouse", "members", "he", "boyfriend ex-boyfriend fiancé beau"),
    **_nouns(
        "partner spouse colleague",
        "members",
        None,
        "partner ex-partner lover significant_other sweetheart ladylove lady_love fiance fiancee",
    ),
    **_nouns("sibling", "members", "he", "brother"),
    **_nouns("sibling", "members", "she", "sister"),
    **_nouns("sibling", "members", None, "sibling"),
    **_nouns("sibling", "members", None, "siblings", True),
    **_nouns("sibling", "members", "he", "brothers", True),
    **_nouns("sibling", "members", "she", "sisters", True),
    **_nouns("parent", "parents", "she", "mother mom mum mama mommy"),
    **_nouns("parent", "parents", "he", "father dad papa daddy"),
    **_nouns("parent", "parents", None, "parents", True),
    **_nouns("parent", "children", "he", "son baby_boy"),
    **_nouns("parent", "children", "she", "daughter baby_girl"),
    **_nouns("parent", "children", None, "child kid baby newborn toddler"),
    **_nouns("parent", "children", "he", "sons boys", True),
    **_nouns("parent", "children", "she", "daughters girls", True),
    **_nouns("parent", "children", None, "children kids babies little_ones offspring", True),
    **_nouns("in-law", "spouses", "he", "brother-in-law"),
    **_nouns("in-law", "spouses", "she", "sister-in-law"),
    **_nouns("in-law", "parents", "he", "father-in-law"),
    **_nouns("in-law", "parents", "she", "mother-in-law"),
    **_nouns("in-law", "spouses", "he", "brothers-in-law", True),
    **_nouns("in-law", "spouses", "she", "sisters-in-law", True),
    **_nouns("in-law", "parents", None, "in-laws parents-in-law", True),
    **_nouns("in-law", "children", "he", "son-in-law"),
    **_nouns("in-law", "children", "she", "daughter-in-law"),
    **_nouns("in-law", "children", "he", "sons-in-law", True),
    **_nouns("in-law", "children", "she", "daughters-in-law", True),
    **_nouns("bandmate", "members", None, "bandmate groupmate band_mate group_mate bandmember"),
    **_nouns("bandmate", "members", None, "bandmates groupmates band_mates group_mates", True),
    **_nouns("friend", "members", None, "friend bestie pal best_friend buddy mate"),
    **_nouns("friend", "members", None, "friends besties pals buddies mates", True),
    **_nouns("colleague", "members", None, "colleague co-worker coworker collaborator co-star costar castmate boss"),
    **_nouns("colleague", "members", None, "colleagues co-workers coworkers collaborators", True),
    **_nouns("rival", "members", None, "rival nemesis"),
}

#: Nouns before "of his children": whoever has children with somebody, or else lives with them.
CO_PARENTS: dict[str, tuple[Kin, ...]] = {
    noun: (Kin(("parent",), "co-parents", gender), Kin(("spouse", "partner"), "members", gender))
    for noun, gender in {"mother": "she", "mom": "she", "mum": "she", "father": "he", "dad": "he"}.items()
}

#: Nouns that name a group by themselves, after "the", "both" or "two", and the kinds of relation that they may mean.
GROUPS: dict[str, tuple[str, ...]] = {
    "couple": ("spouse", "partner"),
    "spouses": ("spouse",),
    "exes": ("spouse", "partner"),
    "newlyweds": ("spouse", "partner"),
    "fiancés": ("partner", "spouse"),
    "lovebirds": ("spouse", "partner"),
    "lovers": ("partner", "spouse"),
    "husband and wife": ("spouse",),
    "two": ("spouse", "partner", "bandmate", "sibling", "friend", "colleague", "rival"),
    "pair": ("spouse", "partner", "bandmate", "sibling", "friend", "colleague", "rival"),
    "duo": ("spouse", "partner", "bandmate", "sibling", "friend", "colleague", "rival"),
    "trio": ("bandmate", "sibling", "friend"),
    "bandmates": ("bandmate",),
    "band": ("bandmate",),
    "siblings": ("sibling",),
    "sisters": ("sibling",),
    "brothers": ("sibling",),
    "twins": ("sibling",),
    "ex-lovers": ("partner", "spouse"),
    "ex-spouses": ("spouse",),
    "ex-couple": ("spouse", "partner"),
    "former partners": ("spouse", "partner", "colleague"),
    "ex-partners": ("spouse", "partner", "colleague"),
    "co-stars": ("colleague", "partner", "spouse", "friend"),
    "rivals": ("rival",),
    "besties": ("friend",),
    "co-hosts": ("colleague", "friend"),
}

#: Nouns that mean two people by their pronoun alone: the two women, both men, the girls.
PAIRS_OF: dict[str, str] = dict.fromkeys("women girls".split(), "she") | dict.fromkeys("men boys lads".split(), "he")

#: Nouns that, behind the title of a work, mean whoever made it (the “Up” hitmaker).
MAKERS = frozenset(
    "actor actress alum artist author composer creator crooner filmmaker frontman frontwoman hit-maker hitmaker icon "
    "maker musician novelist performer playwright poet rapper singer singer-songwriter songstress songwriter star "
    "superstar vocalist writer".split()
)

#: Nouns that, after "the", stand for a person whom an article is about, whoever that is.
EPITHETS = (MAKERS - {"artist", "author", "composer", "creator", "maker", "poet", "writer"}) | frozenset(
    "a-lister beauty blonde bombshell bride bride-to-be brunette celebrity comedian comedienne comic dad-to-be"
    " director diva entertainer entrepreneur father-to-be footballer funnyman funnywoman groom"
    " heartthrob heiress host influencer model mogul mom-to-be mother-to-be mum-to-be newlywed politician"
    " englishman englishwoman frenchman frenchwoman irishman irishwoman scotsman scotswoman welshman"
    " welshwoman dutchman spaniard dane swede finn londoner parisian texan californian newcomer debutant local"
    " presenter producer showman socialite songbird starlet supermodel tycoon vlogger youtuber".split()
)

#: The same, where something stands before them (the Oscar winner, the Ohio native).
QUALIFIED = frozenset(
    "alum alumna alumnus artist author champion creator favorite favourite graduate icon laureate legend maker medalist"
    " medallist native nominee personality recipient survivor veteran winner writer".split()
)

#: Trades that, behind *former* or *retired*, stand for whoever an article is about (the former gymnast).
TRADES = frozenset(
    "acrobat anchor anchorman anchorwoman astronaut athlete ballerina banker barber bartender bassist boxer broadcaster"
    " businessman businesswoman chef coach cop cyclist dancer dentist designer drummer executive fighter fireman"
    " firefighter footballer goalkeeper golfer guitarist gymnast journalist jockey lawyer lifeguard linebacker manager"
    " marine midfielder nurse player pilot pitcher policeman policewoman prosecutor quarterback racer receiver reporter"
    " runner sailor schoolteacher skater skier soldier sprinter stripper surfer surgeon swimmer teacher trader waiter"
    " waitress wrestler".split()
)

#: Nouns that press writers change for each other: whoever is declared or introduced as one may be called any other.
ALIKE: tuple[frozenset[str], ...] = tuple(
    frozenset(nouns.split())
    for nouns in (
        "singer vocalist songstress songbird crooner hitmaker hit-maker musician artist chart-topper songwriter"
        " balladeer singer-songwriter frontman frontwoman diva popstar rocker idol",
        "rapper mc emcee lyricist wordsmith hitmaker hit-maker musician artist chart-topper",
        "musician guitarist drummer bassist pianist violinist cellist saxophonist instrumentalist",
        "actor actress thespian leading-man leading-lady",
        "presenter host anchor anchorman anchorwoman broadcaster newsreader newscaster emcee compere",
        "footballer striker winger midfielder forward defender goalkeeper playmaker centre-back full-back player",
        "cricketer batsman batter bowler fielder wicketkeeper all-rounder player",
        "quarterback receiver linebacker cornerback halfback tight-end player",
        "athlete sportsman sportswoman sprinter runner hurdler swimmer gymnast cyclist boxer fighter",
        "manager boss gaffer coach head-coach",
        "director filmmaker film-maker auteur",
        "producer beatmaker film-maker filmmaker showrunner",
        "model supermodel catwalker cover-girl",
        "chef cook restaurateur",
        "comedian comic comedienne funnyman funnywoman humorist prankster skit-maker",
        "journalist reporter correspondent columnist editor newspaperman newspaperwoman",
        "lawyer attorney barrister solicitor counsel advocate",
        "judge justice magistrate",
        "writer author novelist memoirist poet playwright dramatist screenwriter scriptwriter",
        "dancer choreographer ballerina hoofer",
        "designer couturier",
        "politician lawmaker senator congressman congresswoman minister mayor governor councillor",
        "businessman businesswoman entrepreneur tycoon mogul magnate founder executive billionaire millionaire",
        "influencer vlogger youtuber blogger podcaster streamer tiktoker creator",
        "socialite heiress",
    )
)

#: Words for people of a field and for what they are in: whoever is known for one is hardly called after another.
FIELDS: dict[str, frozenset[str]] = {
    field: frozenset(words.split())
    for field, words in {
        "sport": "ace afl all-rounder athlete baseball basketball batsman batter boxer boxing captain"
        " champ champion championship coach cricket cricketer cup cyclist defender f1 fighter football footballer"
        " forward fullback gaffer goalkeeper golf golfer gymnast halfback hockey hurdler jockey league linebacker"
        " medallist medalist midfielder mlb nba nfl nhl no number olympian olympic olympics pitcher player playmaker"
        " premiership quarterback racer racing rower rugby runner scorer season-ticket skier skipper sportsman"
        " sportswoman sprinter striker surfer swimmer team tennis ufc wicketkeeper winger world wrestler",
        "music": "album artist band bassist brit chart country composer crooner diva drummer frontman frontwoman grammy"
        " guitarist hitmaker musician opera pianist pop popstar punk rap rapper rock rocker singer singer-songwriter"
        " songbird songstress songwriter soul soprano tenor vocalist",
        "screen": "actor actress bafta comedy director drama emmy film filmmaker hollywood movie oscar screen season"
        " showrunner sitcom soap thespian tv",
        "court": "duchess duke earl king majesty monarch prince princess queen royal sovereign",
        "office": "congressman congresswoman conservative democrat governor lawmaker mayor minister mp politician"
        " president republican senator tory",
    }.items()
}

#: Nouns of a bond between two people, and the kinds of relation that they may mean, the likelier first.
BONDS: dict[str, tuple[str, ...]] = {
    "new relationship": ("partner", "spouse"),
    "relationship": ("spouse", "partner"),
    "romance": ("partner", "spouse"),
    "marriage": ("spouse",),
    "divorce": ("spouse",),
    "separation": ("spouse",),
    "split": ("spouse", "partner"),
    "breakup": ("partner", "spouse"),
    "engagement": ("partner", "spouse"),
}

#: Nouns that, after "their", speak of what two people have together.
RELATIONAL = frozenset(
    "relationship marriage divorce split breakup separation romance bond wedding engagement union "
    "reunion reconciliation love family "
    "families home history children kids babies sons daughters son daughter child baby parents "
    "anniversary honeymoon vows "
    "friendship partnership custody co-parenting differences ups past future together apart prenup "
    "feud rift affair".split()
)

#: What two people do together: they married.
BONDING = frozenset(
    "married marry marrying wed divorced divorce divorcing split splitting separated dated dating engaged together"
    " reunited kissed kissing met".split()
)

#: Nouns of kinship and sex and the pronoun they tell of.
GENDERED: dict[str, str] = {noun: kin.gender for noun, kin in KIN.items() if kin.gender and not kin.is_plural} | {
    noun: pronoun
    for pronoun, nouns in {
        "he": "uncle nephew grandfather grandson widower stepfather stepson man boy gentleman actor waiter businessman"
        " policeman fireman king prince brother-in-law father-in-law son-in-law half-brother stepbrother godfather"
        " spokesman chairman congressman",
        "she": "aunt niece grandmother granddaughter widow stepmother stepdaughter woman girl lady actress waitress"
        " businesswoman policewoman queen princess sister-in-law mother-in-law daughter-in-law half-sister stepsister"
        " godmother spokeswoman chairwoman congresswoman ballerina goddess heroine nun",
    }.items()
    for noun in nouns.split()
}

#: Endings of nouns that are people.
_PERSONAL = ("ist", "ian", "man", "woman", "mate", "person")


def is_person(noun: str) -> bool:
    """Tell whether a noun in lower case is one for a person, as far as lists of kin and trades and endings can.

    Examples
    --------
    >>> [is_person(noun) for noun in ("singer", "bandmate", "pause", "co-host")]
    [True, True, False, True]
    """
    if noun in PEOPLE or noun in CALLED or noun.endswith(_PERSONAL):
        return True
    return noun.startswith(("co-", "ex-")) and noun[3:] in PEOPLE


def fields_of(words: Iterable[str]) -> frozenset[str]:
    """Give the fields that words in lower case are of.

    Examples
    --------
    >>> sorted(fields_of(["nfl", "star"]))
    ['sport']
    """
    return frozenset(field for word in words for field, nouns in FIELDS.items() if word in nouns)


#: Nouns for those who speak, act or look on beside whomever an article is about.
BYSTANDERS = frozenset(
    "friend insider source fan neighbor neighbour attorney lawyer agent publicist rep representative"
    " spokesperson judge officer detective witness guest colleague co-worker assistant nanny therapist doctor"
    " cameraman courtier delegate envoy investigator juror official passenger specialist tourist voter worker"
    " expert critic onlooker eyewitness driver bodyguard stylist captain client deputy"
    " babysitter guardian gunman henchman hitman hostage mobster opponent robber sniper stalker terrorist thief".split()
)

#: Nouns for one person.
PEOPLE = (
    KIN.keys()
    | GENDERED.keys()
    | EPITHETS
    | QUALIFIED
    | TRADES
    | frozenset[str]().union(*ALIKE)
    | BYSTANDERS
    | frozenset(
        "cousin twin mentor protégé protege ally foe opponent successor predecessor counterpart confidant"
        " confidante muse hero teenager pensioner retiree neighbour accuser admirer advocate announcer"
        " apprentice bandleader biographer boxer builder buyer caller carer caretaker clerk collaborator"
        " commander comrade courtier curator dad deputy detainee defendant diver donor earner economist evangelist"
        " expat"
        " farmer father-of-two fighter firefighter flatmate follower founder ghostwriter godson goddaughter"
        " godchild grandchild grandparent grandma grandpa gran granny nan stepdad stepmum stepmom stepchild"
        " stepsister stepbrother step-sister step-brother step-father step-mother half-sister half-brother"
        " hairdresser housemate hygienist immigrant inmate interpreter interviewer inventor landlady landlord"
        " lead librarian lieutenant linguist lodger loser magnate mate mechanic medic messenger midwife minder"
        " missionary mum mom narrator navigator negotiator newcomer nutritionist octogenarian opener operator"
        " organiser organizer paramedic pastor patient patron petitioner plaintiff plumber princeling prisoner"
        " promoter proprietor punter ranger realtor refugee researcher resident rider rival roommate ruler"
        " runner-up saleswoman salesman server sibling skipper solicitor speaker sponsor squatter stepdaughter"
        " stepson stranger stuntman stuntwoman subject supporter suspect tailor tenant therapist trainee trainer"
        " treasurer trustee tutor understudy undertaker usher victim villager visitor volunteer widower widow"
        " youngster".split()
    )
)

#: Further nouns for one person, by which writers call whoever they have named; none is a title before a name.
CALLED = frozenset(
    "accused ace adversary anaesthetist ancestor appointee aristocrat asylum-seeker auctioneer autocrat babe"
    " bachelor bachelorette backbencher benefactor beneficiary bloke boomer bridesmaid bro bully cadet"
    " caregiver celeb celebutante centenarian champ chap chaplain charmer cheerleader citizen classmate cleric"
    " companion compatriot competitor consultant contender convict countess cowboy culprit czar daredevil deejay"
    " defector democrat dignitary disciple dissident dj doyen doyenne dropout duchess dude duke earl elder entrant"
    " evacuee ex-con ex-pat ex-pro explorer farmhand fella fellow felon finalist firebrand forty-something"
    " fortysomething freelancer freshman front-runner frontrunner fugitive funny-man genius gent goalscorer"
    " grandee great guru guy half-back hardman heavyweight heir helmer homemaker"
    " hopeful hostess housewife hunk hustler illusionist imposter impostor incumbent infant ingenue"
    " insurgent intern jock joker journo keeper kingpin lad lass lifer loner lookalike lord lothario loudmouth"
    " maestro man-child mastermind matriarch maverick mentee mezzo millennial mistress monarch monk"
    " multi-instrumentalist multi-millionaire multimillionaire murderer newbie nobleman nonagenarian novice"
    " oligarch organist orphan outlaw outsider paramour parent patriarch peer phenom pin-up pioneer playboy"
    " pop-star poster-boy poster-girl prima-donna pro prodigy professional programmer provocateur pundit pupil"
    " puppeteer pusher rebel recluse recruit refusenik ringleader rogue rookie royal runaway saint schoolboy schoolgirl"
    " scion scorer scoundrel seamstress sensation septuagenarian sexagenarian showgirl sidekick siren skateboarder"
    " sleuth slugger sophomore spy stalwart statesman strategist streaker stunner suitor superfan"
    " swindler sympathiser teen teetotaller thesp thirty-something thirtysomething titleholder tot"
    " tradie trailblazer traitor trooper troubadour troublemaker twenty-something twentysomething underdog"
    " undergraduate urologist villain virtuoso visionary warrior wingman wizard wunderkind yachtsman youth"
    " zoologist".split()
)
