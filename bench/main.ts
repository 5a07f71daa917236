/** `./run bench [names]`: each bench prints a table and one line of JSON, its peers measured beside it. */
import { counting } from "./ballots.ts";
import { bigRecord } from "./big-record.ts";
import { catchUp } from "./catch-up.ts";
import { files } from "./files.ts";
import { decision } from "./decision.ts";
import { documents } from "./documents.ts";
import { governance } from "./governance.ts";
import { largeGroup } from "./large-group.ts";
import { largeText } from "./large-text.ts";
import { memory } from "./memory.ts";
import { nearby } from "./nearby.ts";
import { newcomer } from "./newcomer.ts";
import { opening } from "./opening.ts";
import { outside } from "./outside.ts";
import { relayOfMany } from "./relay.ts";
import { admission } from "./admission.ts";
import { rotation } from "./rotation.ts";
import { searching } from "./search.ts";
import { singleTransferable } from "./stv.ts";
import { typing } from "./typing.ts";
import { unlocking } from "./unlock.ts";
import { waysOfEntries } from "./ways.ts";
import { print, type Report } from "./report.ts";

const benches: Readonly<Record<string, () => Promise<readonly Report[]>>> = {
  "catch-up": catchUp,
  unlock: unlocking,
  ballots: counting,
  stv: singleTransferable,
  decision,
  governance,
  rotation,
  admission,
  "big-record": bigRecord,
  memory,
  newcomer,
  files,
  documents,
  opening,
  outside,
  typing,
  "large-text": largeText,
  search: searching,
  ways: waysOfEntries,
  nearby,
  relay: relayOfMany,
  "large-group": largeGroup,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`there is no bench '${unknown.join("', '")}'; there are: ${Object.keys(benches).join(", ")}`);
  process.exitCode = 2;
} else {
  for (const [name, bench] of Object.entries(benches)) {
    if (asked.length === 0 || asked.includes(name)) for (const report of await bench()) print(report);
  }
  process.exit(); // @roamhq/wrtc keeps threads of closed connections
}
