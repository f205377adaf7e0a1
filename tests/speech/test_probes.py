"""Speech as other people write it: small texts, each with every stretch that somebody is said to say, and who.

The right value of each probe is the whole table: nothing else may be anybody's words. A probe that fails names its kind.
"""

import pandas as pd
import pytest

from analysis import read
from analysis.study import read_study

STUDY = """
study: {id: probes, title: Probes}
people:
  roe: {name: Jane Roe, aliases: [Roe], pronouns: she, roles: [mayor]}
  doe: {name: John Doe, aliases: [Doe], pronouns: he, roles: [builder]}
"""
#: Kind, text, and what is said: words, by whom (other: somebody else, open: nobody knows), and its scope if not asserted.
PROBES = [
    # interviews and transcripts without quotation marks
    ("labels in capitals", "HOST: Welcome back, mayor Roe.\n\nROE: Glad to be here.\n\nHOST: Did you win?\n\nROE: I did.", ["Glad to be here.|roe", "I did.|roe"]),
    ("outlet's name asks", "The Daily: Are you broke, Mr Doe?\nJohn Doe: I am not.\nThe Daily: And next year?\nDoe: Ask me then.", ["I am not.|doe", "Ask me then.|doe"]),
    ("initials", "JR: I will stay.\nJD: Then I will go.\n\nJane Roe (JR) and John Doe (JD) met on Sunday.", ["I will stay.|roe", "Then I will go.|doe"]),
    ("titles and asides", "MAYOR JANE ROE: It is safe. (Applause.) We start in May.\n\nJOHN DOE, builder: I have doubts.", ["It is safe.|roe", "We start in May.|roe", "I have doubts.|doe"]),
    ("Q and A", "Jane Roe spoke to the Daily.\n\nQ: Why did you stay?\n\nA: It was right.\n\nIt was hard, too.\n\nQ: And now?\n\nA: I rest.", ["It was right.|roe", "It was hard, too.|roe", "I rest.|roe"]),
    ("time stamps", "[00:01] Jane Roe: I won.\n\n[00:05] Lena Moss: Did you cheat?\n\n[00:09] Jane Roe: No, I did not.", ["I won.|roe", "No, I did not.|roe"]),
    ("questions as paragraphs", "Jane Roe sat down with the Daily.\n\nWhy did you stay?\n\nI wanted to see it through.\n\nWhat would you tell your rival?\n\nI wish him well.\n\nThe yard opens in May.", ["I wanted to see it through.|roe", "I wish him well.|roe"]),
    ("bold labels", "**Daily:** Did you sleep?\n\n**Jane Roe:** I never do.\n\n**Daily:** Never?\n\n**Roe:** Never, I said.", ["I never do.|roe", "Never, I said.|roe"]),
    ("not understood", "This interview has been edited for length.\n\nI came here in May. I loved it.\n\nThe town was kind to me.", ["I came here in May. I loved it.|open", "The town was kind to me.|open"]),
    ("a list of facts", "The fair opens.\n\nWHEN: Friday, 8 p.m.\n\nWHERE: The yard.\n\nWHO: Jane Roe.", []),
    ("a list of people", "The year in hats.\n\nJane Roe: The mayor wore a blue one.\n\nJohn Doe: The builder wore none.", []),
    ("a column that asks", "I have lost patience, and my column says so.\n\nWhat does he hide?\n\nMr. Doe has a yard. I know it.\n\nAnd why does he not tell you?\n\nI offered to ask.", []),
    # posts and pull quotes
    ("a post", "Jane Roe (@janeroe): We open on Friday. Bring boots!\n\nThe post is gone.", ["We open on Friday. Bring boots!|roe"]),
    ("a signed post", "We open on Friday, and I will be there.\n\n— Jane Roe (@janeroe) March 3, 2025\n\nFans liked it.", ["We open on Friday, and I will be there.|roe"]),
    ("a pull quote", "The yard will close.\n\nI will never sell the yard.\n\n— John Doe, builder\n\nHe was clear.", ["I will never sell the yard.|doe"]),
    # what was not said
    ("never", "Jane Roe never said the yard would close.", ["the yard would close|roe|denied"]),
    ("did not", "Roe did not say that the yard would close.", ["that the yard would close|roe|denied"]),
    ("nobody", "Nobody said the yard was sold. Roe slept.", ["the yard was sold|other|denied"]),
    ("refused to say", "Roe refused to say that it was sold.", ["that it was sold|roe|denied"]),
    ("without saying", "Doe left without saying that he was sorry.", ["that he was sorry|doe|denied"]),
    ("asked", "Did John Doe say the yard was sold? It is a secret.", ["the yard was sold|doe|asked"]),
    ("if", "Nobody would be glad if Doe said that the yard was sold.", ["that the yard was sold|doe|conditional"]),
    ("should have", "Roe should have said that she knew.", ["that she knew|roe|conditional"]),
    ("will", "Doe will tell the board that the yard is sold.", ["that the yard is sold|doe|future"]),
    ("wants to", "Roe wants to tell the board that it is sold.", ["that it is sold|roe|future"]),
    ("would later", "Doe would later admit that he lied.", ["that he lied|doe"]),
    ("went on to", "Roe went on to say that he lied.", ["that he lied|roe"]),
    ("did not hesitate", "Roe did not hesitate to say that he lied.", ["that he lied|roe"]),
    ("a thought is hers", "Roe does not believe that the yard was sold.", ["that the yard was sold|roe"]),
    # idioms and answers
    ("idioms", "Jane Roe and John Doe called it quits. Roe said goodbye, and Doe told the truth.", []),
    ("one word", "Jane Roe was asked whether she would go. “No.”", ["“No.”|roe"]),
    ("asked, then said", "Asked “Will you go?”, Jane Roe said “No.”", ["“Will you go?”|open", "“No.”|roe"]),
    # quotation marks
    ("single beside one double", "Fans posted “wow” online.\n\n‘We build it,’ said Roe.\n\n‘Never,’ Doe said.", ["“wow” online|other", "‘We build it,’|roe", "‘Never,’|doe"]),
    ("double inside single", "‘We build it,’ said Roe. ‘He told me “no” twice.’", ["‘We build it,’|roe", "‘He told me “no” twice.’|roe"]),
    ("single inside double", "“He told me ‘no,’ and left,” Roe said.", ["“He told me ‘no,’ and left,”|roe"]),
    ("nested in the same marks", '"They told me "no" or "never" each time," Roe said.', ['"They told me "no" or "never" each time,"|roe']),
    ("blanks inside", "« We build it. » said Roe.", ["« We build it. »|roe"]),
    ("angles", "‹ We build it, › said Roe.", ["‹ We build it, ›|roe"]),
    ("low marks", ",,We build it,'' said Roe.", ["„We build it,''|roe"]),
    ("links", "[Jane Roe](https://example.org/roe) said “we build.”", ["“we build.”|roe"]),
    # who is named
    ("two at once", "“We love it,” said Jane Roe and John Doe.", ["“We love it,”|open"]),
    ("about whom", "Jane Roe on the vote: “I cried.” On Doe: “He lied.”", ["“I cried.”|roe", "“He lied.”|roe"]),
    ("saying", "Roe agreed, saying “we build it.”", ["“we build it.”|roe"]),
    ("to quote", "It was, to quote Jane Roe, “a joke.”", ["“a joke.”|roe"]),
    ("to her", "To Jane Roe it was “a joke”; to John Doe, “a win.”", ["“a joke”|roe", "“a win.”|doe"]),
    ("was like", "“It was a joke,” went Jane Roe. And Doe was like, “What?”", ["“It was a joke,”|roe", "“What?”|doe"]),
    ("a question about one", "What does Jane Roe think? “It was a joke.”", ["“It was a joke.”|roe"]),
    ("another's letter", "Jane Roe read aloud a letter by John Doe: “It is sold.”", ["“It is sold.”|doe"]),
    ("quoted as saying", "“It is sold,” Jane Roe quoted Doe as saying.", ["“It is sold,”|doe"]),
    ("all she would say", "Jane Roe spoke. “It is over,” was all she would say.", ["“It is over,”|roe"]),
    ("sung over paragraphs", 'The song is of one who lied.\n\n"You were false to me.\n\nI sing it now," Jane Roe sings.', ['"You were false to me.|roe', 'I sing it now,"|roe']),
    ("two speakers", "“We open,” John Doe said, and Jane Roe answered, “It is a waste.”", ["“We open,”|doe", "“It is a waste.”|roe"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    file = tmp_path_factory.mktemp("probes") / "study.yaml"
    file.write_text(STUDY, encoding="utf-8")
    rows = [
        {"article_id": f"{number:03}", "outlet": "Daily", "published": "2025-03-12", "text": text}
        for number, (_, text, _) in enumerate(PROBES)
    ]
    return read(read_study(file), pd.DataFrame(rows))


@pytest.mark.parametrize("number", range(len(PROBES)), ids=[kind for kind, _, _ in PROBES])
def test_each_probe_has_its_whole_speech_and_no_more(found, number):
    article_id = f"{number:03}"
    text = found.articles.set_index("article_id")["text"][article_id]
    rows = found.quotes[found.quotes["article_id"] == article_id]
    said = []
    for row in rows.itertuples():
        who = row.person_id if row.source_kind == "person" else {"unresolved": "open"}.get(row.source_kind, "other")
        scope = "" if row.scope == "asserted" else f"|{row.scope}"
        said.append(f"{text[row.content_start : row.content_end]}|{who}{scope}")
    assert said == PROBES[number][2]


def test_an_interview_that_is_not_understood_is_noted_and_in_nobodys_voice(found):
    [note] = found.notes[found.notes["kind"] == "looks like an interview"].itertuples()
    voices = found.segments[found.segments["article_id"] == note.article_id]
    assert PROBES[int(note.article_id)][0] == "not understood"
    assert voices["voice"].tolist() == ["own", "quoted", "quoted", "quoted"]
    assert set(voices["holder_kind"]) == {"outlet", "unresolved"}


def test_what_was_not_said_is_in_no_share_and_in_the_outlets_voice(found):
    never = next(f"{number:03}" for number, probe in enumerate(PROBES) if probe[0] == "never")
    assert set(found.segments.loc[found.segments["article_id"] == never, "voice"]) == {"own"}
