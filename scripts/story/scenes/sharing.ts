// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Hex } from "@suyuan/proof";

import type { Clerks } from "../clerks.ts";
import type { FileParties, Handover } from "../exchange.ts";
import type { ReplyParties } from "../replies.ts";
import type { Narrator } from "../say.ts";
import { METHODS, type Parties, share, type Shared, type Sharing } from "../sharing.ts";
import type { StatePaths } from "../state.ts";
import type { RegisteredAll, RegisteredFile } from "./registration.ts";

const DIVISION_PURPOSE = 2_001;
const REPLY_PURPOSE = 2_002;

/** Who takes part in the division files' way. */
export const fileParties = (clerks: Clerks): FileParties => ({
  registrant: clerks.statisticsRegistrant,
  provider: clerks.statisticsHead,
  recipient: clerks.civilHead,
  receiver: clerks.civilReceiver,
});

/** Who takes part in the interface's way. */
export const replyParties = (clerks: Clerks): ReplyParties & Parties => ({
  registrant: clerks.marketRegistrant,
  system: clerks.marketSystem,
  provider: clerks.marketHead,
  recipient: clerks.civilHead,
});

async function shareProvince(
  sharing: Sharing,
  paths: StatePaths,
  { file, ...entry }: RegisteredFile,
): Promise<Handover> {
  const offer = { ...entry, method: METHODS.file, purpose: DIVISION_PURPOSE };
  const shared = await share(sharing, fileParties(sharing.clerks), offer);
  return { ...shared, file, received: join(paths.demo, "received", `divisions-${file.code}.csv`) };
}

async function shareReplies(sharing: Sharing, entry: RegisteredAll["replies"]): Promise<Shared> {
  const shared = await share(sharing, replyParties(sharing.clerks), {
    ...{ ...entry, method: METHODS.interface, purpose: REPLY_PURPOSE },
  });
  const { marketHead, marketSystem } = sharing.clerks;
  const allow = async (subject: Hex) => {
    const match = { seat: marketSystem.seat, subject };
    await sharing.memory.once({ event: "AllowanceSet", match }, () =>
      marketHead.acts({
        contract: "organizationRegistry",
        fn: "setAllowance",
        args: [marketSystem.seat, subject, true],
      }),
    );
  };
  await allow(shared.grant);
  return shared;
}

export interface SharedAll {
  readonly handovers: readonly Handover[];
  readonly replies: Shared;
}

/** Requests and grants every asset, and hands the files over outside of Suyuan. */
export async function shareAll(
  say: Narrator,
  { direct, relayed }: { readonly direct: Sharing; readonly relayed: Sharing },
  paths: StatePaths,
  registered: RegisteredAll,
): Promise<SharedAll> {
  say.scene({ zh: "申请与授权", en: "Requests and grants" });
  mkdirSync(join(paths.demo, "received"), { recursive: true });
  const step = say.progress(
    { zh: "项数据资产：申请、授权", en: "assets: requested, granted" },
    registered.files.length + 1,
  );
  const counted = async <T>(work: Promise<T>): Promise<T> => {
    const done = await work;
    step();
    return done;
  };
  const [replies, ...handovers] = await Promise.all([
    counted(shareReplies(relayed, registered.replies)),
    ...registered.files.map((file) => counted(shareProvince(direct, paths, file))),
  ] as const);
  // The hand-over itself: the exchange platform's work, not Suyuan's.
  for (const { file, received } of handovers) copyFileSync(file.path, received);
  return { handovers, replies };
}
