// SPDX-License-Identifier: Apache-2.0
import { catalogueCodeBytes, GRADES, type Hex, ProofError, SHARING_ATTRIBUTES } from "@suyuan/sdk";

import { InputError } from "../failure.ts";
import { documentCommitment, documentHash } from "../input/documents.ts";
import { argument, choice, id, needed, text, whole } from "../input/values.ts";
import { carryOut, gatewayOf } from "./online.ts";
import type { Action, Run } from "./run.ts";
import { showAsset } from "./show-asset.ts";

const REGISTERED = { event: "AssetRegistered", value: "asset", label: "asset" } as const;
const NO_HASH: Hex = `0x${"00".repeat(32)}`;
const LARGEST_REGION = 999_999;

const call = (fn: string, args: readonly (string | number | boolean)[]) =>
  ({ contract: "assetRegistry", fn, args }) as const;

const seat = (run: Run): number => whole(needed(run, "seat"), "--seat");

function catalogueCode(code: string): Hex {
  try {
    return catalogueCodeBytes(code);
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause;
    throw new InputError("not-a-code", { what: "--catalogue-code", value: code }, cause);
  }
}

/** The commitment to the legal basis, which data that is not shared needs (Order 809, Art 15). */
async function legalBasis(run: Run, attribute: number): Promise<Hex> {
  const path = text(run, "legalBasis");
  if (path !== undefined) return documentCommitment(path);
  if (attribute === SHARING_ATTRIBUTES.notShared) throw new InputError("legal-basis-needed");
  return NO_HASH;
}

export const register: Action = async (run) => {
  if (run.options.holdsNoSecrets !== true) throw new InputError("secrets-not-declared");
  const attribute = choice(needed(run, "attribute"), SHARING_ATTRIBUTES, "--attribute");
  const args = [
    seat(run),
    whole(needed(run, "localNumber"), "--local-number", Number.MAX_SAFE_INTEGER),
    catalogueCode(needed(run, "catalogueCode")),
    whole(needed(run, "region"), "--region", LARGEST_REGION),
    attribute,
    choice(needed(run, "grade"), GRADES, "--grade"),
    await documentHash(needed(run, "record")),
    await legalBasis(run, attribute),
    true,
  ];
  return carryOut(run, call("register", args), REGISTERED);
};

export const show: Action = async (run) => {
  const view = await gatewayOf(run).asset(id(argument(run), "<asset>"));
  return showAsset(run, view);
};
