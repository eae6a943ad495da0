// SPDX-License-Identifier: Apache-2.0
// Random acts that might be allowed, chosen by what the events told so far; here those on assets, rights and cases.
import { ZeroHash } from "ethers";

import type { Act } from "../support/chain.ts";
import { DAY, hash } from "../support/world.ts";
import { ASSETS, type Maybe, REGION } from "./acting.ts";
import { OrganizationActs } from "./acts-organizations.ts";
import { STAGE } from "./replay-assets.ts";

const RIGHTS = "rightRegistry";
const CASES = "caseRegistry";

export class RandomActs extends OrganizationActs {
  /** An act, or none that would do. */
  next(): Maybe {
    const kinds = [
      () => this.organization(),
      () => this.seat(),
      () => this.reform(),
      () => this.head(),
      () => this.council(),
      () => this.register(),
      () => this.step(),
      () => this.step(),
      () => this.step(),
      () => this.step(),
      () => this.open(),
      () => this.asset(),
      () => this.right(),
      () => this.rightAnswer(),
      () => this.transfer(),
      () => this.raise(),
      () => this.decide(),
      () => this.right(),
      () => this.rightAnswer(),
    ];
    const act = this.chance.of(kinds)?.();
    // What it would be about may not exist yet.
    const missing = act?.args.some((value) => value === "" || value === undefined) ?? true;
    return missing ? undefined : act;
  }

  // ─── assets ───

  protected register(): Maybe {
    const catalogue = hash(`catalogue ${String(this.chance.below(400))}`);
    const attribute = 1 + this.chance.below(3);
    const what = [catalogue, REGION, attribute, 1 + this.chance.below(2), this.word()];
    const basis = attribute === 3 || this.chance.once(3) ? this.word() : ZeroHash;
    return this.by(2, this.pick(), ASSETS, "register", this.serial++, ...what, basis, true);
  }

  /** The next step of a procedure, or another one that its stage allows. */
  protected step(): Maybe {
    const open = [...this.state.procedures].filter(
      ([, { stage }]) => (stage as bigint) < STAGE.coded,
    );
    const [id = "", procedure = {}] = this.chance.of(open) ?? [];
    const holder = String(this.state.follow(this.holder(id), id));
    const registrar = String(this.state.follow((procedure["registrar"] ?? 0n) as bigint, id));
    if (this.chance.once(40)) return this.by(2, holder, ASSETS, "withdraw", id);
    const type = this.state.types.get(String(procedure["type_"]))?.[0]?.type as
      { assessed: boolean; reviewed: boolean; noticeDays: bigint } | undefined;
    const approve = (): Act => this.world.act(this.headOf(holder), ASSETS, "approve", id);
    const applicant = (fn: string, ...args: unknown[]) =>
      this.by(2, holder, ASSETS, fn, id, ...args);
    const office = (fn: string, ...args: unknown[]) =>
      this.by(2, registrar, ASSETS, fn, id, ...args);
    const last = (): Maybe => office(type?.noticeDays === 0n ? "confirm" : "publish");
    switch (procedure["stage"]) {
      case STAGE.drafted:
        return type?.assessed === true ? applicant("assess", this.word(), this.word()) : approve();
      case STAGE.assessed:
        return approve();
      case STAGE.approved:
        return applicant("submit", this.parent(holder));
      case STAGE.submitted:
        if (this.chance.once(5)) return office("returnForGaps", this.word());
        return this.chance.once(10) ? office("reject", 7, this.word()) : office("accept");
      case STAGE.returned:
        return applicant("resubmit", this.word());
      case STAGE.accepted:
        if (this.chance.once(10)) return office("refuse", 7, this.word());
        return type?.reviewed === true ? office("review") : last();
      case STAGE.reviewed:
        return last();
      default:
        return office("confirm");
    }
  }

  protected open(): Maybe {
    const [id = ""] = this.chance.of([...this.state.assets]) ?? [];
    const holder = String(this.state.follow(this.holder(id), id));
    const type = this.chance.of([1, 2, 3, 5, 100, 101]);
    return this.by(2, holder, ASSETS, "open", id, type, this.word());
  }

