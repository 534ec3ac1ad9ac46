"""Targets of the plan against values: computed from the register where it can, typed by the office elsewhere.

What a target asks stands in `plans`; here are the figures, their numerators and denominators, and the state.
"""
