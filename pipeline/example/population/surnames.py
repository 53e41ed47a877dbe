"""Surnames of all of France and of its immigrations, with a Breton bias."""


def words(text: str) -> tuple[str, ...]:
    """Split a comma-separated block, as names may hold spaces."""
    return tuple(" ".join(word.split()) for word in text.split(","))


BRETON = words("""
    Le Gall, Le Goff, Le Roux, Le Bihan, Le Floch, Le Bris, Le Gac, Le Guen, Le Corre, Le
    Breton, Le Meur, Le Dantec, Le Cam, Le Borgne, Le Berre, Le Bras, Le Guennec, Le Moal, Le
    Page, Le Quéré, Le Fur, Le Mouël, Le Moigne, Le Nestour, Le Port, Le Tallec, Le Texier, Le
    Calvez, Le Cornec, Le Dû, Le Gouic, Le Hénaff, Le Lay, Le Louarn, Le Normand, Le Pape, Le
    Ray, Le Rouzic, Le Sausse, Le Scouarnec, Lescop, Lhostis, L'Hostis, L'Helgoualc'h, Abgrall,
    Abhervé, Allain, Allano, Audrain, Autret, Bégoc, Bellec, Bernicot, Berthou, Blouin, Bodénès,
    Bothorel, Bouëdo, Bourdon, Bréhier, Bréger, Briand, Burban, Cabon, Cadiou, Cadoret, Calloch,
    Caradec, Cariou, Carval, Chatal, Cheval, Clerc'h, Coatmeur, Collet, Conan, Corbel, Corlay,
    Cosquer, Couëdel, Crenn, Danet, Daniel, Danilo, Debray, Dréan, Eveno, Evain, Evanno, Fablet,
    Fégeant, Floc'hlay, Fouchard, Gahinet, Garel, Gautron, Gicquel, Gicquiaud, Gourmelen,
    Gouzien, Guéguen, Guého, Guégan, Guihard, Guillemot, Guillevic, Guillotin, Guillou, Guimard,
    Guivarc'h, Hamon, Hascoët, Hémery, Hervé, Hochet, Houguet, Huet, Hurel, Jaffré, Jagoudel,
    Jan, Jégat, Jéhanno, Jouan, Joubaud, Jouneau, Jugan, Kerboul, Kerdavid, Kergoat, Kerhervé,
    Kerjean, Kerleau, Kermarrec, Kerneis, Kervadec, Lamour, Lanoë, Larvol, Launay, Lorcy, Lorho,
    Loyer, Macé, Madec, Maheo, Mahé, Marchal, Marquer, Mazéas, Mellac, Méheust, Menguy, Mével,
    Miossec, Moisan, Monnier, Morice, Morvan, Moysan, Nael, Nédélec, Niol, Nicol, Olivier,
    Orieux, Pédron, Pennec, Penven, Péron, Perrigaud, Perrotin, Pichon, Piriou, Plantard,
    Pondaven, Prigent, Provost, Quéméner, Quéré, Quiniou, Rabin, Rault, Riallain, Rio, Riou,
    Rivallan, Rivière, Robert, Rolland, Ropars, Rouxel, Rozé, Ruellan, Salaün, Sénéchal, Séité,
    Sérot, Simon, Stéphan, Tanguy, Tatard, Tessier, Texier, Thébault, Thomazo, Thual, Toquet,
    Trégouët, Trémoureux, Tual, Urvoy, Vaillant, Yhuel, Yvon
""")

