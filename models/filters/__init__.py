"""The filter language: what a person types after `/`, as a structure that the store turns into conditions.

Pure text in, `Filter` out; it knows neither SQL nor the terminal. `fields.py` says what each field means,
`language.py` what a filter is, `parsing.py` reads one, `dates.py` its dates.
"""

from models.filters.fields import CATEGORIES, FIELDS, VALUES, FieldMeaning, FieldName
from models.filters.language import EVERYTHING, Filter, FilterError, Group, Part, Term
from models.filters.parsing import MOST_TERMS, parse_filter

__all__ = [
    "CATEGORIES",
    "EVERYTHING",
    "FIELDS",
    "MOST_TERMS",
    "VALUES",
    "FieldMeaning",
    "FieldName",
    "Filter",
    "FilterError",
    "Group",
    "Part",
    "Term",
    "parse_filter",
]
