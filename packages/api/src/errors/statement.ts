// SPDX-License-Identifier: Apache-2.0
import type { HttpErrorMeaning } from "./types.ts";

/** Why a well-formed statement is not taken into the log. */
export const STATEMENT_ERRORS = {
  "wrong-chain": {
    status: 422,
    title: "Statement for another chain",
    why: "The statement names another chain id than the one that this gateway anchors on.",
    remedy: "Make the statement for the chain that /v1/chain names and sign it again.",
  },
  "wrong-exchange-log": {
    status: 422,
    title: "Statement for another deployment",
    why: "The statement names another ExchangeLog contract than the one that this gateway anchors in.",
    remedy: "Make the statement for the contract that /v1/chain names and sign it again.",
  },
  "wrong-log": {
    status: 422,
    title: "Statement for another log",
    why: "The statement names another log; a statement counts in one log only.",
    remedy: "Send it to the gateway of the log that it names, or sign a new one for this log.",
  },
  "time-future": {
    status: 422,
    title: "Time too far ahead",
    why: "The statement's time is more than 300 seconds ahead of the log's clock.",
    remedy: "Set the signer's clock and sign a new statement.",
  },
  "time-ancient": {
    status: 422,
    title: "Time too long ago",
    why: "The statement's time is more than 7 days before the log's clock.",
    remedy:
      "Sign a new statement with the present time; the data's own time belongs into its documents.",
  },
  "entry-too-large": {
    status: 413,
    title: "Entry too large",
    why: "Statement and signatures together exceed the 65,535 bytes of a log entry.",
    remedy: "Give long source lists as count and root, with the list as a document.",
  },
  "invalid-signature": {
    status: 422,
    title: "Signature does not hold",
    why: "No key can be recovered from the signature, or it is not of the account of the seat.",
    remedy: "Sign this very statement with the key of the seat that it names.",
  },
  "signature-high-s": {
    status: 422,
    title: "Signature not in low-s form",
    why: "Each signature has a twin with a high s; only the low one is taken, so that there is one.",
    remedy: "Let the signer put out low-s signatures, or replace s by n - s and flip v.",
  },
  "signature-seat": {
    status: 422,
    title: "Signature by another seat",
    why: "The signature names another seat than the one that the statement says must sign.",
    remedy:
      "Let the statement and its signature name the same seat; a second signer is the counterparty.",
  },
  "signature-count": {
    status: 422,
    title: "Wrong number of signatures",
    why: "Each kind has one signature, reconciliation two.",
    remedy: "Send exactly the signatures that the kind asks for, in order.",
  },
  "batch-path": {
    status: 422,
    title: "Not in the signed batch",
    why: "The path does not lead from this statement to the root that the batch signature covers.",
    remedy: "Send the path of this statement in the batch that was signed.",
  },
  "batch-mismatch": {
    status: 422,
    title: "Outside what the batch covers",
    why: "The statement's asset, grant, organisation, seat, log or time is not what the batch was signed for.",
    remedy: "Sign a batch for each asset, grant and period.",
  },
  "serial-used": {
    status: 409,
    title: "Serial already used",
    why: "Another delivery of this grant has this serial number; the same one sent again is no error.",
    remedy: "Take the next unused serial number of the grant.",
  },
  "version-unknown": {
    status: 422,
    title: "Version not in the log",
    why: "What the statement names as `version` is no dataset version of its asset that lies in this log.",
    remedy: "Send the dataset version first, or correct its id and sign again.",
  },
  "supersedes-needed": {
    status: 409,
    title: "Delivery already has a receipt",
    why: "A delivery has one first receipt; the same one sent again is no error.",
    remedy: "Name the delivery's newest receipt as `supersedes` and sign again.",
  },
  "supersedes-unknown": {
    status: 422,
    title: "Superseded receipt not in the log",
    why: "What `supersedes` names is no receipt of this delivery that lies in this log.",
    remedy: "Send the receipt before first, or correct its id and sign again.",
  },
  "receipt-superseded": {
    status: 409,
    title: "Receipt already superseded",
    why: "Another receipt supersedes this one; receipts of a delivery form one line.",
    remedy: "Name the delivery's newest receipt as `supersedes` and sign again.",
  },
  "asset-not-registered": {
    status: 422,
    title: "Asset not on the chain",
    why: "No asset with this id is registered at the settled block.",
    remedy: "Register and confirm the asset first, or correct its id.",
  },
  "grant-not-given": {
    status: 422,
    title: "Grant not on the chain",
    why: "No grant with this id has been given at the settled block.",
    remedy: "Wait until the grant is settled, or correct its id.",
  },
  "grant-not-begun": {
    status: 422,
    title: "Grant not begun yet",
    why: "The term of the grant begins after the statement's time.",
    remedy: "Wait for the beginning of the term, then sign a new statement.",
  },
  "grant-suspended": {
    status: 422,
    title: "Grant suspended",
    why: "The grant was suspended at some moment from the statement's time until now.",
    remedy: "Have the suspension lifted, then sign a new statement.",
  },
  "grant-ended": {
    status: 422,
    title: "Grant over",
    why: "The grant has expired or was ended before the statement could be taken.",
    remedy: "Request the asset anew; what was taken before the end stays proven.",
  },
  "grant-of-other-log": {
    status: 422,
    title: "Grant of another log",
    why: "The grant names another log as the one that its exchanges are in.",
    remedy: "Send the statement to that log, or have both sides change the grant's log.",
  },
  "source-not-in-force": {
    status: 422,
    title: "Source of the grant not in force",
    why: "The data was shared on, and a grant from which it was is suspended, has ended or not begun.",
    remedy: "Ask the recipient of that grant; nothing can be delivered until it is in force again.",
  },
  "quota-reached": {
    status: 422,
    title: "Quota of the grant reached",
    why: "The grant covers fewer deliveries than the statement's serial counts.",
    remedy: "Request the asset anew with a larger quota.",
  },
  "seat-limit-reached": {
    status: 429,
    title: "Daily limit of the seat",
    why: "The automated seat has signed as many statements today as it may on one day in China.",
    remedy: "Send the statement again after midnight in China, or sign it by another seat.",
  },
  "not-authorised": {
    status: 403,
    title: "Not authorised",
    why: "A fact on the chain does not allow this statement; `fact` names the check that failed and its code.",
    remedy:
      "Have the fact put right on the chain by the office that decides it, then send it again.",
  },
} as const satisfies Record<string, HttpErrorMeaning>;
