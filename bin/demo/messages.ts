import type { CULTURES } from "./cultures.ts";

/** What customers write when they click "Contact me"; "#" is a number they fill in. */
export const MESSAGES = [
  "We run # vessels and want to replace our on-prem reporting before the Q1 audit. Can you show how row-level security works with Entra groups? Best before 10:00 on weekdays.",
  "Please send pricing for # seats, three-year term.",
  "Is the data kept in the EU? Our DPO has to sign off.",
  "Looking for a partner to run a two-week assessment in March.",
  "Can we get a demo next week? There would be # people on the call.",
  "We are on a competing product until # days from now and would like to switch without losing history.",
  "Does it work with our Oracle database, version 19c, about # tables?",
  "Trial ran out, can you extend it by # days?",
  "I filled in this form twice already and nobody called me back. Ticket #.",
  "Hi! Our CFO asked for a quote. # users, annual billing, invoice to our Singapore office please.",
  "We need SOC 2 type II and ISO 27001 reports before procurement talks to you.",
  "Quick question: is there an API, and is it rate limited below # calls a minute?",
  "Our deployment fails in region West Europe with a quota error. Who can help?",
  "Non-profit with # volunteers, is there a discount?",
  "Sounds great 👍 please call me 📞 after 14:00",
  "Looking to consolidate # subscriptions under one private offer.",
  "Need this for a proof of concept with a bank. Contact our integrator, not me.",
  "We saw your session at the conference.\n\nThree questions:\n1. Does it scale to # million rows?\n2. Can it run in our own tenant?\n3. Who supports it at weekends?",
  "just testing the form, please ignore",
  "Please <b>do not</b> send brochures & call only the number above.",
  "=SUM(A1:A#) is what our finance team uses today. Can your add-in read such sheets?",
];

/** In their own language. */
export const LOCAL_MESSAGES: Partial<Record<keyof typeof CULTURES, string[]>> = {
  spanish: [
    "Necesitamos saber si funciona con SAP y cuánto cuesta para # usuarios.",
    "Buenos días, ¿pueden hacernos una demostración en español para # personas?",
    "Queremos migrar antes de que termine el año. ¿Tienen socios en Chile o Perú?",
    "¿El producto cumple con el Esquema Nacional de Seguridad? Somos una administración pública.",
    "Me interesa, pero necesito una factura con CFDI.",
  ],
  german: [
    "Wir suchen eine Lösung für # Standorte. Gibt es einen Ansprechpartner in München?",
    "Bitte um Rückruf wegen Auftragsverarbeitungsvertrag und Preisen ab # Lizenzen.",
    "Läuft das auch in der souveränen Cloud? Unser Betriebsrat fragt nach der Auswertung von Mitarbeiterdaten.",
  ],
  french: [
    "Bonjour, nous sommes une mutuelle de # salariés et souhaitons un devis avant la fin du mois.",
    "Où sont hébergées les données ? Merci de me rappeler l'après-midi.",
  ],
  dutch: ["Graag een offerte voor # gebruikers, inclusief implementatie."],
  nordic: ["Vi vil gerne høre mere om integration til Business Central, ca. # brugere."],
  portuguese: ["Gostaria de uma demonstração para # filiais. Obrigado!"],
  italian: ["Vorremmo una prova con # utenti prima di decidere."],
  slavic: ["Prosimy o ofertę dla # użytkowników oraz informację o RODO."],
  japanese: ["製品のデモをお願いします。利用者は約#名です。"],
  chinese: ["我们需要#个用户的报价，谢谢。"],
  korean: ["#명 규모의 회사입니다. 도입 사례를 보내 주세요."],
  arabic: ["نحتاج إلى عرض سعر لعدد # مستخدم، ويفضل التواصل باللغة العربية."],
  hebrew: ["שלום, נשמח לקבל הצעת מחיר עבור # משתמשים."],
  ukrainian: ["Добрий день! Цікавить інтеграція з BAS, # робочих місць."],
  turkish: ["Kaç kullanıcıya kadar ücretsiz? Bizde # kişi var."],
};

/** What colleagues write at a lead. */
export const NOTES = [
  "Called, no answer. Left a message.",
  "Interested, wants a demo next week.",
  "Sent pricing and the security white paper.",
  "Budget only in the next fiscal year, asked to come back then.",
  "Forwarded to the partner in their region.",
  "Is a customer already under another subscription.",
  "Wrong number, e-mail works.",
  "Talked to procurement: they need a private offer.",
  "Demo done, # people, good questions about data residency.",
  "Student project, no budget.",
  "Llamé dos veces, contesta el buzón de voz.",
  "Quiere una propuesta para # usuarios antes de fin de mes.",
];

/** Parameters of the listing's link, as Description carries them. */
export const CAMPAIGNS = [
  { mktcmpid: "spring-webinar", src: "newsletter" },
  { mktcmpid: "1234", partnerid: "98765" },
  { utm_source: "linkedin", utm_medium: "paid", utm_campaign: "analytics-q4" },
  { utm_source: "google", utm_medium: "cpc", utm_campaign: "backup-brand" },
  { ocid: "AID3047298_QSG_HTML", mktcmpid: "ignite" },
];
