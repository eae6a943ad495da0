// SPDX-License-Identifier: Apache-2.0
// What a seat can do now and by when, what it waits for, what is late in its area.
import { type Inbox, INBOX_PARTS, type InboxPart } from "@suyuan/sdk";

import { argument, choice, text, whole } from "../input/values.ts";
import type { InboxWords } from "../messages/inbox.ts";
import { deadlineText } from "../output/deadline.ts";
import { rows } from "../output/rows.ts";
import { SUBJECTS } from "./listing.ts";
import { gatewayOf } from "./online.ts";
import type { Action, Run } from "./run.ts";

const PARTS = Object.fromEntries(INBOX_PARTS.map((part) => [part, part])) as Record<
  string,
  InboxPart
>;

type Item<P extends InboxPart> = NonNullable<Inbox[P]>["items"][number];
type Cells = readonly (string | number)[];

/** `suyuan inbox`: each part under its heading, what is due first. */
export const inbox: Action = async (run) => {
  const [part, limit, cursor] = [text(run, "part"), text(run, "limit"), text(run, "cursor")];
  const found = await gatewayOf(run).inbox(whole(argument(run), "<seat>"), {
    ...(part !== undefined && { part: choice(part, PARTS, "--part") }),
    ...(limit !== undefined && { limit }),
    ...(cursor !== undefined && { cursor }),
  });
  run.out.result(found, linesOf(run, found));
  return 0;
};

/** `suyuan can`: every act that the contracts would take of a seat on one thing. */
export const can: Action = async (run) => {
  const seat = whole(argument(run), "<seat>");
  const subject = choice(argument(run, 1), SUBJECTS, "<thing>");
  const found = await gatewayOf(run).offers(seat, subject, argument(run, 2));
  const { messages } = run.out;
  const told = found.acts.map((act) => [toldOf(messages, { acts: [act] }), act.article]);
  run.out.result(found, told.length === 0 ? [messages.inbox.nothing] : rows(told));
  return 0;
};

function linesOf(run: Run, { can, decide, waiting, late, seat }: Inbox): string[] {
  const words = run.out.messages.inbox;
  const parts: string[][] = [
    ...(seat.canAct ? [] : [[words.cannotAct]]),
    partOf(run, "can", can, (item) => offered(run, item)),
    partOf(run, "decide", decide, (item) => offered(run, item)),
    partOf(run, "waiting", waiting, (item) => awaited(run, item)),
    partOf(run, "late", late, (item) => overdue(run, item)),
  ];
  return parts.filter((lines) => lines.length > 0).flat();
}

function partOf<T>(
  { out }: Run,
  name: InboxPart,
  part: { readonly items: readonly T[]; readonly next?: string | undefined } | undefined,
  cells: (item: T) => Cells,
): string[] {
  if (!part) return [];
  const words = out.messages.inbox;
  const lines = part.items.length === 0 ? [words.nothing] : rows(part.items.map(cells));
  const more = part.next === undefined ? [] : [words.more(name, part.next)];
  return [words.parts[name], ...[...lines, ...more].map((line) => `  ${line}`)];
}

const when = ({ out }: Run, { deadline }: Item<"can" | "waiting" | "late">): string =>
  deadline ? deadlineText(out, deadline) : "–";

const kindOf = ({ inbox: words }: { readonly inbox: InboxWords }, kind: string): string =>
  words.kinds[kind] ?? kind;

function offered(run: Run, item: Item<"can">): Cells {
  const { messages } = run.out;
  return [kindOf(messages, item.kind), item.id, when(run, item), toldOf(messages, item) || "–"];
}

/** The acts in words; of a lateness also the limit. */
function toldOf(
  { inbox: words }: { readonly inbox: InboxWords },
  item: Pick<Item<"can">, "acts">,
): string {
  const one = ({ act, clock }: Item<"can">["acts"][number]): string => {
    const limit = clock === undefined ? "" : ` (${words.clocks[clock] ?? clock})`;
    return `${words.acts[act] ?? act}${limit}`;
  };
  return item.acts.map(one).join(words.between);
}

function awaited(run: Run, item: Item<"waiting">): Cells {
  const { messages } = run.out;
  const { organization, above } = messages.inbox;
  const whom = item.for.map((one) =>
    one.above ? above(one.organization) : organization(one.organization),
  );
  return [kindOf(messages, item.kind), item.id, when(run, item), whom.join(messages.inbox.between)];
}

function overdue(run: Run, item: Item<"late">): Cells {
  const { messages } = run.out;
  const { clocks, organization } = messages.inbox;
  return [
    ...[kindOf(messages, item.kind), item.id, when(run, item)],
    ...[clocks[item.clock] ?? item.clock, organization(item.organization)],
    toldOf(messages, item),
  ];
}
