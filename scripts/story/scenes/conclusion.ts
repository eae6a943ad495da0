// SPDX-License-Identifier: Apache-2.0
import { relative } from "node:path";

import type { Narrator } from "../say.ts";
import type { StatePaths } from "../state.ts";
import { asExpected, type Outcome } from "./verify.ts";

const HEADINGS = {
  zh: ["内容", "份数", "退出码", "应为", "结论"],
  en: ["what", "files", "exit", "expected", "as it should be"],
} as const;

const YES = { zh: "✓ 符合", en: "✓ yes" } as const;
const NO = { zh: "✗ 不符", en: "✗ no" } as const;

const statuses = (list: readonly number[]): string => [...new Set(list)].join(" ");

/** One row for all exhibits of a name. */
function rows({ language }: Narrator, outcomes: readonly Outcome[]): string[][] {
  const groups = Map.groupBy(outcomes, ({ name }) => name[language]);
  return [...groups].map(([name, list]) => [
    name,
    String(list.length),
    statuses(list.map(({ found }) => found)),
    statuses(list.map(({ exit }) => exit)),
    list.every(asExpected) ? YES[language] : NO[language],
  ]);
}

/** A short table, and the command that repeats one of the verifications. @returns whether all is as it should be */
export function conclude(say: Narrator, paths: StatePaths, outcomes: readonly Outcome[]): boolean {
  const { language } = say;
  say.scene({ zh: "结论", en: "The end" });
  say.table(HEADINGS[language], rows(say, outcomes));
  for (const wrong of outcomes.filter((outcome) => !asExpected(outcome))) {
    say.note({
      zh: `不符：${wrong.evidence} 退出码 ${String(wrong.found)}，未通过的检查：${wrong.failed.join("、") || "无"}`,
      en: `not as it should be: ${wrong.evidence} exits ${String(wrong.found)}, failing checks: ${wrong.failed.join(", ") || "none"}`,
    });
  }
  const first = outcomes.find(({ exit, data }) => exit === 0 && data !== undefined);
  if (first) {
    const demo = relative(process.cwd(), paths.demo) || ".";
    const command = `npx suyuan verify ${demo}/${first.evidence} --policy ${demo}/policy.json --file ${demo}/${first.data ?? ""}`;
    say.line();
    say.line(language === "zh" ? "   自己再验证一次：" : "   Verify one of them yourself:");
    say.line(`   ${command}`);
  }
  const seconds = say.seconds();
  const good = outcomes.length > 0 && outcomes.every(asExpected);
  say.line();
  say.line(
    language === "zh"
      ? `   ${good ? "每一步都成立，每一次攻击都被拒绝" : "有步骤不成立"}（${seconds} 秒）`
      : `   ${good ? "every step held, every attack was refused" : "something did not hold"} (${seconds} s)`,
  );
  return good;
}
