// SPDX-License-Identifier: Apache-2.0
import { fileWords } from "@suyuan/words";

type Values = Readonly<Record<string, string | number>>;
type Say = (values: Values) => string;

/** What went wrong, and what to do. */
export const ENGLISH_FAILURES = {
  ...fileWords("en"),
  "file-is-folder": ({ path }) => `${path} is a folder. Name a file in it.`,
  "file-exists": ({ path }) =>
    `There is a file ${path} already. Nothing is overwritten; choose another name.`,
  "file-unwritable": ({ path }) =>
    `The file ${path} cannot be written. Check the folder and its permissions.`,
  "not-a-number": ({ what, value, most }) =>
    `${what} takes a whole number from 0 to ${most}, not "${value}".`,
  "not-an-id": ({ what, value }) =>
    `${what} takes an id (0x and 64 hexadecimal digits), not "${value}".`,
  "not-an-account": ({ value }) => `An account is 0x and 40 hexadecimal digits, not "${value}".`,
  "unknown-word": ({ what, value, words }) =>
    `${what} is one of: ${words}. "${value}" is none of them.`,
  "not-a-time": ({ value }) =>
    `"${value}" is no time. Write a date such as 2027-12-31 (Beijing time), +30d, or seconds since 1970.`,
  "not-a-code": ({ what, value }) => `"${value}" is no valid ${what}. Check each character.`,
  "batch-empty": ({ path }) => `${path} names no file to verify.`,
  "batch-without-data": () =>
    "A batch compares no data. Leave out --file and --salt, or verify the file alone.",
  "salt-needed": ({ path }) =>
    `The digest of this data is salted. Give the salt that came with ${path} by --salt.`,
  "no-data": () => "This file speaks of no data of its own. Leave out --file.",
  "not-a-delivery": ({ id }) => `The statement ${id} is no delivery. Give the id of a delivery.`,
  "secrets-not-declared": () =>
    "Whoever registers an asset must declare that it holds no state or work secrets (Order 809, Art 3): add --holds-no-secrets.",
  "legal-basis-needed": () =>
    "An asset that is not shared needs a legal basis (Order 809, Art 15): add --legal-basis.",
  "not-a-proposal": ({ path }) =>
    `${path} is no proposal: {"description": text, "calls": [{"contract", "fn", "args"}, …]}.`,
  "not-a-list": ({ path }) => `${path} is no list: [item, item, …].`,
  "option-needed": ({ what }) => `This change needs ${what}.`,
  "not-of-a-delivery": ({ path }) =>
    `${path} is evidence of no delivery, and of no receipt with its delivery.`,
  "seat-or-head": () =>
    "Say as whom: --seat NUMBER, or --organization NUMBER for the account at its head.",
  "not-a-token": ({ path }) => `${path} holds no token. Sign in again (suyuan sign-in).`,
  "no-key": () => "Name the key file to sign with: --key FILE, or the variable SUYUAN_KEY.",
  "key-of-account": ({ path }) => `${path} is an account's key. A log's key is needed here.`,
  "key-of-no-authority": ({ path }) => `${path} is none of the keys that may update this policy.`,
  "key-of-log": ({ path }) => `${path} is a log's key. An account's key is needed here.`,
  "key-wrong-passphrase": ({ path }) => `The passphrase does not open ${path}.`,
  "key-malformed": ({ path }) => `${path} is no key file, or was not written whole.`,
  "key-unreadable": ({ path }) => `The key file ${path} cannot be read or written.`,
  "key-exists": ({ path }) => `There is a file ${path} already. Key files are never overwritten.`,
  "no-passphrase": ({ variable }) =>
    `No passphrase. Set the variable ${variable}, or run this in a terminal.`,
  "passphrases-differ": () => "The two passphrases differ. Repeat.",
  "wrong-arguments": ({ reason }) => `The contract does not take these values: ${reason}.`,
  "usage-unknown-command": ({ word }) => `There is no command "${word}". See suyuan --help.`,
  "usage-unknown-option": ({ word }) => `This command has no option "${word}". See --help.`,
  "usage-missing-option": ({ word }) => `The option ${word} is needed.`,
  "usage-missing-argument": ({ word }) => `<${word}> is missing. See --help.`,
  "usage-missing-value": ({ word }) => `The option ${word} needs a value.`,
  "usage-excess": () => "There is a word too many. See --help.",
  "usage-other": ({ word }) => `The command cannot be understood: ${word}`,
  "gateway-refused": ({ code, detail }) => `The gateway refuses (${code}): ${detail}`,
  "gateway-unreachable": ({ url }) =>
    `No gateway answers at ${url}. Check that it runs, or name it by --gateway.`,
  "gateway-timeout": () =>
    "The gateway did not answer in time. What was sent may have been taken: look before repeating.",
  "gateway-bad-answer": ({ detail }) => `What answers is no gateway of this version: ${detail}.`,
  "chain-refused": ({ detail }) => `The chain refuses: ${detail}`,
  internal: ({ detail }) => `An error that should not be: ${detail}`,
} as const satisfies Readonly<Record<string, Say>>;
