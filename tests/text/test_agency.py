"""Agency copy is told by datelines, bylines, rights and columns; a staff article that thanks an agency is staff's."""

import pandas as pd
import pytest

from analysis.text.agency import find_agency
from analysis.text.sentences import find_sentences


def agency_of(text: str, outlet: str | None = "Gazette", stated: str | None = None) -> str | None:
    frame = pd.DataFrame(
        {
            "article_id": ["a"],
            "text": [text],
            "headline": [None],
            "outlet": [outlet],
            "outlet_id": ["o"],
            "agency": [stated],
        }
    )
    found = find_agency(frame, find_sentences(frame))["agency"].iloc[0]
    return None if pd.isna(found) else found


BODY = "The mayor opened the bridge on Friday.\n\nShe thanked the town."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("HOLT, Kent (AP) — The mayor opened the bridge.\n\nShe left.", "AP"),
        ("OSLO, March 3 (Reuters) - The mayor opened the bridge.\n\nShe left.", "Reuters"),
        ("Paris (AFP) – The mayor opened the bridge.\n\nShe left.", "AFP"),
        (f"Bridge opens\n\nBy The Associated Press\n\n{BODY}", "AP"),
        (f"Bridge opens\n\nBy LENA MOSS, Associated Press\n\n{BODY}", "AP"),
        (f"Bridge opens\n\nReuters\n\n{BODY}", "Reuters"),
        (f"{BODY}\n\n© 2025 Agence France-Presse", "AFP"),
        (f"{BODY}\n\nCopyright 2025 The Associated Press. All rights reserved.", "AP"),
        (f"{BODY}\n\n(Reporting by Lena Moss in Oslo; Editing by Ann Doe)", "not named"),
        (f"{BODY}\n\nThe Associated Press contributed to this report.", None),
        (f"Bridge opens\n\nStaff and agencies\n\n{BODY}", None),
        (f"{BODY}\n\n(AP Photo/Lena Moss)", None),
        (f"{BODY}\n\n© Getty Images / AFP", None),
        ("The mayor told The Associated Press (AP) — a wire — that she left.\n\nShe left.", None),
        (BODY, None),
    ],
)
def test_which_articles_an_agency_wrote(text, agency):
    assert agency_of(text) == agency


def test_what_the_source_states_counts_and_an_agency_is_no_agency_to_itself():
    assert agency_of(BODY, stated="Associated Press") == "AP"
    assert agency_of(BODY, stated="Harbour Wire") == "Harbour Wire"
    assert agency_of("OSLO (Reuters) - The mayor left.\n\nShe did.", outlet="Reuters") is None
