"""First names by generation, by origin, and those that say no gender."""

from example.population.surnames import words

# Last year of birth of a generation → names usually given to (women, men).
GENERATIONS = (
    (1949, words("""Jeannine, Yvette, Monique, Denise, Ginette, Marie-Thérèse, Simone, Odette,
        Paulette, Jacqueline, Thérèse, Annick, Solange, Huguette, Marie-Annick, Colette,
        Madeleine"""),
     words("""Roger, Marcel, René, André, Robert, Joseph, Louis, Yves, Jean, Raymond, Francis,
        Georges, Henri, Lucien, Eugène, Émile, Fernand""")),
    (1964, words("""Annie, Marie-Claire, Chantal, Martine, Françoise, Christine, Brigitte, Nicole,
        Catherine, Maryvonne, Sylvie, Yolande, Évelyne, Josiane, Marie-Paule, Michèle, Gwénola,
        Armelle, Mireille, Marie-Hélène, Rozenn"""),
     words("""Michel, Alain, Jean-Yves, Gérard, Bernard, Daniel, Jean-Claude, Patrick, Christian,
        Serge, Jacques, Jean-Pierre, Loïc, Hervé, Joël, Philippe, Yvon, Gilles, Jean-Luc, Marc""")),
    (1979, words("""Nathalie, Isabelle, Valérie, Sandrine, Stéphanie, Karine, Laurence, Soizic,
        Anne, Véronique, Corinne, Florence, Sophie, Christelle, Delphine, Gaëlle, Katell, Céline,
        Virginie, Séverine, Béatrice, Anne-Laure, Nolwenn"""),
     words("""Stéphane, Christophe, Laurent, Frédéric, Thierry, Éric, Pascal, Olivier, Erwan,
        Ronan, Yannick, David, Sébastien, Franck, Bruno, Arnaud, Gwenaël, Tanguy, Cédric, Samuel,
        Goulven""")),
    (1994, words("""Julie, Aurélie, Élodie, Marion, Maëlle, Pauline, Émilie, Laura, Charlotte,
        Mathilde, Solenn, Enora, Amandine, Lucie, Mélanie, Anaïs, Bleuenn, Justine, Fanny, Marine,
        Audrey, Clémence, Morgane, Noémie, Hélène"""),
     words("""Julien, Nicolas, Guillaume, Thomas, Kévin, Antoine, Bastien, Romain, Maxime,
        Alexandre, Vincent, Florian, Jérémy, Gwendal, Malo, Benjamin, Damien, Corentin, Simon,
        Aurélien, Mathieu, Tugdual, Quentin, Adrien""")),
    (2008, words("""Léa, Manon, Chloé, Camille, Inès, Clara, Océane, Louane, Jade, Romane, Lola,
        Margaux, Maëlys, Zoé, Juliette, Agathe, Eléonore, Salomé, Lena, Elsa, Aziliz, Louise"""),
     words("""Hugo, Lucas, Théo, Enzo, Mathis, Nathan, Ewen, Titouan, Clément, Baptiste, Louis,
        Arthur, Evan, Gabin, Léo, Tom, Killian, Noah, Maël, Valentin, Yanis""")),
    (2030, words("""Emma, Alice, Rose, Ambre, Lina, Mila, Louna, Apolline, Iris, Léonie, Lou,
        Maïwenn, Naëlle, Suzanne, Victoire, Éva"""),
     words("""Gabriel, Raphaël, Jules, Adam, Liam, Sacha, Malone, Ethan, Timéo, Marius, Soan,
        Robin, Côme, Naël, Elouan, Isaac, Milo""")),
)  # fmt: skip

NEUTRAL = words("""Camille, Dominique, Claude, Morgan, Sacha, Alix, Charlie, Maxime, Lou, Andrea,
    Loïs, Eden, Gwenn, Stéphane, Yaël, Ange, Noa, Swann""")

