// SPDX-License-Identifier: Apache-2.0
// The story as its user meets it: interrupted, gone on with, told again, and its files verified by hand.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Policy } from "@suyuan/proof";

import { type Ended, ended, freePort, killedAt, saidBy, startStory } from "../support/story.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const CLI = join(ROOT, "packages/cli/bin/suyuan.js");
const STORY_TIMEOUT_MS = 900_000;
/** As much of what the story said as tells why it ended, in characters. */
const END_OF_OUTPUT = 800;
/** What the story says before it is killed, each time later: in the past, at the present, and after the exchange. */
const KILLS = ["the registrar returns it once", "Requests and grants", "A merger and a split"];

/** What it says that one may type to read: signing in, and what there is to do. */
const commandsIn = (said: string): string[] =>
  [...said.matchAll(/^ {3}(.*suyuan (?:sign-in|inbox) .*)$/gm)].map(([, command = ""]) => command);

/** A command as somebody types it. */
const typed = (command: string): Promise<Ended> => {
  const path = `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`;
  const env = { ...process.env, PATH: path };
  return ended(spawn("sh", ["-c", command], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] }));
};

describe("given a state directory", () => {
  let folder: string;
  let demo: string;
  let place: string[];
  const verify = (args: readonly string[]) =>
    ended(
      spawn(process.execPath, [CLI, "verify", ...args, "--lang", "en"], {
        cwd: demo,
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
  const policy = (name: string, change: (policy: Policy) => unknown): string => {
    const text = readFileSync(join(demo, "policy.json"), "utf8");
    writeFileSync(join(demo, name), JSON.stringify(change(JSON.parse(text) as Policy)));
    return name;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "suyuan-story-test-"));
    demo = join(folder, "state/demo");
    const [chain, gateway] = [await freePort(), await freePort()].map(String);
    const ports = [`--chain-port=${chain ?? ""}`, `--gateway-port=${gateway ?? ""}`];
    place = ["--dir", join(folder, "state"), ...ports];
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  describe("when everything is killed again and again, and the story is started each time", () => {
    let told: Ended;
    let tried: Ended[];
    beforeAll(async () => {
      for (const words of KILLS) await killedAt(startStory(place), words);
      const story = startStory(place);
      const end = ended(story);
      const commands = commandsIn(await saidBy(story, /--token-file .*\n/));
      // Twice, as somebody does whose session is over.
      tried = [];
      for (const command of [...commands, ...commands]) tried.push(await typed(command));
      story.kill("SIGINT");
      told = await end;
      if (told.status !== 0) throw new Error(told.output.slice(-END_OF_OUTPUT));
    }, STORY_TIMEOUT_MS);

    it("goes on and ends well", () => {
      expect(told.output).toContain("goes on with");
      expect(told.output).toContain("every step held, every attack was refused");
      expect(told.status).toBe(0);
    });

    it("names commands that work while it serves, as often as they are typed", () => {
      expect(tried.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
      expect(tried[1]?.output).toMatch(/0x[0-9a-f]{64}/);
    });

    const honest = ["delivery-11.evidence.json", "--file", "data/divisions-11.csv"];

    it("leaves evidence that verifies by hand", async () => {
      expect(await verify([...honest, "--policy", "policy.json"])).toMatchObject({ status: 0 });
    });

    it.each([
      ["statistics merges into statistics and survey: the holding rights in 31 assets go with it"],
      ["three members vote (one by a signature that another carries)"],
      ["the registrar dismisses the objection, which unfreezes"],
      ["the authority above lifts the veto by a recorded decision"],
      ["the holder confers an operating right on a company"],
    ])("tells that %s", (words) => {
      expect(told.output).toContain(words);
    });

    it.each(["merged", "split", "operating"])(
      "leaves certificates of the %s right, of which the later one still proves the former holder",
      async (name) => {
        const read = (when: string) => {
          const text = readFileSync(join(demo, `${name}-${when}.right.json`), "utf8");
          return JSON.parse(text) as { organization: number; right: string };
        };
        const [before, after, then] = ["before", "after", "then"].map(read);
        expect(then).toMatchObject({ organization: before?.organization, right: before?.right });
        const moved = name !== "operating";
        expect(after?.organization !== before?.organization).toBe(moved);
        const args = [`${name}-then.right.json`, "--policy", "policy.json"];
        expect(await verify(args)).toMatchObject({ status: 0 });
      },
    );

    it("leaves the successor's delivery under the old grant", async () => {
      const args = ["delivery-successor.evidence.json", "--policy", "policy.json"];
      const delivered = await verify([...args, "--file", "data/divisions-11.csv"]);
      expect(delivered).toMatchObject({ status: 0 });
    });

    it.each([
      ["one byte changed", ["delivery-11.evidence.json", "--file", "data/attack-changed.csv"], 10],
      ["a back-dated delivery", ["attack-back-dated.evidence.json"], 11],
      ["a replayed statement", ["attack-replayed.evidence.json"], 10],
      ["a hidden entry", ["attack-hidden.history.json"], 10],
      ["a certificate with another holder", ["attack-certificate.right.json"], 10],
    ])("refuses %s", async (_, args, status) => {
      expect(await verify([...args, "--policy", "policy.json"])).toMatchObject({ status });
    });

    const zero = `0x${"1".repeat(40)}` as const;
    const hash = `0x${"1".repeat(64)}` as const;
    it.each<[string, (policy: Policy) => unknown]>([
      [
        "names another contract",
        (old) => ({
          ...old,
          contracts: {
            ...old.contracts,
            exchangeLog: { ...old.contracts.exchangeLog, address: zero },
          },
        }),
      ],
      [
        "names another code hash",
        (old) => ({
          ...old,
          contracts: {
            ...old.contracts,
            assetRegistry: { ...old.contracts.assetRegistry, codeHash: hash },
          },
        }),
      ],
      ["requires seals", (old) => ({ ...old, require: ["seals"] })],
    ])("is not trusted under a policy that %s", async (_, change) => {
      const other = policy("other-policy.json", change);
      expect(await verify([...honest, "--policy", other])).toMatchObject({ status: 12 });
    });

    it(
      "is told again on the kept state",
      async () => {
        const again = await ended(startStory(["--exit", ...place]));
        expect(again.output).toContain("every step held");
        expect(again.status).toBe(0);
      },
      STORY_TIMEOUT_MS,
    );
  });

  describe("when it cannot be used", () => {
    it("says which port is in use, and how to choose another", async () => {
      const server = createServer();
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const { port } = server.address() as AddressInfo;
      const told = await ended(
        startStory(["--exit", "--dir", join(folder, "other"), `--chain-port=${String(port)}`]),
      );
      await new Promise((done) => server.close(done));
      expect(told).toMatchObject({ status: 1 });
      expect(told.output).toMatch(new RegExp(`Port ${String(port)}.*--chain-port`, "su"));
    });

    it("leaves a half-written one as it is, and names --reset", async () => {
      const half = join(folder, "half");
      mkdirSync(half);
      writeFileSync(join(half, "state.json"), '{"type":');
      const told = await ended(startStory(["--exit", ...place, "--dir", half]));
      expect(told).toMatchObject({ status: 1 });
      expect(told.output).toContain("--reset");
      expect(readFileSync(join(half, "state.json"), "utf8")).toBe('{"type":');
    });

    it("refuses an option that it does not know", async () => {
      expect(await ended(startStory(["--nonsense"]))).toMatchObject({ status: 2 });
    });
  });
});
