// SPDX-License-Identifier: Apache-2.0
import { SharingTests } from "./sharing.ts";
import { CAPACITY, type Organization, type Province, type Seat } from "./world.ts";

const UNCONDITIONAL = 1;

/** Tests with an asset that is shared without conditions, and departments that ask for it. */
export class ConsentTests extends SharingTests {
  /** An asset that is shared without conditions. */
  open = "";

  protected override async prepare(province: Province): Promise<void> {
    await super.prepare(province);
    const other = { attribute: UNCONDITIONAL };
    this.open = await province.world.asset(province.holderHead, province.authorityHead, other);
  }

  async department(): Promise<readonly [Organization, Seat]> {
    const one = await this.world.admit(CAPACITY.department, this.province.authority);
    return [one, await this.world.appointHead(one)];
  }
}