# Origin → (women, men); families settled for long mostly give French first names.
ORIGINS = {
    "portugal": (words("Maria, Ana, Fatima, Paula, Isabel, Sandra, Inês, Sónia"),
                 words("José, Manuel, António, Carlos, Paulo, Nuno, Rui, Tiago, Diogo")),
    "spain": (words("Carmen, Pilar, Dolorès, Lucia, Inès, Marta, Rosario"),
              words("Antonio, Manuel, Javier, Diego, Pablo, Ramon, Andrés")),
    "italy": (words("Giulia, Francesca, Chiara, Paola, Silvia, Elena"),
              words("Marco, Luca, Paolo, Giovanni, Matteo, Enzo, Dino")),
    "poland": (words("Agnieszka, Ewa, Zofia, Krystyna, Hélène, Wanda"),
               words("Piotr, Stanislas, Casimir, Tomasz, Jan, Marek")),
    "maghreb": (words("Fatima, Samira, Nadia, Leïla, Khadija, Yasmine, Amina, Sarah, Malika, Inès, "
                      "Nora, Houria, Siham"),
                words("Karim, Mohamed, Rachid, Samir, Mehdi, Yacine, Nabil, Ali, Hakim, Sofiane, "
                      "Farid, Anis, Driss")),
    "turkey": (words("Ayşe, Elif, Fatma, Zeynep, Emine, Deniz"),
               words("Mehmet, Mustafa, Ahmet, Emre, Hakan, Can")),
    "west_africa": (words("Aminata, Fatou, Mariam, Awa, Kadiatou, Oumou, Aïssatou, Binta"),
                    words("Mamadou, Ibrahima, Ousmane, Moussa, Abdoulaye, Cheikh, Bakary, Amadou")),
    "central_africa": (words("Grâce, Clarisse, Prisca, Bénédicte, Merveille, Rachel"),
                       words("Christian, Fabrice, Dieudonné, Hervé, Junior, Trésor")),
    "indian_ocean": (words("Voahangy, Hanta, Faouzia, Zaïna, Nirina, Marie-Josée"),
                     words("Hery, Rivo, Saïd, Ismaël, Jean-Fred, Toky")),
    "asia": (words("Thi Lan, Mai, Linh, Ling, Mei, Sophea, Kim, Anh, Priya"),
             words("Van Minh, Duc, Hung, Wei, Jun, Tou, Dara, Kevin, Suren")),
    "near_east": (words("Rima, Nour, Hala, Zahra, Anouch, Lucine, Maya"),
                  words("Georges, Samer, Tarek, Reza, Aram, Levon, Omid, Elias")),
    "east": (words("Oksana, Olena, Iryna, Elena, Mihaela, Milena, Arta"),
             words("Andriy, Oleksandr, Mihai, Andrei, Dragan, Arben, Dimitri")),
    "british": (words("Susan, Helen, Jane, Emily, Ruth, Gillian"),
                words("Peter, Alan, Graham, Oliver, Nigel, Martin")),
    "germany": (words("Ute, Katrin, Anja, Heike, Lena"),
                words("Jürgen, Klaus, Stefan, Uwe, Jan")),
}  # fmt: skip

