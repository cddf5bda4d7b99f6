"""The vocabulary: names, labels and rules of the graph, and nothing else."""

from ontology.namespaces import DATA, ELI, OA, ORG, POL, PREFIXES, load_ontology, load_shapes

__all__ = ["DATA", "ELI", "OA", "ORG", "POL", "PREFIXES", "load_ontology", "load_shapes"]
