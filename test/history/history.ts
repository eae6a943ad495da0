// SPDX-License-Identifier: Apache-2.0
// A random history: blocks of legal acts with time going by, from a seed.
import { beginning } from "./beginnings.ts";
import { staff } from "./cast.ts";
import { offered } from "./offered.ts";
import type { Deed } from "./pipeline.ts";
import { reform } from "./reforms.ts";
import { onAsset, register, step } from "./registering.ts";
import { onRight } from "./rights.ts";
import { DAY, type Maybe, type Stage } from "./stage.ts";

const HOUR = 3_600;
/** Assets that there should be for each organisation; more are registered now and then. */
const ASSETS_EACH = 1;
const REFORM_EVERY = 2;
const STAFF_EVERY = 20;
/** How often something is looked for until a block has as many acts as it should. */
const LOOKS_AN_ACT = 12;

export interface Course {
  /** Acts in all. */
  readonly acts: number;
  readonly aBlock: number;
  /** Blocks come no later than this, seconds since the epoch, but a second after the other. */
  readonly until?: number;
  /** Called after each block. */
  readonly after?: (done: number) => Promise<void>;
}

/** Chance, weighed: registrations first, then mostly what inboxes offer. */
export async function next(stage: Stage): Maybe {
  const { chance } = stage;
  const roll = chance.below(20);
  const isYoung = stage.size("coded") < ASSETS_EACH * stage.members.size;
  const hasEnough = stage.size("procedure") > stage.members.size;
  if (roll === 0 || (isYoung && !hasEnough && roll < 4)) return register(stage);
  if (roll < (isYoung ? 12 : 4)) return step(stage);
  if (roll < 14) return offered(stage);
  if (roll < 18) return beginning(stage);
  return chance.once(3) ? onAsset(stage) : onRight(stage);
}

/** Acts of one block, none of which touches what another one is about. */
async function blockOf(stage: Stage, most: number): Promise<Deed[]> {
  const deeds: Deed[] = [];
  const locked = new Set<string>();
  for (let look = 0; look < most * LOOKS_AN_ACT && deeds.length < most; look++) {
    const deed = await next(stage);
    if (!deed || deed.locks.some((lock) => locked.has(lock))) continue;
    for (const lock of deed.locks) locked.add(lock);
    deeds.push(deed);
  }
  return deeds;
}

/** Time until the next block: mostly hours, now and then days. */
const pause = ({ chance }: Stage): number =>
  chance.once(20) ? 2 * DAY + chance.below(3 * DAY) : 1 + chance.below(4 * HOUR);

/** How long so many blocks take by their own clock, about, in seconds. */
export const spanOf = (blocks: number): number => Math.ceil(blocks * 6.5 * HOUR) + 10 * DAY;

/** Lets so many acts happen. @returns how many did */
export async function run(stage: Stage, course: Course): Promise<number> {
  const { acts, aBlock, until = Infinity, after } = course;
  let done = 0;
  for (let block = 0; done < acts; block++) {
    stage.begin(Math.max(stage.now + 1, Math.min(stage.now + pause(stage), until)));
    const deeds = await blockOf(stage, Math.min(aBlock, acts - done));
    await stage.act(deeds);
    done += deeds.length;
    if (block % REFORM_EVERY === 0 && done < acts) done += await alone(stage);
    if (block % STAFF_EVERY === 0) {
      stage.next();
      await staff(stage);
    }
    await after?.(done);
  }
  return done;
}

/** One act that changes who may act. */
async function alone(stage: Stage): Promise<number> {
  stage.next();
  let deed: Deed | undefined;
  for (let look = 0; look < LOOKS_AN_ACT && !deed; look++) deed = await reform(stage);
  if (!deed) return 0;
  await stage.act([deed]);
  return 1;
}
