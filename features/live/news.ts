/** Lead numbers; "many" where there were too many to name them. */
export type Numbers = readonly number[] | "many";

/** What happened to the leads of a workspace. */
export type News = { arrived: Numbers; changed: Numbers };

/** What somebody knows who was not told for a while: it may have been anything. */
export const ANYTHING: News = { arrived: "many", changed: "many" };

export const NOTHING_NEW: News = { arrived: [], changed: [] };

const MAX_NAMED = 50;

export function joinNews(one: News, other: News): News {
  return { arrived: join(one.arrived, other.arrived), changed: join(one.changed, other.changed) };
}

export function mayHold(numbers: Numbers, number: number): boolean {
  return numbers === "many" || numbers.includes(number);
}

function join(one: Numbers, other: Numbers): Numbers {
  if (one === "many" || other === "many") return "many";
  const both = [...new Set([...one, ...other])];
  return both.length > MAX_NAMED ? "many" : both;
}
