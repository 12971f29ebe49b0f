/** What a list of leads can be ordered by; a minus in front is from the last to the first. */
export const SORTS = ["-received", "received", "name", "-name", "company", "-company", "due"] as const;
export type Sort = (typeof SORTS)[number];

export const USUAL_SORT: Sort = "-received";

/** What the address says; the newest first where it says nothing that is known. */
export function parseSort(given: string | string[] | undefined): Sort {
  return SORTS.find((sort) => sort === given) ?? USUAL_SORT;
}
