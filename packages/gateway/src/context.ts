// SPDX-License-Identifier: Apache-2.0
// Puts the parts together: configuration in, services out.
import { join } from "node:path";
import { ChainClient, ChainError, type Deployment, readDeployment, Writer } from "@suyuan/chain";
import {
  type Contracts,
  type CryptoProvider,
  formatCheckpoint,
  formatNote,
  formatVerifierKey,
  type Hex,
  logId,
  noteKey,
  type NoteKey,
  parseLeaf,
  signNote,
} from "@suyuan/proof";
import type { GatewayKeys } from "./config/keys.ts";
import type { Config } from "./config/schema.ts";
import { CHAIN_TIMEOUT_MS, RECEIPT_TIMEOUT_MS } from "./constraints.ts";
import { openIndex } from "./indexing/open.ts";
import type { IndexStore } from "./indexing/index-store.ts";
import { StartRefusal } from "./refusal.ts";
import { About } from "./services/about.ts";
import { Aftercare } from "./services/aftercare.ts";
import { Anchors } from "./services/anchors.ts";
import { Authority } from "./services/authority.ts";
import { Certificates } from "./services/certificates.ts";
import { Catalogue } from "./services/catalogue.ts";
import { nativeCrypto } from "./services/crypto.ts";
import { Deadlines } from "./services/deadlines.ts";
import { type EvidenceParts, EvidenceService } from "./services/evidence.ts";
import { HistoryService } from "./services/history.ts";
import { Inboxes } from "./services/inbox.ts";
import { Indexer } from "./services/indexer.ts";
import { Ladder } from "./services/ladder.ts";
import { openPage, type VerifyPage } from "./services/verify-page.ts";
import { Present } from "./services/present.ts";
import { Recorder } from "./services/recorder.ts";
import { Relay } from "./services/relay.ts";
import { Settled } from "./services/settled.ts";
import { Submit } from "./services/submit.ts";
import { Tiles } from "./services/tiles.ts";
import { Views } from "./services/views.ts";
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
  readonly sequencer: Sequencer;
  readonly store: LogStore;
  /** The page at /verify, where one is served. */
  readonly page: VerifyPage | undefined;
  /** For what was not foreseen. */
  readonly report: (error: unknown) => void;
}

interface LogName {
  readonly origin: string;
  readonly id: Hex;
  readonly key: NoteKey;
}

interface Ground {
  readonly page: VerifyPage | undefined;
  readonly config: Config;
  readonly keys: GatewayKeys;
  readonly crypto: CryptoProvider;
  readonly client: ChainClient;
  readonly log: LogName;
  readonly now: () => number;
}

/** Folder of the index below that of the store: it may be deleted while the gateway does not run. */
const INDEX_FOLDER = "index";

const seconds = (): number => Math.floor(Date.now() / 1_000);

/**
 * Opens everything. The chain may be away when the log has entries.
 * @throws StartRefusal with the reason for which the gateway must not run
 */
