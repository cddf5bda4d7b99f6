"""Rules over one matter: the provisions that speak of it are found, and what is asked is read out of them."""
