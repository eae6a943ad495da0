// SPDX-License-Identifier: Apache-2.0
import { refuse } from "../output.ts";
import { StartRefusal } from "../refusal.ts";
import { serve } from "../serve.ts";
import { type Command, EXIT } from "./command.ts";

export const follow: Command = {
  usage: `suyuan-gateway follow --config FILE
  Runs a gateway that follows the log of another one and serves reads from a copy of its own. FILE has a member
  follow, and none of the members that name keys. What is handed in is refused with the other gateway's address.
  Output: {"listening": …}, until SIGTERM.
`,
  options: {},
  run: async (config) => {
    if (!config.follow) throw new StartRefusal("config-invalid", "there is no member follow");
    const { reason } = await serve(config);
    if (reason === undefined) return EXIT.ok;
    refuse(reason);
    return EXIT.refused;
  },
};
