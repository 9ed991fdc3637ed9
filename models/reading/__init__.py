"""A dispatch → a Reading: language, actors, dates, claims, events, one module each; `reader` runs them in order."""
