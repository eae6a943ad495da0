// SPDX-License-Identifier: Apache-2.0
// A thread that finds out who signed: the digest of the typed data, the key on the curve, the account. It is told
// nothing that it could leak, and what it does not answer is found out without it.
import { parentPort } from "node:worker_threads";
import { type CryptoProvider, recoverSigner, signingDigest, type Statement } from "@suyuan/proof";
import { nativeCrypto } from "../services/crypto.ts";
import type { Answers, Question } from "./protocol.ts";

const crypto = await nativeCrypto();

function accountOf(question: Question, by: CryptoProvider): Answers[number] {
  const { text, id, value } = question;
  try {
    // The text is canonical and was read strictly by whoever asks.
    return recoverSigner(signingDigest(JSON.parse(text) as Statement, by, id), value, by);
  } catch {
    // Why there is none is told by whoever asks, as if nobody had been asked.
    return null;
  }
}

parentPort?.on("message", (questions: readonly Question[]) => {
  parentPort?.postMessage(questions.map((question) => accountOf(question, crypto)));
});
parentPort?.postMessage("ready");
