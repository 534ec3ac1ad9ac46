"""How complete and how fresh the records are, and warnings accepted with a reason."""
