// SPDX-License-Identifier: Apache-2.0
// One thing of each kind between a provider and a recipient, and everybody who may ask a gateway for them.
import { setTimeout as sleep } from "node:timers/promises";
import { PATHS, pathOf } from "@suyuan/api";
import { type Hex, OFFICES } from "@suyuan/proof";
import {
  ACCESS,
  call,
  partsFor,
  personalSign,
  sendMessage,
  textOf,
  tokenFor,
} from "../../support/access.ts";
import { eventOf, random32 } from "../../support/acting.ts";
import { newAsset, openLog, type TestGrant, type TestLog } from "../../support/acts.ts";
import type { TestSeat } from "../../support/cast.ts";
import { until } from "../../support/exchange.ts";
import { REGION } from "../../support/founding.ts";
import { prepareGateway, type RunningGateway, startGateway } from "../../support/gateway.ts";
import { bodyOf } from "../../support/http.ts";
import { documentKeys, handIn, paper } from "../../support/papers.ts";
import { type Province, startProvince } from "../../support/province.ts";
import { departmentOf, Sharing, unconditionalAsset } from "../../support/sharing-life.ts";
import { newSigner } from "../../support/signers.ts";
import { datasetVersion, delivery } from "../../support/statements.ts";

const NONE: Hex = `0x${"00".repeat(32)}`;
const YEAR = 365 * 86_400;
const DATA = Buffer.from("330102001,西湖区\n");
const OPEN_ASSET = 820;
const MANY = { burst: 100_000, perSecond: 100_000 };
/** Seconds after which the token that expires has done so. */
const SHORT = 3;
/** Tokens that the head of the provider's data office issues. */
const ISSUED = 4;

/** Everybody who asks, in the order of the tables. */
export const CALLERS = [
  ...(["nobody", "third", "providerHead", "providerRegistrant", "providerOwner"] as const),
  ...(["recipientHead", "recipientReceiver", "authority", "neighbour", "auditor"] as const),
  ...(["centre", "otherCentre", "reads", "submits", "relays"] as const),
  ...(["ended", "suspended", "expired"] as const),
] as const;
export type CallerName = (typeof CALLERS)[number];

/** Why the recipient disputes. */
const GROUNDS = paper("争议理由：交付不全。");

/** What there is to be asked for. */
export interface Things {
  readonly asset: Hex;
  readonly grant: Hex;
  readonly correction: Hex;
  readonly dispute: Hex;
  readonly ownership: Hex;
  readonly finding: Hex;
  readonly demand: Hex;
  readonly announced: Hex;
  readonly consent: Hex;
  readonly return: Hex;
  readonly right: Hex;
  readonly statement: Hex;
  /** The grounds of the dispute, by their commitment and by the id of the document. */
  readonly grounds: Hex;
  readonly document: Hex;
}

export interface Stage {
  readonly province: Province;
  readonly gateway: RunningGateway;
  readonly things: Things;
  readonly third: TestSeat;
  readonly log: TestLog;
  /** The token of each caller; nobody has none. */
  readonly tokens: Readonly<Partial<Record<CallerName, string>>>;
  stop(): Promise<void>;
}

/** Starts it all. */
export async function startStage(): Promise<Stage> {
  const province = await startProvince();
  try {
    const log = await openLog(province, "log.example/access");
    await openLog(province, "log.example/other", "otherCentre");
    const departments = await departmentsOf(province);
    const made = await thingsOf(province, log, departments);
    await province.client.rpc("evm_setIntervalMining", [1]);
    const limits = { organization: MANY, address: MANY, attempts: MANY };
    const access = { ...ACCESS, limits, sessionSeconds: 3_600 };
    const settings = { access, documents: await documentKeys(province.folder) };
    const gateway = await startGateway(await prepareGateway(province, log, settings));
    const stop = async () => {
      await gateway.stop();
      await province.stop();
    };
    const signed = await signIns(province, gateway, departments);
    const statement = await exchanged(province, gateway, { log, signed, grant: made.terms });
    await toldOf(gateway, signed);
    const tokens = { ...signed, ...(await endings(province, gateway, departments)) };
    const document = await grounds(gateway, made.things.dispute, signed);
    const things = { ...made.things, statement, grounds: GROUNDS.commitment, document };
    return { province, gateway, things, third: departments.third, log, tokens, stop };
  } catch (error) {
    await province.stop();
    throw error;
  }
}

