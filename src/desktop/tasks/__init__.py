"""What this office must do under a plan: obligations, progress that is only added to, evidence, state.

The plan's own words stand in `plans`; figures of targets in `indicators`.
"""
