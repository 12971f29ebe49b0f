import { CULTURES, type Culture, type FirmOrder, type Name } from "./cultures.ts";
import { type Dice, diceFor } from "./dice.ts";
import { PLACES, type Place } from "./places.ts";

/** `UserDetails` as Microsoft sends it. */
export type Person = Record<
  "FirstName" | "LastName" | "Email" | "Phone" | "Country" | "Company" | "Title",
  string | undefined
>;

/** Invents the person of that number; the first ones are the cast of the design's pictures. */
export function demoPerson(number: number): { person: Person; culture: keyof typeof CULTURES } {
  const known = CAST[number];
  if (known) return { person: known, culture: "anglo" };
  const dice = diceFor(number);
  if (dice.isLucky(0.2)) return { person: dice.pick(ODD_ONES), culture: "anglo" };
  const place = pickPlace(dice);
  return { person: ordinaryPerson(number, place, dice), culture: place.culture };
}

function ordinaryPerson(number: number, place: Place, dice: Dice): Person {
  const { given, family, firms, titles }: Culture = CULTURES[place.culture];
  const [first, last] = [dice.pick(given), dice.pick(family)];
  const [stem, kind, form] = [dice.pick(firms.stem), dice.pick(firms.kind), dice.pick(firms.form)];
  const isPrivate = dice.isLucky(12);
  const isShy = dice.isLucky(3);
  const domain = isPrivate
    ? dice.pick(MAILBOX_PROVIDERS)
    : `${addressPart(stem)}-${addressPart(kind)}${dice.isLucky(50) ? "" : `-${place.spellings[0]?.toLowerCase()}`}.example`;
  const mailbox = [addressPart(first), addressPart(last)].filter(Boolean).join(dice.isLucky(80) ? "." : "");
  return {
    FirstName: isShy ? "" : first.text,
    LastName: isShy ? "" : last.text,
    Email: dice.isLucky(2) ? "" : `${mailbox}${isPrivate ? (number % 97) + 1 : ""}@${domain}`,
    Phone: dice.isLucky(82) ? `${place.dial}${String(dice.upTo(899_999_999) + 100_000_000)}` : "",
    Country: dice.isLucky(2) ? "" : dice.isLucky(85) ? place.spellings[0] : dice.pick(place.spellings),
    Company: isPrivate && dice.isLucky(60) ? "" : firmName(stem.text, kind.text, form, firms.order),
    Title: dice.pick(titles),
  };
}

function firmName(stem: string, kind: string, form: string, order: FirmOrder): string {
  if (order === "one word") return /^[\w ]+$/.test(stem) ? `${stem} ${kind}` : `${stem}${kind}${form}`;
  return [...(order === "kind first" ? [kind, stem] : [stem, kind]), form].filter(Boolean).join(" ");
}

const TOTAL_WEIGHT = PLACES.reduce((sum, { weight }) => sum + weight, 0);

function pickPlace(dice: Dice): Place {
  let left = dice.next() * TOTAL_WEIGHT;
  const place = PLACES.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return place ?? dice.pick(PLACES);
}

