import type { MappingRow, TargetField } from "#connectors/connector.ts";

export type EditorState = {
  /** Every row on the screen, also those that nothing fills yet. */
  rows: MappingRow[];
  /** The field that was changed last; its result is read out. */
  edited: string | null;
  /** The field that was added last; the caret goes there. */
  added: string | null;
};

export type EditorAction =
  | { type: "change"; row: MappingRow }
  | { type: "add"; target: string }
  /** A row that is filled already: changed where there is one for its field, else added. */
  | { type: "put"; row: MappingRow }
  | { type: "remove"; target: string }
  | { type: "start"; from: EditorState };

export function editRows(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case "change":
      return {
        ...state,
        rows: state.rows.map((row) => (row.target === action.row.target ? action.row : row)),
        edited: action.row.target,
      };
    case "add":
      if (state.rows.some(({ target }) => target === action.target)) return { ...state, added: action.target };
      return { rows: [...state.rows, emptyRow(action.target)], edited: null, added: action.target };
    case "put": {
      const { row } = action;
      const isThere = state.rows.some(({ target }) => target === row.target);
      const rows = isThere ? state.rows.map((one) => (one.target === row.target ? row : one)) : [...state.rows, row];
      return { rows, edited: row.target, added: row.target };
    }
    case "remove":
      return { rows: state.rows.filter(({ target }) => target !== action.target), edited: null, added: null };
    case "start":
      return action.from;
  }
}

/** What the destination requires comes first, in its order; then what is mapped, in the mapping's. */
export function startRows(mapped: MappingRow[], fields: TargetField[]): EditorState {
  const required = fields.filter((field) => field.required && !field.readOnly).map(({ name }) => name);
  const first = required.map((name) => mapped.find(({ target }) => target === name) ?? emptyRow(name));
  const rest = mapped.filter(({ target }) => !required.includes(target));
  return { rows: [...first, ...rest], edited: null, added: null };
}

/** What is worth keeping: a row that nothing fills says no more than its absence. */
export function filledRows(rows: MappingRow[]): MappingRow[] {
  return rows.filter(({ value, fallback }) => value.length > 0 || fallback.length > 0);
}

function emptyRow(target: string): MappingRow {
  return { target, value: [], fallback: [] };
}
