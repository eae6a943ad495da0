// SPDX-License-Identifier: Apache-2.0
import type { HttpErrorMeaning } from "./types.ts";

/** What a reader may meet, and what the gateway itself may be short of. */
export const SERVICE_ERRORS = {
  "unknown-statement": {
    status: 404,
    title: "No such statement",
    why: "The log holds no statement with this id.",
    remedy: "Check the id, or ask the gateway of the log that the statement names.",
  },
  "unknown-asset": {
    status: 404,
    title: "No such asset",
    why: "No asset with this id is registered at the settled block.",
    remedy: "Check the id, or wait until its registration is settled.",
  },
  "unknown-right": {
    status: 404,
    title: "No such right",
    why: "No right with this id was conferred at the settled block, and no coded asset has it as holding right.",
    remedy: "Check the id, or look for it among the rights of its asset.",
  },
  "right-not-held": {
    status: 422,
    title: "Nobody held the right then",
    why: "At that moment the right was not in force, or its holder had ended without a successor.",
    remedy: "Ask for a moment at which it was in force; its acts tell when that was.",
  },
  "unknown-case": {
    status: 404,
    title: "No such case",
    why: "No objection or dispute with this id was raised at the settled block.",
    remedy: "Check the id, or look for it among the cases on its asset.",
  },
  "unknown-rule": {
    status: 404,
    title: "No such rule",
    why: "The rule book has no rule under this key.",
    remedy: "See /v1/rules for the rules that there are.",
  },
  "unknown-year": {
    status: 404,
    title: "Year not published",
    why: "The calendar of this year has not been published.",
    remedy: "Count Monday to Friday, and take the deadline as provisional.",
  },
  "unknown-proposal": {
    status: 404,
    title: "No such proposal",
    why: "The council has no proposal with this number at the settled block.",
    remedy: "See /v1/proposals for the proposals that there are.",
  },
  "unknown-grant": {
    status: 404,
    title: "No such grant",
    why: "No grant with this id has been given at the settled block.",
    remedy: "Check the id, or wait until the grant is settled.",
  },
  "unknown-request": {
    status: 404,
    title: "No such request",
    why: "No request with this id stands at the settled block.",
    remedy: "Check the id, or wait until the request is settled.",
  },
  "unknown-return": {
    status: 404,
    title: "No such return flow",
    why: "No return flow with this id has been claimed at the settled block.",
    remedy: "Check the id, or wait until the claim is settled.",
  },
  "unknown-finding": {
    status: 404,
    title: "No such finding",
    why: "No finding with this id stands at the settled block.",
    remedy: "Check the id, or look for it among the findings against its organisation.",
  },
  "unknown-delivery": {
    status: 404,
    title: "No delivery proven",
    why: "No delivery under this grant has been proven at the settled block.",
    remedy: "Wait until the delivery is anchored and recorded, or check the grant's id.",
  },
  "unknown-organization": {
    status: 404,
    title: "No such organisation",
    why: "No organisation with this number is admitted at the settled block.",
    remedy: "Check the number, or wait until its admission is settled.",
  },
  "unknown-thing": {
    status: 404,
    title: "Unknown thing",
    why: "The gateway's index has no such thing of this kind under this id.",
    remedy: "Check kind and id; if it is new, ask again when the index has followed the chain.",
  },
  "unknown-seat": {
    status: 404,
    title: "No such seat",
    why: "No seat with this number is appointed at the settled block.",
    remedy: "Check the number, or wait until the appointment is settled.",
  },
  "beyond-log": {
    status: 404,
    title: "Beyond the end of the log",
    why: "The tile or bundle asks for more than the log's newest checkpoint covers.",
    remedy: "Read /log/checkpoint first and ask for what lies below its size.",
  },
  "no-checkpoint": {
    status: 404,
    title: "No checkpoint yet",
    why: "The log has not made its first checkpoint, or none that covers as many entries as asked for.",
    remedy: "Wait for one window after the statement that is to be covered.",
  },
  "not-anchored": {
    status: 409,
    title: "Not anchored yet",
    why: "The checkpoint that covers this is not yet in a settled block; `awaiting` and `since` say what is awaited.",
    remedy: "Ask again after the next window; while the chain is away, after it is back.",
  },
  "chain-away": {
    status: 503,
    title: "Chain away",
    why: "A fact that is needed here has to be read from the chain, and the chain does not answer.",
    remedy: "Send the same request again after the time in Retry-After.",
  },
  "state-pruned": {
    status: 503,
    title: "State no longer kept",
    why: "The gateway's node keeps no state of the settled block: it is older than the node's proof window.",
    remedy:
      "Give the gateway a node that keeps more states than `settledDepth` asks for, or all of them; nothing is lost.",
  },
  "clock-behind": {
    status: 503,
    title: "Clock behind the log",
    why: "The gateway's clock is behind the time of the log's last entry, and the log's time never goes back.",
    remedy: "Set the gateway's clock; nothing is lost.",
  },
  busy: {
    status: 503,
    title: "Queue full",
    why: "More statements are waiting for the disk than the gateway keeps in memory.",
    remedy:
      "Send the same statements again after the time in Retry-After; known ones are not taken twice.",
  },
  closing: {
    status: 503,
    title: "Gateway stopping",
    why: "The gateway is about to stop and takes nothing new.",
    remedy: "Send the same request again when it is back.",
  },
  "read-only-follower": {
    status: 403,
    title: "This gateway only reads",
    why: "It follows the log of another gateway and has no key: nothing can be handed in, carried or issued here.",
    remedy: "Send the same request to the gateway that the detail names.",
  },
  "store-failed": {
    status: 503,
    title: "Store failed",
    why: "The disk refused a write, so that nothing can be acknowledged until the gateway is started anew.",
    remedy: "Look at the gateway's log, make room or repair the disk, and start it again.",
  },
  "evidence-unproven": {
    status: 500,
    title: "Evidence did not verify",
    why: "The evidence file that was built does not pass its own verification and is not given out.",
    remedy: "Report it to the operator with the statement's id; the log itself is not touched.",
  },
  "too-many-entries": {
    status: 422,
    title: "History too long for one file",
    why: "The subject has more entries than one history file may hold.",
    remedy: "Read the log by tiles and replay it.",
  },
  "act-refused": {
    status: 422,
    title: "Refused by the contract",
    why: "The contract refuses the act; `act` holds the contract's error with its values.",
    remedy: "Correct what the contract's error names; its NatSpec says when it is thrown.",
  },
  "relay-target": {
    status: 422,
    title: "Not a contract of this deployment",
    why: "The relay carries acts to the contracts of this deployment only, without value.",
    remedy: "Use the addresses in /v1/chain and value 0.",
  },
  "relay-expired": {
    status: 422,
    title: "Request past its deadline",
    why: "The deadline of the signed request is over or too far ahead.",
    remedy: "Sign a new request with a deadline within the next hour.",
  },
  "relay-signature": {
    status: 422,
    title: "Request not signed by its sender",
    why: "The signature is not by `from`, or is for another nonce, forwarder or chain.",
    remedy: "Read the nonce at /v1/relay/{account} and sign the request again.",
  },
  "relay-gas": {
    status: 422,
    title: "Gas limit not acceptable",
    why: "The request asks for more gas than one act may use, or for less than this one needs.",
    remedy: "Set gas to what the act needs, at most 5,000,000.",
  },
  "relay-quota": {
    status: 429,
    title: "Too many acts",
    why: "The organisation has had as many acts carried as its share of this gateway allows.",
    remedy: "Send the same request again after the time in Retry-After.",
  },
  internal: {
    status: 500,
    title: "Fault in the gateway",
    why: "The gateway met a case that it does not know.",
    remedy: "Report it with the time; the gateway's own log holds the rest.",
  },
} as const satisfies Record<string, HttpErrorMeaning>;
