// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { readJson, writeJson } from "./files.ts";

const STATE_TYPE = "suyuan/demo-state@1";
const MARKER = "state.json";

/** Thrown when the kept state cannot be used; nothing in it has been touched. */
export class StateError extends Error {
  override readonly name = "StateError";
}

/** Where each thing of the demonstration is kept. */
export interface StatePaths {
  readonly root: string;
  readonly chain: string;
  readonly deployment: string;
  readonly keys: string;
  readonly gateway: string;
  readonly outbox: string;
  readonly demo: string;
}

export function pathsOf(root: string): StatePaths {
  return {
    root,
    chain: join(root, "chain"),
    deployment: join(root, "deployment.json"),
    keys: join(root, "keys"),
    gateway: join(root, "gateway"),
    outbox: join(root, "outbox"),
    demo: join(root, "demo"),
  };
}

const HELP = "Run `npm start -- --reset` to delete it and begin again, or name another with --dir.";

function markerOf(root: string): unknown {
  try {
    return readJson(join(root, MARKER));
  } catch (cause) {
    throw new StateError(`The state in ${root} is half-written: ${MARKER} is not JSON. ${HELP}`, {
      cause,
    });
  }
}

/** Where the story of a kept state is played: a network's folder, or nothing for a chain of its own. */
const stageOf = (network: string | undefined): string =>
  network === undefined ? "a chain of its own" : `the network in ${network}`;

function checkMarker(root: string, marker: unknown, network: string | undefined): void {
  if (marker === undefined) {
    throw new StateError(
      `${root} holds files but no ${MARKER}: it is half-written, or not a state of Suyuan. ${HELP}`,
    );
  }
  const type = typeof marker === "object" && marker !== null && "type" in marker ? marker.type : "";
  if (type !== STATE_TYPE) {
    throw new StateError(
      `The state in ${root} is of another version (${String(type)}, not ${STATE_TYPE}). ${HELP}`,
    );
  }
  const begun = (marker as Marker).network;
  if (begun !== network) {
    throw new StateError(
      `The state in ${root} is of a story on ${stageOf(begun)}, not on ${stageOf(network)}. ${HELP}`,
    );
  }
}

/** What marks a kept state. */
interface Marker {
  readonly type: typeof STATE_TYPE;
  readonly network?: string;
}

/** Deletes a state directory, and refuses to delete a folder that is not one. */
export function resetState(root: string): void {
  if (!existsSync(root)) return;
  const names = readdirSync(root);
  const known = new Set([
    "chain",
    "deployment.json",
    "gateway.json",
    "keys",
    "gateway",
    "outbox",
    "demo",
    MARKER,
  ]);
  const strange = names.filter((name) => !known.has(name.replace(/\.part$/u, "")));
  if (strange.length > 0) {
    throw new StateError(
      `${root} holds ${strange.join(", ")}, which Suyuan did not make. Nothing was deleted.`,
    );
  }
  rmSync(root, { recursive: true });
}

/**
 * Opens the kept state or makes a new one.
 * @param network where the validators' network is on which the story is played
 * @returns whether it was there already
 * @throws StateError also when the story was begun elsewhere
 */
export function openState(root: string, network?: string): { paths: StatePaths; kept: boolean } {
  const paths = pathsOf(root);
  const kept = existsSync(root) && readdirSync(root).length > 0;
  if (kept) checkMarker(root, markerOf(root), network);
  for (const folder of [root, paths.chain, paths.keys, paths.gateway, paths.outbox, paths.demo]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  if (!kept)
    writeJson(join(root, MARKER), {
      type: STATE_TYPE,
      ...(network !== undefined && { network }),
    } satisfies Marker);
  return { paths, kept };
}
