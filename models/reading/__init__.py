"""A dispatch → a Reading: language, actors, dates, claims, events, one module each; `reader` runs them in order."""

import os

#: How many threads numpy's BLAS, which the language pipeline multiplies with, may take.
BLAS_THREADS = "OPENBLAS_NUM_THREADS"
# All cores otherwise, and they wait by spinning. It is looked up when numpy is first imported, mostly after this;
# `threads` mends the rest.
os.environ.setdefault(BLAS_THREADS, "1")
