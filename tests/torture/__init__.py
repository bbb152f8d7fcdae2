"""What an archive has to live through: kills, power cuts, flipped bits, publications under load.

The tests run each of these briefly; `make torture` runs them at length and prints the figures.
"""
