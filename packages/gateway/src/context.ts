// SPDX-License-Identifier: Apache-2.0
// Puts the parts together: configuration in, services out.
import { join } from "node:path";
import { ChainError } from "@suyuan/chain";
import { type CryptoProvider, formatVerifierKey, parseLeaf } from "@suyuan/proof";
import { type Callers, openCallers } from "./callers.ts";
import type { GatewayKeys } from "./config/keys.ts";
import type { Config } from "./config/schema.ts";
import { RELAY_QUOTA } from "./constraints.ts";
import { addressesOf, type Ground, momentOf, openGround } from "./ground.ts";
import { type DocumentServices, openDocuments } from "./documents/open.ts";
import { openIndex } from "./indexing/open.ts";
import type { IndexStore } from "./indexing/index-store.ts";
import { openKeeping } from "./keeping.ts";
import type { Keeping } from "./keeping-parts.ts";
import { Accounts } from "./recovery/accounts.ts";
import { RecoveryPool } from "./recovery/pool.ts";
import { StartRefusal } from "./refusal.ts";
import { About } from "./services/about.ts";
import { Aftercare } from "./services/aftercare.ts";
import { Authority } from "./services/authority.ts";
import { Certificates } from "./services/certificates.ts";
import { Catalogue } from "./services/catalogue.ts";
import { Cursors } from "./services/cursors.ts";
import { Deadlines } from "./services/deadlines.ts";
import { EntryLists } from "./services/entry-lists.ts";
import { type EvidenceParts, EvidenceService } from "./services/evidence.ts";
import { HistoryService } from "./services/history.ts";
import { Inboxes } from "./services/inbox.ts";
import { Indexer } from "./services/indexer.ts";
import { Ladder } from "./services/ladder.ts";
import type { VerifyPage } from "./services/verify-page.ts";
import { Metrics } from "./services/metrics.ts";
import { Present } from "./services/present.ts";
import { Relay } from "./services/relay.ts";
import { Settled } from "./services/settled.ts";
import { Sights } from "./services/sight.ts";
import { Standings } from "./services/standing.ts";
import { Submit } from "./services/submit.ts";
import { Tiles } from "./services/tiles.ts";
import { Views } from "./services/views.ts";
import { Watch } from "./services/watch.ts";
import type { FolderName } from "./store/folders.ts";
import { openStore, type OpenedStore } from "./store/open.ts";
import type { LogStore, StoreIdentity } from "./store/types.ts";
import { tellAttempt, tellJudged, tracingOf } from "./traced.ts";
import type { Tracing } from "./tracing/tracing.ts";
import { openWebhooks, type Webhooks } from "./webhooks/open.ts";

/** Everything that a route may call, and what runs beside. */
export interface Context extends Callers, Saying, Omit<Keeping, "relayer"> {
  readonly submit: Submit;
  readonly ladder: Ladder;
  readonly evidence: EvidenceService;
  readonly entries: EntryLists;
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
  readonly aftercare: Aftercare;
  readonly store: LogStore;
  readonly watch: Watch;
  /** Threads that find out who signed. */
  readonly recoveries: RecoveryPool;
  /** Documents beside commitments; undefined where none are kept. */
  readonly documents: DocumentServices | undefined;
  /** Who is told of events; undefined where nobody is. */
  readonly webhooks: Webhooks | undefined;
  readonly config: Config;
  /** The page at /verify, where one is served. */
  readonly page: VerifyPage | undefined;
  /** Whose store it is. */
  readonly identity: StoreIdentity;
  readonly crypto: CryptoProvider;
  /** What each caller may read. */
  readonly sights: Sights;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/** What is said beside the answers. */
export interface Saying {
  /** For what was not foreseen; of a request, with its id. */
  readonly report: (error: unknown, request?: string) => void;
  /** For each request, where the configuration asks for it. */
  readonly tell: (line: object) => void;
  /** For what whoever runs the gateway should know: a code, and a sentence. */
  readonly notice: (code: string, detail: string) => void;
}

/** Folder of the index below that of the store: it may be deleted while the gateway does not run. */
const INDEX_FOLDER: FolderName = "index";

/**
 * Opens everything. The chain may be away when the log has entries.
 * @param keys none where a log is followed
 * @throws StartRefusal with the reason for which the gateway must not run
 */
export async function openContext(
  config: Config,
  keys: GatewayKeys | undefined,
  saying: Saying,
): Promise<Context> {
  const ground = await openGround(config, keys);
  const { client, crypto } = ground;
  const opened = await openStore(config.dir, identityOf(ground), crypto);
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

function identityOf({ client, log: { origin } }: Ground): StoreIdentity {
  const { chainId, contracts } = client.deployment;
  const exchangeLog = contracts.exchangeLog.address;
  return { type: "suyuan/store@3", origin, chainId, exchangeLog };
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
    throw new StartRefusal(
      "chain-unreachable",
      `nothing answers at ${config.rpcUrl}, or not with ${config.settledDepth} blocks on top of its contracts`,
    );
  }
  return settled;
}

async function assemble(
  ground: Ground,
  opened: OpenedStore & { readonly index: IndexStore },
  settled: Settled,
  saying: Saying,
): Promise<Context> {
  const { config, crypto, client, log, now } = ground;
  const { store, index } = opened;
  const metrics = new Metrics();
  const { notice } = saying;
  const identity = identityOf(ground);
  const tracing = await tracingOf({ config, metrics, notice });
  const heard = { metrics, tracing, notice };
  const keeping = await openKeeping(ground, { opened, settled, identity, ...heard });
  const reading = indexServices(ground, index, settled);
  const { catalogue, inboxes, indexer, sights, cursors } = reading;
  const { consensus } = ground.own.policy.chain;
  const watch = new Watch({ client, consensus, crypto, notice });
  const running = { ...keeping, store, settled, watch, tracing, ...recovering(saying) };
  const services = servicesOf(ground, running, reading);
  const { submit, about } = services;
  const documents = await openDocuments({ ...reading, config, index, store, now });
  const webhooks = await openWebhooks({
    ...{ ...reading, config, index, store, settled, client, about, now, log: log.id },
    attempted: tellAttempt(heard),
  });
  const calling = { settled, store, sights, cursors, submit, documents, webhooks };
  return {
    ...{ ...services, ...running, ...saying },
    ...{ catalogue, inboxes, indexer, index, sights, metrics },
    relay: relayOf(ground, keeping.relayer, settled, sights),
    ...(await openCallers(ground, { ...calling, notice })),
    ...{ documents, webhooks, config, crypto, identity, page: ground.page },
  };
}

function recovering({ notice }: Saying): Pick<Context, "recoveries"> {
  const onLost = (why: string): void => {
    notice("recovery-thread-lost", `a thread that recovers accounts ended: ${why}`);
  };
  return { recoveries: new RecoveryPool({ onLost }) };
}

function relayOf(
  ground: Ground,
  writer: Keeping["relayer"],
  settled: Settled,
  sights: Sights,
): Relay {
  const { client, config } = ground;
  const quota = config.relayQuota ?? RELAY_QUOTA;
  return new Relay({ client, writer, quota, sights, now: momentOf(ground, settled) });
}

type Service =
  | "submit"
  | "ladder"
  | "evidence"
  | "entries"
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
  readonly sights: Sights;
  readonly cursors: Cursors;
}

