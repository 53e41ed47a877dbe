"""One picture a module: `canal_au_matin` draws canal-au-matin.jpg; found because it is there."""
