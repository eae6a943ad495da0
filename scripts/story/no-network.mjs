// SPDX-License-Identifier: Apache-2.0
// Preloaded into the verification where the system cannot take the network away: every socket is refused.
import dgram from "node:dgram";
import dns from "node:dns";
import net from "node:net";
import { syncBuiltinESMExports } from "node:module";

const refusal = () => Object.assign(new Error("no network here"), { code: "ENETUNREACH" });

function refuse() {
  throw refusal();
}

net.Socket.prototype.connect = function connect() {
  return this.destroy(refusal());
};
net.Server.prototype.listen = refuse;
dgram.createSocket = refuse;
dns.lookup = refuse;
syncBuiltinESMExports();
