import { later } from "../trace.js";
export const state = { n: 1 };
export let live = "before";
export async function helper(x: number) { state.n += x; return await later(state.n); }
export async function change() { await null; live = "after"; }
export class Shared { v = () => state.n; async go() { await null; return this.v(); } }