FRENCH = words("""
    Martin, Bernard, Dubois, Thomas, Richard, Petit, Durand, Moreau, Laurent, Lefebvre,
    Bertrand, Roux, Fournier, Morel, Girard, Mercier, Dupont, Lambert, Bonnet, Legrand, Garnier,
    Faure, Rousseau, Blanc, Guérin, Boyer, Chevalier, Perrin, Clément, Gauthier, Dumont,
    Fontaine, Roussel, Masson, Duval, Denis, Lemaire, Marchand, Dufour, Blanchard, Joly,
    Barbier, Brun, Brunet, Giraud, Gaillard, Colin, Renard, Arnaud, Caron, Aubert, Leclercq,
    Vidal, Picard, Lemoine, Renault, Aubry, Carpentier, Charpentier, Menuisier, Cordier,
    Tisserand, Tonnelier, Meunier, Poirier, Pelletier, Sauvage, Charron, Maréchal, Fabre,
    Lacroix, Besnard, Boucher, Bouvier, Brossard, Chauvin, Chauveau, Delaunay, Devaux, Fleury,
    Gérard, Gilbert, Guillet, Hubert, Jacquet, Lacombe, Lecomte, Leblanc, Langlois, Maillard,
    Marty, Mallet, Millet, Nicolas, Noël, Paris, Perrot, Philippe, Prévost, Pineau, Poulain,
    Rey, Robin, Rocher, Royer, Sabatier, Schmitt, Weber, Muller, Klein, Hoffmann, Wagner,
    Keller, Zimmermann, Etcheverry, Etchegaray, Haristoy, Iribarne, Casanova, Santoni, Mattei,
    Paoli, Albertini, Vandamme, Vanhoutte, Dewaele, Delattre, Deschamps, Descamps, Ducrocq,
    Fourment, Cazaux, Castagné, Puech, Roques, Bousquet, Delmas, Fabrègue, Pons, Chabert,
    Vialatte, Chastang, Lavergne, Mazet, Barthélemy, Grosjean, Jeannin, Vuillemin, Mougin,
    Humbert, Poncet, Blondel, Lamy, Cochet, Gaudin, Hardy, Baudry, Bodin, Boisseau, Bossard,
    Boutin, Briant, Camus, Chauvet, Cousin, Didier, Drouet, Ferrand, Forestier, Gallet, Godard,
    Grenier, Hamelin, Herbert, Imbert, Jourdan, Lagarde, Laporte, Lebrun, Marion, Maury,
    Navarre, Neveu, Parent, Payet, Hoarau, Grondin, Técher, Boyer, Lebon, Rivière, Montout,
    Marie-Sainte, Jean-Baptiste, Telchid, Zénon, Bourgeois, Rochefort, Tessier
""")

# Origin → surnames, so that first names can go with them in part of the families.
ELSEWHERE = {
    "portugal": words("""da Silva, Ferreira, Pereira, dos Santos, Rodrigues, Gonçalves, Lopes,
        Fernandes, Martins, Carvalho, Teixeira, Moreira, Pinto, de Sousa, Gomes, Correia"""),
    "spain": words("""García, Martinez, Sanchez, Lopez, Fernandez, Gonzalez, Romero, Navarro,
        Molina, Ortega, Serrano, Ruiz, Castillo, Herrero"""),
    "italy": words("""Rossi, Bianchi, Ferrari, Moretti, Gallo, Marino, Rinaldi, Conti, Lombardi,
        Bruno, Ricci, Fontana, Barbieri, Zanetti"""),
    "poland": words("""Kowalski, Nowak, Wiśniewski, Kamiński, Lewandowski, Zieliński, Wojcik,
        Szymczak, Dombrowski, Mazurek, Kaczmarek, Walczak"""),
    "maghreb": words("""Benali, Haddad, Bouzid, Mansouri, Belkacem, Cherif, Amrani, El Idrissi,
        Benyahia, Hamidi, Saïdi, Messaoudi, Khelifi, Ben Salah, Trabelsi, Jaziri, Boukhris,
        Aït Ouali, Meziane, Lounis, Rahmani, Zerrouki, El Fassi, Bennani, Tazi, Guettaf"""),
    "turkey": words("Yilmaz, Kaya, Demir, Şahin, Çelik, Yıldız, Aydin, Öztürk, Arslan, Doğan"),
    "west_africa": words("""Diallo, Traoré, Coulibaly, Diarra, Keita, Camara, Sow, Ba, Ndiaye,
        Diop, Fall, Sarr, Cissé, Konaté, Touré, Koné, Ouattara, Kouassi, Yao, Sanogo,
        Bah, Barry"""),
    "central_africa": words("""Mbemba, Makosso, Nkounkou, Mabiala, Tshibanda, Ilunga, Kabongo,
        Ngoma, Mvondo, Essomba, Tchatchoua"""),
    "indian_ocean": words("""Rakotomalala, Andriamanana, Razafindrakoto, Rabemananjara, Mohamed,
        Soilihi, Attoumani, Ramassamy, Virapin"""),
    "asia": words("""Nguyen, Tran, Pham, Le Van, Hoang, Vo, Bui, Phan, Chen, Wang, Zhang, Lin, Liu,
        Sok, Chea, Keo, Vang, Xiong, Sivakumar, Rajaratnam"""),
    "near_east": words("""Khoury, Nassar, Sarkis, Al Hamwi, Darwish, Haddadin, Rahimi, Ahmadi,
        Noori, Petrossian, Kazarian, Melkonian, Aslanian"""),
    "east": words("""Kovalenko, Shevchuk, Bondarenko, Popescu, Ionescu, Dumitru, Petrov, Ivanova,
        Marković, Jovanović, Hoxha, Krasniqi"""),
    "british": words("Walker, Hughes, Fletcher, Barnes, Whitfield, Ashworth, Kendrick, Pryce"),
    "germany": words("Schneider, Vogel, Lindner, Hartmann, Brandt, Seidel"),
}

# Households of this district, in parts of a thousand; the rest bears a name of ELSEWHERE.
BRETON_SHARE, FRENCH_SHARE = 520, 300
