// SPDX-License-Identifier: Apache-2.0
// What the commands take that carry sharing, return flows, corrections, disputes and findings.
import type { CommandSpec } from "./spec.ts";

const PAGE = ["limit", "cursor"] as const;

type Specs = Readonly<Record<string, CommandSpec>>;

const byAsset = { signs: true, args: ["asset"], needs: ["seat"] } as const satisfies CommandSpec;
const byDemand = { signs: true, args: ["demand"], needs: ["seat"] } as const satisfies CommandSpec;
const byRequest = {
  signs: true,
  args: ["request"],
  needs: ["seat"],
} as const satisfies CommandSpec;
const byGrant = { signs: true, args: ["grant"], needs: ["seat"] } as const satisfies CommandSpec;
const byReturn = { signs: true, args: ["return"], needs: ["seat"] } as const satisfies CommandSpec;
const byCase = { signs: true, args: ["case"], needs: ["seat"] } as const satisfies CommandSpec;
const byFinding = {
  signs: true,
  args: ["finding"],
  needs: ["seat"],
} as const satisfies CommandSpec;

const WANTED = ["seat", "purpose", "method", "until", "document", "items"] as const;
const TERMS = ["from", "log", "document", "items", "quota", "disposal", "deliveryDays"] as const;

/** Demands, requests, answers, grants and standing consents. */
export const SHARING = {
  "demand announce": { signs: true, needs: ["seat", "document"] },
  "demand match": { ...byDemand, needs: ["seat", "asset"] },
  "demand withdraw": byDemand,
  "request file": { ...byAsset, needs: WANTED, takes: ["parentGrant", "demand"] },
  "request under-consent": { ...byAsset, needs: WANTED, takes: ["demand"] },
  "request return": { ...byRequest, needs: ["seat", "gaps"] },
  "request resubmit": { ...byRequest, needs: ["seat", "document", "items"] },
  "request withdraw": byRequest,
  "request ask-extension": { ...byRequest, needs: ["seat", "days", "grounds"] },
  "request extend": byRequest,
  "request consent-onward": byRequest,
  "request show": { online: true, args: ["request"] },
  "grant give": { ...byRequest, needs: ["seat", "until"], takes: TERMS },
  "grant refuse": { ...byRequest, needs: ["seat", "reason", "legalBasis"] },
  "grant suspend": { ...byGrant, needs: ["seat", "reason"], takes: ["rectifyBy"] },
  "grant report-rectified": { ...byGrant, needs: ["seat", "evidence"] },
  "grant resume": byGrant,
  "grant end": { ...byGrant, needs: ["seat", "reason"] },
  "grant close": { signs: true, args: ["grant"] },
  "grant dispose": { ...byGrant, needs: ["seat", "evidence"] },
  "grant change": {
    ...byGrant,
    needs: ["seat", "change"],
    takes: ["document", "items", "until", "log", "reason"],
  },
  "grant accept-change": { ...byGrant, needs: ["seat", "value"] },
  "grant decline-change": byGrant,
  "grant withdraw-change": byGrant,
  "grant confirm-change": { ...byGrant, needs: ["seat", "value"] },
  "grant show": { online: true, args: ["grant"] },
  "grant certificate": { online: true, args: ["grant"], takes: ["at", "out"] },
  "delivery record": { signs: true, args: ["file"] },
  "delivery show": { online: true, args: ["grant"] },
  "consent give": { ...byAsset, takes: ["until", ...TERMS] },
  "consent withdraw": byAsset,
} as const satisfies Specs;

/** Data of a lower level's own area, owed to it. */
export const RETURNS = {
  "return claim": { ...byAsset, needs: ["seat", "scope"] },
  "return connect": { ...byReturn, needs: ["seat", "grant"] },
  "return withdraw": byReturn,
  "return show": { online: true, args: ["return"] },
} as const satisfies Specs;

/** Corrections of data, and disputes over sharing. */
export const SETTLING = {
  "case correction": { ...byAsset, needs: ["seat", "grounds"], takes: ["grant"] },
  "case correct": { ...byCase, needs: ["seat", "version"] },
  "case reject-correction": { ...byCase, needs: ["seat", "grounds"] },
  "case close": byCase,
  "case sharing-dispute": { signs: true, args: ["id"], needs: ["seat", "grounds"] },
  "case settle": { ...byCase, needs: ["seat", "agreement"] },
  "case escalate": byCase,
  "case refer": byCase,
  "case decide": { ...byCase, needs: ["seat", "decision"] },
  "case execute": byCase,
} as const satisfies Specs;

export const FINDINGS = {
  "finding late": { signs: true, args: ["limit", "id"] },
  "finding annul": { signs: true, args: ["finding"] },
  "finding open": {
    signs: true,
    needs: ["seat", "against", "breach", "grounds"],
    takes: ["about"],
  },
  "finding self-report": { signs: true, needs: ["seat", "breach", "grounds"], takes: ["about"] },
  "finding drop": { ...byFinding, needs: ["seat", "grounds"] },
  "finding order": { ...byFinding, needs: ["seat", "until"] },
  "finding report": { ...byFinding, needs: ["seat", "evidence"] },
  "finding accept": byFinding,
  "finding reject": { ...byFinding, needs: ["seat", "grounds"] },
  "finding circulate": byFinding,
  "finding show": { online: true, args: ["finding"] },
} as const satisfies Specs;

/** What is read of sharing from a gateway's index. */
export const SHARING_READING = {
  "demand list": { online: true, takes: ["organization", "asset", "state", ...PAGE] },
  "consent list": { online: true, takes: ["asset", "provider", ...PAGE] },
  "request list": {
    online: true,
    takes: ["asset", "organization", "answerer", "demand", "state", ...PAGE],
  },
  "grant list": {
    online: true,
    takes: ["asset", "provider", "recipient", "log", "state", ...PAGE],
  },
  "grant changes": { online: true, takes: ["grant", "provider", "recipient", ...PAGE] },
  "delivery list": { online: true, takes: ["grant", "asset", "provider", "recipient", ...PAGE] },
  "return list": { online: true, takes: ["asset", "claimant", "holder", "state", ...PAGE] },
  "case corrections": {
    online: true,
    takes: ["asset", "raiser", "respondent", "grant", "state", ...PAGE],
  },
  "case disputes": {
    online: true,
    takes: ["asset", "raiser", "respondent", "about", "state", ...PAGE],
  },
  "finding list": {
    online: true,
    takes: ["against", "authority", "about", "breach", "state", ...PAGE],
  },
} as const satisfies Specs;
