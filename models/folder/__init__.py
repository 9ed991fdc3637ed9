"""A folder of dispatches kept in step with its store: scanned, watched, and what changed read.

`link` is the app's end, `keeper` the process, `keeping` its loop over `lookout` (what is in the folder) and
`feeding` (what is being read). None of it imports spaCy or Textual.
"""