function addressPart({ latin }: Name): string {
  return latin
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

const MAILBOX_PROVIDERS = ["mail.example", "postbox.example", "correo.example", "inbox.example", "webmail.example"];

const LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff".repeat(9).slice(0, 300);

/** Those that break screens, files and formulas. */
const ODD_ONES: Person[] = [
  [
    "🦊 Foxy",
    "McFoxface 🚀",
    "Emoji & Söhne 🧡",
    "foxy@fox-den.example",
    "US",
    "+1 (555) 010-0199",
    "Chief 🦊 Officer",
  ],
  [LONG_NAME, LONG_NAME, LONG_NAME, `${LONG_NAME.slice(0, 60)}@long.example`, "DE", "4930123456789", LONG_NAME],
  ["<b>Bold</b>", "<script>alert(1)</script>", "Tags <i>Ltd</i>", "html@tags.example", "GB", "442079460018", "&amp;"],
  ["=1+1", "@SUM(A1)", "-2+3 GmbH", "formula@cells.example", "AT", "+43-1-5131234", "=cmd|' /C calc'!A0"],
  ["عبد الرحمن بن محمد", "آل سعود", "شركة النور (فرع 2)", "rtl@alnour.example", "SA", "966112345678", "مدير"],
  ["O'Brien", 'Quote"d', 'Comma, "Semi"; Tab\tLtd', "quotes@csv.example", "IE", "353 1 234 5678", ""],
  ["Z\u0351\u034b\u030ba\u0363\u0352l\u033ago", "", "Combining Marks", "zalgo@marks.example", "FI", "", ""],
].map(toPerson);

/** First name, last name, company, address, country, phone, title. */
const CAST: Person[] = [
  [
    "Ingrid",
    "Solheim-Bakke",
    "Nordlys Shipping AS",
    "ingrid@nordlys-shipping.example",
    "NO",
    "4722550184",
    "Head of Data Platform",
  ],
  [
    "Mariana",
    "Echeverría Ruiz",
    "Cooperativa Agrícola del Maipo",
    "mariana@maipo.example",
    "CL",
    "56222345678",
    "Gerente de TI",
  ],
  ["", "", "Kestrel Rail Group", "info@kestrel-rail.example", "GB", "", ""],
  ["Nhung", "Nguyễn Thị Hồng", "Sông Hồng Logistics JSC", "nhung@songhong.example", "VN", "842437654321", "CIO"],
  [
    "Christopher-Alexander",
    "von Hohenberg",
    "Süddeutsche Präzisionswerkzeugfabrik GmbH",
    "christopheralexander@spwf.example",
    "DE",
    "4971112345",
    "Leiter IT",
  ],
  ["Oluwaseun", "Adébáyò-Williams", "Lagoon Pay Ltd", "oluwaseun@lagoonpay.example", "NG", "2348012345678", "CTO"],
  [
    "Fatima Zahra",
    "El Idrissi",
    "Atlas Textiles Group",
    "fatimazahra@atlas-textiles.example",
    "MA",
    "212522123456",
    "Directrice des achats",
  ],
  [
    "Agnieszka",
    "Wróblewska-Kowalczyk",
    "Bursztyn Ubezpieczenia S.A.",
    "agnieszka@bursztyn.example",
    "PL",
    "48221234567",
    "Data Engineer",
  ],
  [
    "Rajesh",
    "Venkataraghavan Subramanian",
    "Deccan Biopharma Pvt Ltd",
    "rajesh@deccanbio.example",
    "IN",
    "914023456789",
    "VP Analytics",
  ],
  [
    "Émilie",
    "Beauchemin-Lavoie",
    "Clinique Saint-Laurent",
    "emilie@saint-laurent.example",
    "CA",
    "15145550142",
    "Directrice",
  ],
  [
    "Juan Pablo",
    "Quispe Mamani",
    "Minera Altiplano S.A.",
    "juanpablo@altiplano.example",
    "BO",
    "59122345678",
    "Jefe de Sistemas",
  ],
  ["Çağla", "Şahin", "Anka Perakende A.Ş.", "cagla@anka.example", "TR", "902121234567", "Analitik Müdürü"],
  ["Lachlan", "Pereira", "", "lachlan@pereira.example", "AU", "61291234567", ""],
  [
    "Sinazo",
    "Mthembu-van der Merwe",
    "Karoo Wind Energy (Pty) Ltd",
    "sinazo@karoowind.example",
    "ZA",
    "27211234567",
    "Operations Lead",
  ],
  ["Ólafur", "Sigurðsson", "Jökull Geothermal ehf.", "olafur@jokull.example", "IS", "3545551234", "Framkvæmdastjóri"],
  ["愛子", "田辺", "北斗データ株式会社", "info@hokuto.example", "JP", "81312345678", "部長"],
  ["Lucía", "Fernández Prado", "Editorial Abrego", "lucia@abrego.example", "ES", "34912345678", "Responsable de datos"],
].map(toPerson);

function toPerson([FirstName, LastName, Company, Email, Country, Phone, Title]: (string | undefined)[]): Person {
  return { FirstName, LastName, Email, Phone, Country, Company, Title };
}
