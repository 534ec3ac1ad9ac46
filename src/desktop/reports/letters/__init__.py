"""Letters and lists that go out beside the reports: forwarding, reminding, inviting, proposing for honours.

Their words are outlines in `resources/reports/letters`; they are frozen, numbered and signed like reports.
"""
