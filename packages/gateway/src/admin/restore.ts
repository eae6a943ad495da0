// SPDX-License-Identifier: Apache-2.0
import { PART } from "../store/backup/manifest.ts";
import { restoreBackup } from "../store/backup/restore.ts";
import { type Command, EXIT, folderOf, print } from "./command.ts";
import { checking } from "./fsck.ts";

export const restore: Command = {
  usage: `suyuan-gateway restore --config FILE --from FOLDER --to NEW
  Makes a store of a backup in NEW, which must not be there yet, and checks it as fsck does. FILE says whose store
  it must be; point its dir to NEW afterwards.
  Output: one JSON line for each broken record, then {"restored": …}.
`,
  options: { from: "needed", to: "needed" },
  run: async (config, values) => {
    const [from, to] = [folderOf(values, "from"), folderOf(values, "to")];
    const { manifest, checked } = await restoreBackup(from, to, await checking(config));
    const isWhole = checked.faults === 0;
    const { taken, end } = manifest;
    print({ restored: { to: isWhole ? to : to + PART, taken, ...end, faults: checked.faults } });
    return isWhole ? EXIT.ok : EXIT.broken;
  },
};
