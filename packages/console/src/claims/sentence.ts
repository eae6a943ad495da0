// SPDX-License-Identifier: Apache-2.0
// Who says what, in one sentence: claims, as good as the checks beside them.
import type { Statement, Verdict } from "@suyuan/proof";

import type { Told } from "../words/types.ts";
import type { Words } from "../words/index.ts";

/** An id in so few digits that a sentence stays readable; the whole stands among the details. */
export const shortId = (id: string): string =>
  id.length > 20 ? `${id.slice(0, 10)}…${id.slice(-4)}` : id;

function told(statement: Statement, { page, verdict }: Words): Told {
  return {
    by: page.claims.signer(statement.organization, statement.seat),
    asset: shortId(statement.asset),
    time: verdict.timeOf(statement.time),
    grant: "grant" in statement ? shortId(statement.grant) : "–",
  };
}

type Of<T extends Statement["type"]> = Extract<Statement, { readonly type: T }>;
type Say<T extends Statement["type"]> = (statement: Of<T>, told: Told, words: Words) => string;

const spanOf = (from: number, until: number, { page, verdict }: Words): string =>
  page.claims.span(verdict.timeOf(from), verdict.timeOf(until));

const SAY: { readonly [T in Statement["type"]]: Say<T> } = {
  "suyuan/dataset-version@1": ({ digest }, about, { page }) =>
    page.claims.version(about, digest.bytes),
  "suyuan/delivery@1": ({ recipient, digest, serial }, about, { page }) =>
    page.claims.delivery(about, page.claims.organization(recipient), digest.bytes, serial),
  "suyuan/receipt@1": ({ result }, about, { page }) => page.claims.receipt(about, result),
  "suyuan/use@1": ({ purpose, count, from, until }, about, words) =>
    words.page.claims.use(about, { purpose, count, span: spanOf(from, until, words) }),
  "suyuan/disposal@1": ({ method, disposedAt }, about, { page, verdict }) =>
    page.claims.disposal(about, method, verdict.timeOf(disposedAt)),
  "suyuan/mirror@1": ({ state, lag }, about, { page }) => page.claims.mirror(about, state, lag),
  "suyuan/reconciliation@1": ({ counterparty, count, from, until }, about, words) => {
    const { claims } = words.page;
    const other = claims.signer(counterparty.organization, counterparty.seat);
    return claims.reconciliation(about, other, count, spanOf(from, until, words));
  },
  "suyuan/withdrawal@1": ({ target, reason }, about, { page }) => {
    const what = "serial" in target ? page.claims.serial(target.serial) : shortId(target.id);
    return page.claims.withdrawal(about, what, reason);
  },
  "suyuan/administration@1": ({ act, at, concerned }, about, { page, verdict }) => {
    const of = concerned === undefined ? undefined : page.claims.organization(concerned);
    return page.claims.administration(about, act, verdict.timeOf(at), of);
  },
};

/** What a statement says, in one sentence. */
export function statementSentence(statement: Statement, words: Words): string {
  const say: (statement: never, about: Told, words: Words) => string = SAY[statement.type];
  return say(statement as never, told(statement, words), words);
}

type Subject = NonNullable<Verdict["subject"]>;

/** What a certificate or a history says, in one sentence; undefined for what stands in an entry. */
export function subjectClaim(subject: Subject, { page, verdict }: Words): string | undefined {
  const { claims } = page;
  if (subject.kind === "right") {
    const { of, asset, organization, name, time } = subject;
    const holder = claims.organization(organization, name);
    return claims.right(holder, verdict.rights[of], shortId(asset), verdict.timeOf(time));
  }
  if (subject.kind === "grant") {
    const provider = claims.organization(subject.provider, subject.providerName);
    const recipient = claims.organization(subject.recipient, subject.recipientName);
    const asset = shortId(subject.asset);
    const about = { asset, grant: shortId(subject.id), purpose: subject.purpose };
    return claims.grant(provider, recipient, { ...about, time: verdict.timeOf(subject.time) });
  }
  if (subject.kind === "history") {
    const { of, id, entries, log } = subject;
    return claims.history(of, { id: shortId(id), entries, origin: log.origin });
  }
  return undefined;
}
