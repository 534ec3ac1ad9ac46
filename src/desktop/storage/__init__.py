"""The encrypted local database: fields, engine and sessions, migrations, snapshots.

Who may open it is decided in `accounts`; what changed and why is written by `journal`.
"""
