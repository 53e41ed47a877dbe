"""Communes around Redon with their true postcodes, and streets that are nowhere."""

from example.population.surnames import words

# commune → (postcode, share of the contacts in parts of a thousand)
COMMUNES = {
    "Redon": ("35600", 298), "Saint-Nicolas-de-Redon": ("44460", 92), "Allaire": ("56350", 62),
    "Bains-sur-Oust": ("35600", 60), "Avessac": ("44460", 42), "Sainte-Marie": ("35600", 40),
    "Rieux": ("56350", 40), "Guémené-Penfao": ("44290", 34), "Pipriac": ("35550", 34),
    "Peillac": ("56220", 30), "La Gacilly": ("56200", 30), "Fégréac": ("44460", 28),
    "Saint-Vincent-sur-Oust": ("56350", 28), "Renac": ("35660", 22), "Plessé": ("44630", 22),
    "Sixt-sur-Aff": ("35550", 20), "Saint-Jean-la-Poterie": ("56350", 20), "Béganne": ("56350", 12),
    "Saint-Perreux": ("56350", 12), "Langon": ("35660", 10), "La Chapelle-de-Brain": ("35660", 8),
    "Malansac": ("56220", 8), "Rochefort-en-Terre": ("56220", 4), "Saint-Dolay": ("56130", 6),
    "Questembert": ("56230", 5), "Guichen": ("35580", 5), "Lohéac": ("35550", 4),
    "Guer": ("56380", 3), "Rennes": ("35000", 16), "Vannes": ("56000", 10), "Nantes": ("44000", 14),
}  # fmt: skip

# Those who moved or pass by: postcodes that begin with zero show what a spreadsheet does to them.
FAR_AWAY = {
    "Bourg-en-Bresse": "01000", "Nice": "06000", "Gap": "05000", "Lyon": "69003",
    "Paris": "75011", "Brest": "29200", "Angers": "49000", "Laon": "02000",
}  # fmt: skip

TOWNS = ("Redon", "Saint-Nicolas-de-Redon", "Rennes", "Vannes", "Nantes", *FAR_AWAY)

STREETS = words("""
    quai des Haleurs, quai du Vieux Chaland, rue des Gabariers, rue du Chemin d'Eau, rue de la
    Bobine, rue des Cordiers Perdus, rue du Contre-Halage, rue de l'Éclusière, rue des Sept
    Bollards, rue du Rabot, rue de la Varlope, rue du Pont Tournant Neuf, rue des Lavandières
    d'Oust, rue de la Navette, rue du Petit Tonnage, rue des Mariniers d'Amont, rue de la
    Quenouille, rue du Bief Dormant, rue des Calfats, rue du Tire-Bouchon, rue des Châtaigniers
    Creux, rue de la Poulie, rue du Sel Gris, rue de la Rouille, rue des Trois Écopes, rue du
    Maillet, rue de l'Étoupe, rue du Fil à Plomb, rue de la Passe-Carreau, rue Neuve du Bassin,
    boulevard du Chenal, boulevard des Peupliers Noirs, avenue du Canal Retrouvé, avenue de la
    Darse, allée du Rayon Voilé, allée des Chambres à Air, allée du Moyeu, allée des Libellules,
    impasse de la Bitte, impasse du Goujon, impasse de la Crémaillère, impasse du Petit Rabot,
    venelle des Ancres, venelle du Puits Salé, place du Treuil, place de la Corderie Basse,
    place aux Gabares, cité du Fer Doux, cité des Ajoncs Bleus, chemin du Pont Perdu, chemin de
    la Lande aux Sureaux, chemin des Écluses Vieilles, chemin du Clos Tisserand, chemin de la
    Prée Longue, route du Moulin Sans Ailes, route de la Croix Penchée, route du Marais Blanc,
    route des Deux Rives, passage du Haut Fourneau, mail des Remailleuses
""")

HAMLETS = words("""
    La Ville au Chanvre, Le Clos Bréhaut, Kerlouarn Vihan, La Noë Perrine, Le Val Rouget,
    La Haie Pouliche, Le Bas Grésillon, La Métairie du Jonc, Le Champ du Renardeau, Trévégat Bihan,
    La Lande Caradeuc, Le Petit Bodéan, La Grée Blanchet, Le Pont d'Orbihan, La Bouère Verte,
    Le Tertre aux Merles, Launay Périchot, Quellenec d'en Bas, La Touche Ménard, Le Rocher Huet
""")

COMPLEMENTS = words("""Bât. A, Bât. B, Bâtiment C, Appt 3, Appt 12, 2e étage, Rez-de-chaussée,
    Résidence Les Roseaux, Résidence du Bief, Escalier 2, Porte gauche""")
