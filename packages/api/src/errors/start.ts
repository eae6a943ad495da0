// SPDX-License-Identifier: Apache-2.0
import type { ErrorMeaning } from "./types.ts";

/** Why a gateway does not start, or stops by itself. Printed as one JSON line; exit status 1. */
export const START_ERRORS = {
  "config-invalid": {
    title: "Configuration not usable",
    why: "The configuration file cannot be read, has an unknown key or a value of a wrong form.",
    remedy:
      "Correct what the detail names; docs/gateway.schema.json says what each member must be, and docs/operations.md what it is for.",
  },
  "bind-refused": {
    title: "Address not on loopback",
    why: "Others than this machine can connect, and the configuration lacks what that needs.",
    remedy:
      "Set access, and tls or the statement that a proxy does TLS; or set host to 127.0.0.1 or ::1.",
  },
  "port-in-use": {
    title: "Port in use",
    why: "Another program listens on this port.",
    remedy: "Stop that program or set another port.",
  },
  "tls-unreadable": {
    title: "Certificate not usable",
    why: "A file of tls is missing, is no certificate or key, or the two do not belong together.",
    remedy: "Check the files that tls names; they are PEM.",
  },
  "key-unreadable": {
    title: "Key file not readable",
    why: "A key file is missing, is of another kind, or does not open with the passphrase given.",
    remedy: "Check the path and SUYUAN_PASSPHRASE.",
  },
  "document-keys": {
    title: "Document keys not usable",
    why: "The file that documents.keys names is missing, can be read by others than its owner, or is not of the form of such keys.",
    remedy:
      "Make it with `suyuan-gateway document-key`, and keep it readable by the gateway's account only.",
  },
  "webhook-secret": {
    title: "Secret of a webhook not usable",
    why: "The file that secretFile of a webhook names is missing, or holds no secrets as Standard Webhooks writes them.",
    remedy: "Write `whsec_` and the base64 of 32 random bytes into it, on a line of its own.",
  },
  "tracing-headers": {
    title: "Headers of the traces not usable",
    why: "The file that tracing.headersFile names is missing, or holds no headers.",
    remedy: "Write `Name: value` into it for each header that the collector wants, one a line.",
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
    why: "A new store has no settled block to name, so that the first start needs the chain, and its contracts settled.",
    remedy:
      "Start the chain first, wait for `settledDepth` blocks on top of the deployment; a store that has entries starts without it.",
  },
  "store-in-use": {
    title: "Store in use",
    why: "Another process has the store open.",
    remedy: "Stop the other gateway; a log has one writer.",
  },
  "store-unwritable": {
    title: "Store not writable",
    why: "The folder of the store cannot be made, read or written: its rights, a full disk, or a device that is read-only.",
    remedy: "Correct what the detail says of the folder; what it holds is as it was.",
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
    remedy:
      "Restore a newer copy of the store; this one would fork the log. docs/operations.md says what is left when there is none.",
  },
  "store-forked": {
    title: "Store and chain disagree",
    why: "The chain holds another root for this log at a size that the store has.",
    remedy: "Restore the store whose root the chain holds; this one is of a fork.",
  },
  "target-taken": {
    title: "Folder taken",
    why: "What is to be made has a folder of that name already, or one that was left unfinished (.part).",
    remedy:
      "Name another folder; delete a .part that no running command is writing, it is worth nothing.",
  },
  "backup-broken": {
    title: "Backup not whole",
    why: "A file of the backup is missing, cut or other than its manifest says, or it was never finished.",
    remedy: "Take another backup; nothing was restored from this one.",
  },
  "export-foreign": {
    title: "Tiles of another log",
    why: "The folder holds the checkpoint of another log, or one that this log has never had.",
    remedy:
      "Name a folder of its own for each log. If it is this log's, its history was changed: keep both and find out which the chain holds.",
  },
  "door-closed": {
    title: "Running gateway does not answer",
    why: "The gateway was asked over the socket in its folder, and ended or broke off before the answer.",
    remedy:
      "Look at what the gateway said, and ask again; what was being written is not there or ends in .part.",
  },
} as const satisfies Record<string, ErrorMeaning>;
