"""The recipe of the default encoder: ``python -m search.training --data FOLDER --out FOLDER``."""
