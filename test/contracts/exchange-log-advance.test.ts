// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";

import { big } from "./support/expect.ts";
import { ANOTHER, LogTests, proof, root } from "./support/log.ts";
import { hexOf, leafOf, MerkleTree } from "./support/merkle.ts";
import { hash, OFFICE, ZeroHash } from "./support/world.ts";

const flip = (hex: string, bit: number) =>
  `0x${(BigInt(hex) ^ (1n << BigInt(bit))).toString(16).padStart(64, "0")}`;

const tests = new LogTests();

describe("advance", () => {
  describe("given no checkpoint yet", () => {
    it("takes size and root without a proof, and stores them with the block", async () => {
      const done = await tests.does(tests.advance({ size: 7 }));
      expect(done.events[0]?.name).toBe("Advanced");
      expect(done.events[0]?.args.toArray()).toEqual(big(tests.log, 7, root(7), 0));
      const stored = await tests.province.chain.read<unknown[]>(
        "exchangeLog",
        "checkpoint",
        tests.log,
        7,
      );
      expect([...stored]).toEqual(big(root(7), 0, done.block, done.time));
    });

    it("refuses a proof, an empty tree, and a root that is zero", async () => {
      const nodes = proof(3, 7);
      await tests.refused(
        tests.advance({ size: 7, proof: nodes }),
        "ExchangeLog__FirstNeedsNoProof",
        ...[tests.log, nodes.length],
      );
      await tests.refused(tests.advance({ size: 0 }), "ExchangeLog__EmptyCheckpoint", tests.log);
      await tests.refused(
        tests.advance({ size: 7, root: ZeroHash }),
        "ExchangeLog__WrongRoot",
        ...[tests.log, ZeroHash, ZeroHash],
      );
    });
  });

  describe("given a checkpoint", () => {
    beforeEach(async () => {
      await tests.does(tests.advance({ size: 11 }));
    });

    it("takes a tree that extends it, again and again", async () => {
      for (const [from, to] of [
        [11, 12],
        [12, 32],
        [32, 40],
      ] as const) {
        const done = await tests.does(tests.advance({ size: to, proof: proof(from, to) }));
        expect(done.events[0]?.args.toArray()).toEqual(big(tests.log, to, root(to), from));
      }
      const { chain } = tests.province;
      expect((await chain.read<unknown[]>("exchangeLog", "log", tests.log))[2]).toBe(40n);
      expect((await chain.read<unknown[]>("exchangeLog", "log", tests.log))[3]).toBe(root(40));
    });

    it("refuses an equal size, a smaller one, and none", async () => {
      await tests.refused(tests.advance({ size: 11 }), "ExchangeLog__SameSize", tests.log, 11);
      await tests.refused(
        tests.advance({ size: 10 }),
        "ExchangeLog__SmallerSize",
        tests.log,
        10,
        11,
      );
      await tests.refused(tests.advance({ size: 0 }), "ExchangeLog__EmptyCheckpoint", tests.log);
    });

    it("refuses a proof that is empty, too short, or too long", async () => {
      const nodes = proof(11, 20);
      const short = nodes.slice(0, -1);
      const long = [...nodes, hash("more")];
      await tests.refused(
        tests.advance({ size: 20 }),
        "ExchangeLog__ProofTooShort",
        tests.log,
        11,
        20,
        0,
      );
      await tests.refused(
        tests.advance({ size: 20, proof: short }),
        "ExchangeLog__ProofTooShort",
        ...[tests.log, 11, 20, short.length],
      );
      await tests.refused(
        tests.advance({ size: 20, proof: long }),
        "ExchangeLog__ProofTooLong",
        ...[tests.log, 11, 20, long.length],
      );
    });

    it("refuses a history of which an entry was rewritten, with the best proof there is", async () => {
      const leaves = Array.from({ length: 20 }, (_, i) => leafOf(Buffer.from([i === 3 ? 99 : i])));
      const forged = new MerkleTree(leaves);
      const one = {
        size: 20,
        root: hexOf(forged.root()),
        proof: forged.consistency(11, 20).map(hexOf),
      };
      await tests.refused(
        tests.advance(one),
        "ExchangeLog__WrongLastRoot",
        ...[tests.log, root(11), hexOf(forged.root(11))],
      );
    });

    it("refuses another root than the proof leads to", async () => {
      const one = { size: 20, root: root(21), proof: proof(11, 20) };
      await tests.refused(
        tests.advance(one),
        "ExchangeLog__WrongRoot",
        tests.log,
        root(21),
        root(20),
      );
    });

    it("refuses whatever bit is flipped", async () => {
      const nodes = proof(11, 20);
      for (const [place, node] of nodes.entries()) {
        const changed = nodes.with(place, flip(node, (place * 67) % 256));
        const { error } = await tests.province.chain.refusal(
          tests.advance({ size: 20, proof: changed }),
        );
        expect(error).toMatch(/^ExchangeLog__Wrong(Last)?Root$/u);
      }
      const one = { size: 20, root: flip(root(20), 200), proof: nodes };
      await tests.refused(
        tests.advance(one),
        "ExchangeLog__WrongRoot",
        tests.log,
        one.root,
        root(20),
      );
      await tests.does(tests.advance({ size: 20, proof: nodes }));
    });
  });

  describe("given somebody who may not", () => {
    it("refuses everybody but the operator's account", async () => {
      const { operator, centre, centreHead, holderHead } = tests.province;
      for (const by of [centre.head, centreHead.account, holderHead.account]) {
        await tests.refused(
          tests.advance({ size: 7, by }),
          "OrganizationRegistry__WrongAccount",
          ...[operator.number, by, operator.account],
        );
      }
    });

    it("refuses the operator of another log", async () => {
      const { world, centre, centreHead, operator } = tests.province;
      const second = await world.appoint(centre, OFFICE.logOperator);
      await tests.does(tests.open(centreHead, { operator: second }));
      await tests.refused(
        tests.advance({ size: 7, by: second.account }),
        "OrganizationRegistry__WrongAccount",
        ...[operator.number, second.account, operator.account],
      );
      await tests.does(tests.advance({ size: 7, by: second.account, log: ANOTHER }));
    });

    it("refuses an operator whose seat has ended, was compromised, or has expired", async () => {
      const { world, chain, centre, operator } = tests.province;
      const registry = "organizationRegistry";
      await chain.undone(async () => {
        await tests.does(world.act(centre.head, registry, "endSeat", operator.number));
        const values = [operator.number, 2];
        await tests.refused(
          tests.advance({ size: 7 }),
          "OrganizationRegistry__SeatEnded",
          ...values,
        );
      });
      await chain.undone(async () => {
        const now = await chain.now();
        await tests.does(
          world.act(centre.head, registry, "reportCompromised", operator.number, now),
        );
        const values = [operator.number, 3];
        await tests.refused(
          tests.advance({ size: 7 }),
          "OrganizationRegistry__SeatEnded",
          ...values,
        );
      });
      const until = Number((await chain.read<unknown[]>(registry, "seat", operator.number))[5]);
      await chain.nextAt(until - 1);
      await tests.does(tests.advance({ size: 7 }));
      const late = tests.advance({ size: 8, proof: proof(7, 8) });
      await tests.refused(late, "OrganizationRegistry__SeatExpired", operator.number, until);
    });

    it("refuses while the centre is suspended, and takes it afterwards", async () => {
      const { world, authority, centre } = tests.province;
      const change = (fn: string) =>
        world.act(authority.head, "organizationRegistry", fn, centre.number);
      await tests.does(change("suspendOrganization"));
      await tests.refused(
        tests.advance({ size: 7 }),
        "OrganizationRegistry__WrongStatus",
        centre.number,
        2,
      );
      await tests.does(change("resumeOrganization"));
      await tests.does(tests.advance({ size: 7 }));
    });
  });

  describe("given a moment after which the checkpoint is not wanted", () => {
    it("takes it in the last second, and refuses it a second later", async () => {
      const { chain } = tests.province;
      const notAfter = (await chain.now()) + 60;
      await chain.undone(async () => {
        await chain.nextAt(notAfter);
        await tests.does(tests.advance({ size: 7, notAfter }));
      });
      await chain.nextAt(notAfter + 1);
      await tests.refused(
        tests.advance({ size: 7, notAfter }),
        "ExchangeLog__AnchorExpired",
        ...[tests.log, notAfter, notAfter + 1],
      );
    });
  });

  describe("given another operator has taken over", () => {
    it("takes a checkpoint from the new one only", async () => {
      const { world, chain, centre, operator } = tests.province;
      await tests.does(tests.advance({ size: 7 }));
      const next = await world.appoint(centre, OFFICE.logOperator);
      const done = await tests.does(tests.byHead("rotateOperator", tests.log, next.number));
      const one = { size: 8, proof: proof(7, 8) };
      await tests.refused(
        tests.advance(one),
        "OrganizationRegistry__WrongAccount",
        ...[next.number, operator.account, next.account],
      );
      await tests.does(tests.advance({ ...one, by: next.account }));
      const operatorAt = (time: number) => chain.read("exchangeLog", "operatorAt", tests.log, time);
      expect(await operatorAt(done.time)).toBe(BigInt(next.number));
      expect(await operatorAt(done.time - 1)).toBe(BigInt(operator.number));
    });
  });

  it("refuses a log that is closed, or unknown", async () => {
    await tests.does(tests.advance({ size: 7 }));
    await tests.does(tests.byHead("close", tests.log, ZeroHash));
    const late = tests.advance({ size: 8, proof: proof(7, 8) });
    await tests.refused(late, "ExchangeLog__LogIsClosed", tests.log, 7);
    const unknown = hash("no log");
    await tests.refused(
      tests.advance({ size: 8, log: unknown }),
      "ExchangeLog__UnknownLog",
      unknown,
    );
  });
});
