// SPDX-License-Identifier: Apache-2.0
import { AbiCoder, keccak256 } from "ethers";
import type { Hex } from "@suyuan/proof";

import type { Deployment } from "../deployment.ts";

const WORD_DIGITS = 64;

/** The ids of holding rights by those of their assets, as `RightRegistry.holdingRightOf` gives them. */
export function holdingRights({ chainId, contracts }: Deployment): (asset: Hex) => Hex {
  const types = ["uint256", "address", "string"];
  const values = [chainId, contracts.rightRegistry.address, "holding"];
  const mark = BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(types, values)));
  return (asset) => `0x${(BigInt(asset) ^ mark).toString(16).padStart(WORD_DIGITS, "0")}`;
}
