// SPDX-License-Identifier: Apache-2.0
// Documents that a gateway keeps beside commitments.
import { extname } from "node:path";

import {
  canonicalBytes,
  DOCUMENT_SUBJECTS,
  type DocumentMedia,
  type DocumentView,
  type Hex,
  MAX_DOCUMENT_BYTES,
  scopeOf,
  toHex,
} from "@suyuan/sdk";

import { readJson, sha256Of } from "../input/documents.ts";
import { readBytes, writeNew } from "../input/files.ts";
import { readSalt, saltBeside, saltPathOf } from "../input/salt.ts";
import { itemsIn } from "../input/scope.ts";
import { argument, choice, id, needed, text, whole } from "../input/values.ts";
import { show, when } from "./listing.ts";
import { gatewayOf } from "./online.ts";
import { type Action, EXIT, type Run } from "./run.ts";

const OFFICE = "application/vnd.openxmlformats-officedocument";
/** Types by the ends of names. */
const TYPES: Readonly<Record<string, DocumentMedia>> = {
  ".json": "application/json",
  ".pdf": "application/pdf",
  ".ofd": "application/ofd",
  ".xlsx": `${OFFICE}.spreadsheetml.sheet`,
  ".docx": `${OFFICE}.wordprocessingml.document`,
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".txt": "text/plain",
};
const SUBJECTS = Object.fromEntries(DOCUMENT_SUBJECTS.map((name) => [name, name])) as Record<
  string,
  (typeof DOCUMENT_SUBJECTS)[number]
>;
const PRIVATE = 0o600;

const lineOf = (run: Run, one: DocumentView): (string | number)[] => [
  ...[one.id, one.subject, one.thing, one.mediaType, one.bytes, when(run, one.due)],
];

const tell = (run: Run, view: DocumentView): number => {
  run.out.result(view, [lineOf(run, view).join("  ")]);
  return EXIT.ok;
};

async function saltOf(run: Run, file: string): Promise<Hex | undefined> {
  if (run.options.public === true) return undefined;
  const given = text(run, "salt");
  const salt = given === undefined ? await saltBeside(file) : await readSalt(given);
  return salt && toHex(salt);
}

/** Stores a file: its commitment is made of what lies beside it, as it was made for the chain. */
export const put: Action = async (run) => {
  const file = needed(run, "file");
  const mediaType = choice(extname(file).toLowerCase(), TYPES, "--file");
  const bytes = await readBytes(file, MAX_DOCUMENT_BYTES);
  const salt = await saltOf(run, file);
  const list = text(run, "items");
  const items = list === undefined ? undefined : await itemsIn(list);
  const content = mediaType === "application/json" ? canonicalBytes(await readJson(file)) : bytes;
  const own = sha256Of(salt, content);
  const commitment = items === undefined ? own : scopeOf({ commitment: own, items });
  const view = await gatewayOf(run).documents.put({
    ...{ subject: choice(argument(run), SUBJECTS, "thing"), thing: id(argument(run, 1), "id") },
    ...{ commitment, mediaType, bytes },
    ...(salt !== undefined && { salt }),
    ...(items !== undefined && { items }),
  });
  return tell(run, view);
};

/** Lists documents: by a commitment, by what they belong to, or of an organisation. */
export const list: Action = async (run) => {
  const about = text(run, "about");
  const [subject, thing] = about?.split(":", 2) ?? [];
  const given = {
    ...{ commitment: text(run, "commitment"), organization: text(run, "organization") },
    ...{ state: text(run, "kept"), limit: text(run, "limit"), cursor: text(run, "cursor") },
    ...{ subject, thing },
  };
  const asked = Object.entries(given).filter(([, value]) => value !== undefined);
  const page = await gatewayOf(run).documents.list(
    Object.fromEntries(asked) as Record<string, string>,
  );
  const lines = page.items.map((one) => lineOf(run, one));
  return show(run, { ...page, indexed: { behind: 0 } }, lines);
};

/** Writes a document, and its salt beside it. */
export const get: Action = async (run) => {
  const { bytes, salt, mediaType } = await gatewayOf(run).documents.content(
    id(argument(run), "id"),
  );
  const file = needed(run, "out");
  await writeNew(file, bytes, PRIVATE);
  if (salt) await writeNew(saltPathOf(file), `${toHex(salt).slice(2)}\n`, PRIVATE);
  run.out.result({ file, mediaType, bytes: bytes.length }, [file]);
  return EXIT.ok;
};

export const read: Action = async (run) =>
  tell(run, await gatewayOf(run).documents.read(id(argument(run), "id")));

export const accesses: Action = async (run) => {
  const page = await gatewayOf(run).documents.accesses(id(argument(run), "id"));
  const lines = page.items.map(({ n, at, what, by }) => [
    ...[n, when(run, at), what, by.organization ?? "–", by.seat ?? by.token ?? "–"],
  ]);
  return show(run, { ...page, indexed: { behind: 0 } }, lines);
};

/** Names who may read besides; nobody when nobody is given. */
export const readers: Action = async (run) => {
  const given = (text(run, "organizations") ?? "").split(",").filter(Boolean);
  const organizations = given.map((one) => whole(one, "--organizations"));
  return tell(
    run,
    await gatewayOf(run).documents.nameReaders(id(argument(run), "id"), organizations),
  );
};

export const hold: Action = async (run) => {
  const view = await gatewayOf(run).documents.hold(
    ...([id(argument(run), "id"), needed(run, "reference")] as const),
  );
  run.out.result(view, [view.holds.at(-1)?.id ?? ""]);
  return EXIT.ok;
};

export const release: Action = async (run) =>
  tell(run, await gatewayOf(run).documents.release(id(argument(run), "id"), argument(run, 1)));

export const erase: Action = async (run) =>
  tell(run, await gatewayOf(run).documents.erase(id(argument(run), "id")));
