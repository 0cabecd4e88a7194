//! The words that names of companies and people are put together from, one block a language.
//!
//! Lists are separated by bars; a word that does not spell its own address has it after `=`.

/// Words of one language. In a pattern, `s` and `t` stand for surnames, `i` for a trade, `p` for a place, `c` for a coined word, `f` for the legal form.
pub struct Vocabulary {
    /// Surnames.
    pub surnames: &'static str,
    /// Given names.
    pub given: &'static str,
    /// Trades, as they stand in company names.
    pub trades: &'static str,
    /// Places, as they stand in company names.
    pub places: &'static str,
    /// Beginnings of coined words.
    pub heads: &'static str,
    /// Ends of coined words.
    pub tails: &'static str,
    /// Shapes of company names.
    pub patterns: &'static [&'static str],
    /// Whether the surname is written before the given name.
    pub surname_first: bool,
}

/// Germany, Austria, Switzerland.
pub const GERMAN: Vocabulary = Vocabulary {
    surnames: "Ackermann|Albrecht|Arndt|Bachmann|Bauer|Baumgartner|Beckmann|Bergmann|Brandt|Brunner|Busch|Dietrich|Ebert|Eckstein|Eder|Engel|Ernst|Falk|Feldmann|Fischer|Frank|Friedrich|Fuchs|Gärtner|Geiger|Gerber|Gruber|Günther|Haas|Hagen|Hartmann|Heinemann|Heinrich|Herrmann|Hoffmann|Hofer|Huber|Jansen|Jäger|Kaiser|Kaufmann|Keller|Kessler|Kirchner|Klein|Koch|Köhler|König|Kramer|Krause|Krüger|Lang|Lehmann|Lindner|Lorenz|Ludwig|Maurer|Mayr|Meier|Meissner|Metzger|Moser|Müller|Nagel|Neumann|Obermaier|Otto|Peters|Pfeiffer|Pichler|Pohl|Reinhardt|Reuter|Richter|Ritter|Roth|Sander|Sauer|Schäfer|Schenk|Schilling|Schmid|Schneider|Scholz|Schreiber|Schröder|Schubert|Schulte|Schuster|Seidel|Seiler|Simon|Sommer|Stadler|Steiner|Stein|Thoma|Ullrich|Vogel|Vogt|Wagner|Walter|Weber|Wegner|Weiss|Wendt|Werner|Wieland|Winkler|Winter|Wolff|Zeller|Ziegler|Zimmermann",
    given: "Andreas|Anja|Annika|Barbara|Benedikt|Birgit|Carolin|Christian|Claudia|Cornelia|Daniel|David|Elisabeth|Eva|Fabian|Felix|Florian|Franziska|Georg|Hannah|Heike|Ines|Jan|Jana|Jens|Johanna|Jonas|Julia|Karin|Katharina|Klaus|Kristin|Lars|Lena|Leonie|Lukas|Manuel|Markus|Martina|Matthias|Melanie|Michael|Monika|Nadine|Niklas|Nina|Oliver|Peter|Philipp|Regina|Sabine|Sandra|Sebastian|Silke|Simon|Sophie|Stefan|Susanne|Tanja|Thomas|Tobias|Ulrich|Ursula|Verena|Wolfgang",
    trades: "Anlagenbau|Antriebstechnik|Apotheken|Automobiltechnik|Automation|Bauträger|Baustoffe|Beschichtungen|Brauerei|Chemie|Dental|Druckguss|Druckhaus|Elektrotechnik|Energie|Fahrzeugbau|Feinkost|Feinmechanik|Fertigungstechnik|Filtertechnik|Fördertechnik|Galvanik|Gebäudetechnik|Getriebebau|Getränke|Giesserei|Glastechnik|Handel|Hausgeräte|Hydraulik|Immobilien|Ingenieurbüro|Kabeltechnik|Kältetechnik|Klinikgruppe|Kosmetik|Kunststofftechnik|Labortechnik|Landtechnik|Lebensmittel|Leuchten|Logistik|Maschinenbau|Medizintechnik|Messtechnik|Metallbau|Möbelwerke|Optik|Papierwerke|Personaldienste|Pharma|Pumpen|Reisen|Schifffahrt|Sensorik|Spedition|Sportartikel|Stadtwerke|Stahlhandel|Steuerberatung|Systemhaus|Textil|Umwelttechnik|Verlag|Verpackungen|Versicherungsmakler|Wasseraufbereitung|Werkzeugbau|Wohnungsbau|Zerspanung",
    places: "Aachen|Allgäu|Altona|Augsburg|Bamberg|Bergisch|Bielefeld|Bodensee|Braunschweig|Bremen|Chemnitz|Coburg|Darmstadt|Donau|Dortmund|Dresden|Eifel|Elbe|Erfurt|Essen|Flensburg|Franken|Freiburg|Fulda|Göttingen|Hanse|Harz|Heidelberg|Heilbronn|Hohenlohe|Inn|Isar|Jena|Karlsruhe|Kassel|Kiel|Koblenz|Leipzig|Lübeck|Main|Mosel|Münster|Neckar|Niederrhein|Oberpfalz|Oldenburg|Ostalb|Passau|Potsdam|Regensburg|Rhein|Rostock|Ruhr|Saale|Sauerland|Schwarzwald|Siegen|Spree|Taunus|Thüringen|Trier|Ulm|Vogtland|Weser|Westfalen|Wuppertal|Würzburg",
    heads: "Alpin|Aero|Argen|Bion|Cera|Dyna|Eura|Ferro|Flexo|Geo|Helio|Hydro|Inno|Iso|Kera|Kontra|Laser|Lumi|Mecha|Medi|Mikro|Nova|Omni|Opti|Orga|Poly|Pro|Quanta|Robo|Sano|Sensa|Sola|Stella|Syn|Tecto|Terra|Thermo|Turbo|Uni|Vita",
    tails: "bau|com|data|dur|fact|flex|flow|form|gen|graph|lab|line|log|lux|med|mont|net|norm|plan|plast|port|sys|tec|term|tron|vent|werk|zert",
    patterns: &[
        "s i f",
        "s i f",
        "s & t i f",
        "i p f",
        "c i f",
        "s & Söhne i f",
        "c p f",
        "p i f",
    ],
    surname_first: false,
};

/// France, Belgium.
pub const FRENCH: Vocabulary = Vocabulary {
    surnames: "Aubert|Bailly|Barbier|Baron|Benoit|Berger|Bernard|Bertrand|Besson|Blanc|Blanchard|Bonnet|Boucher|Bouvier|Boyer|Brun|Carlier|Caron|Charpentier|Chevalier|Clément|Collet|Cordier|Cousin|Da Silva|David|Delacroix|Delattre|Denis|Deschamps|Dubois|Dufour|Dumas|Dupont|Dupuis|Durand|Fabre|Faure|Fleury|Fontaine|Fournier|François|Garnier|Gauthier|Gautier|Gérard|Germain|Giraud|Girard|Guérin|Guillot|Hamel|Henry|Hubert|Jacquet|Joly|Lacroix|Lambert|Laurent|Leblanc|Leclerc|Lecomte|Lefebvre|Legrand|Lemaire|Lemoine|Leroux|Leroy|Maillard|Marchand|Marie|Martel|Masson|Mercier|Meunier|Michel|Moreau|Morel|Morin|Nicolas|Noël|Olivier|Perret|Perrin|Petit|Picard|Poirier|Pons|Prévost|Renard|Renaud|Rey|Richard|Rivière|Robin|Roche|Rousseau|Roussel|Roux|Royer|Schmitt|Thomas|Tessier|Vasseur|Vidal|Vincent",
    given: "Adrien|Agnès|Alexandre|Alice|Anaïs|Antoine|Arnaud|Aurélie|Baptiste|Benoît|Camille|Caroline|Céline|Charlotte|Claire|Clément|Damien|Delphine|Élodie|Émilie|Étienne|Fabrice|Florence|Guillaume|Hélène|Hugo|Inès|Isabelle|Jérôme|Julien|Juliette|Laure|Laurent|Léa|Louis|Lucie|Manon|Marc|Margaux|Marion|Mathieu|Mathilde|Maxime|Nathalie|Nicolas|Olivier|Pascal|Pauline|Philippe|Pierre|Quentin|Rémi|Romain|Sandrine|Sébastien|Solène|Sophie|Stéphane|Sylvie|Thibault|Thomas|Valérie|Vincent|Virginie|Xavier",
    trades: "Aéronautique|Agencement|Agroalimentaire|Analyses|Architecture|Assurances|Automatismes|Bâtiment|Biotechnologies|Boulangeries|Carrières|Chaudronnerie|Chimie|Composites|Construction|Cosmétiques|Courtage|Cuisines|Décolletage|Distribution|Éclairage|Électricité|Emballages|Énergies|Équipements|Fonderie|Froid|Hôtels|Imprimerie|Industries|Ingénierie|Laboratoires|Logistique|Luxe|Maroquinerie|Matériaux|Mécanique|Menuiserie|Métallurgie|Meubles|Nautisme|Optique|Outillage|Papeterie|Parfums|Peinture|Pharma|Plasturgie|Réseaux|Restauration|Robinetterie|Santé|Sécurité|Services|Soudure|Systèmes|Technologies|Textiles|Transports|Travaux Publics|Verrerie|Vignobles|Voyages",
    places: "Alpes|Angers|Anjou|Aquitaine|Ardennes|Armor|Artois|Atlantique|Auvergne|Bayonne|Béarn|Berry|Bordeaux|Bourgogne|Bretagne|Caen|Camargue|Cévennes|Champagne|Charente|Comtoise|Dauphiné|Dijon|Drôme|Finistère|Flandre|Garonne|Gascogne|Grenoble|Isère|Jura|Landes|Languedoc|Léman|Lille|Limousin|Loire|Lorraine|Lyon|Marne|Méditerranée|Mistral|Moselle|Nantes|Normandie|Occitane|Oise|Perche|Picardie|Poitou|Provence|Quercy|Reims|Rennes|Rhône|Roussillon|Savoie|Seine|Sologne|Toulouse|Touraine|Vendée|Vercors|Vosges",
    heads: "Agri|Alti|Aqua|Axi|Bio|Cali|Celti|Clari|Digi|Éco|Elan|Ener|Équi|Euro|Feri|Galli|Géo|Hexa|Infra|Inno|Kali|Lumi|Mari|Méca|Méti|Néo|Novi|Opti|Ora|Ori|Pari|Poly|Prima|Santé|Sina|Soli|Téra|Urba|Veri|Viva",
    tails: "cité|clair|cor|dis|form|gaz|lia|lis|log|lys|mat|med|nergie|net|nova|pack|pharm|plast|pro|ris|sens|soft|sol|sys|tech|tel|tis|trans|vie",
    patterns: &[
        "s i f",
        "s i f",
        "Groupe s i f",
        "Établissements s & Fils i f",
        "i de p f",
        "c i f",
        "s & t i f",
        "p i f",
    ],
    surname_first: false,
};

