"""Which reports exist; composing them from the data, freezing them with their figures, issuing them.

How a paper looks is `documents`; signatures are `signing`; packages for the department are `exchange`.
"""
