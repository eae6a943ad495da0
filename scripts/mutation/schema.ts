// SPDX-License-Identifier: Apache-2.0
// Writes contracts that hold all their mutants, so that they are compiled once and chosen while they run; and the
// contracts of one mutant, as they would be if someone had made that mistake.
import { children, end, type Node, part, type Source, start, textOf, type Trees } from "./ast.ts";
import type { Mutant } from "./find.ts";
import { SWITCH_NAME, SWITCH_PATH, SWITCH_SOURCE } from "./switch.ts";

/** The contracts with all mutants in them, by path. */
export function schema(trees: Trees, mutants: readonly Mutant[]): Map<string, string> {
  const byNode = new Map<Node, Mutant[]>();
  for (const one of mutants) byNode.set(one.node, [...(byNode.get(one.node) ?? []), one]);
  const texts = new Map<string, string>([[SWITCH_PATH, SWITCH_SOURCE]]);
  for (const source of trees.sources) {
    const writer = new Writer(source, trees, byNode);
    const up = source.path.split("/").length === 2 ? "./" : "../";
    const text = writer.whole();
    const imported = `import {${SWITCH_NAME}} from "${up}${SWITCH_NAME}.sol";\n`;
    texts.set(source.path, writer.used ? `${text}\n${imported}` : text);
  }
  return texts;
}

/** The text of a mutant's source with that one change. */
export function mutated({ sources }: Trees, mutant: Mutant): string {
  const source = sources.find(({ path }) => path === mutant.path);
  if (source === undefined) throw new Error(`no source ${mutant.path}`);
  const { bytes } = source;
  const [from, to, text] = replacement(bytes, mutant);
  return bytes.subarray(0, from).toString() + text + bytes.subarray(to).toString();
}

// A statement stays one, so that whatever stands around it means the same.
function replacement(bytes: Buffer, { kind, node, after }: Mutant): [number, number, string] {
  const whole = (text: string): [number, number, string] => [start(node), end(node), text];
  if (kind === "modifier") return whole("");
  if (kind === "call") return whole("0");
  if (kind === "guard") {
    const condition = part(node, "condition");
    return [start(condition), end(condition), "false"];
  }
  const bare = kind === "negate" ? `!(${textOf(bytes, node)})` : after;
  return whole(kind === "negate" ? bare : `(${bare})`);
}

const on = (id: number): string => `${SWITCH_NAME}.on(${id})`;

class Writer {
  used = false;
  readonly #dropped = new Set<number>();
  readonly #source: Source;
  readonly #trees: Trees;
  readonly #byNode: ReadonlyMap<Node, readonly Mutant[]>;

  constructor(source: Source, trees: Trees, byNode: ReadonlyMap<Node, readonly Mutant[]>) {
    this.#source = source;
    this.#trees = trees;
    this.#byNode = byNode;
  }

  /** The whole file: what stands around its tree too. */
  whole(): string {
    const { bytes, tree } = this.#source;
    const tail = bytes.subarray(end(tree)).toString();
    return bytes.subarray(0, start(tree)).toString() + this.#text(tree) + tail;
  }

  /** A piece of the source, without the semicolons of statements that have become blocks. */
  #slice(from: number, to: number): string {
    const { bytes } = this.#source;
    const kept = [...bytes.subarray(from, to)].filter((_, i) => !this.#dropped.has(from + i));
    return Buffer.from(kept).toString();
  }

  /** A node's text with the mutants in it and on it. */
  #text(node: Node): string {
    const mutants = this.#byNode.get(node) ?? [];
    if (mutants.length > 0) this.used = true;
    let text = this.#inner(node);
    const operators = mutants.filter(({ kind }) => kind === "compare" || kind === "logic");
    if (operators.length > 0) text = this.#operator(node, operators);
    for (const { kind, id } of mutants) {
      if (kind === "negate") text = `${SWITCH_NAME}.flip(${id}, (${text}))`;
      if (kind === "modifier") text = "";
    }
    return text;
  }

  /** A node's text with the mutants in its parts. */
  #inner(node: Node): string {
    const guard = this.#byNode.get(node)?.find(({ kind }) => kind === "guard");
    let place = start(node);
    let text = "";
    for (const child of children(node)) {
      if (start(child) < place || end(child) > end(node)) continue;
      text += this.#slice(place, start(child));
      place = end(child);
      const call = this.#byNode.get(child)?.find(({ kind }) => kind === "call");
      let inside = this.#text(child);
      if (guard && child === node["condition"]) inside = `!${on(guard.id)} && (${inside})`;
      if (call) {
        this.#dropped.add(this.#source.bytes.indexOf(";", place));
        inside = `{ if (!${on(call.id)}) { ${inside}; } }`;
      }
      if (child === node["body"]) inside = this.#withModifiers(node, inside);
      text += inside;
    }
    return text + this.#slice(place, end(node));
  }

  #operator(node: Node, mutants: readonly Mutant[]): string {
    const left = this.#text(part(node, "leftExpression"));
    const right = this.#text(part(node, "rightExpression"));
    const logic = mutants.find(({ kind }) => kind === "logic");
    if (logic !== undefined) {
      const shown = on(logic.id);
      return node["operator"] === "&&"
        ? `((${left}) != ${shown} ? (${right}) : ${shown})`
        : `((${left}) == ${shown} ? (${right}) : !${shown})`;
    }
    const chosen = mutants.map(({ id, operator }) => `${on(id)} ? ${left} ${operator} ${right} : `);
    return `(${chosen.join("")}${left} ${String(node["operator"])} ${right})`;
  }

  /** Modifiers that mutants drop are done by the function itself, unless the mutant shows. */
  #withModifiers(definition: Node, body: string): string {
    const done = children(definition).flatMap((invocation) => {
      const mutant = this.#byNode.get(invocation)?.find(({ kind }) => kind === "modifier");
      return mutant === undefined ? [] : [`if (!${on(mutant.id)}) { ${this.#before(invocation)} }`];
    });
    return done.length === 0 ? body : `{ ${done.join(" ")} ${body.slice(1)}`;
  }

  /** What a modifier does before the function: all that it does, in this project. */
  #before(invocation: Node): string {
    const id = Number(part(invocation, "modifierName")["referencedDeclaration"]);
    const definition = this.#trees.byId.get(id);
    const statements = definition === undefined ? [] : children(part(definition, "body"));
    const given = invocation["arguments"];
    const plain = !Array.isArray(given) || given.length === 0;
    if (!definition || !plain || statements.at(-1)?.nodeType !== "PlaceholderStatement") {
      throw new Error(`${this.#source.path}: a modifier that does more than begin a function`);
    }
    const own = statements.slice(0, -1).map((one) => `${textOf(definition.bytes, one)};`);
    return own.join(" ");
  }
}