/// Spain, Mexico.
pub const SPANISH: Vocabulary = Vocabulary {
    surnames: "Abad|Aguilar|Aguirre|Alonso|Álvarez|Arias|Arroyo|Benítez|Blanco|Bravo|Caballero|Cabrera|Calvo|Campos|Cano|Carmona|Carrasco|Castillo|Castro|Cortés|Crespo|Cruz|Delgado|Díaz|Domínguez|Durán|Espinosa|Esteban|Fernández|Ferrer|Flores|Fuentes|Gallardo|Gallego|Garrido|Gil|Giménez|Gómez|Guerrero|Gutiérrez|Hernández|Herrera|Herrero|Hidalgo|Ibáñez|Iglesias|Jiménez|Lara|León|Lorenzo|Lozano|Marín|Márquez|Medina|Méndez|Merino|Molina|Montero|Mora|Morales|Moreno|Moya|Muñoz|Navarro|Nieto|Núñez|Ortega|Ortiz|Parra|Pascual|Pastor|Peña|Prieto|Ramírez|Ramos|Rey|Reyes|Rivera|Roldán|Román|Romero|Rojas|Rubio|Ruiz|Sáez|Salas|Santana|Santiago|Santos|Sanz|Serra|Serrano|Soler|Soto|Suárez|Torres|Vargas|Vázquez|Vega|Vera|Vicente|Vidal|Villar",
    given: "Adrián|Alba|Alberto|Alejandra|Álvaro|Ana|Andrea|Antonio|Beatriz|Carlos|Carmen|César|Clara|Cristina|Daniel|Diego|Elena|Enrique|Esther|Eva|Fernando|Francisco|Gonzalo|Guillermo|Ignacio|Inés|Irene|Isabel|Iván|Javier|Jorge|José|Juan|Julia|Laura|Lorena|Lucía|Luis|Manuel|Marcos|María|Marina|Mario|Marta|Miguel|Mónica|Natalia|Nuria|Óscar|Pablo|Patricia|Paula|Pedro|Pilar|Rafael|Raquel|Raúl|Rocío|Rosa|Rubén|Sara|Sergio|Silvia|Sofía|Teresa|Víctor",
    trades: "Aceites|Alimentación|Arquitectura|Asesores|Aluminios|Automoción|Bodegas|Calzados|Cárnicas|Cerámicas|Climatización|Clínicas|Conservas|Construcciones|Consultores|Distribuciones|Electrónica|Embalajes|Energía|Envases|Estructuras|Excavaciones|Farmacéutica|Ferretería|Forjados|Frutas|Fundiciones|Gráficas|Hormigones|Hoteles|Iluminación|Industrias|Ingeniería|Inmobiliaria|Instalaciones|Joyeros|Laboratorios|Lácteos|Logística|Maderas|Maquinaria|Mármoles|Mecanizados|Moldes|Montajes|Muebles|Óptica|Papelera|Pinturas|Plásticos|Químicas|Refrigeración|Renovables|Residuos|Seguros|Servicios|Suministros|Talleres|Tecnología|Telecomunicaciones|Textil|Transportes|Viajes|Vidrios",
    places: "Albacete|Alcalá|Alicante|Almería|Aragón|Asturias|Axarquía|Bahía|Bilbao|Burgos|Cáceres|Cádiz|Cantabria|Cartagena|Castilla|Ciudad Real|Córdoba|Costa Brava|Cuenca|Duero|Ebro|Elche|Ferrol|Gijón|Girona|Granada|Guadiana|Huelva|Huesca|Jaén|Jerez|La Mancha|Leonesa|Levante|Lugo|Málaga|Meseta|Miño|Murcia|Navarra|Norte|Olivares|Orense|Oviedo|Palencia|Pamplona|Pirineo|Pontevedra|Rioja|Ronda|Sagunto|Salamanca|Segovia|Sierra|Soria|Sur|Tarragona|Tajo|Teruel|Toledo|Turia|Valencia|Valladolid|Vigo|Vitoria|Zamora",
    heads: "Agro|Alfa|Andal|Aqua|Atlan|Auto|Bio|Boreal|Cali|Celta|Ceni|Ciber|Eco|Elec|Ener|Euro|Geo|Gran|Iber|Indu|Info|Inno|Levan|Luz|Mari|Medi|Metal|Multi|Nova|Omni|Opti|Orbe|Penta|Plas|Pro|Sani|Sol|Tecno|Terra|Vital",
    tails: "acero|cal|cor|dat|fab|far|fer|gal|gest|gráfic|hogar|land|log|lux|mar|med|met|nor|pack|plan|plas|red|san|ser|sol|sur|tec|tel|trans|via",
    patterns: &[
        "i s f",
        "i s f",
        "i s y t f",
        "i de p f",
        "c i f",
        "Hermanos s i f",
        "Grupo s i f",
        "c p f",
    ],
    surname_first: false,
};

