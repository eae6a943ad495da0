// SPDX-License-Identifier: Apache-2.0
// node bench/ingest/unchecked.ts OPTIONS: a gateway that asks nobody whether a statement may be taken, in a process of
// its own as the real one is. Its options are one JSON object; it prints its address.
import { startUnchecked, type Unchecked } from "@suyuan/gateway/unchecked";

const server = await startUnchecked(JSON.parse(process.argv[2] ?? "") as Unchecked);
process.stdout.write(`${server.url}\n`);
process.once("SIGTERM", () => void server.stop());