type Tokens = Partial<Record<CallerName, string>>;
interface Departments {
  readonly third: TestSeat;
  readonly county: TestSeat;
  readonly doomed: TestSeat;
}

async function departmentsOf(province: Province): Promise<Departments> {
  const of = (serial: number) => departmentOf(province, { region: REGION, level: "city", serial });
  return { third: await of(0), county: await of(1), doomed: await of(2) };
}

async function thingsOf(province: Province, log: TestLog, { third, county }: Departments) {
  const { providerHead, recipientHead, authorityHead } = province.seats;
  const asset = await newAsset(province);
  const life = new Sharing(province, third, log.id, asset);
  const grant = await life.grant();
  await life.sharing(providerHead, "proposeChange", grant, 1, random32());
  const idOf = async (event: string, name: string, receipt: ReturnType<Sharing["act"]>) =>
    eventOf(await receipt, event)[name] as Hex;
  const inCases = (fn: string, ...args: readonly Hex[]) =>
    life.act(recipientHead, "caseRegistry", fn, ...args, random32());
  const disputed = (why: Hex) =>
    life.act(recipientHead, "caseRegistry", "raiseDispute", grant, why);
  const announce = () =>
    idOf("DemandAnnounced", "demand", life.sharing(recipientHead, "announceDemand", random32()));
  const found = [recipientHead.organization, 4001, grant, random32()] as const;
  const until = (await province.now()) + YEAR;
  const use = [NONE, 2, recipientHead.organization, 2, 0, until, random32(), random32()] as const;
  const right = await idOf(
    ...(["RightOffered", "right"] as const),
    life.act(providerHead, "rightRegistry", "confer", asset, ...use),
  );
  await life.act(recipientHead, "rightRegistry", "acceptRight", right);
  const demand = await announce();
  await life.sharing(providerHead, "matchDemand", demand, asset);
  const consent = await unconditionalAsset(province, OPEN_ASSET);
  await life.sharing(providerHead, "consentStanding", consent, await life.terms());
  const claim = life.act(county, "returnRegistry", "claimReturn", asset, random32());
  const finding = life.act(authorityHead, "findingRegistry", "openFinding", ...found);
  const things = {
    ...{ asset, grant, demand, consent, right, announced: await announce() },
    correction: await idOf("CorrectionRaised", "id", inCases("raiseCorrection", asset, grant)),
    dispute: await idOf("DisputeRaised", "id", disputed(GROUNDS.commitment)),
    return: await idOf("ReturnClaimed", "id", claim),
    finding: await idOf("FindingOpened", "id", finding),
    ownership: await idOf("CaseRaised", "id", inCases("openOwnershipDispute", asset)),
  };
  const terms: TestGrant = { ...{ id: grant, asset, purpose: 12, from: 0, until } };
  return { things, terms };
}

/** Appoints a seat of an organisation that the cast does not have. */
async function appointed(
  province: Province,
  { number, head }: Province["organizations"]["provider"],
  office: number,
): Promise<TestSeat> {
  const account = newSigner();
  const args = [number, office, account.address, (await province.now()) + YEAR, NONE];
  const receipt = await province.send(head, "organizationRegistry", "appointSeat", args);
  const seat = Number(eventOf(receipt, "SeatAppointed")["seat"]);
  return { number: seat, organization: number, account };
}

async function signIns(
  province: Province,
  gateway: RunningGateway,
  { third }: Departments,
): Promise<Tokens> {
  const { seats, roots, organizations } = province;
  const neighbour = await appointed(province, roots.neighbour, OFFICES.headOfDataOffice);
  const auditor = await appointed(province, roots.audit, OFFICES.auditor);
  const persons = {
    ...{ third, neighbour, auditor, providerHead: seats.providerHead },
    ...{ providerRegistrant: seats.providerRegistrant, recipientHead: seats.recipientHead },
    ...{ recipientReceiver: seats.recipientReceiver, authority: seats.authorityHead },
    ...{ centre: seats.centreHead, otherCentre: seats.otherCentreHead },
  };
  const tokens: Tokens = {};
  for (const [name, seat] of Object.entries(persons)) {
    const token = await until(`${name} is signed in`, () =>
      tokenFor(gateway, seat).catch(() => undefined),
    );
    tokens[name as CallerName] = token;
  }
  const { number, head } = organizations.provider;
  const text = textOf(await partsFor(gateway, head.address, `urn:suyuan:head:${number}`));
  const { json } = await sendMessage(gateway, text, await personalSign(text, head));
  tokens.providerOwner = String(json?.["token"]);
  const issue = (scope: string, seconds: number) =>
    issued(gateway, tokens.providerHead ?? "", scope, seconds);
  tokens.reads = await issue("read", 3_600);
  tokens.submits = await issue("submit", 3_600);
  tokens.relays = await issue("relay", 3_600);
  tokens.expired = await issue("read", SHORT);
  return tokens;
}

