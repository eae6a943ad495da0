// SPDX-License-Identifier: Apache-2.0
import { MEDIA, Problem } from "@suyuan/api";

import { GatewayError, refusedBy } from "./errors.ts";

/** How a gateway is reached. */
export interface GatewayOptions {
  /** Such as http://127.0.0.1:8400. */
  readonly url: string;
  /** Longest wait for an answer, or for its next part, in milliseconds. */
  readonly timeoutMs?: number;
  /** Says who asks: the token of a session or of an organisation, or how one is had before each request. */
  readonly token?: string | (() => string | Promise<string>);
}

/** A shape that answers are held against: the schemas of @suyuan/api. */
export interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: unknown };
}

interface Body {
  readonly type?: string;
  readonly content?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** POST with content and GET without, unless given. */
  readonly method?: "GET" | "POST" | "DELETE";
}

interface Asked extends Body {
  readonly token: string | undefined;
}

export const DEFAULT_TIMEOUT_MS = 30_000;

/** Aborts when nothing has come for a while. */
class Patience {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    this.#timer = setTimeout(() => {
      this.#controller.abort();
    }, milliseconds);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  renew(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

/** Requests to one gateway. Every failure is a {@link GatewayError}. */
export class Http {
  readonly #base: string;
  readonly #timeoutMs: number;
  readonly #token: GatewayOptions["token"];

  constructor(options: GatewayOptions) {
    this.#token = options.token;
    this.#base = options.url.replace(/\/+$/, "");
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** JSON of the expected shape. */
  async json<T>(path: string, schema: Schema<T>, value?: unknown): Promise<T> {
    const body = value === undefined ? undefined : { type: MEDIA.json, content: encode(value) };
    return shaped(schema, decode(await this.text(path, body)));
  }

  /** The same by a method, without a body. */
  async plain<T>(method: "POST" | "DELETE", path: string, schema: Schema<T>): Promise<T> {
    return shaped(schema, decode(await this.text(path, { method })));
  }

  /** The body of an answer, as it is. */
  async text(path: string, body?: Body): Promise<string> {
    const token = await this.#asking();
    const patience = new Patience(this.#timeoutMs);
    try {
      const response = await this.#fetch(path, patience, { ...body, token });
      const text = await response.text();
      if (response.ok) return text;
      throw problemOf(text, response.status);
    } catch (cause) {
      throw this.#explain(cause);
    } finally {
      patience.end();
    }
  }

  /** The bytes of an answer, with its headers. */
  async bytes(path: string): Promise<{ readonly bytes: Uint8Array; readonly headers: Headers }> {
    const token = await this.#asking();
    const patience = new Patience(this.#timeoutMs);
    try {
      const response = await this.#fetch(path, patience, { token });
      if (!response.ok) throw problemOf(await response.text(), response.status);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { bytes, headers: response.headers };
    } catch (cause) {
      throw this.#explain(cause);
    } finally {
      patience.end();
    }
  }

  /** The lines of an answer, each as soon as it is there. */
  async *lines(path: string, body: Body): AsyncGenerator<string> {
    const token = await this.#asking();
    const patience = new Patience(this.#timeoutMs);
    try {
      const response = await this.#fetch(path, patience, { ...body, token });
      if (!response.ok) throw problemOf(await response.text(), response.status);
      let rest = "";
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        patience.renew();
        const parts = (rest + chunk).split("\n");
        rest = parts.pop() ?? "";
        yield* parts.filter((line) => line !== "");
      }
      if (rest !== "") yield rest;
    } catch (cause) {
      throw this.#explain(cause);
    } finally {
      patience.end();
    }
  }

  /** Who asks. What goes wrong in finding that out is no failure of the gateway. */
  async #asking(): Promise<string | undefined> {
    return typeof this.#token === "function" ? this.#token() : this.#token;
  }

  async #fetch(path: string, { signal }: Patience, asked: Asked): Promise<Response> {
    const { type, content, token, headers: given } = asked;
    const method = asked.method ?? (content === undefined ? "GET" : "POST");
    const headers = {
      ...given,
      ...(type !== undefined && { "content-type": type }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
    const sent = typeof content === "object" ? new Uint8Array(content) : (content ?? null);
    return fetch(`${this.#base}${path}`, { method, headers, signal, body: sent });
  }

  /** Where the gateway is, without a slash at the end. */
  get base(): string {
    return this.#base;
  }

  #explain(cause: unknown): unknown {
    if (cause instanceof GatewayError) return cause;
    if (cause instanceof DOMException && cause.name === "AbortError") {
      const message = `the gateway did not answer within ${this.#timeoutMs} ms`;
      return new GatewayError("timeout", message, { cause });
    }
    return new GatewayError("unreachable", `no gateway answers at ${this.#base}`, { cause });
  }
}

/** JSON with bigints as decimal strings, as the gateway takes them. */
export const encode = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? item.toString() : item));

/** @throws GatewayError `bad-answer` */
export function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new GatewayError("bad-answer", "the gateway's answer is not JSON", { cause });
  }
}

/** Holds a value against its schema. @throws GatewayError `bad-answer` */
export function shaped<T>(schema: Schema<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { error } = result;
  throw new GatewayError("bad-answer", "the gateway's answer is of another shape", {
    cause: error,
  });
}

function problemOf(text: string, status: number): GatewayError {
  try {
    return refusedBy(Problem.parse(JSON.parse(text)));
  } catch (cause) {
    const message = `the gateway answers ${status} without saying why`;
    return new GatewayError("bad-answer", message, { cause });
  }
}