/// Italy.
pub const ITALIAN: Vocabulary = Vocabulary {
    surnames: "Amato|Antonelli|Barbieri|Baroni|Basile|Battaglia|Bellini|Benedetti|Bernardi|Bianchi|Bianco|Bruno|Caputo|Carbone|Caruso|Castelli|Cattaneo|Colombo|Conte|Conti|Coppola|Costa|D'Angelo|De Luca|De Rosa|De Santis|Donati|Esposito|Fabbri|Farina|Ferrara|Ferrari|Ferraro|Ferri|Fiore|Fontana|Galli|Gallo|Gatti|Gentile|Giordano|Giuliani|Grassi|Grasso|Greco|Guerra|Guidi|Leone|Lombardi|Lombardo|Longo|Mancini|Marchetti|Mariani|Marini|Marino|Martelli|Martinelli|Mazza|Messina|Milani|Montanari|Monti|Morelli|Moretti|Neri|Orlando|Pagano|Palmieri|Palumbo|Parisi|Pellegrini|Piras|Poli|Rinaldi|Riva|Rizzi|Rizzo|Romano|Rossetti|Rossi|Ruggiero|Russo|Sala|Sanna|Santini|Santoro|Serra|Silvestri|Sorrentino|Testa|Valentini|Villa|Vitale|Vitali",
    given: "Alessandra|Alessandro|Alice|Andrea|Anna|Antonio|Beatrice|Camilla|Carlo|Chiara|Claudia|Cristina|Daniele|Davide|Elena|Elisa|Enrico|Fabio|Federica|Federico|Filippo|Francesca|Francesco|Gabriele|Giacomo|Giorgia|Giovanni|Giulia|Giulio|Giuseppe|Ilaria|Irene|Laura|Lorenzo|Luca|Lucia|Marco|Maria|Marta|Martina|Matteo|Michele|Monica|Nicola|Paola|Paolo|Pietro|Riccardo|Roberta|Roberto|Sara|Serena|Silvia|Simone|Sofia|Stefania|Stefano|Valentina|Valeria|Vincenzo",
    trades: "Abbigliamento|Acciai|Alimentari|Apparecchiature|Arredamenti|Assicurazioni|Automazione|Bulloneria|Calzature|Carpenteria|Cartiera|Casearia|Ceramiche|Chimica|Componenti|Condizionamento|Confezioni|Costruzioni|Distribuzione|Dolciaria|Elettromeccanica|Elettronica|Energia|Etichette|Farmaceutici|Ferramenta|Filati|Fonderie|Forniture|Gioielli|Grafiche|Idraulica|Illuminazione|Imballaggi|Impianti|Industrie|Ingegneria|Laboratori|Laminati|Lavorazioni|Logistica|Macchine|Marmi|Meccanica|Mobili|Molini|Nautica|Officine|Ottica|Pastificio|Pelletteria|Plastica|Ricambi|Salumi|Serramenti|Servizi|Sistemi|Stampi|Tessuti|Torneria|Trasporti|Utensili|Vernici|Vetreria|Viaggi|Vini",
    places: "Adda|Adriatica|Alessandria|Ancona|Appennino|Arezzo|Asti|Bari|Bergamo|Biella|Brenta|Brescia|Brianza|Cadore|Carrara|Chianti|Como|Cremona|Cuneo|Emilia|Etna|Faenza|Ferrarese|Friuli|Garda|Ionica|Langhe|Lario|Lecco|Liguria|Lodi|Lucca|Marche|Maremma|Modena|Monferrato|Monza|Murgia|Novara|Padana|Parma|Pavia|Perugia|Piave|Piceno|Pordenone|Prato|Ravenna|Reggiana|Romagna|Salento|Sannio|Sesia|Tevere|Ticino|Tirreno|Trevigiana|Treviso|Umbria|Valtellina|Varese|Veneta|Verona|Vicenza",
    heads: "Agri|Alba|Alpi|Anta|Aqua|Arte|Auto|Cera|Ecol|Edil|Elet|Ener|Euro|Farma|Ferro|Fluid|Geo|Idro|Inox|Ital|Laser|Lumi|Mec|Medi|Meta|Nord|Nova|Oleo|Omni|Oro|Plast|Poli|Prima|Rever|Sani|Side|Tecno|Termo|Vetro|Vita",
    tails: "bel|cal|car|clima|color|cor|dent|fer|fil|form|gas|gel|lab|legno|lux|mar|matic|mec|med|net|pack|pan|plast|pol|scavi|sol|stamp|tec|tex|tron",
    patterns: &[
        "i s f",
        "i s f",
        "s i f",
        "Fratelli s i f",
        "s & Figli i f",
        "i p f",
        "c i f",
        "c p f",
    ],
    surname_first: false,
};

/// The Netherlands.
pub const DUTCH: Vocabulary = Vocabulary {
    surnames: "Bakker|Beekman|Blom|Boer|Boersma|Bos|Bosch|Bouwman|Brouwer|De Bruin|De Graaf|De Groot|De Haan|De Jong|De Koning|De Lange|De Vries|De Wit|Dekker|Dijkstra|Driessen|Evers|Gerritsen|Groen|Haan|Hendriks|Hermans|Hoekstra|Hofman|Huisman|Jacobs|Jansen|Janssen|Jonker|Kok|Koster|Kramer|Kuiper|Kuipers|Maas|Martens|Meijer|Meulenbelt|Molenaar|Mulder|Nijhuis|Peeters|Peters|Pieters|Post|Postma|Prins|Rietveld|Sanders|Schipper|Scholten|Schouten|Smeets|Smits|Timmerman|Van Beek|Van Dam|Van den Berg|Van den Heuvel|Van der Linden|Van der Meer|Van der Wal|Van Dijk|Van Doorn|Van Leeuwen|Van Loon|Van Veen|Van Vliet|Veenstra|Verbeek|Verhoeven|Vermeulen|Verschoor|Visser|Vos|Willems|Wolters|Zijlstra",
    given: "Anne|Annemarie|Anouk|Bart|Bas|Bram|Carla|Daan|Dirk|Eline|Erik|Esther|Eva|Femke|Floor|Frank|Gijs|Hanneke|Hans|Henk|Ilse|Inge|Iris|Jan|Jasper|Jeroen|Joost|Judith|Karin|Kees|Koen|Lars|Lieke|Linda|Lisa|Lotte|Maaike|Maarten|Mark|Marieke|Marjolein|Martijn|Menno|Mirjam|Niels|Peter|Pieter|Rick|Rob|Roos|Ruben|Sander|Sanne|Saskia|Simone|Stijn|Suzanne|Thijs|Thomas|Tom|Wendy|Willem|Wouter|Yvonne",
    trades: "Aandrijvingen|Accountants|Advies|Agro|Apparatenbouw|Automatisering|Bloemen|Bouw|Chemie|Constructies|Dranken|Drukkerij|Elektrotechniek|Energie|Exploitatie|Folies|Groothandel|Grond- en Waterbouw|Horeca|Houtindustrie|Infra|Ingenieurs|Installatietechniek|Interieurbouw|Kassenbouw|Klimaattechniek|Koeltechniek|Kunststoffen|Kwekerijen|Laboratoria|Logistiek|Machinefabriek|Makelaars|Media|Meubelen|Onderhoud|Opslag|Optiek|Papier|Pharma|Pluimvee|Pompen|Reizen|Scheepsbouw|Schoonmaak|Sensoren|Staalbouw|Techniek|Textiel|Transport|Tuinbouw|Uitgeverij|Vastgoed|Verpakkingen|Verzekeringen|Vleeswaren|Voeding|Warmtetechniek|Zaden|Zorggroep|Zuivel",
    places: "Achterhoek|Alkmaar|Almelo|Amstel|Arnhem|Betuwe|Brabant|Breda|Delfland|Deventer|Dommel|Dordrecht|Drechtsteden|Drenthe|Eindhoven|Enschede|Friesland|Gelre|Gouda|Groningen|Haarlem|Hanze|Heuvelland|IJssel|Kempen|Leiden|Limburg|Lingewaard|Maasstad|Meierij|Merwede|Nijmegen|Noordzee|Oss|Peel|Polder|Randstad|Rijnland|Rotterdam|Salland|Schelde|Schiedam|Texel|Tilburg|Twente|Utrecht|Vecht|Veluwe|Venlo|Waal|Waterland|Westland|Zaanstreek|Zeeland|Zwolle",
    heads: "Aero|Agri|Alta|Amber|Bio|Delta|Duro|Eco|Ener|Euro|Flexi|Fresh|Geo|Green|Holland|Hydro|Inter|Iso|Kern|Lumi|Mari|Medi|Mega|Neder|Noord|Nova|Omni|Opti|Oranje|Poly|Prime|Quali|Solar|Star|Ster|Techno|Terra|Uni|Vero|Zuid",
    tails: "bouw|care|chem|cold|com|data|fit|flex|food|form|gas|grow|lab|land|line|log|lux|mar|med|net|pack|plan|port|sys|tec|therm|trans|vis|vorm|zorg",
    patterns: &[
        "s i f",
        "s i f",
        "s & t i f",
        "i p f",
        "c i f",
        "Koninklijke s i f",
        "c p f",
        "Gebroeders s i f",
    ],
    surname_first: false,
};

