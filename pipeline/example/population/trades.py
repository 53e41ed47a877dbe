"""Organisations of the example: businesses, associations and public bodies, all invented.

Town halls bear the name of a real commune and nothing else of it.
"""

from example.population.surnames import words

BUSINESSES = words("""
    Menuiserie Kerdoret, SARL Bobine et Compagnie, Cycles du Bief Dormant, Atelier Varlope,
    Garage de la Darse, Épicerie du Contre-Halage, Boulangerie Fournil des Écluses, Café de la
    Poulie, Librairie La Page Amarrée, Gîte des Gabariers, Camping du Marais Blanc, Hôtel du
    Vieux Chaland, Imprimerie Passe-Carreau, Électro Sept Bollards, Scierie de la Lande aux
    Sureaux, Toiles et Voiles d'Oust, Tapisserie Quenouille, Brocante du Treuil, Ressourcerie
    Deux Rives SCOP, Location Bateaux Prée Longue, SARL Le Moyeu, Savonnerie des Ajoncs Bleus,
    Brasserie Tire-Bouchon, Ferme de la Bouère Verte, Pépinières du Val Rouget, Maçonnerie
    Grésillon, Plomberie Fil à Plomb, Couverture Haut Tonnage, Cabinet Bodéan Architectes,
    Studio Libellule, Agence Chenal Communication, Crêperie La Bilig du Quai, Traiteur Les Trois
    Écopes, Mercerie Navette, Fripes du Bassin, Conserverie Sel Gris, Cidrerie du Clos Bréhaut,
    Auto-école du Pont Perdu, Informatique du Petit Tonnage, Taxi des Châtaigniers, Coopérative
    Terres d'Oust Fictive, SAS Rouille et Vernis, Ébénisterie Launay Périchot, Horlogerie
    Crémaillère
""")

ASSOCIATIONS = words("""
    Les Remailleuses d'Oust, Roue Libre en Pays de Bief, Amicale des Mariniers d'Amont,
    Le Grenier Partagé, Jardins de la Prée Longue, Chorale du Chenal, Fest-noz des Deux Rives,
    Accueil Sans Frontières du Bassin, Club Radio Libellule, Théâtre de la Poulie,
    Échange Localier du Halage, Compost et Compagnie, Les Amis du Canal Retrouvé,
    Vélo-école Rayon Voilé, Foyer des Jeunes du Treuil, Café des Parents Bobine,
    Société de Pêche Le Goujon, Union des Éclusières, Collectif Zéro Rebut, Atelier Terre et Feu,
    La Corderie Solidaire, Club Modélisme Bief, Cercle Celtique des Ajoncs Bleus,
    Bibliothèque de Rue La Venelle, Parents d'Élèves du Bassin, Les Tricoteuses du Jeudi,
    Fablab de la Darse, Ludothèque Trois Écopes, Secours du Quai, Association Sportive des Calfats
""")

PUBLIC_BODIES = (
    ("Mairie de Redon", "Redon"),
    ("Mairie d'Allaire", "Allaire"),
    ("Mairie de Bains-sur-Oust", "Bains-sur-Oust"),
    ("Mairie de Saint-Nicolas-de-Redon", "Saint-Nicolas-de-Redon"),
    ("Mairie de Rieux", "Rieux"),
    ("Mairie d'Avessac", "Avessac"),
    ("Mairie de Peillac", "Peillac"),
    ("École élémentaire des Gabariers", "Redon"),
    ("Collège du Bief", "Redon"),
    ("Lycée professionnel de la Varlope", "Redon"),
    ("Médiathèque de la Darse", "Redon"),
    ("Centre social du Chenal", "Redon"),
    ("EHPAD Les Peupliers Noirs", "Allaire"),
    ("Maison de l'enfance Libellule", "Saint-Nicolas-de-Redon"),
)