async function issued(
  { url }: RunningGateway,
  token: string,
  scope: string,
  seconds: number,
): Promise<string> {
  const expires = Math.floor(Date.now() / 1_000) + seconds;
  const body = { name: scope, scopes: [scope], expires };
  const { json, text } = await call("POST", url + PATHS.tokens, { token, body });
  if (typeof json?.["token"] === "string") return json["token"];
  throw new Error(`no token was issued: ${text}`);
}

/** Waits until the log was told of the tokens that were issued. */
async function toldOf({ url }: RunningGateway, { auditor = "" }: Tokens): Promise<void> {
  await until("the log is told of the tokens", async () => {
    const { json } = await call("GET", url + PATHS.administration, { token: auditor });
    const items = (json?.["items"] ?? []) as readonly { readonly act: string }[];
    return items.filter(({ act }) => act === "token-issued").length === ISSUED;
  });
}

/** A version and a delivery in the log, anchored and proven. @returns the delivery's id */
async function exchanged(
  province: Province,
  { url }: RunningGateway,
  {
    log,
    signed,
    grant,
  }: { readonly log: TestLog; readonly signed: Tokens; readonly grant: TestGrant },
): Promise<Hex> {
  const version = await datasetVersion(province, log.id, grant.asset, DATA);
  const handed = { log: log.id, grant, version: version.id, serial: 1, data: DATA };
  const sent = await delivery(province, handed);
  const token = signed.submits ?? "";
  for (const one of [version, sent]) {
    const body = JSON.parse(bodyOf(one)) as unknown;
    const { status, text } = await call("POST", url + PATHS.statements, { token, body });
    if (status !== 201) throw new Error(`a statement was refused: ${text}`);
  }
  const auditor = { token: signed.auditor ?? "" };
  await until("the delivery is proven and in the index", async () => {
    const { text } = await call("GET", `${url}${PATHS.deliveries}?grant=${grant.id}`, auditor);
    return text.includes(sent.id);
  });
  const evidence = url + pathOf("evidence", { id: sent.id });
  await until(
    "there is evidence",
    async () => (await call("GET", evidence, auditor)).status === 200,
  );
  return sent.id;
}

/** The recipient's grounds, once the dispute is in the index. @returns the document's id */
async function grounds(gateway: RunningGateway, thing: Hex, signed: Tokens): Promise<Hex> {
  const of = { subject: "case", thing, token: signed.recipientHead ?? "" };
  return until("the grounds are stored", async () => {
    const { status, json } = await handIn(gateway, GROUNDS, of);
    return status === 201 && (json?.["id"] as Hex);
  });
}

/** Those who were members once: a seat that was ended, an organisation that was suspended. */
async function endings(
  province: Province,
  gateway: RunningGateway,
  { doomed }: Departments,
): Promise<Tokens> {
  const { provider, authority } = province.organizations;
  const seat = await appointed(province, provider, OFFICES.receiver);
  const ended = await until("the seat is signed in", () =>
    tokenFor(gateway, seat).catch(() => undefined),
  );
  const suspended = await tokenFor(gateway, doomed);
  await province.send(provider.head, "organizationRegistry", "endSeat", [seat.number]);
  const of = [doomed.organization];
  await province.send(authority.head, "organizationRegistry", "suspendOrganization", of);
  for (const token of [ended, suspended]) {
    const isOut = async () =>
      (await call("GET", gateway.url + PATHS.chain, { token })).status === 401;
    await until("the gateway has seen the end", isOut);
  }
  await sleep(SHORT * 1_000);
  return { ended, suspended };
}
