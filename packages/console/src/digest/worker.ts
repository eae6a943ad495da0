// SPDX-License-Identifier: Apache-2.0
// Runs beside the page, from a blob of its own text: hashes one file and says how far it is.
import { digestInPieces } from "./hash.ts";
import type { Answer, Asked } from "./messages.ts";

const say = (answer: Answer): void => {
  postMessage(answer);
};

async function work({ file, salt }: Asked): Promise<void> {
  try {
    const digest = await digestInPieces(file, salt, (done) => {
      say({ done });
    });
    say({ digest });
  } catch (cause) {
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause));
    say({ fault: { name, message } });
  }
}

onmessage = (event: MessageEvent<Asked>) => void work(event.data);
