"""What became of an obligation's term: the guidance it waited for, extensions, results that were returned.

Rows are only added. How they turn the plan's words into a term on a day is in `history`. Not here: the plan's
own deadlines (`plans.deadlines`), the state that follows from a term (`tasks.rules`).
"""
