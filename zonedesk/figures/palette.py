"""The colours of series, which charts on paper and in workbooks share."""

LIGHT = ("#1A5FB4", "#749E22", "#F5C19F", "#A3626C", "#2DBBEC", "#484013")
"""By the series' number; after the last the first comes again."""
