"""Before filling, touches get their credit: touches and conversions in, credited touches out.

Read `crediting` (an attribution at work), `credit_sides` with `word_numbers` (what it keeps of both streams), then
`attribution`: paths and models by NumPy, the twin. Large ones go to loops that `credit_loops` compiles all at once,
called by `compiled_paths` and `compiled_words`.
"""
