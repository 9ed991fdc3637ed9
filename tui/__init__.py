"""How a person sees it: the command line, the app, its panels. No parsing, no SQL, no language pipeline."""
