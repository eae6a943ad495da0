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
    '    """In one."""',
    "",
    '    word = """not told"""  # but said',
    "    return word",
    "",
  ];
  const sources = new Map([["a.py", text.join("\n")]]);

  it("counts lines of code, not comments, docstrings and what is blank", () => {
    expect(tooLongPython(sources, { files: 3, histories: 0 })).toEqual([]);
    const problems = tooLongPython(sources, { files: 2, histories: 0 });
    expect(problems.join()).toContain("3 lines of code, at most 2");
  });

  it("adds the lines of all files", () => {
    const two = new Map([...sources, ["b.py", "import a\n"]]);
    expect(tooLongPython(two, { files: 4, histories: 0 })).toEqual([]);
    expect(tooLongPython(two, { files: 3, histories: 0 })).toHaveLength(1);
  });

  it("counts the reader of histories apart, and that one alone", () => {
    const path = "test/second-verifier/second_verifier/history.py";
    const apart = new Map([...sources, [path, "import a\n"]]);
    expect(tooLongPython(apart, { files: 3, histories: 1 })).toEqual([]);
    expect(tooLongPython(apart, { files: 3, histories: 0 })).toHaveLength(1);
    const other = new Map([...sources, ["history.py", "import a\n"]]);
    expect(tooLongPython(other, { files: 3, histories: 1 })).toHaveLength(1);
  });

  it("reports a line that is one character too long", () => {
    const wide = (width: number) => tooLongPython(new Map([["a.py", "x".repeat(width)]]));
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
