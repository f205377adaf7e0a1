"""Closed lists of English words that decide where a sentence ends.

The abbreviations are those that the style books of newspapers prescribe or allow (AP: titles, states, months,
companies, streets) and the usual ones of reference works. The other lists are our own.
"""

from __future__ import annotations

from analysis.text.english.calendar import MONTHS_CUT


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Abbreviations that something always follows, whatever it looks like.
NEVER_LAST = _words("Mr Mrs Ms Mx Dr Drs Messrs Mme Mlle e.g i.e eg ie cf viz vs v c ca p pp vol vols approx")

#: Abbreviated titles: a name follows, unless the next word is one that opens sentences ("on Main St. The").
BEFORE_NAMES = _words(
    "Prof Rev Fr Hon Sen Sens Rep Reps Gov Govs Gen Lt Col Cmdr Adm Capt Cpl Sgt Maj Pvt Det Insp Supt Pres Amb"
    " Atty Dir Asst Assoc Br Sra Srta St Ste Mt Ft Msgr Brig Cllr Spc Pfc Ald Sec Secy Treas Comm Commr Cmdt Cdr Cpt"
    " Ens Const Lt.Gov Lt.Col Lt.Gen Maj.Gen Brig.Gen Vice.Adm Frl Pte Supr"
)

#: Titles that no office of a country goes before: "the U.S. Dr. Roe" is two sentences, "the U.S. Sen. Roe" one.
CIVIL_TITLES = _words("Mr Mrs Ms Mx Dr Prof Rev")

#: Abbreviations that a number follows; without one they may end a sentence ("No.").
BEFORE_NUMBERS = _words(
    "No Nos no nos Vol Vols Fig Figs fig figs Ch Chap chap Art Eq Ex Rm Apt Flt ext Ext Tel tel"
) | frozenset(MONTHS_CUT)

#: Abbreviations in the middle of a sentence or at its end: the next word decides.
SOMETIMES_LAST = _words(
    "Inc Corp Co Cos Ltd LLC Bros Assn Dept Univ Jr Sr Esq Ave Blvd Rd Hwy Ct Pl Sq Bldg Natl Intl Govt Pty Plc Mfg"
    " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa"
    " Tenn Tex Va Vt Wash Wis Wyo Est est al min max dept voc ed ft lb lbs oz mph hr hrs etc Ph.D"
)

#: Capitalised words that open a sentence much more often than they go on with a name.
OPENERS = _words(
    "The An He She It They We You This That These Those There Here In On At But And Or Nor So If As When While After"
    " Before Since Though Although Because However For From With Without By Not What Who Why How Where Which Whose"
    " Whether His Her Their Our My Its Your Some Many Most Several All Both Each Every Another Other Others Yes Then"
    " Now Also Even Still Just According Meanwhile Instead Despite Once Only Until Unless Under Such Let Do Does Did"
    " Is Are Was Were Can Could Would Should Have Has Had Asked Earlier Later Nearly Perhaps Maybe Moreover"
    " Nevertheless Nonetheless Otherwise Therefore Thus Two Three During Like Among Between Through Over Never Ever"
    " Don't Didn't It's He's She's That's There's They're We're You're I'm I've I'll What's Who's Isn't Wasn't Can't"
    " Let's Here's"
)

#: Verbs of a dialogue tag behind a closing mark: “Why?” Jane asked.
SPEECH_VERBS = _words(
    "said says asked asks added adds replied replies told tells exclaimed wrote writes tweeted continued shouted yelled"
    " cried joked quipped responded responds answered laughed declared explained insisted recalled wondered whispered"
    " captioned posted commented concluded gushed raps rapped sang sings"
)