/// The United Kingdom, Ireland, the United States, Canada, Australia, Singapore.
pub const ENGLISH: Vocabulary = Vocabulary {
    surnames: "Abbott|Adler|Ainsworth|Alden|Archer|Ashford|Atwood|Bancroft|Barlow|Beckett|Bellamy|Bennett|Blackwell|Bowman|Bradshaw|Briggs|Brooks|Calder|Carlisle|Carver|Chandler|Clayton|Coleman|Conway|Cooper|Crawford|Dalton|Davenport|Dawson|Doyle|Drummond|Dunham|Eastman|Ellington|Emerson|Fairbanks|Farrell|Fletcher|Forsyth|Foster|Franklin|Gallagher|Garrett|Gibson|Goddard|Grant|Graves|Griffin|Hadley|Halstead|Hammond|Harper|Harrington|Hartley|Hawthorne|Hayes|Holloway|Hooper|Hudson|Hutton|Ingram|Jarvis|Keane|Kendall|Kirkwood|Lambert|Langford|Lawson|Lockwood|Maddox|Marlowe|Marsden|Mason|Maxwell|McAllister|McKenna|Mercer|Merritt|Montgomery|Nash|Newell|Norwood|O'Brien|Oakley|Osborne|Palmer|Parker|Pemberton|Porter|Prescott|Quinn|Radcliffe|Ramsey|Redmond|Remington|Rhodes|Ross|Russell|Sawyer|Shaw|Sheldon|Sinclair|Spencer|Stafford|Sterling|Stratton|Sutherland|Sutton|Tanner|Thornton|Tucker|Turner|Underwood|Vance|Wainwright|Walker|Wallace|Warner|Webster|Whitaker|Wilder|Winslow|Woodward|Yates|York",
    given: "Aaron|Abigail|Adam|Alexander|Amanda|Amelia|Andrew|Angela|Anna|Benjamin|Brian|Caitlin|Charlotte|Christopher|Claire|Daniel|David|Diana|Edward|Eleanor|Elizabeth|Emily|Emma|Eric|Ethan|Fiona|Gareth|Grace|Hannah|Harriet|Henry|Ian|Isabel|Jack|James|Jason|Jennifer|Jessica|John|Jonathan|Joseph|Julia|Karen|Kate|Kevin|Laura|Liam|Lucy|Luke|Mark|Martin|Matthew|Megan|Melissa|Michael|Natalie|Nathan|Nicole|Oliver|Olivia|Patrick|Paul|Peter|Philip|Rachel|Rebecca|Richard|Robert|Ruth|Ryan|Samantha|Samuel|Sarah|Sean|Simon|Sophie|Stephen|Susan|Thomas|Timothy|Victoria|William|Zoe",
    trades: "Aerospace|Apparel|Architects|Asset Management|Automotive|Beverages|Biosciences|Brewing|Building Supplies|Capital|Care Homes|Ceramics|Chemicals|Cold Storage|Components|Construction|Consulting|Controls|Credit Union|Dairy|Dental Group|Diagnostics|Distribution|Electrical|Energy|Engineering|Environmental|Equipment|Fabrication|Farms|Filtration|Financial|Foods|Foundry|Freight|Furniture|Garden Centres|Glass|Group|Health|Healthcare|Homes|Hospitality|Hydraulics|Industrial|Instruments|Insurance|Interiors|Kitchens|Laboratories|Legal|Lighting|Logistics|Machinery|Marine|Media|Medical|Metals|Mining|Motors|Mutual|Optics|Outdoor|Packaging|Paper|Partners|Pharma|Plastics|Polymers|Power Systems|Precision|Print|Properties|Publishing|Rail|Recruitment|Recycling|Retail|Robotics|Security|Sensors|Software|Steel|Stores|Supply|Surveyors|Systems|Telecom|Textiles|Timber|Tools|Travel|Utilities|Veterinary|Water|Wealth|Wholesale|Wineries",
    places: "Ashdown|Avon|Bayview|Beacon Hill|Blue Ridge|Bluewater|Brentwood|Bridgewater|Bristol|Broadmoor|Cairn|Cambria|Canterbury|Cascade|Cedar Creek|Cheviot|Clearwater|Clyde|Cotswold|Crestview|Cumbria|Dartmoor|Devon|Eastgate|Elmhurst|Exmoor|Fairmont|Forth|Glen Eden|Granite|Great Lakes|Greenfield|Harbour|Hazelwood|Highland|Huron|Ironbridge|Juniper|Kestrel|Keystone|Kingsway|Lakeshore|Lakeside|Lancaster|Lexington|Lowland|Mersey|Mesa|Midland|Millbrook|Monterey|Moorland|Northgate|Norwich|Oakridge|Orchard|Pacific|Peak|Pennine|Pinecrest|Pioneer|Prairie|Red Rock|Ridgeline|Riverside|Sandstone|Savannah|Severn|Shoreline|Sierra|Silver Lake|Snowdon|Solent|Southgate|Stonebridge|Summit|Sunrise|Tamar|Tay|Thames|Three Rivers|Tidewater|Timberline|Trent|Tyne|Valley|Westbrook|Westgate|Whitewater|Willow|Windermere|Wye",
    heads: "Acu|Allo|Alta|Ameri|Apex|Aqua|Arbor|Astra|Axio|Bio|Bright|Cali|Cardi|Center|Clear|Core|Cyto|Dura|Eco|Ever|Exo|Fair|First|Fleet|Gen|Grid|Helio|High|Infra|Inte|Iron|Kine|Lumi|Medi|Meri|Met|Nano|Nex|Nor|Nova|Omni|Opti|Para|Path|Peri|Prime|Pro|Pulse|Quanti|Reso|Sana|Sono|Star|Strata|Sun|Terra|Trans|Tri|True|Unity|Vanta|Veri|Vita|Wave|West|Zeni",
    tails: "base|bridge|care|cast|cell|check|cor|core|data|dyne|field|flow|forge|form|gen|grid|guard|lane|lens|line|link|logic|lux|mark|med|metric|mont|net|nova|path|plex|point|port|ra|scale|scope|sight|soft|span|spire|stone|tech|tel|tek|trace|trust|ture|vance|ware|way|well|works",
    patterns: &[
        "s i f",
        "s & t i f",
        "p i f",
        "c i f",
        "c i f",
        "s Brothers i f",
        "p i f",
        "c p f",
    ],
    surname_first: false,
};

/// Sweden, Norway.
pub const SCANDINAVIAN: Vocabulary = Vocabulary {
    surnames: "Ahlström|Alm|Andersson|Aronsson|Axelsson|Bakken|Berg|Berge|Berglund|Bergström|Björk|Blomqvist|Boström|Brekke|Bråten|Carlsson|Dahl|Dahlberg|Danielsson|Edström|Ek|Ekström|Eliasson|Engström|Eriksen|Falk|Forsberg|Fredriksson|Fransson|Gustafsson|Gulbrandsen|Hagen|Halvorsen|Hansson|Haugen|Hedlund|Henriksson|Hermansson|Holm|Holmgren|Isaksson|Jakobsen|Jansson|Johansen|Jonsson|Karlsen|Knutsen|Larsson|Lind|Lindberg|Lindgren|Lindqvist|Lindström|Ljung|Lund|Lundgren|Lundqvist|Lunde|Magnusson|Mattsson|Moen|Myhre|Mårtensson|Nilsen|Nilsson|Norberg|Nordin|Nordström|Nyberg|Nygård|Nyström|Olsson|Palm|Persson|Pettersson|Rosén|Samuelsson|Sandberg|Sandvik|Sjöberg|Solberg|Strand|Ström|Sundberg|Svensson|Söderberg|Tangen|Wallin|Westerlund|Wikström|Åberg|Åkesson|Öberg",
    given: "Agnes|Alexander|Anders|Anette|Anna|Annika|Astrid|Axel|Birgitta|Björn|Camilla|Carl|Cecilia|Christer|Daniel|Ebba|Elias|Elin|Elisabet|Emma|Erik|Eva|Filip|Fredrik|Frida|Gunnar|Gustav|Hanna|Hans|Helena|Henrik|Ida|Ingrid|Jakob|Jenny|Jens|Johan|Jonas|Karin|Kristian|Kristina|Lars|Lena|Linda|Linnea|Lisa|Magnus|Malin|Maria|Marit|Martin|Mats|Mikael|Nils|Oskar|Per|Peter|Pia|Sara|Signe|Simon|Sofia|Stina|Sven|Tove|Ulf|Ulrika|Viktor",
    trades: "Akustik|Armatur|Automation|Bemanning|Betong|Bil|Bostäder|Bryggeri|Bygg|Consult|Data|Design|El|Elektronik|Elteknik|Emballage|Energi|Entreprenad|Fastigheter|Finmekanik|Fisk|Frakt|Försäkring|Gjuteri|Handel|Hydraulik|Industri|Ingenjörer|Instrument|Invest|Kemi|Kraft|Kyl|Laboratorium|Lantbruk|Livs|Logistik|Maskin|Mat|Media|Medicin|Mekanik|Metall|Miljö|Mätteknik|Möbler|Optik|Papper|Plast|Precision|Redskap|Rederi|Resor|Rör|Sjukvård|Skog|Solenergi|Sport|Stål|Svets|System|Teknik|Textil|Tryck|Trä|Vatten|Verkstad|Ventilation|Vind|Återvinning",
    places: "Arktis|Bergslagen|Bohus|Borås|Dalarna|Drammen|Falun|Fjord|Gävle|Göta|Gotland|Halland|Hardanger|Hedmark|Helsingborg|Hälsingland|Jämtland|Kalmar|Karlstad|Kattegatt|Kristiansand|Kungsälv|Lappland|Linköping|Lofoten|Luleå|Mälaren|Medelpad|Mjøsa|Molde|Mora|Nordkap|Nordland|Norrköping|Norrland|Norrsken|Nynäs|Oppland|Roslagen|Rogaland|Sigtuna|Siljan|Skåne|Skagerrak|Skellefteå|Skärgård|Småland|Sogn|Stavanger|Sundsvall|Telemark|Tromsø|Trøndelag|Trollhättan|Umeå|Uppland|Vestfold|Viken|Vänern|Värmland|Västerås|Växjö|Ålesund|Örebro|Östersjö|Östersund",
    heads: "Aero|Alfa|Aqua|Arkt|Bio|Boreal|Cel|Centra|Dala|Delta|Eco|Ener|Fjäll|Flex|Geo|Granit|Hydro|Inno|Inter|Is|Klar|Lumi|Mari|Medi|Meta|Mid|Nor|Nord|Nova|Opti|Polar|Proto|Sano|Scan|Skandia|Sol|Svea|Terra|Thor|Viking",
    tails: "bo|bygg|care|con|data|dent|el|fab|fisk|flow|form|frakt|gen|kem|kraft|lab|line|log|lux|mat|med|met|net|pak|plan|plast|rör|sys|tec|tex|tron|vind|vision|vård|värme",
    patterns: &[
        "s i f",
        "s i f",
        "s & t i f",
        "p i f",
        "c i f",
        "c p f",
        "Bröderna s i f",
    ],
    surname_first: false,
};

