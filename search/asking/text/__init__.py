"""Rules over two places of running text: comparing, counting, sets over lists, wordings."""
