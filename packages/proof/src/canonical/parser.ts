// SPDX-License-Identifier: Apache-2.0
// JSON.parse keeps the last of two equal names, rounds numbers and lets half surrogates pass: what was
// signed and what was read could differ. This parser reads RFC 8259 and refuses those.
import {
  type Json,
  type JsonObject,
  refuse,
  requireDepth,
  requireNumber,
  requireText,
} from "./rules.ts";

const SPACE = 0x20;
const WHITE_SPACE = /[ \t\n\r]*/y;
const PLAIN = /[ !#-[\]-\uffff]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPE = /["bf\\/nrt]|u[0-9a-fA-F]{4}/y;
const WORDS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** Makes an own member also of the one name that assignment takes for something else. */
function put(members: Record<string, Json>, name: string, value: Json): void {
  if (name !== "__proto__") members[name] = value;
  else
    Object.defineProperty(members, name, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
}

export class Parser {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #path: (string | number)[] = [];
  #at = 0;
  /** Values that may still come. */
  #left: number;

  constructor(text: string, maxDepth: number, maxValues: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#left = maxValues;
  }

  /** @throws ProofError see `parseStrict` */
  whole(): Json {
    this.#skip();
    const value = this.#value(0);
    this.#skip();
    if (this.#at < this.#text.length) {
      refuse("trailing-bytes", `something follows the value at character ${this.#at}`, []);
    }
    return value;
  }

  #value(depth: number): Json {
    if (--this.#left < 0) refuse("too-large", "the JSON holds too many values", []);
    const first = this.#text.charAt(this.#at);
    if (first === "{") return this.#object(depth + 1);
    if (first === "[") return this.#array(depth + 1);
    if (first === '"') return this.#string();
    if (first === "-" || (first >= "0" && first <= "9")) return this.#number();
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return this.#malformed("a value");
  }

  #object(depth: number): JsonObject {
    requireDepth(depth, this.#maxDepth, this.#path);
    const members: Record<string, Json> = {};
    this.#at++;
    this.#skip();
    if (this.#take("}")) return members;
    do {
      this.#skip();
      if (this.#text.charAt(this.#at) !== '"') this.#malformed("a member name");
      const name = this.#string();
      this.#path.push(name);
      if (Object.hasOwn(members, name))
        refuse("duplicate-key", "a member stands twice", this.#path);
      this.#skip();
      if (!this.#take(":")) this.#malformed("a colon");
      this.#skip();
      put(members, name, this.#value(depth));
      this.#path.pop();
      this.#skip();
    } while (this.#take(","));
    if (!this.#take("}")) this.#malformed("a comma or the end of the object");
    return members;
  }

  #array(depth: number): Json[] {
    requireDepth(depth, this.#maxDepth, this.#path);
    const items: Json[] = [];
    this.#at++;
    this.#skip();
    if (this.#take("]")) return items;
    do {
      this.#skip();
      this.#path.push(items.length);
      items.push(this.#value(depth));
      this.#path.pop();
      this.#skip();
    } while (this.#take(","));
    if (!this.#take("]")) this.#malformed("a comma or the end of the array");
    return items;
  }

  #string(): string {
    this.#at++;
    let text = this.#match(PLAIN);
    while (this.#take("\\")) text += this.#escaped() + this.#match(PLAIN);
    if (!this.#take('"')) this.#malformed("the end of a string");
    requireText(text, this.#path);
    return text;
  }

  #escaped(): string {
    const escape = this.#match(ESCAPE) || this.#malformed("a known escape");
    return JSON.parse(`"\\${escape}"`) as string;
  }

  #number(): number {
    const literal = this.#match(NUMBER);
    if (literal === "") this.#malformed("a number");
    // 1.0 and 1e0 are integers to a reader of doubles, and other bytes to a reader of text.
    if (/[.eE]/.test(literal)) {
      refuse("unsafe-number", "a number has a fraction or an exponent", this.#path);
    }
    const value = Number(literal);
    requireNumber(value, this.#path);
    return value;
  }

  #skip(): void {
    if (this.#text.charCodeAt(this.#at) <= SPACE) this.#match(WHITE_SPACE);
  }

  #take(character: string): boolean {
    const there = this.#text.charAt(this.#at) === character;
    if (there) this.#at++;
    return there;
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }

  #malformed(expected: string): never {
    return refuse("malformed", `expected ${expected} at character ${this.#at}`, this.#path);
  }
}