export async function openContext(
  config: Config,
  keys: GatewayKeys,
  report: (error: unknown) => void,
): Promise<Context> {
  const crypto = await nativeCrypto();
  const page = await openPage(config.verifyPage);
  const client = await openClient(config);
  const key = noteKey(config.origin, Buffer.from(keys.log.public.slice(2), "hex"));
  const log = { origin: config.origin, id: logId(config.origin, crypto), key };
  const ground: Ground = { page, config, keys, crypto, client, log, now: seconds };
  const { chainId, contracts } = client.deployment;
  const identity = { origin: log.origin, chainId, exchangeLog: contracts.exchangeLog.address };
  const opened = await openStore(config.dir, { type: "suyuan/store@1", ...identity }, crypto);
  try {
    const settled = await openSettled(ground, opened.store);
    const index = await openIndex(join(config.dir, INDEX_FOLDER), client.deployment);
    return await assemble(ground, { ...opened, index }, settled, report).catch(
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

async function openClient({ rpcUrl, deployment }: Config): Promise<ChainClient> {
  try {
    return new ChainClient({
      rpcUrl,
      deployment: await readDeployment(deployment),
      timeoutMs: CHAIN_TIMEOUT_MS,
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new StartRefusal("config-invalid", `deployment: ${why}`, cause);
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
  report: (error: unknown) => void,
): Promise<Context> {
  const { config, keys, crypto, client, log, now } = ground;
  const { store, dirty, usage, index } = opened;
  const moment = () => ({ now: now(), seen: settled.block, generation: settled.generation });
  const sign = signerOf(ground);
  const sequencer = new Sequencer({ store, log: log.id, crypto, sign, moment, dirty, usage });
  const writer = new Writer(client, keys.operator, RECEIPT_TIMEOUT_MS);
  const anchors = new Anchors({ client, writer, store, log: log.id, crypto });
  const windows = new Windows({
    ...{ ...config.window, store, sequencer, anchors },
    settled: () => settled.block,
    rewinds: () => settled.rewinds,
    clock: () => performance.now(),
  });
  if (settled.awaySince === undefined) await windows.step();
  const relayWriter = new Writer(client, keys.relayer, RECEIPT_TIMEOUT_MS);
  const reading = indexServices(ground, index, settled);
  const { indexer } = reading;
  const recorder = new Recorder({ client, writer, store, index, indexer, settled, crypto, now });
  return {
    ...servicesOf(ground, { store, settled, sequencer, windows, recorder }, reading),
    ...{ catalogue: reading.catalogue, inboxes: reading.inboxes, indexer, index, recorder },
    relay: new Relay({ client, writer: relayWriter, now: momentOf(ground, settled) }),
    ...{ settled, windows, sequencer, store, report, page: ground.page },
  };
}

type Service =
  | "submit"
  | "ladder"
  | "evidence"
  | "history"
  | "certificates"
  | "views"
  | "tiles"
  | "about"
  | "aftercare";

/** The chain's clock may be ahead of this one: a deadline that is over there is over. */
const momentOf =
  ({ now }: Ground, settled: Settled) =>
  (): number =>
    Math.max(now(), settled.block.time);

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

type LogServices = Pick<Context, "store" | "settled" | "sequencer" | "windows" | "recorder">;

function servicesOf(
  { crypto, client, log, now }: Ground,
  { store, settled, sequencer, windows, recorder }: LogServices,
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
  });
  const frame = { chainId, contracts, log: { origin: log.origin, key: logKey } };
  const parts: EvidenceParts = { client, settled, store, crypto, policy: about.policy(), frame };
  const evidence = new EvidenceService(parts);
  const { exchangeLog } = contracts;
  return {
    submit: new Submit({ ...judging, chainId, exchangeLog, sequencer, authority }),
    ladder: new Ladder(store, settled),
    evidence,
    history: new HistoryService(parts),
    certificates: new Certificates(parts),
    views: new Views({ client, settled, store, deadlines }),
    tiles: new Tiles(store),
    about,
    aftercare: new Aftercare({ store, authority, evidence, client, settled, crypto }),
  };
}

const signerOf =
  ({ log, keys }: Ground) =>
  (size: number, root: Uint8Array): string => {
    const text = formatCheckpoint({ origin: log.origin, size, root });
    const signer = { key: log.key, sign: (message: Uint8Array) => keys.log.sign(message) };
    return formatNote({ text, signatures: [signNote(text, signer)] });
  };

function addressesOf({ contracts }: Deployment): Contracts {
  const { organizationRegistry, assetRegistry, sharingRegistry, exchangeLog } = contracts;
  return {
    organizationRegistry: organizationRegistry.address,
    assetRegistry: assetRegistry.address,
    sharingRegistry: sharingRegistry.address,
    exchangeLog: exchangeLog.address,
  };
}
