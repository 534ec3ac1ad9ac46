"""The register as a tab, and the forms to record, cancel and link papers."""