/// Denmark.
pub const DANISH: Vocabulary = Vocabulary {
    surnames: "Andersen|Andreasen|Bach|Bak|Bang|Bech|Beck|Berthelsen|Bertelsen|Bjerre|Brandt|Bruun|Carlsen|Christensen|Christiansen|Clausen|Dalgaard|Dam|Eriksen|Enevoldsen|Frandsen|Frederiksen|Friis|Gregersen|Hald|Hansen|Hedegaard|Henriksen|Hermansen|Holm|Holst|Iversen|Jacobsen|Jensen|Jepsen|Jespersen|Johannsen|Johansen|Juhl|Jørgensen|Karlsen|Kjeldsen|Kjær|Klausen|Knudsen|Koch|Kristensen|Krogh|Kruse|Larsen|Lassen|Laursen|Lauridsen|Lind|Lorenzen|Lund|Madsen|Markussen|Mathiesen|Mikkelsen|Mogensen|Mortensen|Munk|Møller|Nielsen|Nissen|Nygaard|Nørgaard|Olesen|Olsen|Overgaard|Paulsen|Petersen|Poulsen|Rasmussen|Ravn|Schmidt|Schou|Schultz|Simonsen|Skov|Søndergaard|Sørensen|Thomsen|Thorsen|Toft|Torp|Vestergaard|Villadsen|Winther|Østergaard",
    given: "Amalie|Anders|Anne|Asger|Astrid|Bente|Birgitte|Bo|Camilla|Caroline|Casper|Charlotte|Christian|Clara|Claus|Dorthe|Emil|Emma|Erik|Esben|Freja|Gitte|Hanne|Hans|Helle|Henrik|Ida|Inge|Jakob|Jens|Jesper|Johanne|Jonas|Josefine|Julie|Kasper|Katrine|Kim|Kirsten|Lars|Laura|Lene|Line|Lone|Louise|Mads|Magnus|Maja|Malene|Maria|Marie|Martin|Mathilde|Mette|Michael|Mikkel|Morten|Nanna|Niels|Nikolaj|Ole|Peter|Pia|Rasmus|Rikke|Sara|Signe|Simon|Sofie|Susanne|Søren|Thomas|Trine|Ulla",
    trades: "Agro|Akvakultur|Automatik|Beslag|Biler|Byg|Bryggeri|Dental|Distribution|Ejendomme|El|Elektronik|Emballage|Energi|Entreprise|Fisk|Fjernvarme|Fødevarer|Gartneri|Grafik|Handel|Hydraulik|Industri|Ingeniører|Inventar|Isenkram|Kemi|Klima|Konsulenter|Køl|Laboratorier|Landbrug|Lys|Logistik|Maskinfabrik|Medico|Mejeri|Metal|Miljø|Møbler|Optik|Papir|Pharma|Plast|Pumper|Rederi|Rejser|Revision|Rustfri|Sikkerhed|Skibsværft|Smedeværksted|Spedition|Stål|Teknik|Tekstil|Transport|Tryk|Tømrer|Vand|Ventilation|Vin|Vindkraft|Værktøj",
    places: "Aalborg|Aarhus|Amager|Bornholm|Djursland|Esbjerg|Falster|Fanø|Fjord|Fredericia|Frederikshavn|Fyn|Grenaa|Gudenå|Haderslev|Herning|Himmerland|Hjørring|Holbæk|Holstebro|Horsens|Ikast|Jylland|Kalundborg|Kolding|Kongeå|Korsør|Kronborg|Køge|Langeland|Lillebælt|Limfjord|Lolland|Læsø|Middelfart|Mols|Mors|Møn|Nakskov|Nordsjælland|Nyborg|Odense|Odsherred|Randers|Ribe|Ringkøbing|Roskilde|Rønne|Samsø|Silkeborg|Skagen|Skanderborg|Skive|Slagelse|Storebælt|Svendborg|Sydhavn|Sønderborg|Thy|Varde|Vejle|Vendsyssel|Vestkyst|Viborg|Ærø|Øresund",
    heads: "Aero|Agri|Alfa|Aqua|Balti|Bio|Blue|Cim|Clean|Dan|Delta|Dyna|Eco|Ener|Euro|Flex|Geo|Green|Hydro|Inno|Inter|Jy|Kilo|Lumi|Mari|Medi|Mega|Midt|Nordi|Nova|Omni|Opti|Poly|Pro|Sani|Scan|Sol|Thermo|Vest|Vita",
    tails: "byg|care|cool|data|dent|dan|fab|farm|feed|filter|flow|form|gros|kem|kraft|lab|line|log|lys|mar|med|met|net|pack|plan|plast|pro|pump|sys|tek|tex|tool|trans|tron|varme|vind",
    patterns: &[
        "s i f",
        "s i f",
        "s & t i f",
        "p i f",
        "c i f",
        "Brødrene s i f",
        "c p f",
    ],
    surname_first: false,
};

/// Finland.
pub const FINNISH: Vocabulary = Vocabulary {
    surnames: "Aalto|Aaltonen|Ahonen|Anttila|Eskola|Hakala|Halonen|Harju|Heikkilä|Heikkinen|Heinonen|Hiltunen|Hirvonen|Holopainen|Huttunen|Hämäläinen|Ikonen|Jokinen|Jääskeläinen|Kallio|Karjalainen|Karppinen|Kauppinen|Keränen|Kettunen|Kinnunen|Kivelä|Koivisto|Kokkonen|Korhonen|Koskela|Koskinen|Laakso|Laaksonen|Lahti|Laine|Laitinen|Lappalainen|Lehtinen|Lehto|Lehtonen|Leinonen|Leppänen|Lindholm|Mattila|Manninen|Miettinen|Moilanen|Mustonen|Mäkelä|Mäkinen|Nevalainen|Niemi|Nieminen|Niskanen|Nurmi|Oksanen|Ollila|Paananen|Pesonen|Peltola|Peltonen|Pitkänen|Pulkkinen|Rantala|Rantanen|Rajala|Räsänen|Saarela|Saari|Saarinen|Salmi|Salminen|Salo|Salonen|Savolainen|Sipilä|Suominen|Tolonen|Toivonen|Tuominen|Turunen|Vainio|Virtanen|Väisänen|Ylönen",
    given: "Aino|Antti|Anna|Anu|Eero|Eeva|Elina|Emilia|Eveliina|Hanna|Heikki|Heli|Henna|Ilkka|Janne|Jari|Johanna|Jukka|Juha|Kaisa|Kari|Kati|Katja|Kirsi|Laura|Lauri|Leena|Liisa|Maija|Mari|Maria|Marika|Markku|Marko|Matti|Merja|Mika|Mikko|Minna|Niina|Olli|Outi|Pekka|Petri|Pirjo|Päivi|Riikka|Risto|Saara|Sami|Sanna|Satu|Sari|Seppo|Susanna|Tapio|Teemu|Terhi|Tiina|Timo|Tuomas|Ulla|Ville",
    trades: "Automaatio|Autotalo|Energia|Elintarvike|Hydrauliikka|Ilmastointi|Insinöörit|Jäähdytys|Kala|Kemia|Kiinteistöt|Kirjapaino|Koneet|Konepaja|Kuljetus|Laboratorio|Lasi|Leipomo|Logistiikka|Lämpö|Maatalous|Matkat|Meijeri|Metalli|Metsä|Mittaus|Muovi|Optiikka|Paperi|Pakkaus|Panimo|Puu|Rakennus|Sähkö|Tekniikka|Tekstiili|Teollisuus|Terveys|Teräs|Tukku|Turva|Työkalu|Vakuutus|Valaistus|Varusteet|Vesi|Viestintä|Ympäristö",
    places: "Espoo|Häme|Imatra|Inari|Itäinen|Joensuu|Jyväskylä|Kainuu|Karjala|Kemijoki|Kokkola|Kotka|Kuopio|Kymi|Lahti|Lappi|Lohja|Loimaa|Merenkurkku|Mikkeli|Oulu|Pirkka|Pohjola|Pori|Porvoo|Päijät|Raahe|Rauma|Rovaniemi|Saimaa|Salo|Satakunta|Savo|Seinäjoki|Tampere|Turku|Uusimaa|Vaasa|Vantaa|Ylivieska",
    heads: "Aero|Arcti|Aqua|Bio|Fin|Geo|Hydro|Kimal|Lumi|Medi|Meri|Meta|Nordi|Nova|Opti|Polar|Rauta|Revon|Sampo|Sisu|Suo|Tecno|Ter|Vesi|Vire|Wood",
    tails: "care|data|fin|flow|form|lab|la|line|log|lux|med|met|net|pak|plast|plan|sys|tek|tron|vent|ware|works",
    patterns: &["s i f", "i s f", "p i f", "c i f", "i p f", "c p f", "Veljekset s i f"],
    surname_first: false,
};

