import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };

export const MESSAGES = { en, es };
