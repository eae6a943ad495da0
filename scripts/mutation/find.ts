// SPDX-License-Identifier: Apache-2.0
// Where a contract can be changed so that a test ought to notice.
import {
  children,
  isNode,
  type Node,
  part,
  type Source,
  start,
  textOf,
  type Trees,
} from "./ast.ts";

/**
 * guard: an `if (…) revert` is deleted. negate: a condition is turned round. modifier: a modifier is dropped. call: a
 * call of an inner guard such as `_requireHead(…)` is deleted. compare: a comparison becomes another one. logic: `&&`
 * becomes `||`, or the other way round.
 */
export type Kind = "guard" | "negate" | "modifier" | "call" | "compare" | "logic";

export interface Mutant {
  /** Its number in this run, from 1. */
  readonly id: number;
  /** What it is called from run to run, as long as its function stays as it is. */
  readonly key: string;
  readonly kind: Kind;
  readonly path: string;
  /** "Contract.function". */
  readonly place: string;
  readonly line: number;
  /** What is there, and what takes its place. */
  readonly before: string;
  readonly after: string;
  /** The node that it changes. */
  readonly node: Node;
  /** Of a comparison or a connective: the operator that takes the other's place. */
  readonly operator: string;
  /** The condition of the `if (…) revert` in which it stands, by the mutant that negates that. */
  readonly guard: number | undefined;
}

const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">"],
  "<=": ["<", ">="],
  ">": [">=", "<"],
  ">=": [">", "<="],
  "==": ["!="],
  "!=": ["=="],
};
const LOGIC: Readonly<Record<string, string>> = { "&&": "||", "||": "&&" };
const CONDITIONAL = new Set([
  "IfStatement",
  "Conditional",
  "WhileStatement",
  "DoWhileStatement",
  "ForStatement",
]);
const GUARD_CALL = /^_?(?:require|check|assert|only)/u;

/** All mutants of the contracts, in the order of paths and places. */
export function findMutants(trees: Trees): Mutant[] {
  const mutants: Mutant[] = [];
  for (const source of trees.sources) {
    for (const contract of children(source.tree)) {
      if (contract.nodeType !== "ContractDefinition") continue;
      if (contract["contractKind"] === "interface") continue;
      for (const member of children(contract)) {
        const name = nameOf(member);
        if (name === undefined || !isNode(member["body"])) continue;
        const place = `${String(contract["name"])}.${name}`;
        new Finder(source, place, mutants).function(member);
      }
    }
  }
  return mutants;
}

function nameOf(member: Node): string | undefined {
  if (member.nodeType === "ModifierDefinition") return String(member["name"]);
  if (member.nodeType !== "FunctionDefinition") return undefined;
  return member["kind"] === "constructor" ? "constructor" : String(member["name"]);
}

/** Finds the mutants of one function. */
class Finder {
  readonly #source: Source;
  readonly #place: string;
  readonly #mutants: Mutant[];
  readonly #counts = new Map<string, number>();

  constructor(source: Source, place: string, mutants: Mutant[]) {
    this.#source = source;
    this.#place = place;
    this.#mutants = mutants;
  }

  function(definition: Node): void {
    for (const child of children(definition)) {
      if (child.nodeType === "ModifierInvocation" && child["kind"] === "modifierInvocation") {
        this.#add("modifier", child, "");
      }
    }
    this.#visit(part(definition, "body"), undefined);
  }

  #visit(node: Node, guard: number | undefined): void {
    if (node.nodeType === "InlineAssembly") return;
    let inside = guard;
    if (CONDITIONAL.has(node.nodeType) && isNode(node["condition"])) {
      const condition = node["condition"];
      if (isGuard(node)) this.#add("guard", node, "", this.#mutants.length + 2);
      const negated = this.#add("negate", condition, `!(${this.#text(condition)})`, guard);
      if (isGuard(node)) inside = negated;
      this.#visit(condition, inside);
      for (const child of children(node)) if (child !== condition) this.#visit(child, guard);
      return;
    }
    this.#operator(node, guard);
    if (isGuardCall(node)) this.#add("call", node, "", guard);
    for (const child of children(node)) this.#visit(child, guard);
  }

  #operator(node: Node, guard: number | undefined): void {
    if (node.nodeType !== "BinaryOperation") return;
    const operator = String(node["operator"]);
    const [left, right] = [part(node, "leftExpression"), part(node, "rightExpression")];
    const changed = (other: string): string => `${this.#text(left)} ${other} ${this.#text(right)}`;
    // To turn a whole condition `a == b` round is what negating it does.
    const equality = operator === "==" || operator === "!=";
    const last = this.#mutants.at(-1);
    if (equality && last?.kind === "negate" && last.node === node) return;
    for (const other of COMPARISONS[operator] ?? []) {
      this.#add("compare", node, changed(other), guard, other);
    }
    const logic = LOGIC[operator];
    if (logic !== undefined) this.#add("logic", node, changed(logic), guard, logic);
  }

  #add(kind: Kind, node: Node, after: string, guard?: number, operator = ""): number {
    const before = this.#text(node);
    const name = `${this.#place}#${kind}${operator}#${before.replaceAll(/\s+/gu, " ")}`;
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const id = this.#mutants.length + 1;
    const { path, bytes } = this.#source;
    const line = bytes.subarray(0, start(node)).toString().split("\n").length;
    const key = count === 1 ? name : `${name}#${count}`;
    const facts = { id, key, kind, path, place: this.#place, line };
    this.#mutants.push({ ...facts, before, after, node, operator, guard });
    return id;
  }

  #text(node: Node): string {
    return textOf(this.#source.bytes, node);
  }
}

/** `if (…) revert …`, with nothing else to do. */
function isGuard(node: Node): boolean {
  if (node.nodeType !== "IfStatement" || isNode(node["falseBody"])) return false;
  const body = part(node, "trueBody");
  if (body.nodeType === "RevertStatement") return true;
  const statements = body.nodeType === "Block" ? children(body) : [];
  return statements.length === 1 && statements[0]?.nodeType === "RevertStatement";
}

/** A call of a guard whose answer, if it has one, nobody takes. */
function isGuardCall(node: Node): boolean {
  if (node.nodeType !== "ExpressionStatement") return false;
  const call = part(node, "expression");
  if (call.nodeType !== "FunctionCall") return false;
  const called = part(call, "expression");
  const name = called.nodeType === "MemberAccess" ? called["memberName"] : called["name"];
  return typeof name === "string" && GUARD_CALL.test(name);
}