# Real public persons whose two names could meet above: drawn again (compared without accents).
PUBLIC_PERSONS = frozenset(
    words("""alain bernard, alain bouchon, alain lambert, alain robert, alexandre benalla,
    alexandre vialatte, alice guy, andre blanchard, andre caron, andre masson, andre rousseau,
    anne roumanoff, anne le ny, anne sylvestre, annie fratellini, antoine de caunes, antoine
    dupont, antoine griezmann, arnaud clement, arthur rimbaud, aurelie dupont, bastien vives,
    bernard arnaud, bernard giraud, bernard hinault, bernard blanc, bernard laporte, bruno
    lemaire, bruno le maire, camille claudel, camille lacourt, carlos lopes, cedric villani,
    celine dion, charlotte perrin, christian clavier, christian le bihan, christian marin,
    christine boutin, christophe lambert, christophe barbier, christophe moreau, clara morgane,
    claude simon, claude chabrol, claude gauthier, claude perrin, claude lelouch, clement noel,
    daniel fabre, daniel guerin, daniel cohen, daniel riolo, daniel roche, david martinez, denis
    brogniart, didier deschamps, dominique fernandez, dominique rocheteau, dominique petit,
    dominique noguez, edgar morin, edgar faure, elena ferrari, elsa triolet, emile picard,
    emmanuel petit, enzo ferrari, eric cantona, eric dupond-moretti, eric rohmer, eric petit,
    fabien roussel, fernand raynaud, florence arthaud, florence foresti, francis cabrel, francis
    huster, francois morel, francoise hardy, franck riboud, frederic dard, frederic lefebvre,
    gabriel faure, gabriel garcia, georges marchais, georges cadoudal, gerard philippe, gerard
    petit, gerard larcher, gilles simon, gilles deleuze, henri bernard, henri giraud, henri
    lefebvre, henri bourgeois, herve le bras, herve morin, herve le tellier, hugo martin, inès
    cherif, isabelle le bris, isabelle carre, jacques blanc, jacques caron, jacques dubois,
    jacques dutronc, jacques faure, jacques le goff, jacques martin, jacques perrin, jacques
    rivette, jacques rouxel, jacques roux, jan le bris, jean blanc, jean bertrand, jean
    carpentier, jean chevalier, jean genet, jean guehenno, jean jaures, jean lefebvre, jean
    marais, jean meunier, jean perrin, jean rey, jean rochefort, jean simon, jean-claude
    bouvier, jean-claude blanc, jean-claude petit, jean-luc moreau, jean-luc martinez, jean-luc
    godard, jean-pierre martin, jean-pierre camus, jean-pierre jeunet, jean-pierre petit,
    jean-pierre papin, jean-yves cozan, jean-yves le gall, jean-yves le drian, jean-yves
    lechevallier, jose garcia, joseph martin, joseph le brix, julie gayet, julien clerc, julien
    gracq, julien dore, julien duval, laura flessel, laurent blanc, laurent fournier, laurent
    garnier, laurent roussel, leo ferre, leo marchand, loic le meur, loïc raison, louis blanc,
    louis bertrand, louis guillou, louis le guen, louis renault, louis rossi, louis vidal, lucas
    hernandez, luca marino, marcel aubert, marcel blanc, marcel carne, marcel callo, marcel
    pagnol, marie curie, marine le gall, marion gaillard, marion marechal, marion rousse,
    martine aubry, mathieu blanchard, mathilde seigner, maurice chevalier, maxime chattam,
    maxime bouttier, melanie laurent, michel aubert, michel bernard, michel blanc, michel
    bouvier, michel camus, michel deschamps, michel fournier, michel fugain, michel le bris,
    michel legrand, michel petit, michel rivard, michel roux, michel rolland, michel sardou,
    michel simon, michele mercier, miriam boyer, mireille dumas, mireille mathieu, morgan simon,
    nathan paulin, nathalie baye, nathalie lefebvre, nathalie marchak, nicolas fouquet, nicolas
    hulot, nicole garcia, nicole fontaine, noemie merlant, nolwenn leroy, olivier faure, olivier
    giroud, olivier martinez, olivier rolland, olivier besancenot, paolo conti, paolo rossi,
    pascal blanc, pascal laporte, pascal olmeta, patrick bruel, patrick fiori, patrick juvet,
    patrick viera, paul robin, philippe petit, philippe bernard, philippe besnard, philippe
    martinez, philippe vandel, philippe richard, pierre richard, raphaël varane, raymond
    roussel, rene girard, rene clement, rene dumont, rene le bihan, robert hubert, robert
    laporte, robert martin, robert pires, roger martin, romain rolland, romane bohringer, ronan
    le crom, ronan pensec, samuel paty, sandrine bonnaire, sandrine rousseau, sebastien bras,
    sebastien lemoine, serge blanco, serge gainsbourg, simone weil, simone signoret, sophie
    marceau, stephane bern, stephane guillon, stephane guivarc'h, sylvie vartan, thierry henry,
    thierry roland, thomas fabre, thomas fersen, thomas dutronc, tom morel, valentin rongier,
    valerie lemercier, veronique sanson, victoire dubois, vincent cassel, vincent clerc, vincent
    delerm, vincent lacoste, vincent rolland, virginie efira, yann tiersen, yannick noah,
    yannick jadot, yves bertrand, yves coppens, yves duval, yves jamait, yves le febvre, yves
    rocher, yves tanguy, zoe petit, mehmet demir, moussa traore, ousmane diop, mamadou diarra,
    ibrahima camara, abdoulaye diallo, cheikh diop, ali benali, moussa konate, amadou toure,
    amadou diallo, amadou ba, bakary sarr, moussa diaby, amadou sow, luca rossi, marco rossi,
    marco ferrari, matteo ricci, carmen romero, ramon navarro, antonio lopez, manuel pinto,
    carlos martins, tiago pinto, nuno gomes, rui carvalho, paulo ferreira, robert weber, daniel
    keller, zineb el idrissi, driss el fassi, mohamed ali, karim ziani, rachid mekhloufi, mehdi
    benali, georges khoury, elias khoury, levon aslanian, dimitri petrov, louise bourgeois,
    simon fournier, thomas sankara, mathieu bastareaud, marcel duchamp, guillaume canet,
    guillaume pepy, nicolas bourdon, guy bedos, mamadou sow, clara ferrand, joel robuchon, joel
    prevost, jean bernard, marc bernard, marc simon, jean tessier,
    thierry rey, stephane richard, laurent richard, mireille delmas, patrick thomas, mamadou traore,
    jean-pierre girard, thierry muller, helene boyer, maxime joly, michel denis, loic martin,
    gilles servat, gilles
    rousset, alan walker, susan walker, peter hughes, martin barnes, oliver barnes, jean
    rolland, etienne daho, jan bart, alan fletcher, evan fournier, hugo roussel, romain bardet,
    bernard roux, alice roux, emma lopez, clement rivière, jean royer, jules renard, julie
    bertrand""")
)
