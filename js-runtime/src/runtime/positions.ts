/** The position table of docs/compiled-code.md. */
interface PositionTable {
  files?: string[];
  layouts?: Record<string, { name?: string; at?: Position; points?: Record<string, Position>; fields?: Record<string, string> }>;
}

type Position = [file: number, line: number, column: number];

/** Answers from the position table, which is parsed when the first question comes. */
export class Positions {
  #table: PositionTable | undefined;

  constructor(readonly text: string) {}

  /** The source name of a field, and where its function stands: at the await of `point` when that is known. */
  describeField(layoutId: number, field: string, point: unknown): { name: string; at: string | undefined } {
    this.#table ??= JSON.parse(this.text) as PositionTable;
    const layout = this.#table.layouts?.[String(layoutId)];
    const name = layout?.fields?.[field] ?? field;
    const position = layout?.points?.[String(point)] ?? layout?.at;
    if (position === undefined) return { name, at: undefined };
    const [file, line, column] = position;
    const of = layout?.name === undefined || layout.name === "" ? "" : ` of \`${layout.name}\``;
    return { name, at: `${this.#table.files?.[file] ?? "?"}:${line}:${column}, local \`${name}\`${of}` };
  }
}
