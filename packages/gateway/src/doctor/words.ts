// SPDX-License-Identifier: Apache-2.0
// Everything that the doctor can find, in plain words. `bad` keeps a gateway from starting or from doing its work,
// `look` is for somebody to look at.

export type State = "ok" | "look" | "bad";

interface Words {
  readonly state: State;
  readonly zh: string;
  readonly en: string;
}

const ok = (zh: string, en: string): Words => ({ state: "ok", zh, en });
const look = (zh: string, en: string): Words => ({ state: "look", zh, en });
const bad = (zh: string, en: string): Words => ({ state: "bad", zh, en });

export const FINDINGS = {
  "folder-ready": ok(
    "数据目录 {dir} 可写，其他账户不可读",
    "the folder {dir} can be written, and no other account reads it",
  ),
  "folder-new": ok(
    "数据目录 {dir} 尚不存在，首次启动时建立",
    "the folder {dir} is not there yet: the first start makes it",
  ),
  "folder-unwritable": bad(
    "数据目录 {dir} 不可写：{why}",
    "the folder {dir} cannot be written: {why}",
  ),
  "folder-open": look(
    "其他账户可读数据目录 {dir}（权限 {mode}）：请执行 chmod 700",
    "other accounts may read the folder {dir} (mode {mode}): chmod 700",
  ),
  "disk-roomy": ok("磁盘剩余 {free}，共 {size}", "{free} of {size} of the disk are free"),
  "disk-low": look(
    "磁盘仅剩 {free}（共 {size}）：请扩容",
    "only {free} of {size} of the disk are free: make room",
  ),
  "disk-full": bad(
    "磁盘将满：仅剩 {free}（共 {size}）",
    "the disk is nearly full: {free} of {size} are free",
  ),
  "files-enough": ok("可同时打开 {limit} 个文件", "{limit} files may be open at once"),
  "files-few": look(
    "只能同时打开 {limit} 个文件，需要 {needed} 个（ulimit -n，或 LimitNOFILE）",
    "only {limit} files may be open at once, {needed} are needed (ulimit -n, or LimitNOFILE)",
  ),
  "clock-agrees": ok(
    "本机时钟与链上最新区块相差 {seconds} 秒",
    "the clock is within {seconds} s of the chain's newest block",
  ),
  "clock-behind": bad(
    "本机时钟比链上最新区块慢 {seconds} 秒：请校准时钟",
    "the clock is {seconds} s behind the chain's newest block: set it",
  ),
  "clock-before-store": bad(
    "数据目录写于 {moment}，晚于本机时钟：时钟被拨回过",
    "the store was written at {moment}, which is later than this clock: it was set back",
  ),
  "chain-standing": look(
    "链上最新区块是 {seconds} 秒之前的：链已停顿，或本机时钟快了",
    "the chain's newest block is {seconds} s old: the chain stands still, or this clock is ahead",
  ),
  "passphrase-missing": bad("没有口令：{why}", "there is no pass phrase: {why}"),
  "key-ready": ok("{member} 可用：{public}", "{member} opens: {public}"),
  "key-unusable": bad("{member} 不可用：{why}", "{member} cannot be used: {why}"),
  "secret-open": bad(
    "其他账户可读 {member} 的文件 {file}（权限 {mode}）：请执行 chmod 600",
    "other accounts may read {member}'s file {file} (mode {mode}): chmod 600",
  ),
  "leader-answers": ok(
    "所跟随的网关 {url} 应答，其日志有 {size} 个条目，签名相符",
    "the gateway that is followed answers at {url}; its log has {size} entries, rightly signed",
  ),
  "leader-away": look(
    "所跟随的网关 {url} 不应答：{why}",
    "the gateway that is followed does not answer at {url}: {why}",
  ),
  "leader-entries": bad(
    "所跟随的网关不给出条目：{why}。请检查 follow.tokenFile",
    "the gateway that is followed gives out no entries: {why}. Check follow.tokenFile",
  ),
  "leader-wrong": bad(
    "{url} 给出的不是所要跟随的日志：{why}",
    "what {url} gives out is not the log to be followed: {why}",
  ),
  "node-answers": ok(
    "链节点应答，最新区块 {height}",
    "the node answers, its newest block is {height}",
  ),
  "node-away": bad("链节点不应答：{why}", "the node does not answer: {why}"),
  "deployment-unusable": bad("合约地址文件不可用：{why}", "the address file cannot be used: {why}"),
  "contracts-right": ok(
    "链 {chain} 上的 {count} 个合约，代码与地址文件一致",
    "the {count} contracts on chain {chain} have the code that the address file names",
  ),
  "contracts-other": bad(
    "不是这条链，或合约代码不同：{why}",
    "another chain, or other contracts: {why}",
  ),
  "contracts-unsettled": look(
    "合约之上的区块还不足 {depth} 个",
    "the contracts have less than {depth} blocks on top",
  ),
  "policy-right": ok("信任策略“{name}”与本部署一致", 'the policy "{name}" is of this deployment'),
  "policy-none": look(
    "未配置信任策略：给出的证据不证明区块由谁签章",
    "no policy is configured: evidence says nothing of who sealed a block",
  ),
  "policy-wrong": bad("信任策略不可用：{why}", "the policy cannot be used: {why}"),
  "seat-holds": ok(
    "席位 {seat} 在任，由 operatorKey 的账户 {account} 担任",
    "seat {seat} is in office, and its account is operatorKey's, {account}",
  ),
  "seat-vacant": bad(
    "席位 {seat} 现在不在任：任期已止，或其单位已中止",
    "seat {seat} is not in office now: its term is over, or its organisation suspended",
  ),
  "seat-other": bad(
    "席位 {seat} 的账户是 {account}，不是 operatorKey 的 {own}",
    "seat {seat}'s account is {account}, not operatorKey's {own}",
  ),
  "log-kept": ok("日志 {origin} 由席位 {seat} 运行", "the log {origin} is operated by seat {seat}"),
  "log-other": bad(
    "日志 {origin} 由席位 {found} 运行，配置的是 {seat}",
    "the log {origin} is operated by seat {found}, the configuration says {seat}",
  ),
  "log-unknown": bad(
    "链上没有日志 {origin}：先由交换中心开设",
    "the chain has no log {origin}: its exchange centre opens it first",
  ),
  "funds-none": look(
    "{member} 的账户 {account} 没有余额，而链上交易收费",
    "{member}'s account {account} has nothing, and transactions have a price on this chain",
  ),
  "tls-ready": ok("证书有效至 {until}", "the certificate is good until {until}"),
  "tls-ends": look(
    "证书将于 {until} 到期，还剩 {days} 天",
    "the certificate ends at {until}, in {days} days",
  ),
  "tls-over": bad("证书已于 {until} 到期", "the certificate ended at {until}"),
  "tls-early": bad("证书自 {from} 起才有效", "the certificate is good from {from} on only"),
  "tls-name": look("证书不是给 {host} 的", "the certificate is not for {host}"),
  "tls-unusable": bad("证书不可用：{why}", "the certificate cannot be used: {why}"),
  "tracing-answers": ok(
    "位于 {where} 的采集器接收链路追踪数据",
    "the collector at {where} takes traces",
  ),
  "tracing-away": look(
    "位于 {where} 的采集器不接收链路追踪数据：{why}；网关照常运行",
    "the collector at {where} takes no traces: {why}; a gateway does without",
  ),
  "tracing-headers": bad(
    "采集器请求头文件不可用：{why}",
    "the headers of the collector cannot be used: {why}",
  ),
  "access-open": ok(
    "不验证身份：本机上人人可读可写，仅监听 {host}",
    "nobody is asked who they are: everybody on this machine may do everything; it listens on {host}",
  ),
  "access-asked": ok("验证身份后应答，地址 {uri}", "callers say who they are, at {uri}"),
  "access-host": look(
    "登录消息的域名是 {domain}，而 uri 是 {uri}",
    "sign-in messages name {domain}, while uri is {uri}",
  ),
  "access-plain": look(
    "uri {uri} 没有 TLS，而网关在其他机器可达之处监听",
    "uri {uri} has no TLS, while others can reach {host}",
  ),
  "port-free": ok("{host}:{port} 可用", "{host}:{port} can be listened on"),
  "port-taken": look(
    "{host}:{port} 已被占用：可能网关正在运行",
    "something listens on {host}:{port}: this gateway, if it runs",
  ),
  "port-refused": bad(
    "不能监听 {host}:{port}：{why}",
    "{host}:{port} cannot be listened on: {why}",
  ),
} as const satisfies Record<string, Words>;

export type FindingCode = keyof typeof FINDINGS;

/** One thing found, with what stands in its sentence. */
export interface Finding {
  readonly code: FindingCode;
  readonly values: Readonly<Record<string, string | number>>;
}

export const found = (code: FindingCode, values: Finding["values"] = {}): Finding => ({
  ...{ code, values },
});

/** Says what was found. */
export function sentenceOf({ code, values }: Finding, language: "zh" | "en"): string {
  const given = new Map(Object.entries(values));
  return FINDINGS[code][language].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(given.get(name) ?? "?"),
  );
}

/** The reason of an error, in its own words. */
export const whyOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
