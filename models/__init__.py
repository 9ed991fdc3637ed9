"""What a folder of dispatches says: records, formats, reading, store, filters.

No terminal code; usable as a library.
"""
