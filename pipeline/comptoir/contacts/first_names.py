"""First names usual in France: two of them that differ are two people, however near in letters.

A name outside this list may be a misspelling. The list needs not be complete: names that come back
in a base are added to it (`duplicates.usual_names`).
"""

_NAMES = """
abel achille adam adelaide adele adeline adrian adrien adrienne agathe agnes ahmed aicha aime aimee
alain alan alban albane albert alberte albertine alex alexandra alexandre alexia alexis alfred ali
alice alicia alida aline alix alizee alma alphonse amadou amandine amaury ambre amel amelie amina
amir anais anastasia anatole andre andrea andree andrew ange angela angele angelina angeline
angelique anita anna annabelle anne annette annick annie anouk anthony antoine antoinette antonin
antonio apolline ariane arlette armand armande armel armelle arnaud arthur astrid aubin aude audrey
auguste augustin augustine aure aurelie aurelien aurore axel axelle aya aymeric baptiste barbara
barnabe bastien beatrice benedicte benjamin benoit berangere berenice bernadette bernard bernardin
berthe bertrand blaise blanche blandine boris brahim brice brieuc brigitte bruno camelia camille
candice capucine carine carl carla carlos carole caroline cassandra catherine cecile cecilia cedric
celeste celestin celia celine chantal charlene charles charline charlotte chloe christel christelle
christian christiane christine christophe claire clara clarisse claude claudette claudie claudine
clea clemence clement clementine cleo clotilde colette colin coline constance constant constantin
coralie corentin corinne cosima cyprien cyril cyrille daisy damien damienne daniel daniele danielle
danny david deborah delphine denis denise desire desiree diana diane didier dimitri dominique
donatien dorian doriane dorothee dylan edgar edith edmond edmonde edouard edwige elea elena
eleonore eliane elie eline eliot elisa elisabeth elise ella elliot elodie eloi eloise elsa elvire
elyne emeline emeric emile emilie emilien emilienne emma emmanuel emmanuelle enora enzo eric erica
erika ernest erwan erwann esteban estelle esther ethan etienne eugene eugenie eulalie eva eve
evelyne ewen fabien fabienne fabrice fanny farid fatima fatou faustine felicie felix ferdinand
fernand fernande fiona firmin flavie flavien fleur flora flore florence florent florentin
florentine florian floriane florie france franceline francette francine francis francisco franck
francois francoise frank fred frederic frederique gabin gabriel gabriela gabrielle gael gaelle
gaetan gaspard gaston gauthier genevieve geoffrey geoffroy george georges georgette gerald
geraldine gerard germain germaine gervais ghislain ghislaine gilbert gilberte gildas gilles gisele
glenn gonzague goulven grace gregoire gregory guenole guilhem guillaume gustave guy gwenael
gwenaelle gwendal gwendoline gwenn hakim hamza hana hanna hannah hassan helena helene heloise henri
henriette herbert herve hicham hilaire hippolyte honore honorine hortense hubert hugo hugues
huguette iban ibrahim ida ilan ilyes imane ines ingrid irene iris irma isaac isabelle isaure
isidore ismael ivan jacky jacqueline jacques jade janine jasmine jean jeanne jeannette jeannine
jehanne jennifer jeremie jeremy jerome jessica jessie joachim joanna joel joelle joey johan johanna
john jonas jonathan joris jose josee joseph josephe josephine josette josiane josselin joy juan
judith jules julia julian juliane julie julien julienne juliette justin justine kamel karen karim
karima karine katell katia kenza kevin khadija killian lambert lana lara laura laure laurelenn
laurence laurent laurentine laurette laurie lea leandre leane leila lena lenny leo leon leonard
leonce leone leonie leonor leopold leopoldine leslie lia liam liliane lily lina linda line lisa
lise lison loan loane loic lois lola lorenzo lou louane louis louisa louise louison louka luc luca
lucas luce lucette lucia lucie lucien lucienne lucile ludivine ludovic luis luna lydia lydie lyna
madeleine madeline mado mael maelle maelys maeva mahaut mai malo manon manuel manuela marc marceau
marcel marceline marcelle margaux margot marguerite maria mariam marian marianne marie mariel
marielle marin marina marine marinette mario marion marise marius marlene marthe martial martin
martine mary maryline maryse maryvonne matheo mathias mathieu mathilde mathis mathurin matteo maud
maude maurice mauricette max maxence maxime maximilien maya mayline megane mehdi melanie melina
melissa melodie mendy mia michael michel michele micheline micka mickael mila milan milo mireille
miriam modeste mohamed mohammed moise mona monique morgan morgane moussa muriel mylene myriam nabil
nadege nadia nadine nael naelle nais nathalie nathan nathanael nelly nicolas nicole nicoleta nina
ninon noa noah noam noe noel noelie noelle noemie nolan nolwenn nora norbert norbertine nour oceane
octave octavie odette odile odilon olga olive olivia olivier olympe ombeline oriane oscar osmane
otto owen pablo pascal pascale pascaline patrice patricia patrick paul paula paule paulette paulin
pauline pedro perrine philibert philippe philippine pierre pierrette pierrick priscille prosper
quentin rachel rachid rafael ralph ramon raoul raphael raphaelle raymond raymonde rebecca regine
regis reine remi remy renaud rene renee richard rita robert roberte robin roch roger roland rolande
romain romane romeo romuald romy ronan rosa rosalie rose roselyne rosine roxane ruben sabine
sabrina sacha salome samia samir samira sammy samson samuel sandra sandrine sara sarah sasha saul
sebastien segolene selene selma serge severin severine siham simon simone sixtine soazig sofia
sofiane soizic solange solene soline sonia sophia sophie soraya stella stephane stephanie steve
steven suzanne suzette suzie sybille sylvain sylvaine sylvana sylvestre sylvette sylviane sylvie
tanguy tania tatiana teo teresa tessa thais thea theo theodore theophile therese thibaud thibault
thierry thiphaine thomas tifaine tim timothe timothee tiphaine titouan tom tony toussaint tristan
tugdual ugo urbain ursule valentin valentine valere valerie valery vanessa venceslas vera veronique
vianney victoire victor victoria victorien vincent vincente violaine violette virgile virginie
viviane vladimir walter wendy wilfried william xavier xaviere yael yanis yann yannick yannis
yasmina yasmine yoan yoann yoanna yohan yohann yolaine yolande youn younes youssef yvan yves yvette
yvon yvonne zacharie zelie zoe zora
"""
USUAL = frozenset(_NAMES.split())
