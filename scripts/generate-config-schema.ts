// SPDX-License-Identifier: Apache-2.0
// Writes docs/gateway.schema.json, from the definition in packages/gateway/src/config, into the folder given.
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { configSchema } from "@suyuan/gateway";
import prettier from "prettier";

const PAGE = "docs/gateway.schema.json";

const target = join(process.argv[2] ?? ".", PAGE);
await mkdir(dirname(target), { recursive: true });
const text = JSON.stringify(configSchema());
await writeFile(target, await prettier.format(text, { parser: "json", printWidth: 100 }));
