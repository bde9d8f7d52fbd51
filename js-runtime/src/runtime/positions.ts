/** The position table of docs/compiled-code.md. */
interface PositionTable {
  files?: string[];
  layouts?: Record<string, LayoutEntry>;
}

interface LayoutEntry {
  name?: string;
  at?: Position;
  points?: Record<string, Position>;
  fields?: Record<string, string>;
}

type Position = [file: number, line: number, column: number];

/** A function and a place in it. */
export interface Place {
  /** Empty for a function that has no name. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Answers from the position table, which is parsed when the first question comes. */
export class Positions {
  #table: PositionTable | undefined;

  constructor(readonly text: string) {}

  /** The source name of a field, and where its function stands: at the await of `point` when that is known. */
  describeField(layoutId: number, field: string, point: unknown): { name: string; at: string | undefined } {
    const name = this.fieldName(layoutId, field) ?? field;
    const place = this.place(layoutId, point);
    if (place === undefined) return { name, at: undefined };
    const of = place.name === "" ? "" : ` of \`${place.name}\``;
    return { name, at: `${place.file}:${place.line}:${place.column}, local \`${name}\`${of}` };
  }

  /** The source name of a field; undefined for one that the compiler made up. */
  fieldName(layoutId: number, field: string): string | undefined {
    return this.#layout(layoutId)?.fields?.[field];
  }

  /** The await of `point`, or the function when the table does not know that. */
  place(layoutId: number, point: unknown): Place | undefined {
    const layout = this.#layout(layoutId);
    const position = layout?.points?.[String(point)] ?? layout?.at;
    if (position === undefined) return undefined;
    const [file, line, column] = position;
    return { name: layout?.name ?? "", file: this.#table?.files?.[file] ?? "?", line, column };
  }

  #layout(id: number): LayoutEntry | undefined {
    this.#table ??= JSON.parse(this.text) as PositionTable;
    return this.#table.layouts?.[String(id)];
  }
}

/** Those of this bundle. */
export let positions = new Positions("{}");

export function usePositions(text: string): void {
  positions = new Positions(text);
}
