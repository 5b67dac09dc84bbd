"""Handing the atlas out in the formats that other programs read."""
