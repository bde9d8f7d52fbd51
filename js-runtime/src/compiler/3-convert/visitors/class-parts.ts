import * as t from "@babel/types";
import type { ClassInfo } from "../../2-analyze/model.js";
import { at, statement } from "../builders.js";
import type { Converter } from "../converter.js";
import { addPrivate } from "./privates.js";

type Element = t.ClassBody["body"][number];

/** What becomes of the elements of a class. */
export class ClassParts {
  /** Computed keys of a class that a factory makes, in order. */
  readonly keys: t.Expression[] = [];
  readonly body: Element[] = [];
  /** What the definition of a class that a factory makes does with it as `this`, once; a reload finds the results saved. */
  readonly definition: t.Statement[] = [];
  /** What the next field of an instance must do first: native fields keep the order of all. */
  #beforeField: t.Expression[] = [];

  constructor(readonly info: ClassInfo, private readonly c: Converter) {}

  /** Code of a static element. */
  addStatic(code: t.Statement, origin: t.Node): void {
    at(code, origin);
    if (this.info.isNative) this.body.push(t.staticBlock([code]));
    else this.definition.push(code);
  }

  /** Gives each instance, or the class, its private methods; they come before every field. */
  addMethods(methods: t.Expression): void {
    const names = [...this.info.privates.values()].filter(({ kind }) => kind !== "field");
    const ofClass = names.find(({ isStatic }) => isStatic);
    const ofInstances = names.find(({ isStatic }) => !isStatic);
    if (ofClass) this.addStatic(statement(addPrivate(ofClass.slot, methods, this.info, this.c)), this.info.node);
    if (ofInstances) this.#beforeField.push(addPrivate(ofInstances.slot, t.cloneNode(methods), this.info, this.c));
  }

  addPrivateField(node: t.ClassPrivateProperty, value: t.Expression): void {
    const { slot } = this.info.privates.get(`#${node.key.id.name}`)!;
    const add = at(addPrivate(slot, value, this.info, this.c), node);
    if (node.static) this.addStatic(statement(add), node);
    else this.#beforeField.push(add);
  }

  /** A field of instances that is no native one. */
  addFieldCode(code: t.Expression): void {
    this.#beforeField.push(code);
  }

  /** A native field of instances. */
  addField(node: t.ClassProperty, value: t.Expression | null): void {
    node.value = this.#beforeField.length === 0 ? value : t.sequenceExpression([...this.#beforeField, value ?? t.unaryExpression("void", t.numericLiteral(0))]);
    this.#beforeField = [];
    this.body.push(node);
  }

  /** Ends the body: a field whose value nobody reads does what the last fields need. User code does not see it, and no codec saves it. */
  finish(): void {
    if (this.#beforeField.length === 0) return;
    const value = t.unaryExpression("void", t.sequenceExpression(this.#beforeField));
    this.body.push(t.classPrivateProperty(t.privateName(t.identifier(this.c.names.support("fields"))), value));
  }
}
