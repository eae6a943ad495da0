// SPDX-License-Identifier: Apache-2.0
import type { ErrorMeaning } from "./types.ts";

/** Why a gateway does not start, or stops by itself. Printed as one JSON line; exit status 1. */
export const START_ERRORS = {
  "config-invalid": {
    title: "Configuration not usable",
    why: "The configuration file cannot be read, has an unknown key or a value of a wrong form.",
    remedy: "Correct what the detail names; docs/operations.md shows a whole file.",
  },
  "bind-refused": {
    title: "Address not on loopback",
    why: "Reading needs no authorisation here, so that the gateway listens on this machine only.",
    remedy: "Set host to 127.0.0.1 or ::1.",
  },
  "port-in-use": {
    title: "Port in use",
    why: "Another program listens on this port.",
    remedy: "Stop that program or set another port.",
  },
  "key-unreadable": {
    title: "Key file not readable",
    why: "A key file is missing, is of another kind, or does not open with the passphrase given.",
    remedy: "Check the path and SUYUAN_PASSPHRASE.",
  },
  "policy-invalid": {
    title: "Policy not usable",
    why: "The policy file or one of its updates cannot be read, or an update does not follow the policy before.",
    remedy: "Correct what the detail names; `suyuan policy update` tells the same of one update.",
  },
  "policy-foreign": {
    title: "Policy of another deployment",
    why: "The policy names another chain, other contracts or code, or not this log with its key.",
    remedy:
      "Set policy to the one that was sealed for this deployment, and compare its fingerprint.",
  },
  "chain-foreign": {
    title: "Another chain or other contracts",
    why: "The chain at rpcUrl has another chain id or other code at the deployment's addresses.",
    remedy: "Point rpcUrl and deployment at the same network.",
  },
  "chain-unreachable": {
    title: "Chain not reachable at the first start",
    why: "A new store has no settled block to name, so that the first start needs the chain.",
    remedy: "Start the chain first; a store that has entries starts without it.",
  },
  "store-in-use": {
    title: "Store in use",
    why: "Another process has the store open.",
    remedy: "Stop the other gateway; a log has one writer.",
  },
  "store-foreign": {
    title: "Store of another log",
    why: "The store belongs to another log, chain, deployment or version.",
    remedy: "Set dir to the store of this log.",
  },
  "store-truncated": {
    title: "Store truncated",
    why: "The store ends before what was acknowledged; commits.log names a later size.",
    remedy:
      "Restore the whole directory from a copy; acknowledged statements are missing in this one.",
  },
  "store-altered": {
    title: "Store altered",
    why: "What the store holds is not what was committed; the detail names the first place.",
    remedy:
      "Restore the whole directory from a copy; the tiles of a mirror show what must stand there.",
  },
  "store-behind-chain": {
    title: "Store behind the chain",
    why: "The chain holds a checkpoint of this log that is larger than the store.",
    remedy: "Restore a newer copy of the store; this one would fork the log.",
  },
  "store-forked": {
    title: "Store and chain disagree",
    why: "The chain holds another root for this log at a size that the store has.",
    remedy: "Restore the store whose root the chain holds; this one is of a fork.",
  },
} as const satisfies Record<string, ErrorMeaning>;
