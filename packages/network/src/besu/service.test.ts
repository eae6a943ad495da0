// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

import { planOf } from "../testing/plans.ts";
import { optionsOf } from "./config.ts";
import { composeFile, systemdUnit } from "./service.ts";

interface Service {
  readonly image: string;
  readonly user: string;
  readonly network_mode: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly volumes: readonly string[];
  readonly tmpfs: readonly string[];
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly ports?: readonly string[];
  readonly privileged?: boolean;
}

const PLAN = planOf(4);
const { services } = parse(composeFile(PLAN), { merge: true }) as {
  services: Readonly<Record<string, Service>>;
};

describe("the compose file", () => {
  it("has a service for each node, by its name, on its own files", () => {
    expect(Object.keys(services)).toEqual(PLAN.nodes.map(({ name }) => name));
    for (const node of PLAN.nodes) {
      const { volumes = [], command } = services[node.name] ?? {};
      const places = new Map(
        volumes.map((one): [string | undefined, string | undefined] => {
          const [from, to] = one.split(":");
          return [to, from];
        }),
      );
      const options = optionsOf(PLAN, node);
      const folder = `/etc/suyuan-besu/${node.name}`;
      expect(command).toEqual([`--config-file=${folder}/config.toml`]);
      expect(places.get(folder)).toBe(`./${node.name}`);
      expect(places.get(String(options["data-path"]))).toBe(`./data/${node.name}`);
      for (const name of ["genesis-file", "node-private-key-file", "static-nodes-file"]) {
        expect(options[name]).toMatch(new RegExp(`^${folder}/[a-z.-]+$`, "u"));
      }
    }
  });
  it("does not let the image listen on every address, as it does by itself", () => {
    for (const { environment, ports } of Object.values(services)) {
      for (const name of ["RPC_HTTP", "RPC_WS", "GRAPHQL_HTTP"]) {
        expect(environment[`BESU_${name}_HOST`]).toBe("127.0.0.1");
      }
      expect(ports).toBeUndefined();
    }
  });
  it("gives a container no more than it needs", () => {
    for (const service of Object.values(services)) {
      expect(service).toMatchObject({
        ...{ user: "1000:1000", read_only: true, cap_drop: ["ALL"], network_mode: "host" },
        security_opt: ["no-new-privileges:true"],
      });
      expect(service.privileged).toBeUndefined();
      expect(service.volumes.filter((one) => !one.endsWith(":ro"))).toHaveLength(1);
      // What is unpacked there is run.
      expect(service.tmpfs.join()).toMatch(/^\/tmp:exec,nosuid/u);
      expect(service.image).not.toMatch(/latest/u);
    }
  });
});

describe("the systemd unit", () => {
  for (const node of PLAN.nodes) {
    const lines = systemdUnit(PLAN, node).split("\n");
    const of = (name: string): string[] =>
      lines
        .filter((line) => line.startsWith(`${name}=`))
        .map((line) => line.slice(name.length + 1));

    it(`of ${node.name} runs it on its own files, with the key as a credential`, () => {
      const [start = ""] = of("ExecStart");
      const [program, ...args] = start.split(" ");
      expect(program).toBe("/opt/besu/bin/besu");
      expect(args).toContain(`--config-file=/etc/suyuan-besu/${node.name}/config.toml`);
      expect(args).toContain("--node-private-key-file=${CREDENTIALS_DIRECTORY}/key");
      expect(of("LoadCredential")).toEqual([`key:/etc/suyuan-besu/${node.name}/key`]);
      const [state = ""] = of("StateDirectory");
      expect(`/var/lib/${state}`).toBe(optionsOf(PLAN, node)["data-path"]);
    });
    it(`of ${node.name} lets it do nothing else`, () => {
      expect(of("User")).toEqual(["suyuan-besu"]);
      for (const name of ["NoNewPrivileges", "ProtectHome", "PrivateTmp", "RestrictSUIDSGID"]) {
        expect(of(name)).toEqual(["yes"]);
      }
      expect(of("ProtectSystem")).toEqual(["strict"]);
      expect(of("CapabilityBoundingSet")).toEqual([""]);
      // The Java runtime cannot live under it.
      expect(of("MemoryDenyWriteExecute")).toEqual([]);
    });
  }
});