  protected asset(): Maybe {
    const [id = ""] = this.chance.of([...this.state.assets]) ?? [];
    const holder = String(this.state.follow(this.holder(id), id));
    const until = this.now + (1 + this.chance.below(20)) * DAY;
    const act = 1 + this.chance.below(4);
    const [key, veto] = this.chance.of([...this.state.vetoes]) ?? [];
    if (key !== undefined && this.chance.once(3)) {
      const [asset, vetoed] = key.split(" ");
      const above = this.parent(String(veto?.["organization"]));
      return this.by(2, above, ASSETS, "liftVeto", asset, vetoed, this.word());
    }
    if (this.chance.once(3)) return this.by(3, holder, ASSETS, "veto", id, act, this.word(), until);
    if (this.chance.once(3))
      return this.by(2, holder, RIGHTS, "recordStage", id, 1 + (act % 3), this.word());
    const centre = this.chance.once(4) ? 0 : this.pick();
    return this.by(2, holder, ASSETS, "setCustodian", id, centre);
  }

  // ─── rights and cases ───

  protected right(): Maybe {
    const coded = [...this.state.assets].filter(([, { state }]) => state === 2n);
    const [id = ""] = this.chance.of(coded) ?? [];
    const holder = String(this.state.follow(this.holder(id), id));
    const parents = [...this.state.rights].filter(([, { asset }]) => asset === id);
    const [parent, from] = this.chance.once(3) ? (this.chance.of(parents) ?? []) : [];
    const kind = parent === undefined ? 2 + this.chance.below(2) : 2;
    const until = this.now + (parent === undefined ? 90 : 10) * DAY;
    const by = parent === undefined ? holder : this.standIn(from?.["holder"], parent);
    const basis = parent === undefined ? 1 + this.chance.below(3) : 4;
    const what = [id, parent ?? ZeroHash, kind, this.pick(), basis, 0, until];
    return this.by(2, by, RIGHTS, "confer", ...what, this.word(), this.word());
  }

  protected standIn(number: unknown, subject: string): string {
    return String(this.state.follow((number ?? 0n) as bigint, subject));
  }

  protected rightAnswer(): Maybe {
    const [id = "", right = {}] = this.chance.of([...this.state.rights]) ?? [];
    const holder = this.standIn(right["holder"], id);
    const grantor = this.standIn(right["grantor"], String(right["asset"]));
    const end = [id, 7, this.word()];
    const roll = this.chance.below(8);
    if (roll === 0) return this.by(2, holder, RIGHTS, "waive", id);
    if (roll === 1) return this.by(2, grantor, RIGHTS, "endRight", ...end);
    if (roll === 2) return this.by(2, this.parent(grantor), RIGHTS, "endRight", ...end);
    return this.by(2, holder, RIGHTS, "acceptRight", id);
  }

  protected transfer(): Maybe {
    const [id = "", offer] = this.chance.of([...this.state.offers]) ?? [];
    if (offer !== undefined && !this.chance.once(4)) {
      const holder = String(this.state.follow(this.holder(id), id));
      if (this.chance.once(4)) return this.by(2, holder, RIGHTS, "withdrawTransfer", id);
      return this.by(2, this.standIn(offer.to, id), RIGHTS, "acceptTransfer", id);
    }
    const coded = [...this.state.assets].filter(([, { state }]) => state === 2n);
    const [asset = ""] = this.chance.of(coded) ?? [];
    const holder = String(this.state.follow(this.holder(asset), asset));
    return this.by(2, holder, RIGHTS, "offerTransfer", asset, this.pick(), this.word());
  }

  protected raise(): Maybe {
    if (this.chance.once(2)) return undefined;
    const published = [...this.state.procedures].filter(([, { stage }]) => stage === STAGE.notice);
    const [notice] = this.chance.of(published) ?? [];
    if (notice !== undefined) {
      return this.by(2, this.pick(), CASES, "raiseObjection", notice, this.word());
    }
    const [id] = this.chance.of([...this.state.assets]) ?? [];
    return this.by(2, this.pick(), CASES, "openOwnershipDispute", id, this.word());
  }

  protected decide(): Maybe {
    const open = [...this.state.openCases.values()];
    const id = this.chance.of(open) ?? "";
    const { raiser, asset, registrar } = this.state.cases.get(id) ?? {};
    if (this.chance.once(4)) {
      return this.by(2, this.standIn(raiser, id), CASES, "withdrawCase", id);
    }
    const fn = this.chance.once(3) ? "uphold" : "dismiss";
    if (this.chance.once(3)) {
      return this.world.act(this.world.chain.admin, CASES, `${fn}ByCouncil`, id, this.word());
    }
    const objection = registrar !== undefined && registrar !== 0n;
    const by = objection
      ? this.standIn(registrar, String(asset))
      : this.chance.of(["1", this.parent(this.standIn(raiser, id))]);
    return this.by(2, by ?? "1", CASES, fn, id, this.word());
  }
}
