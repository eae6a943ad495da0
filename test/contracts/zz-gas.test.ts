import { it } from "vitest";
import { RightTests } from "./support/rights.ts";
const tests = new RightTests();
it("trace", async () => {
  const { chain } = tests;
  for (const act of [tests.offer(), tests.accept()]) {
  const hash = await chain.provider.request({ method: "eth_sendTransaction", params: [{ from: act.by, to: chain.addresses[act.contract], data: chain.encode(act), gas: "0x1c9c380" }] });
  const t: any = await chain.provider.request({ method: "debug_traceTransaction", params: [hash] });
  const agg: Record<string, Record<string, [number, number]>> = {};
  const stack: string[] = [];
  let out = "";
  let last: any;
  const starts: number[] = [];
  for (const [i, s] of t.structLogs.entries()) {
    const key = "d" + s.depth;
    const next = t.structLogs[i + 1];
    const cost = next && next.depth === s.depth ? s.gas - next.gas : s.gasCost;
    if (["SLOAD", "SSTORE", "CALL", "STATICCALL"].includes(s.op) || s.op.startsWith("LOG")) out += `${" ".repeat(s.depth * 2)}${s.op} gas=${s.gas} cost=${s.gasCost}\n`;
    if (s.op === "RETURN" || s.op === "STOP") out += `${" ".repeat(s.depth * 2)}${s.op} gas=${s.gas}\n`;
  }
  process.stdout.write(`start ${t.structLogs[0].gas} used ${t.gas}\n` + out);
  }
});
