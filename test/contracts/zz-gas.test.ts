import { expect, it } from "vitest";
import { fillLedger } from "../../bench/gas/ledger.ts";
import { measure } from "../../bench/gas/measure.ts";
import { consentActs, grantActs, requestActs } from "../../bench/gas/sharing.ts";
import { leafOf, MerkleTree } from "./support/merkle.ts";
it("x", async () => {
  const tree = new MerkleTree();
  for (let i = 0; i < 20; i++) tree.append(leafOf(Buffer.from(String(i))));
  const ledger = await fillLedger(tree, 20, 10);
  for (const acts of [requestActs, consentActs, grantActs])
    for await (const [name, act] of acts(ledger)) {
      const m = await measure(ledger.province.chain, name, act);
      console.log(name.padEnd(30), m.direct, m.relayed - m.direct);
    }
  expect(1).toBe(1);
}, 600000);
