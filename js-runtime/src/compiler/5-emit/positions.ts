import type { Analysis, FunctionInfo, RecordLayout } from "../2-analyze/model.js";
import type { Located, SourcePosition } from "../errors.js";
import type { Frame } from "../4-lower/frame.js";
import { sourceName } from "../4-lower/index.js";

type Position = readonly [file: number, line: number, column: number];

interface PositionTables {
  files: string[];
  layouts: Record<string, { name: string; at: Position; points?: Record<string, Position>; fields: Record<string, string> }>;
  functions: Record<string, { name: string; at: Position }>;
}

/** The table that turns ids and resume points into source positions, as JSON text (docs/compiled-code.md). */
export function positionsText(analysis: Analysis, frames: readonly Frame[],
                              locate: (node: Located) => SourcePosition): string {
  const tables: PositionTables = { files: [], layouts: {}, functions: {} };
  const at = (node: Located): Position => {
    const { file, line, column } = locate(node);
    let index = tables.files.indexOf(file);
    if (index < 0) index = tables.files.push(file) - 1;
    return [index, line, column];
  };
  const layouts: [number, PositionTables["layouts"][string]][] = [];
  for (const frame of frames) {
    const points = Object.fromEntries([...frame.points].map(([pc, node]) => [pc, at(node)]));
    const fields = Object.fromEntries(frame.fields.flatMap((local) => (local.sourceName === undefined ? [] : [[local.name, local.sourceName]])));
    layouts.push([frame.id, { name: frame.name, at: at(frame.origin), points, fields }]);
  }
  for (const { record } of analysis.scopes) if (record) layouts.push([record.id, recordEntry(record, at)]);
  layouts.sort((a, b) => a[0] - b[0]);
  for (const [id, entry] of layouts) tables.layouts[id] = entry;
  for (const fn of analysis.functions) if (fn.functionId >= 0) tables.functions[fn.functionId] = { name: sourceName(fn), at: at(fn.node) };
  for (const { functionId, node, inferredName } of analysis.classes.values()) {
    if (functionId >= 0) tables.functions[functionId] = { name: node.id?.name ?? inferredName ?? "", at: at(node) };
  }
  return JSON.stringify(tables);
}

function recordEntry(record: RecordLayout, at: (node: Located) => Position): PositionTables["layouts"][string] {
  const fields = Object.fromEntries(record.variables.map((variable) => [variable.field, variable.name]));
  return { name: scopeName(record.scope.fn), at: at(record.scope.node), fields };
}

function scopeName(fn: FunctionInfo): string {
  return fn.isModule ? "" : sourceName(fn);
}
