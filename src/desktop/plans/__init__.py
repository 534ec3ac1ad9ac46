"""The plan catalogue: what plans of the authorities ask for, word by word, with its place in the source.

`catalogue` reads the shipped plans, `plan` is what a plan is made of, `rules` what may not contradict itself,
`deadlines` turns a deadline's words into days. Not here: what this office took on and how far it is
(`tasks`), figures of targets (`indicators`), which reports an office writes (`reports`).
"""