/// Poland.
pub const POLISH: Vocabulary = Vocabulary {
    surnames: "Adamczyk|Bąk|Baran|Borkowski|Czarnecki|Chmielewski|Cieślak|Dąbrowski|Duda|Dudek|Gajewski|Głowacki|Górski|Grabowski|Jabłoński|Jakubowski|Jankowski|Jaworski|Kaczmarek|Kalinowski|Kamiński|Kołodziej|Konieczny|Kowalczyk|Kowalski|Kozłowski|Krajewski|Krawczyk|Krupa|Kubiak|Kucharski|Lewandowski|Lis|Maciejewski|Majewski|Makowski|Malinowski|Marciniak|Mazur|Mazurek|Michalski|Mikołajczyk|Mróz|Nowacki|Nowak|Nowakowski|Olszewski|Ostrowski|Pawlak|Pawłowski|Pietrzak|Piotrowski|Przybylski|Rutkowski|Sadowski|Sawicki|Sikora|Sikorski|Sobczak|Sokołowski|Stępień|Szczepański|Szewczyk|Szulc|Szymański|Tomaszewski|Urbański|Walczak|Wasilewski|Wieczorek|Wilk|Wiśniewski|Witkowski|Włodarczyk|Wojciechowski|Woźniak|Wójcik|Wróbel|Wróblewski|Wysocki|Zając|Zakrzewski|Zalewski|Zawadzki|Zieliński|Ziółkowski",
    given: "Adam|Agata|Agnieszka|Aleksandra|Andrzej|Anna|Barbara|Bartosz|Beata|Dariusz|Dorota|Elżbieta|Ewa|Grzegorz|Hanna|Iwona|Jacek|Jakub|Jan|Joanna|Justyna|Kamil|Karolina|Katarzyna|Krzysztof|Łukasz|Maciej|Magdalena|Małgorzata|Marcin|Marek|Maria|Marta|Mateusz|Michał|Monika|Natalia|Paulina|Paweł|Piotr|Rafał|Renata|Robert|Sebastian|Sylwia|Szymon|Tomasz|Weronika|Wojciech|Zofia",
    trades: "Armatura|Automatyka|Budownictwo|Chemia|Ceramika|Drewno|Drukarnia|Elektronika|Energetyka|Farmacja|Finanse|Folie|Handel|Hurtownia|Hydraulika|Inżynieria|Klimatyzacja|Konstrukcje|Kosmetyki|Laboratoria|Logistyka|Maszyny|Materiały|Meble|Medycyna|Metal|Mleczarnia|Motoryzacja|Nieruchomości|Obuwie|Odlewnia|Okna|Opakowania|Optyka|Papier|Piekarnie|Pompy|Przetwórstwo|Recykling|Rolnictwo|Serwis|Spedycja|Stal|Szkło|Technologie|Tekstylia|Transport|Tworzywa|Ubezpieczenia|Urządzenia|Wentylacja|Wydawnictwo|Zakłady Mięsne|Zdrowie|Żywność",
    places: "Bałtyk|Beskidy|Białystok|Bielsko|Bug|Bydgoszcz|Chełm|Częstochowa|Elbląg|Gdańsk|Gdynia|Gliwice|Gniezno|Jura|Kalisz|Karpaty|Kaszuby|Katowice|Kielce|Koszalin|Kraków|Krosno|Kujawy|Legnica|Leszno|Lublin|Łódź|Łomża|Małopolska|Mazowsze|Mazury|Mielec|Narew|Nysa|Odra|Olsztyn|Opole|Ostrów|Piła|Podhale|Podlasie|Pomorze|Poznań|Radom|Roztocze|Rzeszów|San|Sącz|Siedlce|Śląsk|Sudety|Suwałki|Szczecin|Tarnów|Tatry|Toruń|Warta|Wieluń|Wisła|Wrocław|Zamość|Żywiec",
    heads: "Agro|Alfa|Aqua|Auto|Bio|Bud|Centro|Ceram|Dom|Dor|Eko|Elek|Ener|Euro|Ex|Fam|Farm|Flex|Gal|Hydro|Inter|Kom|Lech|Mar|Mat|Med|Meta|Nova|Opti|Pol|Prem|Pro|Rol|San|Stal|Techno|Termo|Trans|Uni|Wit",
    tails: "bet|bud|chem|com|dent|dom|drew|ex|farb|gaz|instal|kop|lab|lex|log|lux|mar|max|med|met|mex|mot|net|pak|pap|plast|pol|rol|sad|stal|styl|sys|tech|tel|tex|tor|trans|vit|wit|zbyt",
    patterns: &["i s f", "i s f", "s i f", "i p f", "c i f", "c p f", "s i t f"],
    surname_first: false,
};

