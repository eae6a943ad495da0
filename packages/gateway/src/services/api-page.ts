// SPDX-License-Identifier: Apache-2.0
// The API as a page for people, made of the OpenAPI document: no script, nothing from elsewhere, one style by its
// hash.
import { createHash } from "node:crypto";
import { OPERATIONS_ZH } from "./api-page-zh.ts";

/** A page, and the Content-Security-Policy under which it is whole. */
export interface ApiPage {
  readonly html: string;
  readonly policy: string;
}

interface Media {
  readonly schema?: { readonly $ref?: string };
}
interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

const STYLE = `
:root{color-scheme:light dark;--line:#8886;--soft:#8882}
body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:62rem;margin:0 auto;padding:1rem}
h1 small,h2 small{display:block;font-size:1rem;font-weight:400}
h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:.25rem .75rem}
summary{cursor:pointer}summary span{display:block}summary .en{font-size:.875rem}
code,pre{font:.875rem/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
b.get,b.post,b.delete{display:inline-block;min-width:4rem}
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}
pre{background:var(--soft);padding:.75rem;overflow:auto;white-space:pre-wrap}
a:focus-visible,summary:focus-visible{outline:3px solid}
`;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);
const text = (plain: string): string => plain.replace(/[&<>"']/g, (one) => ENTITIES.get(one) ?? "");
const code = (plain: string): string => `<code>${text(plain)}</code>`;

/** @param document what `/v1/openapi.json` gives */
export function apiPage(document: unknown): ApiPage {
  const { paths, components } = document as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => operationPart(method, path, one)),
  );
  const schemas = Object.entries(components.schemas).map(([name, schema]) => {
    const json = JSON.stringify(schema, undefined, 2);
    return `<details id="${idOf(name)}"><summary>${code(name)}</summary><pre>${text(json)}</pre></details>`;
  });
  const hash = createHash("sha256").update(STYLE).digest("base64");
  return {
    html: frame([...operations, heading("数据结构", "Schemas"), ...schemas].join("\n")),
    policy: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
}

const frame = (content: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>溯源网关接口 · Suyuan gateway API</title><style>${STYLE}</style></head><body>
<h1>溯源网关接口<small lang="en">Suyuan gateway API</small></h1>
<p>机器可读的同一文档：<a href="/v1/openapi.json">/v1/openapi.json</a>（OpenAPI 3.1）。启用身份验证的网关以 <code>Authorization: Bearer</code> 接受会话或系统的令牌。</p>
<p lang="en">The same for machines: <a href="/v1/openapi.json">/v1/openapi.json</a>. Where access is configured, send the token of a session or of a system as <code>Authorization: Bearer</code>.</p>
${heading("操作", "Operations")}
${content}
</body></html>
`;

const heading = (chinese: string, english: string): string =>
  `<h2>${chinese}<small lang="en">${english}</small></h2>`;
const idOf = (schema: string): string => `schema-${text(schema)}`;

function operationPart(method: string, path: string, one: Operation): string {
  const chinese = OPERATIONS_ZH.get(one.operationId);
  const told = chinese === undefined ? "" : `<span>${text(chinese)}</span>`;
  return `<details id="${text(one.operationId)}"><summary><b class="${text(method)}">${method.toUpperCase()}</b>${code(path)}${told}<span class="en" lang="en">${text(one.summary)}</span></summary>
${parametersPart(one)}${bodyPart(one)}${answersPart(one)}</details>`;
}

function parametersPart({ parameters = [] }: Operation): string {
  if (parameters.length === 0) return "";
  const names = parameters.map(({ name, in: place }) => `${code(name)} (${text(place)})`);
  return `<p>参数 Parameters: ${names.join(", ")}</p>\n`;
}

function bodyPart({ requestBody }: Operation): string {
  return requestBody ? `<p>请求 Body: ${mediaPart(requestBody.content)}</p>\n` : "";
}

function mediaPart(content: Readonly<Record<string, Media>>): string {
  const parts = Object.entries(content).map(([media, { schema }]) => {
    const name = schema?.$ref?.split("/").at(-1);
    const link = name === undefined ? "" : ` <a href="#${idOf(name)}">${text(name)}</a>`;
    return code(media) + link;
  });
  return parts.join(", ");
}

function answersPart({ responses }: Operation): string {
  const rows = Object.entries(responses).map(
    ([status, { description, content = {} }]) =>
      `<tr><td>${text(status)}</td><td>${text(description)}</td><td>${mediaPart(content)}</td></tr>`,
  );
  return `<table><thead><tr><th>状态 Status</th><th>含义 Meaning</th><th>内容 Content</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}
