"""Import (I-10): from the bytes of a file to rows, and what is wrong with each. Pure.

The one reader of the API, the page and `samhandling load`.
"""
