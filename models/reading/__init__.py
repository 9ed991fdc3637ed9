"""A dispatch → a Reading: language, actors, dates, claims, events, one module each; `reader` runs them in order."""

import os

# Numpy's BLAS, which the language pipeline multiplies with, takes all cores otherwise, and waits on them by spinning;
# it looks here when numpy is first imported, which is after this.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
