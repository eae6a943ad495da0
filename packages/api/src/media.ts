// SPDX-License-Identifier: Apache-2.0

export const MEDIA = {
  json: "application/json",
  lines: "application/x-ndjson",
  problem: "application/problem+json",
  evidence: "application/vnd.suyuan.evidence+json",
  history: "application/vnd.suyuan.history+json",
  grant: "application/vnd.suyuan.grant+json",
  right: "application/vnd.suyuan.right+json",
  text: "text/plain; charset=utf-8",
  metrics: "text/plain; version=0.0.4; charset=utf-8",
  bytes: "application/octet-stream",
} as const;
