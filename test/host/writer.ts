/**
 * Writes until it is killed, and says what has been acknowledged. Commit i writes row i and, in the same commit, that i
 * is the last; several are under way at a time. Now and then the key slots are replaced.
 */
import { diskVault } from "../../host/vault/disk.ts";
import { contentOf, keyOf, lastRow, profileKey, slotsOf } from "./written.ts";

const [, , directory = "", from = "0"] = process.argv;

async function write(): Promise<void> {
  const vault = diskVault(directory);
  const opened = await vault.open(profileKey);
  if (!opened.ok) throw new Error(opened.error.kind);
  let next = Number(from);
  const writeNext = async (): Promise<void> => {
    for (;;) {
      const i = next++;
      await opened.value.commit([
        { space: "rows", key: keyOf(i), value: contentOf(i) },
        { space: "last", key: lastRow, value: keyOf(i) },
      ]);
      process.send?.({ row: i });
      if (i % 20 === 0) {
        await vault.writeSlots(slotsOf(i));
        process.send?.({ slots: i });
      }
    }
  };
  await Promise.all([writeNext(), writeNext(), writeNext(), writeNext()]);
}

void write();
