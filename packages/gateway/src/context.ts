// SPDX-License-Identifier: Apache-2.0
// Puts the parts together: configuration in, services out.
import { join } from "node:path";
import { ChainError, Writer } from "@suyuan/chain";
import { formatVerifierKey, parseLeaf } from "@suyuan/proof";
import type { GatewayKeys } from "./config/keys.ts";
import type { Config } from "./config/schema.ts";
import { RECEIPT_TIMEOUT_MS, RELAY_QUOTA } from "./constraints.ts";
import { addressesOf, type Ground, momentOf, openGround, signerOf } from "./ground.ts";
import { openIndex } from "./indexing/open.ts";
import type { IndexStore } from "./indexing/index-store.ts";
import { StartRefusal } from "./refusal.ts";
import { About } from "./services/about.ts";
import { Aftercare } from "./services/aftercare.ts";
import { Anchors } from "./services/anchors.ts";
import { Authority } from "./services/authority.ts";
import { Certificates } from "./services/certificates.ts";
import { Catalogue } from "./services/catalogue.ts";
import { Deadlines } from "./services/deadlines.ts";
import { type EvidenceParts, EvidenceService } from "./services/evidence.ts";
import { HistoryService } from "./services/history.ts";
import { Inboxes } from "./services/inbox.ts";
import { Indexer } from "./services/indexer.ts";
import { Ladder } from "./services/ladder.ts";
import type { VerifyPage } from "./services/verify-page.ts";
import { Present } from "./services/present.ts";
import { Recorder } from "./services/recorder.ts";
import { Relay } from "./services/relay.ts";
import { openRelayWriter } from "./services/relay-writer.ts";
import { Settled } from "./services/settled.ts";
import { Standings } from "./services/standing.ts";
import { Submit } from "./services/submit.ts";
import { Tiles } from "./services/tiles.ts";
import { Views } from "./services/views.ts";
import { Watch } from "./services/watch.ts";
import { Windows } from "./services/windows.ts";
import { openStore, type OpenedStore } from "./store/open.ts";
import { Sequencer } from "./store/sequencer.ts";
import type { LogStore } from "./store/types.ts";

/** Everything that a route may call, and what runs beside. */
export interface Context {
  readonly submit: Submit;
  readonly ladder: Ladder;
  readonly evidence: EvidenceService;
  readonly history: HistoryService;
  readonly views: Views;
  readonly relay: Relay;
  readonly standings: Standings;
  readonly tiles: Tiles;
  readonly about: About;
  readonly catalogue: Catalogue;
  readonly inboxes: Inboxes;
  readonly certificates: Certificates;
  readonly indexer: Indexer;
  readonly index: IndexStore;
  readonly settled: Settled;
  readonly windows: Windows;
  readonly aftercare: Aftercare;
  readonly recorder: Recorder;
  /** Whose transactions are looked after. */
  readonly writers: readonly Writer[];
  readonly sequencer: Sequencer;
  readonly store: LogStore;
  readonly watch: Watch;
  /** The page at /verify, where one is served. */
  readonly page: VerifyPage | undefined;
  /** For what was not foreseen. */
  readonly report: Saying["report"];
}

/** What is said beside the answers. */
export interface Saying {
  /** For what was not foreseen. */
  readonly report: (error: unknown) => void;
  /** For what whoever runs the gateway should know: a code, and a sentence. */
  readonly notice: (code: string, detail: string) => void;
}

/** Folder of the index below that of the store: it may be deleted while the gateway does not run. */
const INDEX_FOLDER = "index";

/**
 * Opens everything. The chain may be away when the log has entries.
 * @throws StartRefusal with the reason for which the gateway must not run
 */
export async function openContext(
  config: Config,
  keys: GatewayKeys,
  saying: Saying,
): Promise<Context> {
  const ground = await openGround(config, keys);
  const { client, crypto, log } = ground;
  const { chainId, contracts } = client.deployment;
  const identity = { origin: log.origin, chainId, exchangeLog: contracts.exchangeLog.address };
  const opened = await openStore(config.dir, { type: "suyuan/store@1", ...identity }, crypto);
  try {
    const settled = await openSettled(ground, opened.store);
    const index = await openIndex(join(config.dir, INDEX_FOLDER), client.deployment);
    return await assemble(ground, { ...opened, index }, settled, saying).catch(
      async (error: unknown) => {
        await index.close();
        throw error;
      },
    );
  } catch (error) {
    await opened.store.close();
    throw error;
  }
}

