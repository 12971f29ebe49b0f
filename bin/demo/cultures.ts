/** What people and firms are called in one part of the world; `latin` is what an address is made of. */
export type Name = { text: string; latin: string };
export type FirmOrder = "stem first" | "kind first" | "one word";
export type Culture = {
  given: Name[];
  family: Name[];
  /** A firm is one of each: "Nordlys Shipping AS", or where the kind comes first "Minera Altiplano S.A.". */
  firms: { stem: Name[]; kind: Name[]; form: string[]; order: FirmOrder };
  titles: string[];
};

/** "愛子/Aiko" is written the first way and read the second. */
function names(list: string): Name[] {
  return list.split(",").map((one) => {
    const [text = "", latin = text] = one.trim().split("/");
    return { text, latin };
  });
}

function culture(
  given: string,
  family: string,
  stem: string,
  kind: string,
  form: string,
  titles: string,
  order: FirmOrder = "stem first",
): Culture {
  return {
    given: names(given),
    family: names(family),
    firms: { stem: names(stem), kind: names(kind), form: texts(form), order },
    titles: texts(titles),
  };
}

function texts(list: string): string[] {
  return list.split(",").map((one) => one.trim());
}

export const CULTURES = {
  anglo: culture(
    "Olivia, James, Charlotte, Noah, Amelia, Liam, Grace, Ethan, Hannah, Jack, Sophie, Daniel, Megan, Ryan, Priya, Marcus, Chloe, Andre, Zoë, Tyler, Imani, Connor, Mei, Darnell, Abigail, Christopher-Alexander, Jo, Siobhán, Ben, Latoya",
    "Smith, Johnson, Williams, Taylor, O'Connor, Brown, Campbell, Nguyen, Patel, Murphy, Thompson, Okafor, Walker, Fitzgerald-Hughes, Clarke, Garcia, MacDonald, Chen, Robinson, Whitfield, Kaur, Bennett, Ó Briain, Sullivan, Reyes, Hall, Vasquez, Price, D'Angelo, Lee",
    "Kestrel, Northgate, Silverline, Blue Ridge, Harbour, Red Oak, Lakeshore, Summit, Granite, Ironbridge, Copperfield, Meridian, Stonehaven, Westbrook, Larkspur, Alder, Fairmont, Cascade, Tidewater, Bramble, Highfield, Pinecrest",
    "Rail Group, Health Partners, Logistics, Credit Union, Foods, Energy, Insurance, Manufacturing, School District, Retail, Biosciences, Water Authority, Legal, Aerospace, Media, Hospitality, Software, Construction, Charitable Trust",
    "Inc., LLC, Ltd, plc, Corp., Group, ",
    "CIO, CTO, IT Manager, Data Engineer, VP Analytics, Head of Operations, Procurement Lead, Cloud Architect, Director of IT, Business Analyst, Finance Systems Manager, ",
  ),
  german: culture(
    "Lukas, Anna, Jürgen, Sabine, Maximilian, Katharina, Björn, Ulrike, Felix, Lena, Günther, Heike, Tobias, Nele, Matthias, Jana, Stefan, Käthe, Dominik, Svenja",
    "Müller, Schmidt, Weber, von Hohenberg, Schäfer, Köhler, Wagner, Groß, Lehmann, Zimmermann, Öztürk, Böhm, Vogt, Kaiser, Reuter, Winkler, Hofstätter, Brändle, Nowak, Schwarzenberger",
    "Süddeutsche, Rheintal, Hansa, Alpen, Schwarzwald, Elbe, Donau, Nordsee, Taunus, Bodensee, Spree, Allgäuer, Ruhr, Weser",
    "Präzisionswerkzeugfabrik, Maschinenbau, Versicherung, Stadtwerke, Medizintechnik, Logistik, Brauerei, Chemie, Anlagenbau, Handel, Sparkasse, Klinikum, Softwarehaus",
    "GmbH, AG, GmbH & Co. KG, SE, e. V.",
    "Leiter IT, Geschäftsführer, Einkauf, Datenschutzbeauftragte, Teamleiterin Controlling, Systemarchitekt, ",
  ),
  french: culture(
    "Émilie, Jean-Baptiste, Chloé, Mathieu, Océane, François, Anaïs, Théo, Margaux, Rémi, Inès, Loïc, Zoé, Guillaume, Maëlle, Hugo, Fatou, Yann",
    "Beauchemin-Lavoie, Lefèvre, Dubois, Moreau, Girard, Bélanger, Fontaine, Garnier, Chevalier, Tremblay, Diallo, Roussel, d'Aubigné, Meunier, Côté, Benoît, Lacroix",
    "Saint-Laurent, Belle Rive, Les Tilleuls, Grand Large, Vallée, Lumière, Montclair, Azur, Chêne Vert, Ormeaux, Haute Plaine, Clairmont",
    "Clinique, Assurances, Transports, Distribution, Énergie, Conseil, Ingénierie, Agroalimentaire, Mutuelle, Édition, Industrie",
    "SA, SAS, SARL, inc., ",
    "Directrice, DSI, Responsable achats, Chef de projet, Architecte cloud, ",
    "kind first",
  ),
  dutch: culture(
    "Daan, Sanne, Bram, Lotte, Thijs, Femke, Jeroen, Marijke, Pieter, Anouk, Ruben, Noor, Willem, Eline",
    "de Vries, van den Berg, Jansen, Bakker, Visser, van der Meer, Mulder, Smit, Hendriks, Peeters, Claes, Verhoeven, ten Brink, Kuipers",
    "Waterland, Delta, Polder, Zuiderzee, Tulpen, Scheldt, Oranje, Veluwe, Brabant, Maas, Noorderlicht",
    "Zorg, Logistiek, Verzekeringen, Techniek, Bouw, Agri, Haven, Energie, Retail",
    "B.V., N.V., Groep, Coöperatie",
    "IT-manager, Inkoper, Data-analist, Directeur, ",
  ),
  nordic: culture(
    "Ingrid, Lars, Astrid, Bjørn, Freja, Søren, Ólafur, Elsa, Mikko, Aino, Åse, Gustav, Sigrún, Jari, Linnea, Øyvind",
    "Solheim-Bakke, Hansen, Lindqvist, Sørensen, Sigurðsson, Virtanen, Bergström, Nyström, Ødegård, Korhonen, Jónsdóttir, Kjær, Åkesson, Mäkinen, Halvorsen",
    "Nordlys, Fjord, Jökull, Aurora, Bifrost, Skagen, Västkusten, Saimaa, Havn, Viking, Björk, Tundra",
    "Shipping, Geothermal, Seafood, Forest, Telecom, Pension, Robotics, Bygg, Energi, Media",
    "AS, AB, A/S, Oy, ehf., ASA",
    "Head of Data Platform, IT-chef, Framkvæmdastjóri, Tietohallintojohtaja, CFO, ",
  ),
  spanish: culture(
    "Mariana, Juan Pablo, Lucía, José Luis, Ximena, Andrés, Íñigo, Carmen, Santiago, Valentina, Joaquín, Guadalupe, Sebastián, Noelia, Martín, Renata, Ángel, Itziar",
    "Echeverría Ruiz, Quispe Mamani, Fernández Prado, García, Muñoz, Peña, Rodríguez, Ibáñez, Castañeda, Huamán Flores, Ortega, Zúñiga, Benítez, Lozano, Etxeberria, Villanueva del Río, Núñez",
    "Maipo, Altiplano, Abrego, Andina, Cordillera, Levante, Pampa, Río Claro, El Roble, Sol del Sur, Cantábrico, Ceiba, Guaraní, Volcán, La Esperanza",
    "Cooperativa Agrícola, Minera, Editorial, Seguros, Transportes, Constructora, Farmacéutica, Logística, Clínica, Universidad, Alimentos, Textil, Servicios Financieros",
    "S.A., S.L., S.A. de C.V., Ltda., S.A.S.",
    "Gerente de TI, Jefe de Sistemas, Responsable de datos, Directora comercial, Analista, Compras, ",
    "kind first",
  ),
  portuguese: culture(
    "João, Beatriz, Thiago, Inês, Gonçalo, Letícia, Caio, Conceição, Rui, Luana, Vinícius, Sofia",
    "da Silva, Gonçalves, Araújo, Magalhães, Pereira, Simões, Carvalho, Nascimento, Brandão, Assunção, Teixeira",
    "Boa Vista, Sertão, Atlântico, Pinheiro, Serra Azul, Tejo, Iguaçu, Cruzeiro, Alvorada, Douro",
    "Agronegócios, Seguros, Varejo, Logística, Papel e Celulose, Saúde, Energia, Engenharia, Tecnologia",
    "S.A., Ltda., Lda., ",
    "Gerente de TI, Diretora, Analista de Dados, Coordenador, ",
  ),
  italian: culture(
    "Giulia, Matteo, Nicolò, Chiara, Alessandro, Elettra, Lorenzo, Beatrice, Davide, Ilaria",
    "Rossi, Esposito, Bianchi, De Luca, Conti, D'Amico, Ferrari, Lo Presti, Marchetti, Colombo",
    "Appennino, Laguna, Vesuvio, Adriatica, Lombarda, Etna, Dolomiti, Tirreno, Aurelia",
    "Ceramiche, Meccanica, Assicurazioni, Moda, Alimentari, Trasporti, Farmaceutici, Energia",
    "S.p.A., S.r.l., & Figli",
    "Responsabile IT, Direttore acquisti, Analista, ",
    "kind first",
  ),
  slavic: culture(
    "Agnieszka, Jakub, Łucja, Tomáš, Jiří, Zuzana, Andrei, Ioana, László, Kateřina, Miloš, Ivana, Grzegorz, Eszter, Ștefan, Nikola",
    "Wróblewska-Kowalczyk, Nowak, Dvořák, Novotný, Popescu, Szabó, Horvat, Kowalski, Černý, Ionescu, Nagy, Jovanović, Żak, Țepeș, Dimitrov",
    "Bursztyn, Tatra, Wisła, Vltava, Danubius, Balkan, Karpaty, Jadran, Morava, Dacia, Puszta",
    "Ubezpieczenia, Logistics, Energo, Stavby, Pharma, Software, Steel, Agro, Bank",
    "S.A., sp. z o.o., s.r.o., Kft., d.o.o., SRL",
    "Data Engineer, Kierownik IT, Architect, Nákup, Director, ",
  ),
  ukrainian: culture(
    "Олена/Olena, Андрій/Andrii, Ірина/Iryna, Тарас/Taras, Оксана/Oksana, Юрій/Yurii, Софія/Sofiia, Богдан/Bohdan",
    "Шевченко/Shevchenko, Коваленко/Kovalenko, Бондаренко/Bondarenko, Мельник/Melnyk, Ткачук/Tkachuk, Лисенко/Lysenko",
    "Дніпро/dnipro, Карпати/karpaty, Чумак/chumak, Зоря/zoria, Соняшник/soniashnyk, Полісся/polissia",
    "Агро/agro, Логістика/logistyka, Енергія/enerhiia, Софт/soft, Банк/bank",
    "ТОВ, АТ, ",
    "Директор з ІТ, Менеджер, Аналітик, ",
  ),
  greek: culture(
    "Ελένη/Eleni, Γιώργος/Giorgos, Κατερίνα/Katerina, Νίκος/Nikos, Δέσποινα/Despoina, Στέλιος/Stelios",
    "Παπαδόπουλος/Papadopoulos, Νικολάου/Nikolaou, Γεωργίου/Georgiou, Ιωάννου/Ioannou, Μαυρίδης/Mavridis",
    "Αιγαίο/aigaio, Όλυμπος/olympos, Ιόνιο/ionio, Δήλος/dilos, Άλφα/alfa",
    "Ναυτιλία/naftilia, Τρόφιμα/trofima, Ενέργεια/energeia, Ασφάλειες/asfaleies",
    "Α.Ε., Ε.Π.Ε.",
    "Διευθυντής ΙΤ, Υπεύθυνη αγορών, ",
  ),
  turkish: culture(
    "Çağla, Emre, Gülşen, Oğuz, Şeyma, Barış, İpek, Ümit, Yiğit, Elif",
    "Şahin, Yılmaz, Öztürk, Çelik, Aydın, Kılıç, Doğan, Güneş, Işık, Karadağ",
    "Anka, Boğaziçi, Toros, Kapadokya, Ege, Anadolu, Marmara, Hisar",
    "Perakende, Lojistik, Tekstil, Sigorta, İnşaat, Enerji, Gıda",
    "A.Ş., Ltd. Şti.",
    "Analitik Müdürü, Bilgi İşlem Müdürü, Satın Alma, ",
  ),
  arabic: culture(
    "محمد/Mohammed, فاطمة/Fatima, Ahmed, Layla, عبد الله/Abdullah, Fatima Zahra, Omar, نورة/Noura, Youssef, Hala, خالد/Khalid, Mariam",
    "العتيبي/Al-Otaibi, El Idrissi, Al-Mansoori, حداد/Haddad, Ben Youssef, الشمري/Al-Shammari, El-Sayed, Khoury, القحطاني/Al-Qahtani, Benali",
    "Atlas, الواحة/alwaha, Falcon, النخيل/alnakheel, Sahara, Crescent, الخليج/alkhaleej, Cedar, Zamzam",
    "Textiles Group, للتجارة/trading, Petrochemicals, للمقاولات/contracting, Holding, Hospitals, للاتصالات/telecom, Real Estate",
    "LLC, ش.م.م, FZ-LLC, Group, S.A.R.L.",
    "IT Director, مدير تقنية المعلومات, Directrice des achats, Digital Transformation Lead, ",
  ),
  hebrew: culture(
    "נועה/Noa, Yael, אורי/Uri, Eitan, תמר/Tamar, Avi, שירה/Shira, Gal",
    "כהן/Cohen, Levi, מזרחי/Mizrahi, Ben-David, פרידמן/Friedman, Shapira",
    "Carmel, גליל/galil, Negev, ירדן/yarden, Sharon, Kinneret",
    "Cyber, מערכות/systems, Medical, Agritech, Semiconductors",
    "Ltd, בע״מ",
    "VP R&D, מנהלת רכש, Security Architect, ",
  ),
  indian: culture(
    "Rajesh, Ananya, Vikram, Lakshmi, Arjun, Fatema, Suresh, Kavya, Harpreet, Sanjay, Nisha, Imran, Deepika, Thilini, अमित/Amit, Sai Krishna",
    "Venkataraghavan Subramanian, Sharma, Iyer, Reddy, Khan, Banerjee, Singh, Chowdhury, Perera, Nair, Joshi, Mukherjee, Ahmed, Rao, Desai, Malhotra",
    "Deccan, Ganga, Malabar, Himalaya, Lotus, Sapphire, Coromandel, Indus, Nilgiri, Vindhya, Jasmine",
    "Biopharma, Infotech, Textiles, Steel, Motors, Finserv, Agro, Hospitals, Logistics, Consulting",
    "Pvt Ltd, Ltd, LLP, (Pvt) Ltd",
    "VP Analytics, Delivery Manager, Solution Architect, Manager - Procurement, Sr. Data Engineer, ",
  ),
  japanese: culture(
    "愛子/Aiko, 健太/Kenta, さくら/Sakura, 大輔/Daisuke, 美咲/Misaki, 翔/Sho, 陽菜/Hina, 隆/Takashi",
    "田辺/Tanabe, 佐藤/Sato, 鈴木/Suzuki, 高橋/Takahashi, 伊藤/Ito, 渡辺/Watanabe, 小林/Kobayashi, 齋藤/Saito",
    "北斗/hokuto, 富士見/fujimi, 東海/tokai, 瀬戸内/setouchi, 桜井/sakurai, 銀河/ginga",
    "データ/data, 商事/shoji, 製作所/seisakusho, 物流/butsuryu, 電機/denki, 製薬/seiyaku",
    "株式会社, 合同会社",
    "部長, 課長, 情報システム部, データエンジニア, ",
    "one word",
  ),
  chinese: culture(
    "伟/Wei, 芳/Fang, Jason, 秀英/Xiuying, 娜/Na, Vivian, 志强/Zhiqiang, 嘉欣/Ka Yan, 浩然/Haoran, Grace",
    "王/Wang, 李/Li, 张/Zhang, Chan, 刘/Liu, Wong, 陈/Chen, Lim, 黄/Huang, Ng",
    "东方/dongfang, 长江/changjiang, Pearl River, 华夏/huaxia, Jade, 星云/xingyun, Lion City",
    "科技/keji, 物流/wuliu, Trading, 制造/zhizao, Capital, 能源/nengyuan, Shipping",
    "有限公司, Co., Ltd., Pte Ltd, Limited",
    "IT总监, Regional Manager, 采购经理, Cloud Lead, ",
    "one word",
  ),
  korean: culture(
    "지우/Jiwoo, 민준/Minjun, 서연/Seoyeon, 도현/Dohyun, 하은/Haeun, 준호/Junho",
    "김/Kim, 이/Lee, 박/Park, 최/Choi, 정/Jung, 강/Kang",
    "한빛/hanbit, 백두/baekdu, 새벽/saebyeok, 동해/donghae, 나래/narae",
    "전자/electronics, 물산/mulsan, 소프트/soft, 화학/chem, 건설/const",
    "주식회사, (주)",
    "팀장, 데이터 엔지니어, 구매 담당, ",
    "one word",
  ),
  vietnamese: culture(
    "Nhung, Minh, Thảo, Quang Huy, Ngọc Ánh, Đức, Phương, Tuấn",
    "Nguyễn Thị Hồng, Trần, Lê, Phạm Hoàng, Đặng, Võ, Bùi",
    "Sông Hồng, Mê Kông, Hạ Long, Sen Vàng, Trường Sơn",
    "Logistics, Thủy sản, Dệt may, Công nghệ, Xây dựng",
    "JSC, Co., Ltd, TNHH",
    "CIO, Trưởng phòng CNTT, ",
  ),
  islands: culture(
    "Siti, Budi, Nurul Aisyah, Jose Mari, Maria Clara, Agus, Farah, Rizal, Somchai, Ploy, Dewi, Angelo",
    "Wijaya, binti Abdullah, Santos, dela Cruz, Pratama, Hidayat, Reyes, bin Ismail, Suwannarat, Bautista, Tan",
    "Nusantara, Borneo, Mabuhay, Garuda, Straits, Siam, Merdeka, Orchid",
    "Plantations, Telekom, Shipping, Foods, Bank, Tekno, Property, Services",
    "Tbk, Sdn Bhd, Inc., PT, Co., Ltd.",
    "IT Manager, Head of Procurement, Analyst, ",
  ),
  african: culture(
    "Oluwaseun, Amina, Chukwuemeka, Wanjiru, Sinazo, Kwame, Thabo, Ngozi, Lerato, Otieno, Adaeze, Pieter",
    "Adébáyò-Williams, Mthembu-van der Merwe, Okonkwo, Kamau, Mensah, Dlamini, Achieng, Nkosi, Eze, Botha, Mwangi",
    "Lagoon, Karoo, Savanna, Baobab, Kilimanjaro, Ubuntu, Protea, Zambezi, Harmattan",
    "Pay, Wind Energy, Telecoms, Mining, Insurance, Agritech, Health, Freight",
    "Ltd, (Pty) Ltd, plc",
    "CTO, Operations Lead, Head of IT, ",
  ),
} satisfies Record<string, Culture>;
