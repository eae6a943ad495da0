// SPDX-License-Identifier: Apache-2.0
// Ocean Protocol: a data token is made and given away. Its package carries compiled contracts and no sources.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { bring } from "./bring.ts";
import type { Code, Peer, PeerChain } from "./chain.ts";

const OCEAN = {
  name: "@oceanprotocol/contracts",
  version: "2.6.0",
  integrity:
    "sha512-4K3TTM0q4VlBs7GLXzQkGMae576iAGHMARqMFcKXUUtfGyiT8KP4sP9IBsq8UUhu11R4JU2KTqXenHS8EWxrbA==",
};
const NOBODY = `0x${"00".repeat(20)}`;
const FIRST_TEMPLATE = 1;
const TOKEN = 1;

function shipped(path: string): Code {
  const file = join(bring(OCEAN), "artifacts/contracts", path);
  return JSON.parse(readFileSync(file, "utf8")) as Code;
}

/** A data token is made by the factory, as its own tools do, and goes to another owner. */
export const ocean: Peer = {
  conditions: "Ocean contracts 2.6.0, compiled as its package has them",
  async measure(chain: PeerChain, before: number) {
    const templateCode = shipped("templates/ERC721Template.sol/ERC721Template.json");
    const template = await chain.deploy(templateCode);
    const other = await chain.deploy(shipped("templates/ERC20Template.sol/ERC20Template.json"));
    const code = shipped("ERC721Factory.sol/ERC721Factory.json");
    // Making a token does not ask the router.
    const factory = await chain.deploy(code, template.target, other.target, chain.other);
    const names = ["Parking records", "PARK"];
    const rest = [
      FIRST_TEMPLATE,
      NOBODY,
      NOBODY,
      "https://example.gov.cn/parking",
      true,
      chain.own,
    ];
    const make = [...names, ...rest];
    for (let i = 0; i < before; i++) await chain.send(factory, "deployERC721Contract", ...make);
    const made = await chain.send(factory, "deployERC721Contract", ...make);
    const created = chain.eventOf(made, factory, "NFTCreated");
    const token = chain.at(templateCode, String(created[0]));
    const moved = await chain.send(token, "transferFrom", chain.own, chain.other, TOKEN);
    return [
      { case: "peer: Ocean data token made", value: made.gas },
      { case: "peer: Ocean data token transferred", value: moved.gas },
    ];
  },
};