async function openSettled({ client, config, now }: Ground, store: LogStore): Promise<Settled> {
  const { size } = store.tip();
  const last = size > 0 ? await store.entry(size - 1) : undefined;
  const known = last && parseLeaf(last).seen;
  const settled = new Settled({ client, depth: config.settledDepth, known, now });
  try {
    await settled.poll();
  } catch (cause) {
    if (!(cause instanceof ChainError)) throw cause;
    throw new StartRefusal("chain-foreign", cause.message, cause);
  }
  if (!settled.known) {
    throw new StartRefusal("chain-unreachable", `nothing answers at ${config.rpcUrl}`);
  }
  return settled;
}

async function assemble(
  ground: Ground,
  opened: OpenedStore & { readonly index: IndexStore },
  settled: Settled,
  { report, notice }: Saying,
): Promise<Context> {
  const { config, keys, crypto, client, log, now } = ground;
  const { store, dirty, usage, index } = opened;
  const moment = () => ({ now: now(), seen: settled.block, generation: settled.generation });
  const sign = signerOf(ground);
  const sequencer = new Sequencer({ store, log: log.id, crypto, sign, moment, dirty, usage });
  const writer = new Writer(client, keys.operator, { receiptTimeoutMs: RECEIPT_TIMEOUT_MS });
  const anchors = new Anchors({ client, writer, store, log: log.id, crypto });
  const windows = new Windows({
    ...{ ...config.window, store, sequencer, anchors },
    settled: () => settled.block,
    rewinds: () => settled.rewinds,
    clock: () => performance.now(),
  });
  if (settled.awaySince === undefined) await windows.step();
  const relayer = await openRelayWriter(client, keys.relayer, config.dir);
  const reading = indexServices(ground, index, settled);
  const { indexer } = reading;
  const { consensus } = ground.own.policy.chain;
  const watch = new Watch({ client, consensus, crypto, notice });
  const recorder = new Recorder({ client, writer, store, index, settled, crypto, now });
  return {
    ...servicesOf(ground, { store, settled, sequencer, windows, recorder, watch }, reading),
    ...{ catalogue: reading.catalogue, inboxes: reading.inboxes, indexer, index, recorder },
    relay: new Relay({
      ...{ client, writer: relayer, quota: config.relayQuota ?? RELAY_QUOTA },
      now: momentOf(ground, settled),
    }),
    ...{ settled, windows, sequencer, store, watch, report, writers: [writer, relayer] },
    page: ground.page,
  };
}

type Service =
  | "submit"
  | "ladder"
  | "evidence"
  | "history"
  | "certificates"
  | "standings"
  | "views"
  | "tiles"
  | "about"
  | "aftercare";

interface IndexServices {
  readonly indexer: Indexer;
  readonly catalogue: Catalogue;
  readonly inboxes: Inboxes;
  readonly deadlines: Deadlines;
}

function indexServices(ground: Ground, index: IndexStore, settled: Settled): IndexServices {
  const { client } = ground;
  const indexer = new Indexer({
    ...{ client, index },
    settled: () => (settled.awaySince === undefined ? settled.block : undefined),
  });
  const moment = momentOf(ground, settled);
  const deadlines = new Deadlines(index, moment);
  const present = new Present({ index, deadlines, now: moment });
  const catalogue = new Catalogue({ index, indexer, present, client, settled });
  const indexed = () => catalogue.indexed;
  const inboxes = new Inboxes({ index, deadlines, now: moment, indexed });
  return { indexer, deadlines, catalogue, inboxes };
}

type LogServices = Pick<
  Context,
  "store" | "settled" | "sequencer" | "windows" | "recorder" | "watch"
>;

function servicesOf(
  { crypto, client, log, own, now }: Ground,
  { store, settled, sequencer, windows, recorder, watch }: LogServices,
  { catalogue, deadlines }: IndexServices,
): Pick<Context, Service> {
  const { deployment } = client;
  const { chainId } = deployment;
  const contracts = addressesOf(deployment);
  const logKey = formatVerifierKey(log.key);
  const judging = { store, settled, crypto, now, log: log.id };
  const authority = new Authority({ ...judging, logKey: log.key });
  const about = new About({
    ...judging,
    deployment,
    origin: log.origin,
    logKey,
    sequencer,
    windows,
    indexed: () => catalogue.indexed,
    recorder,
    ...{ own, watch },
  });
  const frame = { chainId, contracts, log: { origin: log.origin, key: logKey } };
  const parts: EvidenceParts = { client, settled, store, crypto, policy: own.policy, frame };
  const evidence = new EvidenceService(parts);
  const { exchangeLog } = contracts;
  return {
    submit: new Submit({ ...judging, chainId, exchangeLog, sequencer, authority }),
    ladder: new Ladder(store, settled),
    evidence,
    history: new HistoryService(parts),
    certificates: new Certificates(parts),
    standings: new Standings({ client, settled, crypto }),
    views: new Views({ client, settled, store, deadlines }),
    tiles: new Tiles(store),
    about,
    aftercare: new Aftercare({ store, authority, evidence, client, settled, crypto }),
  };
}
