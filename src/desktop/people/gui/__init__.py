"""Windows of the register: the page with list and record, history of a record, import with its preview."""