/// Brazil, Portugal.
pub const PORTUGUESE: Vocabulary = Vocabulary {
    surnames: "Abreu|Almeida|Alves|Amaral|Andrade|Antunes|Araújo|Azevedo|Barbosa|Barros|Batista|Bezerra|Borges|Braga|Branco|Brito|Caldeira|Camargo|Campos|Cardoso|Carneiro|Carvalho|Castro|Coelho|Correia|Costa|Coutinho|Cruz|Cunha|Dias|Duarte|Esteves|Faria|Fernandes|Ferreira|Figueiredo|Fonseca|Freitas|Furtado|Garcia|Gaspar|Gomes|Gonçalves|Guimarães|Henriques|Leal|Leite|Lima|Lopes|Macedo|Machado|Magalhães|Marques|Martins|Matos|Medeiros|Melo|Mendes|Miranda|Monteiro|Moraes|Moreira|Moura|Nascimento|Neves|Nogueira|Nunes|Oliveira|Pacheco|Peixoto|Pereira|Pinheiro|Pinto|Pires|Queiroz|Ramos|Rezende|Ribeiro|Rocha|Rodrigues|Salgado|Sampaio|Santana|Santos|Silveira|Simões|Siqueira|Soares|Souza|Tavares|Teixeira|Torres|Valente|Vasconcelos|Vaz|Vieira|Xavier",
    given: "Adriana|Alexandre|Aline|Amanda|Ana|André|Antônio|Beatriz|Bruna|Bruno|Caio|Camila|Carla|Carlos|Carolina|César|Cláudia|Cristiane|Daniel|Daniela|Débora|Diego|Eduardo|Elisa|Fábio|Felipe|Fernanda|Fernando|Flávia|Gabriel|Gabriela|Gustavo|Helena|Henrique|Isabela|João|Joana|Jorge|José|Juliana|Larissa|Leonardo|Letícia|Lúcia|Lucas|Luís|Luíza|Marcela|Marcelo|Márcia|Marcos|Mariana|Mateus|Mônica|Natália|Patrícia|Paula|Paulo|Pedro|Rafael|Raquel|Renata|Ricardo|Roberto|Rodrigo|Sofia|Tatiana|Thiago|Vanessa|Vinícius|Vitor",
    trades: "Agropecuária|Alimentos|Alumínio|Automação|Autopeças|Bebidas|Brindes|Cabos|Calçados|Cerâmica|Clínica|Comércio|Componentes|Confecções|Construtora|Cosméticos|Distribuidora|Editora|Eletrônica|Embalagens|Energia|Engenharia|Equipamentos|Estruturas|Exportadora|Farmacêutica|Ferragens|Frigorífico|Fundição|Gráfica|Hospitalar|Hotéis|Iluminação|Imóveis|Indústria|Instrumentos|Laboratórios|Laticínios|Logística|Madeiras|Máquinas|Materiais|Metalúrgica|Mineração|Moinhos|Móveis|Óptica|Papéis|Plásticos|Química|Refrigeração|Saneamento|Saúde|Segurança|Sementes|Serviços|Siderúrgica|Sistemas|Tecidos|Tecnologia|Telecom|Tintas|Transportes|Turismo|Usinagem|Vidros",
    places: "Amazônia|Andradina|Araguaia|Bahia|Belém|Brasília|Campinas|Canoas|Cariri|Cascavel|Caxias|Cerrado|Chapada|Cuiabá|Curitiba|Diamantina|Douro|Fortaleza|Goiás|Guarani|Guarulhos|Iguaçu|Ipiranga|Itajaí|Itamaraty|Joinville|Jundiaí|Litoral|Londrina|Manaus|Mantiqueira|Maringá|Minas|Minho|Mogi|Mucuri|Natal|Niterói|Nordeste|Osasco|Pampa|Pantanal|Paraíba|Paraná|Paulista|Planalto|Pelotas|Pernambuco|Porto|Recife|Ribeira|Rio Claro|Rio Verde|Santista|Serra|Sertão|Sorocaba|Sulina|Tietê|Tocantins|Uberlândia|Valinhos|Vitória|Xingu",
    heads: "Agro|Alfa|Alpha|Aqua|Atlan|Auto|Bio|Bras|Cen|Cristal|Digi|Eco|Eletro|Ener|Forte|Geo|Gran|Hidro|Infra|Inova|Lumi|Mar|Max|Medi|Mega|Metal|Multi|Norte|Nova|Omni|Opti|Petro|Poli|Prima|Pro|Sol|Sul|Tecno|Ultra|Vita",
    tails: "brás|car|cor|cred|dent|farma|fer|fil|flex|fort|gás|gel|lab|lar|log|lux|mar|med|mix|net|pack|par|pel|plan|plast|sat|sol|tec|tel|tex|tintas|tron|via|vet",
    patterns: &[
        "s i f",
        "i s f",
        "s & t i f",
        "i p f",
        "c i f",
        "Irmãos s i f",
        "Grupo s i f",
        "c p f",
    ],
    surname_first: false,
};

/// The United Arab Emirates, Saudi Arabia.
pub const GULF: Vocabulary = Vocabulary {
    surnames: "Al Ansari|Al Awadhi|Al Balushi|Al Dhaheri|Al Fahim|Al Falasi|Al Farsi|Al Ghamdi|Al Ghurair|Al Habtoor|Al Hammadi|Al Harbi|Al Hashimi|Al Jaber|Al Kaabi|Al Kuwari|Al Mahri|Al Maktari|Al Mansoori|Al Marri|Al Mazrouei|Al Mutairi|Al Nahdi|Al Naimi|Al Noor|Al Otaibi|Al Qahtani|Al Qasimi|Al Rashid|Al Remeithi|Al Sabri|Al Sayegh|Al Shamsi|Al Shehri|Al Suwaidi|Al Tamimi|Al Tayer|Al Thani|Al Zaabi|Al Zahrani|Bin Saeed|Bukhari|Darwish|Farouk|Haddad|Hamdan|Jaffar|Kanoo|Karam|Khalil|Lootah|Mansour|Nasser|Obeid|Qureshi|Rahman|Saab|Sabbagh|Salem|Shaheen|Tariq|Yousef|Zayani",
    given: "Abdullah|Ahmed|Aisha|Ali|Amal|Amira|Badr|Dana|Faisal|Farah|Fatima|Hamad|Hana|Hassan|Huda|Ibrahim|Jamal|Jawaher|Karim|Khalid|Laila|Latifa|Layla|Mahmoud|Maha|Majid|Mariam|Maryam|Mohammed|Mona|Nadia|Nasser|Noor|Noura|Omar|Rania|Rashid|Reem|Saeed|Salma|Sami|Sara|Sultan|Tariq|Waleed|Yasmin|Yousef|Zainab",
    trades: "Air Conditioning|Aluminium|Automotive|Aviation Services|Building Materials|Bunkering|Carpets|Catering|Chemicals|Cold Stores|Contracting|Dates|Desalination|Drilling|Electromechanical|Energy|Engineering|Equipment Rental|Exchange|Facilities Management|Fit-Out|Food Industries|Freight|Gold & Jewellery|Healthcare|Holdings|Hospitality|Industrial Supplies|Insurance Brokers|Interiors|Investments|Irrigation|Logistics|Marine|Medical Supplies|Metals|Motors|Oilfield Services|Packaging|Paints|Perfumes|Petroleum|Pharmacy|Pipes|Plastics|Polyclinics|Poultry|Power|Precast|Printing|Properties|Readymix|Real Estate|Restaurants|Security Systems|Shipping|Solar|Steel|Switchgear|Technical Services|Telecom|Textiles|Trading|Transport|Travel|Valves|Water Technology",
    places: "Abha|Ajman|Al Ain|Al Khobar|Aqiq|Creek|Dahna|Dammam|Deira|Desert Rose|Dhafra|Diriyah|Emirates|Falaj|Fujairah|Ghadeer|Gulf|Hajar|Hasa|Hatta|Jazan|Jeddah|Jubail|Jumeirah|Khaleej|Khalifa|Liwa|Madinat|Manama|Marina|Muscat|Najd|Najran|National|Nizwa|Oasis|Palm|Pearl|Qassim|Rabigh|Ras Al Khaimah|Red Sea|Riyadh|Ruwais|Saadiyat|Sahara|Sharjah|Sur|Tabuk|Taif|Tuwaiq|Umm Qasr|Wadi|Yanbu|Yas|Zulfi",
    heads: "Ara|Badr|Bay|Dana|Dar|Delta|Emi|Fal|Ghazal|Gulf|Hilal|Jood|Kha|Lu|Maj|Mina|Noor|Oryx|Pearl|Qamar|Raya|Ruby|Saba|Safa|Sanad|Shams|Taj|Tamr|Wasl|Zahra",
    tails: "con|corp|dar|gate|gulf|line|link|lux|med|mar|net|pak|plast|sat|serv|star|tec|tech|tel|trans|way|works",
    patterns: &[
        "s i f",
        "s i f",
        "s & t i f",
        "p i f",
        "c i f",
        "p i f",
        "c p i f",
        "s Brothers i f",
    ],
    surname_first: false,
};

