// SPDX-License-Identifier: Apache-2.0
// Signing in at a gateway, and the tokens of an organisation's systems. Tokens go into files, never on the screen.
import { signIn, type TokenRow } from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { writeNew, writeOver } from "../input/files.ts";
import { argument, needed, text, time, whole } from "../input/values.ts";
import type { Label } from "../messages/words.ts";
import { rows } from "../output/rows.ts";
import { gatewayOf, lines, MAX_TOKEN_BYTES, signerOf, strangerOf } from "./online.ts";
import { type Action, EXIT, type Run } from "./run.ts";

/** Only its owner reads a token. */
const PRIVATE = 0o600;
/** The token of a session (a JWT), which is worth nothing soon; those of systems look otherwise. */
const SESSION = /^[\w-]+\.[\w-]+\.[\w-]+\n?$/;
const SCOPES = ["read", "submit", "relay"] as const;

function scopesOf(run: Run): (typeof SCOPES)[number][] {
  return needed(run, "scopes")
    .split(",")
    .map((value) => {
      const found = SCOPES.find((scope) => scope === value);
      if (found) return found;
      throw new InputError("unknown-word", { what: "--scopes", value, words: SCOPES.join(", ") });
    });
}

/** Signs in as a seat, or as the head of an organisation, and writes the token, in place of an earlier session's. */
export const signInto: Action = async (run) => {
  const [seat, organization] = [text(run, "seat"), text(run, "organization")];
  if ((seat === undefined) === (organization === undefined)) throw new InputError("seat-or-head");
  const as =
    seat === undefined
      ? { head: whole(organization ?? "", "--organization") }
      : { seat: whole(seat, "--seat") };
  const domain = text(run, "domain");
  const signer = await signerOf(run);
  const options = domain === undefined ? {} : { domain };
  const { token, ...told } = await signIn(strangerOf(run), signer, as, options);
  const file = needed(run, "out");
  const mayReplace = (before: string): boolean => SESSION.test(before);
  await writeOver(file, `${token}\n`, { mode: PRIVATE, limit: MAX_TOKEN_BYTES, mayReplace });
  const fields: (readonly [Label, string | number])[] = [
    ["file", file],
    ["organization", told.organization],
    ["until", run.out.messages.timeOf(told.expires)],
  ];
  run.out.result({ file, ...told }, lines(run, fields));
  return EXIT.ok;
};

/** Ends the session of the token that is given. */
export const signOut: Action = async (run) => {
  await gatewayOf(run).signOut();
  run.out.result({ done: true }, [run.out.messages.done]);
  return EXIT.ok;
};

/** Issues a token for a system and writes it. */
export const tokenNew: Action = async (run) => {
  const request = {
    name: needed(run, "name"),
    scopes: scopesOf(run),
    expires: time(needed(run, "until")),
  };
  const { token, ...row } = await gatewayOf(run).issueToken(request);
  const file = needed(run, "out");
  await writeNew(file, `${token}\n`, PRIVATE);
  const fields: (readonly [Label, string | number])[] = [
    ["file", file],
    ["token", row.id],
    ["until", run.out.messages.timeOf(row.expires)],
  ];
  run.out.result({ file, ...row }, lines(run, fields));
  return EXIT.ok;
};

const lineOf =
  ({ out }: Run) =>
  ({ id, name, scopes, expires }: TokenRow): readonly (string | number)[] => [
    ...[id, name, scopes.join(","), out.messages.timeOf(expires)],
  ];

/** The organisation's tokens, without their secrets. */
export const tokenList: Action = async (run) => {
  const list = await gatewayOf(run).tokens();
  const told =
    list.items.length === 0 ? [run.out.messages.nothing] : rows(list.items.map(lineOf(run)));
  run.out.result(list, told);
  return EXIT.ok;
};

/** Revokes a token. */
export const tokenRevoke: Action = async (run) => {
  await gatewayOf(run).revokeToken(argument(run));
  run.out.result({ done: true }, [run.out.messages.done]);
  return EXIT.ok;
};
