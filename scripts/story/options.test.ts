// SPDX-License-Identifier: Apache-2.0
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

import { parseOptions, UsageError } from "./options.ts";
import { PortError, requireFreePorts } from "./ports.ts";

describe("options of the story", () => {
  it.each([
    [{ LANG: "zh_CN.UTF-8" }, "zh"],
    [{ LANG: "en_US.UTF-8" }, "en"],
    [{ LANG: "zh_CN.UTF-8", LC_ALL: "C" }, "en"],
    [{ LC_ALL: "", LANG: "zh_TW" }, "zh"],
    [{}, "en"],
  ])("speaks the language of %o", (environment, language) => {
    expect(parseOptions([], environment).language).toBe(language);
  });

  it("lets --lang win over the locale", () => {
    expect(parseOptions(["--lang", "zh"], { LANG: "C" }).language).toBe("zh");
  });

  it("is played on a network, with a state of its own, where one is named", () => {
    const own = parseOptions([], {});
    const other = parseOptions(["--network", "net"], {});
    expect(own.network).toBeUndefined();
    expect(other.network).toBe(resolve("net"));
    expect(other.directory).not.toBe(own.directory);
    expect(parseOptions(["--network", "net", "--dir", "kept"], {}).directory).toBe(resolve("kept"));
  });

  it.each([
    ["--network", ""],
    ["--network", "net", "--chain-port", "8545"],
    ["--lang", "fr"],
    ["--unknown"],
    ["--chain-port", "0"],
    ["--gateway-port", "65536"],
    ["x"],
  ])("refuses %s %s %s %s as wrong usage", (...args) => {
    expect(() => parseOptions(args, {})).toThrow(UsageError);
  });
});

describe("ports", () => {
  it("refuses one that is taken and names the option that moves it; takes it once free", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const wanted = [{ port, option: "chain-port", use: "chain" }];
    await expect(requireFreePorts(wanted)).rejects.toThrow(PortError);
    await expect(requireFreePorts(wanted)).rejects.toThrow("--chain-port");
    await new Promise((resolve) => server.close(resolve));
    await expect(requireFreePorts(wanted)).resolves.toBeUndefined();
  });
});