/// India.
pub const INDIAN: Vocabulary = Vocabulary {
    surnames: "Agarwal|Ahuja|Anand|Arora|Bajwa|Balan|Banerjee|Bansal|Basu|Bhatia|Bhatt|Bhattacharya|Bose|Chandra|Chatterjee|Chaudhary|Chauhan|Chopra|Das|Datta|Desai|Deshmukh|Deshpande|Dixit|Gandhi|Ganguly|Ghosh|Gill|Goel|Goyal|Gupta|Iyengar|Iyer|Jain|Joshi|Kapadia|Kapoor|Kaul|Khanna|Khurana|Kothari|Krishnan|Kulkarni|Kumar|Madhavan|Mahajan|Malhotra|Mathur|Mehra|Mehta|Menon|Mishra|Mittal|Modi|Mukherjee|Murthy|Nair|Nambiar|Narang|Narayanan|Naidu|Pandey|Parekh|Patel|Patil|Pillai|Prasad|Rajan|Raman|Ramesh|Rane|Rao|Rastogi|Rathore|Reddy|Roy|Sabharwal|Saxena|Sen|Sethi|Shah|Sharma|Shetty|Shukla|Singhania|Sinha|Sood|Srinivasan|Subramanian|Suri|Talwar|Tandon|Thakur|Thomas|Tiwari|Trivedi|Varma|Venkatesh|Verma|Vora|Wadhwa",
    given: "Aarti|Abhishek|Aditi|Ajay|Akash|Amit|Amrita|Ananya|Anil|Anita|Anjali|Arjun|Arun|Asha|Ashwin|Deepa|Deepak|Dinesh|Divya|Gaurav|Geeta|Hari|Isha|Jaya|Karan|Kavita|Kiran|Lakshmi|Madhav|Manish|Meena|Meera|Mohan|Nandini|Neha|Nikhil|Nisha|Pooja|Prakash|Pranav|Priya|Rahul|Rajesh|Rakesh|Ravi|Rekha|Ritu|Rohan|Sameer|Sandeep|Sanjay|Shreya|Sneha|Sunil|Sunita|Suresh|Swati|Tarun|Uma|Varun|Vidya|Vijay|Vikram|Vivek",
    trades: "Agro Industries|Alloys|Automobiles|Bearings|Biotech|Boilers|Cables|Castings|Cements|Ceramics|Chemicals|Coatings|Constructions|Consultancy|Cotton Mills|Dairy|Diagnostics|Distilleries|Electricals|Electronics|Engineering|Enterprises|Exports|Fabrics|Fertilisers|Finance|Foods|Forgings|Foundries|Garments|Gears|Granites|Healthcare|Hospitals|Hotels|Infotech|Infrastructure|Instruments|Insulation|Jewellers|Laboratories|Leather|Logistics|Machine Tools|Metals|Minerals|Motors|Oils|Packaging|Paints|Paper Mills|Pharmaceuticals|Pipes|Plastics|Polymers|Power|Projects|Pumps|Realty|Remedies|Retail|Roadways|Rubber|Seeds|Silks|Spices|Steels|Sugars|Switchgears|Tea Estates|Telecom|Textiles|Tractors|Tyres|Valves|Wires",
    places: "Ahmednagar|Ajanta|Alwar|Arcot|Aravalli|Baroda|Belgaum|Bengal|Bharat|Bhopal|Bikaner|Bombay|Calicut|Cauvery|Chambal|Cochin|Coimbatore|Coromandel|Dakshin|Deccan|Doon|Ellora|Ganga|Garhwal|Godavari|Gujarat|Gwalior|Hampi|Himachal|Himalaya|Hindustan|Hooghly|Indore|Indus|Jaipur|Jamnagar|Kaveri|Kerala|Konkan|Kutch|Madras|Madurai|Malabar|Malwa|Marwar|Mysore|Nagpur|Narmada|Nilgiri|Nizam|Odisha|Orient|Patna|Periyar|Pune|Punjab|Rajdhani|Rajkot|Ranchi|Sahyadri|Salem|Satpura|Shimla|Surat|Sutlej|Tapti|Udaipur|Vindhya|Vizag|Western Ghats|Yamuna",
    heads: "Aar|Adi|Agni|Akash|Amar|Anu|Apex|Arya|Ash|Bha|Chem|Dev|Dhan|Eastern|Ekta|Gagan|Hari|Indo|Jai|Kalp|Kiran|Lok|Maha|Mani|Navi|Neel|Nava|Om|Pra|Raj|Ruchi|Sam|Sarva|Shakti|Shree|Sigma|Surya|Tri|Uttam|Vaj|Vijay|Yash",
    tails: "chem|con|dev|dhara|fab|gen|gold|jyoti|kem|lak|land|lite|mac|mart|med|mit|net|pack|pharm|plast|ratna|shine|soft|star|tech|tek|tex|tron|vardhan|ved|vet|wala",
    patterns: &[
        "s i f",
        "s i f",
        "s & t i f",
        "p i f",
        "c i f",
        "s & Sons i f",
        "c p i f",
        "p i f",
    ],
    surname_first: false,
};

/// Japan.
pub const JAPANESE: Vocabulary = Vocabulary {
    surnames: "佐藤=sato|鈴木=suzuki|高橋=takahashi|田中=tanaka|伊藤=ito|渡辺=watanabe|山本=yamamoto|中村=nakamura|小林=kobayashi|加藤=kato|吉田=yoshida|山田=yamada|佐々木=sasaki|山口=yamaguchi|松本=matsumoto|井上=inoue|木村=kimura|林=hayashi|斎藤=saito|清水=shimizu|山崎=yamazaki|森=mori|池田=ikeda|橋本=hashimoto|阿部=abe|石川=ishikawa|山下=yamashita|中島=nakajima|石井=ishii|小川=ogawa|前田=maeda|岡田=okada|長谷川=hasegawa|藤田=fujita|後藤=goto|近藤=kondo|村上=murakami|遠藤=endo|青木=aoki|坂本=sakamoto|福田=fukuda|太田=ota|西村=nishimura|藤井=fujii|金子=kaneko|岡本=okamoto|藤原=fujiwara|三浦=miura|中野=nakano|中川=nakagawa|原田=harada|松田=matsuda|竹内=takeuchi|小野=ono|田村=tamura|中山=nakayama|和田=wada|石田=ishida|森田=morita|上田=ueda|原=hara|内田=uchida|柴田=shibata|酒井=sakai|宮崎=miyazaki|横山=yokoyama|高木=takagi|安藤=ando|宮本=miyamoto|大野=ono|小島=kojima|谷口=taniguchi|今井=imai|工藤=kudo|高田=takada|増田=masuda|丸山=maruyama|杉山=sugiyama|村田=murata|大塚=otsuka|新井=arai|小山=koyama|平野=hirano|藤本=fujimoto|河野=kono|上野=ueno|野口=noguchi|武田=takeda|松井=matsui|千葉=chiba|菅原=sugawara|岩崎=iwasaki|久保=kubo|佐野=sano|木下=kinoshita|野村=nomura",
    given: "翔太=shota|大輔=daisuke|健太=kenta|拓也=takuya|直樹=naoki|誠=makoto|浩=hiroshi|隆=takashi|和也=kazuya|亮=ryo|修=osamu|学=manabu|洋平=yohei|裕介=yusuke|慎一=shinichi|智子=tomoko|美咲=misaki|陽子=yoko|恵=megumi|由美=yumi|真由美=mayumi|久美子=kumiko|愛=ai|彩=aya|直美=naomi|千尋=chihiro|香織=kaori|麻衣=mai|優子=yuko|純子=junko|葵=aoi|遥=haruka",
    trades: "精機=seiki|製作所=seisakusho|工業=kogyo|電機=denki|化学=kagaku|商事=shoji|物流=butsuryu|運輸=unyu|建設=kensetsu|食品=shokuhin|製薬=seiyaku|金属=kinzoku|鉄鋼=tekko|繊維=seni|印刷=insatsu|出版=shuppan|不動産=fudosan|証券=shoken|電子=denshi|通信=tsushin|機械=kikai|技研=giken|産業=sangyo|水産=suisan|農産=nosan|酒造=shuzo|製菓=seika|製紙=seishi|硝子=garasu|塗料=toryo|医療機器=iryokiki|光学=kogaku|計測=keisoku|設備=setsubi|空調=kucho|木材=mokuzai|鋳造=chuzo|樹脂=jushi|包装=hoso|倉庫=soko|海運=kaiun|観光=kanko|システム=system|ソフトウェア=software|エンジニアリング=engineering|ロジスティクス=logistics|フーズ=foods|メディカル=medical|エナジー=energy|ホールディングス=holdings",
    places: "東京=tokyo|大阪=osaka|京都=kyoto|名古屋=nagoya|横浜=yokohama|神戸=kobe|福岡=fukuoka|札幌=sapporo|仙台=sendai|広島=hiroshima|岡山=okayama|熊本=kumamoto|新潟=niigata|静岡=shizuoka|浜松=hamamatsu|金沢=kanazawa|富山=toyama|長野=nagano|松本=matsumoto|甲府=kofu|宇都宮=utsunomiya|水戸=mito|千曲=chikuma|川崎=kawasaki|相模=sagami|多摩=tama|武蔵=musashi|関東=kanto|関西=kansai|東海=tokai|中部=chubu|北陸=hokuriku|東北=tohoku|九州=kyushu|四国=shikoku|瀬戸内=setouchi|琵琶湖=biwako|北海=hokkai|日本=nihon|東洋=toyo|大和=yamato|三河=mikawa|伊勢=ise|播磨=harima|讃岐=sanuki|阿波=awa|土佐=tosa|肥後=higo|薩摩=satsuma|越後=echigo|信濃=shinano|駿河=suruga",
    heads: "アルファ=alpha|ミライ=mirai|サン=sun|ニュー=new|グリーン=green|スター=star|オメガ=omega|ネオ=neo|トライ=tri|ユニ=uni|クリア=clear|ハイ=high|ライト=light|メディ=medi|エコ=eco|アクア=aqua|テラ=terra|ソラ=sora|ヒカリ=hikari|アオバ=aoba",
    tails: "テック=tech|ネット=net|ケア=care|リンク=link|ワークス=works|ラボ=lab|データ=data|フォーム=form|ライン=line|パック=pack|プラス=plus|ウェア=ware|ロジ=logi|メッド=med|フロー=flow|クス=x",
    patterns: &["f|s|i", "s|i|f", "p|i|f", "f|c|i", "s|t|i|f", "p|s|i|f", "f|p|c"],
    surname_first: true,
};
