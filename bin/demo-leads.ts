/**
 * The body of an invented lead: the same number always gives the same person and deed, at example domains. Now and then
 * it is the test lead that Partner Center sends when somebody validates the address.
 */
export function demoLead(number: number, receivedAt: Date): object {
  if (number % 97 === TEST_LEAD) return testLead(receivedAt);
  const person = PEOPLE[number % PEOPLE.length];
  const [source, action, offer, publisherOffer] = pick(DEEDS, number);
  const round = Math.floor(number / PEOPLE.length);
  const [firstName = "", lastName = "", company = "", domain = "", country = "", phone = "", title = ""] = person ?? [];
  const mailbox = round === 0 ? plain(firstName) : `${plain(firstName)}.${round}`;
  return {
    UserDetails: {
      FirstName: firstName,
      LastName: round === 0 ? lastName : `${lastName} ${round}`,
      Email: `${mailbox}@${domain}`,
      Phone: phone,
      Country: country,
      Company: company,
      Title: title,
    },
    LeadSource: `${source}-${action}|${publisherOffer}`,
    ActionCode: action,
    OfferTitle: offer,
    Description: action === "PLT" ? pick(MESSAGES, number) : "",
  };
}

const TEST_LEAD = 15;

/** The shape and the values of Microsoft's lead-management-faq.yml; the digits are .NET ticks, 100 ns since year 1. */
function testLead(receivedAt: Date): object {
  const ticks = (BigInt(receivedAt.getTime()) + 62_135_596_800_000n) * 10_000n;
  const marker = `MSFT_TEST_${ticks}`;
  return {
    UserDetails: {
      FirstName: marker,
      LastName: marker,
      Email: `${marker}@test.com`,
      Phone: "1234567890",
      Country: "US",
      Company: marker,
      Title: marker,
    },
    LeadSource: "AzureMarketplace",
    ActionCode: "INS",
    OfferTitle: "Contoso Analytics",
    Description: marker,
  };
}

const PEOPLE = [
  [
    "Ingrid",
    "Solheim-Bakke",
    "Nordlys Shipping AS",
    "nordlys-shipping.example",
    "NO",
    "4722550184",
    "Head of Data Platform",
  ],
  [
    "Mariana",
    "Echeverría Ruiz",
    "Cooperativa Agrícola del Maipo",
    "maipo.example",
    "CL",
    "56222345678",
    "Gerente de TI",
  ],
  ["", "", "Kestrel Rail Group", "kestrel-rail.example", "GB", "", ""],
  ["Nhung", "Nguyễn Thị Hồng", "Sông Hồng Logistics JSC", "songhong.example", "VN", "842437654321", "CIO"],
  [
    "Christopher-Alexander",
    "von Hohenberg",
    "Süddeutsche Präzisionswerkzeugfabrik GmbH",
    "spwf.example",
    "DE",
    "4971112345",
    "Leiter IT",
  ],
  ["Oluwaseun", "Adébáyò-Williams", "Lagoon Pay Ltd", "lagoonpay.example", "NG", "2348012345678", "CTO"],
  [
    "Fatima Zahra",
    "El Idrissi",
    "Atlas Textiles Group",
    "atlas-textiles.example",
    "MA",
    "212522123456",
    "Directrice des achats",
  ],
  [
    "Agnieszka",
    "Wróblewska-Kowalczyk",
    "Bursztyn Ubezpieczenia S.A.",
    "bursztyn.example",
    "PL",
    "48221234567",
    "Data Engineer",
  ],
  [
    "Rajesh",
    "Venkataraghavan Subramanian",
    "Deccan Biopharma Pvt Ltd",
    "deccanbio.example",
    "IN",
    "914023456789",
    "VP Analytics",
  ],
  ["Émilie", "Beauchemin-Lavoie", "Clinique Saint-Laurent", "saint-laurent.example", "CA", "15145550142", "Directrice"],
  [
    "Juan Pablo",
    "Quispe Mamani",
    "Minera Altiplano S.A.",
    "altiplano.example",
    "BO",
    "59122345678",
    "Jefe de Sistemas",
  ],
  ["Çağla", "Şahin", "Anka Perakende A.Ş.", "anka.example", "TR", "902121234567", "Analitik Müdürü"],
  ["Lachlan", "Pereira", "", "pereira.example", "AU", "61291234567", ""],
  [
    "Sinazo",
    "Mthembu-van der Merwe",
    "Karoo Wind Energy (Pty) Ltd",
    "karoowind.example",
    "ZA",
    "27211234567",
    "Operations Lead",
  ],
  ["Ólafur", "Sigurðsson", "Jökull Geothermal ehf.", "jokull.example", "IS", "3545551234", "Framkvæmdastjóri"],
  ["愛子", "田辺", "北斗データ株式会社", "hokuto.example", "JP", "81312345678", "部長"],
  ["Lucía", "Fernández Prado", "Editorial Abrego", "abrego.example", "ES", "34912345678", "Responsable de datos"],
];

/** Source, action, offer and its id, in the proportions of an ordinary publisher. */
const DEEDS: [string, string, string, string][] = [
  ["SPZA", "PLT", "Contoso Analytics", "contoso.analytics"],
  ["AzureMarketplace", "INS", "Contoso Data Gateway (BYOL)", "contoso.data-gateway-byol"],
  ["SPZA", "PLT", "Cloud Data Assessment: 2-week engagement", "contoso.cloud-data-assessment"],
  ["AzureMarketplace", "INS", "Contoso Analytics", "contoso.analytics"],
  ["TestDrive", "StartTestDrive", "Contoso Analytics for Power BI", "contoso.analytics-powerbi"],
  ["AzurePortal", "Create", "Contoso Data Gateway (BYOL)", "contoso.data-gateway-byol"],
  ["SPZA", "PLT", "Contoso Analytics", "contoso.analytics"],
  ["SPZA", "INS", "Contoso Invoice Capture for Dynamics 365", "contoso.invoice-capture"],
  ["SPZA", "DNC", "Contoso Analytics", "contoso.analytics"],
  ["AzureMarketplace", "INS", "Contoso Analytics for Power BI", "contoso.analytics-powerbi"],
];

const MESSAGES = [
  "We run 42 vessels and want to replace our on-prem reporting before the Q1 audit. Can you show how row-level security works with Entra groups? Best before 10:00 on weekdays.",
  "Necesitamos saber si funciona con SAP y cuánto cuesta para 80 usuarios.",
  "Please send pricing for 250 seats, three-year term.",
  "Is the data kept in the EU? Our DPO has to sign off.",
  "Looking for a partner to run a two-week assessment in March.",
];

/** Strides of another length than the list of people, so that the same person is not always seen doing the same. */
function pick<T>(list: T[], number: number): T {
  const chosen = list[Math.floor(number / 3) % list.length];
  if (chosen === undefined) throw new Error("The lists of the demonstration are not empty");
  return chosen;
}

function plain(name: string): string {
  const letters = name
    .normalize("NFKD")
    .replace(/[^a-zA-Z]/g, "")
    .toLowerCase();
  return letters || "info";
}
