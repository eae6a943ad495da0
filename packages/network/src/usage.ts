// SPDX-License-Identifier: Apache-2.0
import type { Told } from "./failure.ts";

/** How the command is used. */
export const USAGE: Told = {
  zh: `用法：suyuan-network besu <命令> [--dir 目录] [--json] [--lang zh|en]
  init [--validators 4] [--rpc-nodes 1] [--hosts IP,…] [--public 文件,…] [--chain-id N]
       [--period 秒] [--gas-limit N] [--proofs all|小时]
                             新网络的创世文件、密钥、配置和服务
  key --out 文件             一个节点的密钥；公开部分写在旁边的 文件.pub
  check                      各文件是否都由 network.json 生成，这里有谁的密钥？
  files                      重写不相符的文件
  add --public 文件 --host IP [--role validator|rpc]
                             再加一个节点，并更新其他节点的对等列表
  transition --block N --addresses 0x…,0x…
                             剩下的节点不足以投票时，从区块 N 起由这些节点出块
  policy 草稿 --out 文件     信任创世区块验证人的策略
  range 策略 --from 区块 --addresses 0x…,0x… --out 文件
                             验证人变更之后的策略草稿`,
  en: `Usage: suyuan-network besu <command> [--dir DIR] [--json] [--lang zh|en]
  init [--validators 4] [--rpc-nodes 1] [--hosts IP,…] [--public FILE,…] [--chain-id N]
       [--period SECONDS] [--gas-limit N] [--proofs all|HOURS]
                             genesis, keys, configuration, services of a new network
  key --out FILE             the key of one node; the public part beside it in FILE.pub
  check                      are all files what network.json makes, and whose keys are here?
  files                      write the files again that are not
  add --public FILE --host IP [--role validator|rpc]
                             a further node, and the others' lists of peers
  transition --block N --addresses 0x…,0x…
                             these seal from block N on, where too few are left to vote
  policy DRAFT --out FILE    the policy that trusts the genesis block's validators
  range POLICY --from BLOCK --addresses 0x…,0x… --out FILE
                             the draft of the policy after a change of validators`,
};
