import type { ListPlace } from "#features/leads/views.ts";

/** How the list looks, kept by a form that asks for another filter of it. */
export function LookFields({ look: { view, sort, cols } }: { look: ListPlace }) {
  return (
    <>
      {view && <input type="hidden" name="view" value={view} />}
      {sort && <input type="hidden" name="sort" value={sort} />}
      {cols && <input type="hidden" name="cols" value={cols} />}
    </>
  );
}
