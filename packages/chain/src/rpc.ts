// SPDX-License-Identifier: Apache-2.0
import { ChainError } from "./errors.ts";

/** One JSON-RPC call. */
export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

interface RpcAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** A node's refusal, as it stands in the answer; `data` holds a contract's revert data. */
export class RpcRefusal extends Error {
  override readonly name = "RpcRefusal";
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** JSON-RPC 2.0: "the method does not exist / is not available". */
export const METHOD_NOT_FOUND = -32601;

/** Nodes limit the number of calls in one batch (geth: 1,000). */
const MAX_BATCH = 500;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readError(value: unknown): NonNullable<RpcAnswer["error"]> {
  const error = isRecord(value) ? value : {};
  const code = typeof error["code"] === "number" ? error["code"] : 0;
  const message = typeof error["message"] === "string" ? error["message"] : "no message";
  return { code, message, data: error["data"] };
}

function readAnswer(value: unknown): RpcAnswer {
  if (!isRecord(value) || typeof value["id"] !== "number") {
    throw new ChainError("bad-answer", "the node's answer is not JSON-RPC");
  }
  return "error" in value
    ? { id: value["id"], error: readError(value["error"]) }
    : { id: value["id"], result: value["result"] };
}

/** JSON-RPC over HTTP. Every call ends, by its answer or by a {@link ChainError}, within `timeoutMs`. */
export class Rpc {
  readonly url: string;
  readonly #timeoutMs: number;
  #nextId = 1;

  constructor(url: string, timeoutMs: number) {
    this.url = url;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * One call.
   * @throws RpcRefusal when the node refuses the call; ChainError `unreachable`, `timeout`, `bad-answer`.
   */
  async call(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const id = this.#nextId++;
    return unwrap(readAnswer(await this.#post({ jsonrpc: "2.0", id, method, params })));
  }

  /** Many calls in as few requests as the node allows; answers in the order of the calls. */
  async batch(calls: readonly RpcCall[]): Promise<unknown[]> {
    const results: unknown[] = [];
    for (let start = 0; start < calls.length; start += MAX_BATCH) {
      results.push(...(await this.#batch(calls.slice(start, start + MAX_BATCH))));
    }
    return results;
  }

  async #batch(calls: readonly RpcCall[]): Promise<unknown[]> {
    const first = this.#nextId;
    this.#nextId += calls.length;
    const body = calls.map((call, place) => ({ jsonrpc: "2.0", id: first + place, ...call }));
    const answers = await this.#post(body);
    if (!Array.isArray(answers)) {
      throw new ChainError(
        "bad-answer",
        "the node answers batches with something else than a list",
      );
    }
    const byId = new Map(answers.map((item) => readAnswer(item)).map((item) => [item.id, item]));
    return calls.map((_, place) => {
      const answer = byId.get(first + place);
      if (!answer) throw new ChainError("bad-answer", "the node left out part of a batch");
      return unwrap(answer);
    });
  }

  async #post(body: unknown): Promise<unknown> {
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      return await response.json();
    } catch (cause) {
      throw this.#explain(cause);
    }
  }

  #explain(cause: unknown): ChainError {
    if (cause instanceof DOMException && cause.name === "TimeoutError") {
      const message = `the chain's node did not answer within ${this.#timeoutMs} ms`;
      return new ChainError("timeout", message, { cause });
    }
    return new ChainError("unreachable", "the chain's node cannot be reached", { cause });
  }
}

function unwrap(answer: RpcAnswer): unknown {
  if (answer.error) {
    throw new RpcRefusal(answer.error.code, answer.error.message, answer.error.data);
  }
  return answer.result;
}
