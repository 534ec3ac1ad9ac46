"""The scientific profile of a person: degrees, posts, publications and other rows with from, to and proof."""
