"""A tidy table of outlets + what hand coding corrects -> the same table with the corrected value beside each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.reading import Reading

CORRECTED = ("corrected", "corrected_lower", "corrected_upper")


def with_corrected(table: pd.DataFrame, reading: Reading, quantities: Sequence[tuple[str, str] | None]) -> pd.DataFrame:
    """Put the corrected value of an outlet, with its interval, beside what the machine says.

    Parameters
    ----------
    table : DataFrame
        A row an outlet and something of it, with ``outlet_id``.
    reading : Reading
    quantities : sequence of (str, str) or None, length rows
        Measure and facet of table `corrected` for each row; None: nothing that is coded.

    Returns
    -------
    DataFrame
        With ``corrected``, ``corrected_lower`` and ``corrected_upper``, NA where nothing is corrected. A corrected
        value is of the sentences of bodies: headlines are not coded.
    """
    rows = reading.corrected[reading.corrected["unit_b"].isna().to_numpy()]
    keys = zip(rows["measure"].tolist(), rows["facet"].tolist(), rows["unit_a"].tolist(), strict=True)
    found = dict(zip(keys, rows[["corrected", "lower", "upper"]].to_numpy(float).tolist(), strict=True))
    places = zip(quantities, table["outlet_id"].tolist(), strict=True)
    values = [found.get((*one, outlet), [np.nan] * 3) if one else [np.nan] * 3 for one, outlet in places]
    columns = np.array(values, float).reshape(-1, 3)
    return table.assign(**{name: columns[:, at] for at, name in enumerate(CORRECTED)})
