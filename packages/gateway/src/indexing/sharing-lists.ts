// SPDX-License-Identifier: Apache-2.0
// Lists of what happens in sharing.
import { CASE_KIND } from "./acts/corrections.ts";
import { CHANGE } from "./acts/grants.ts";
import { STATUS } from "./acts/sharing.ts";
import { idText } from "./acts/part.ts";
import { all, by, byNumber, type List, where } from "./places.ts";
import type { Row } from "./types.ts";

const correction = ({ kind }: Row): boolean => kind === CASE_KIND.correction;
const dispute = ({ kind }: Row): boolean => kind === CASE_KIND.dispute;
const unanswered = ({ status }: Row): boolean =>
  status === STATUS.answerDue || status === STATUS.incomplete;
const undecided = ({ state }: Row): boolean =>
  state === CHANGE.proposed || state === CHANGE.declined;

export const SHARING_LISTS = {
  demands: all("demand"),
  "demands-by-organization": by("demand", "organization"),
  "demands-by-asset": by("demand", "asset"),
  "demands-by-status": byNumber("demand", "status"),
  "consents-by-asset": by("consent", "asset"),
  "consents-by-provider": by("consent", "provider"),
  "requests-by-asset": by("request", "asset"),
  "requests-by-organization": by("request", "organization"),
  "requests-by-answerer": by("request", "answerer"),
  "requests-by-status": byNumber("request", "status"),
  "requests-by-parent": by("request", "parent"),
  "requests-by-demand": by("request", "demand"),
  "unanswered-by-asset": where(unanswered, by("request", "asset")),
  "grants-by-asset": by("grant", "asset"),
  "grants-by-provider": by("grant", "provider"),
  "grants-by-recipient": by("grant", "recipient"),
  /** Whoever has or had a grant of an asset is looked for by this. */
  "grants-by-asset-and-recipient": {
    kind: "grant",
    places: ({ asset, recipient, at }) => [
      [`${idText(asset) ?? ""}.${idText(recipient) ?? ""}`, at],
    ],
  },
  "grants-by-state": byNumber("grant", "state"),
  "grants-by-parent": by("grant", "parent"),
  "grants-by-log": by("grant", "log"),
  "changes-by-grant": by("change", "grant"),
  "changes-by-provider": by("change", "provider"),
  "changes-by-recipient": by("change", "recipient"),
  "changes-undecided": where(undecided, all("change")),
  "deliveries-by-grant": by("delivery", "grant"),
  "deliveries-by-asset": by("delivery", "asset"),
  "deliveries-by-provider": by("delivery", "provider"),
  "deliveries-by-recipient": by("delivery", "recipient"),
  "deliveries-by-result": byNumber("delivery", "result"),
  "returns-by-asset": by("return", "asset"),
  "returns-by-claimant": by("return", "claimant"),
  "returns-by-holder": by("return", "holder"),
  "returns-by-state": byNumber("return", "state"),
  "corrections-by-asset": where(correction, by("case", "asset")),
  "corrections-by-raiser": where(correction, by("case", "raiser")),
  "corrections-by-respondent": where(correction, by("case", "respondent")),
  "corrections-by-grant": where(correction, by("case", "subject")),
  "corrections-by-state": where(correction, byNumber("case", "state")),
  "disputes-by-subject": where(dispute, by("case", "subject")),
  "disputes-by-asset": where(dispute, by("case", "asset")),
  "disputes-by-raiser": where(dispute, by("case", "raiser")),
  "disputes-by-respondent": where(dispute, by("case", "respondent")),
  "disputes-by-coordinator": where(dispute, by("case", "coordinator")),
  "disputes-by-state": where(dispute, byNumber("case", "state")),
  findings: all("finding"),
  "findings-by-against": by("finding", "against"),
  "findings-by-subject": by("finding", "subject"),
  "findings-by-authority": by("finding", "authority"),
  "findings-by-code": byNumber("finding", "code"),
  "findings-by-state": byNumber("finding", "state"),
} as const satisfies Readonly<Record<string, List>>;
