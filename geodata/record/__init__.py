"""The workshop: from the tables a historian edits to the layers the map draws. Nothing that serves a page is here."""
