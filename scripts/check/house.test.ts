// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";

import { registryHosts, strangersAtTop, tooLong, tooLongPython, withoutLicence } from "./house.ts";

const SPDX = "// SPDX-License-Identifier: Apache-2.0";

describe("strangersAtTop", () => {
  it("knows the layout, dot files and configuration", () => {
    expect(strangersAtTop(["packages", ".npmrc", "vitest.config.ts", "knip.json"])).toEqual([]);
  });

  it.each(["src", "notes.md", "run.ts", "tsconfig.build.json"])("reports %s", (name) => {
    expect(strangersAtTop([name])).toHaveLength(1);
  });
});

describe("withoutLicence", () => {
  it.each([SPDX, `${SPDX}\nimport x`, `#!/usr/bin/env node\n${SPDX}\n`])("accepts %j", (text) => {
    expect(withoutLicence("a.ts", text)).toEqual([]);
  });

  it.each(["", "import x", `\n${SPDX}`, `// x\n${SPDX}`, `${SPDX} `])("refuses %j", (text) => {
    expect(withoutLicence("a.ts", text)).toHaveLength(1);
  });
});

describe("tooLong", () => {
  it("accepts the ceiling and the median themselves", () => {
    expect(
      tooLong(
        new Map([
          ["a", 300],
          ["b", 100],
          ["c", 1],
        ]),
      ),
    ).toEqual([]);
  });

  it("reports one line above the ceiling", () => {
    expect(
      tooLong(
        new Map([
          ["a", 301],
          ["b", 1],
          ["c", 1],
        ]),
      ).join(),
    ).toContain("a: 301 lines");
  });

  it("reports a median above the house number", () => {
    expect(tooLong(new Map([["a", 101]])).join()).toContain("median");
  });
});

describe("tooLongPython", () => {
  const text = [
    '"""What it is."""',
    "",
    "# why",
    "def f():",
    '    """Told',
    '    at length."""',
    "    return 1",
  ];
  const sources = new Map([["a.py", text.join("\n")]]);

  it("counts lines of code, and neither comments nor docstrings", () => {
    expect(tooLongPython(sources, 2)).toEqual([]);
    expect(tooLongPython(sources, 1).join()).toContain("2 lines of code, at most 1");
  });

  it("reports a line that is one character too long", () => {
    const wide = (width: number) => tooLongPython(new Map([["a.py", "x".repeat(width)]]), 1);
    expect(wide(100)).toEqual([]);
    expect(wide(101).join()).toContain("a.py");
  });
});

describe("registryHosts", () => {
  it("reports a host wherever it stands", () => {
    const host = ["registry", "npmjs", "org"].join(".");
    expect(registryHosts("a.json", `"resolved": "https://${host}/x"`)).toHaveLength(1);
    expect(registryHosts("a.json", '"resolved": "packages/api"')).toEqual([]);
  });
});
