// SPDX-License-Identifier: Apache-2.0
// How a node is kept running: by systemd, or by a container. Both read the same config.toml.
import { configFolder, dataFolder } from "./config.ts";
import type { BesuNode, Plan } from "./plan.ts";

const HEAP_GB = 4;
/** Heap, what RocksDB and the runtime take beside it, and the file cache that counts as the service's own. */
const MEMORY_GB = 8;
/** Time to write everything down before a stop becomes a kill. */
const STOP_SECONDS = 120;
/** The release for which the options were checked; BESU_IMAGE names another, best by its digest. */
const IMAGE = "hyperledger/besu:26.6.1";
/** The image's own user. */
const CONTAINER_USER = 1000;

const HARDENING = [
  "NoNewPrivileges=yes",
  "CapabilityBoundingSet=",
  "AmbientCapabilities=",
  "ProtectSystem=strict",
  "ProtectHome=yes",
  "PrivateTmp=yes",
  "PrivateDevices=yes",
  "ProtectProc=invisible",
  "ProtectClock=yes",
  "ProtectHostname=yes",
  "ProtectKernelLogs=yes",
  "ProtectKernelModules=yes",
  "ProtectKernelTunables=yes",
  "ProtectControlGroups=yes",
  "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
  "RestrictNamespaces=yes",
  "RestrictRealtime=yes",
  "RestrictSUIDSGID=yes",
  "LockPersonality=yes",
  "RemoveIPC=yes",
  "KeyringMode=private",
  "SystemCallArchitectures=native",
  "SystemCallFilter=@system-service",
  "SystemCallErrorNumber=EPERM",
  "UMask=0077",
];

/** A systemd unit. MemoryDenyWriteExecute is not among its limits: the Java runtime makes code as it runs. */
export function systemdUnit(plan: Plan, node: BesuNode): string {
  return [
    "[Unit]",
    `Description=Besu ${node.name} of chain ${plan.chainId}`,
    "Wants=network-online.target",
    "After=network-online.target",
    "",
    "[Service]",
    "Type=exec",
    "User=suyuan-besu",
    "Group=suyuan-besu",
    `StateDirectory=suyuan-besu/${node.name}`,
    "StateDirectoryMode=0700",
    "# The key belongs to root; the service gets a copy that nobody else can read.",
    `LoadCredential=key:${configFolder(node)}/key`,
    `Environment="BESU_OPTS=-Xmx${HEAP_GB}g"`,
    `ExecStart=/opt/besu/bin/besu --config-file=${configFolder(node)}/config.toml --node-private-key-file=\${CREDENTIALS_DIRECTORY}/key --nat-method=NONE`,
    "Restart=on-failure",
    "RestartSec=5",
    `TimeoutStopSec=${STOP_SECONDS}`,
    "# How the Java runtime ends after SIGTERM.",
    "SuccessExitStatus=143",
    "LimitNOFILE=65536",
    `MemoryMax=${MEMORY_GB}G`,
    ...HARDENING,
    "",
    "[Install]",
    "WantedBy=multi-user.target",
    "",
  ].join("\n");
}

// The image listens on every address unless it is told otherwise, whatever config.toml says.
const LISTENING = ["RPC_HTTP", "RPC_WS", "GRAPHQL_HTTP"].map(
  (name) => `    BESU_${name}_HOST: 127.0.0.1`,
);

const service = (node: BesuNode): readonly string[] => [
  `  ${node.name}:`,
  "    <<: *besu",
  "    command:",
  `      - --config-file=${configFolder(node)}/config.toml`,
  "    volumes:",
  `      - ./${node.name}:${configFolder(node)}:ro`,
  `      - ./data/${node.name}:${dataFolder(node)}`,
  "      # Where the image looks for it, whatever config.toml says.",
  `      - ./${node.name}/permissions_config.toml:${dataFolder(node)}/permissions_config.toml:ro`,
];

/** A compose file with a service for each node: `docker compose up -d validator-1` on the machine of that one. */
export function composeFile(plan: Plan): string {
  return [
    `# Nodes of chain ${plan.chainId}: on each machine start the one that is its own.`,
    `name: suyuan-besu-${plan.chainId}`,
    "x-besu: &besu",
    `  image: \${BESU_IMAGE:-${IMAGE}}`,
    "  # Its own entry script wants to be root.",
    '  entrypoint: ["/opt/besu/bin/besu"]',
    `  user: "${CONTAINER_USER}:${CONTAINER_USER}"`,
    "  # The peers' addresses are those of the machines.",
    "  network_mode: host",
    "  environment:",
    ...LISTENING,
    `    BESU_OPTS: -Xmx${HEAP_GB}g`,
    "  read_only: true",
    "  # RocksDB unpacks its native part there and runs it.",
    "  tmpfs:",
    "    - /tmp:exec,nosuid,nodev,mode=1777,size=256m",
    "  cap_drop: [ALL]",
    "  security_opt:",
    "    - no-new-privileges:true",
    `  mem_limit: ${MEMORY_GB}g`,
    "  pids_limit: 1024",
    "  ulimits:",
    "    nofile: 65536",
    "  restart: unless-stopped",
    `  stop_grace_period: ${STOP_SECONDS}s`,
    "  logging:",
    "    driver: json-file",
    '    options: { max-size: "50m", max-file: "5" }',
    "services:",
    ...plan.nodes.flatMap(service),
    "",
  ].join("\n");
}