function indexServices(ground: Ground, index: IndexStore, settled: Settled): IndexServices {
  const { client, log } = ground;
  const indexer = new Indexer({
    ...{ client, index },
    settled: () => (settled.awaySince === undefined ? settled.block : undefined),
  });
  const moment = momentOf(ground, settled);
  const deadlines = new Deadlines(index, moment);
  const present = new Present({ index, deadlines, now: moment });
  const sights = new Sights({ index, now: moment, log: log.id });
  const cursors = new Cursors();
  const seen = { index, sights, cursors };
  const catalogue = new Catalogue({ ...seen, indexer, present, client, settled });
  const indexed = () => catalogue.indexed;
  const inboxes = new Inboxes({ ...seen, deadlines, indexed });
  return { indexer, deadlines, catalogue, inboxes, sights, cursors };
}

type LogServices = Pick<
  Context,
  | "store"
  | "settled"
  | "watch"
  | "recoveries"
  | "tracing"
  | Exclude<keyof Keeping, "relayer" | "writers">
>;

function servicesOf(
  { config, crypto, client, log, own, now }: Ground,
  { store, settled, sequencer, windows, recorder, watch, mirror, recoveries, tracing }: LogServices,
  { catalogue, cursors, deadlines, sights }: IndexServices,
): Pick<Context, Service> {
  const { deployment } = client;
  const { chainId } = deployment;
  const contracts = addressesOf(deployment);
  const logKey = formatVerifierKey(log.key);
  const judging = { store, settled, crypto, now, log: log.id };
  const accounts = new Accounts(recoveries);
  const authority = new Authority({ ...judging, logKey: log.key, accounts });
  const about = new About({
    ...{ ...judging, deployment, origin: log.origin, logKey, own },
    ...{ sequencer, windows, recorder, watch, indexed: () => catalogue.indexed },
    ...{ mirror, leader: config.follow?.url },
  });
  const frame = { chainId, contracts, log: { origin: log.origin, key: logKey } };
  const { policy } = own;
  const parts: EvidenceParts = { client, settled, store, crypto, policy, frame, sights };
  const evidence = new EvidenceService(parts);
  const { exchangeLog } = contracts;
  return {
    submit: new Submit({ ...judging, chainId, exchangeLog, sequencer, authority, sights }),
    ladder: new Ladder(store, settled, sights),
    evidence,
    entries: new EntryLists({ store, sights, cursors, crypto }),
    history: new HistoryService(parts),
    certificates: new Certificates(parts),
    standings: new Standings({ client, settled, crypto }),
    views: new Views({ client, settled, store, deadlines, sights }),
    tiles: new Tiles(store, sights),
    about,
    aftercare: new Aftercare({ ...parts, authority, evidence, onTended: tellJudged(tracing) }),
  };
}
