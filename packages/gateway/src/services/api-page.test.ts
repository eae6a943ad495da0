// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { openApi } from "@suyuan/api";
import { describe, expect, it } from "vitest";
import { apiPage } from "./api-page.ts";
import { OPERATIONS_ZH } from "./api-page-zh.ts";

const { html, policy } = apiPage(openApi());
const paths = openApi()["paths"] as Record<string, Record<string, { operationId: string }>>;
const ids = Object.values(paths).flatMap((methods) =>
  Object.values(methods).map(({ operationId }) => operationId),
);

describe("the page of the API", () => {
  it.each(ids)("has the operation %s once", (id) => {
    expect(html.split(`<details id="${id}">`)).toHaveLength(2);
  });

  it("has each operation in Chinese, and no other", () => {
    expect([...OPERATIONS_ZH.keys()].toSorted()).toEqual(ids.toSorted());
    for (const sentence of OPERATIONS_ZH.values()) expect(html).toContain(sentence);
  });

  it("links to what is on it, or to the document", () => {
    const places = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => `#${id ?? ""}`));
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link = ""]) => link);
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((link) => !places.has(link) && link !== "/v1/openapi.json")).toEqual([]);
  });

  it("has no script and nothing from elsewhere, and one style, which its policy names", () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe| on\w+=| style=|javascript:/i);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const [, style = ""] = /<style>([^]*?)<\/style>/.exec(html) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toContain("unsafe");
  });

  it("shows what a document says as text, never as a part of the page", () => {
    const hostile = `"><script>alert('1')</script>&`;
    const one = {
      ...{ operationId: hostile, summary: hostile, parameters: [{ name: hostile, in: hostile }] },
      requestBody: { content: { [hostile]: { schema: { $ref: `#/x/${hostile}` } } } },
      responses: { [hostile]: { description: hostile } },
    };
    const made = apiPage({
      paths: { [hostile]: { get: one } },
      components: { schemas: { [hostile]: hostile } },
    });
    expect(made.html).not.toContain("<script");
    expect(made.html).toContain("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;");
  });
});
