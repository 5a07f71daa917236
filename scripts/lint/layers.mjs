/**
 * Who may import whom. Within shared/ imports go only downwards in `order`; the window sees only what joins it to the
 * engine; nothing in shared/ knows where it runs. Used by the lint rule `veche/layers` and the test of import cycles.
 */

/** The folders of shared/, top first. */
export const order = [
  "contract",
  "client",
  "sync",
  "mailbox",
  "record",
  "document",
  "library",
  "deeds",
  "meeting",
  "discussion",
  "files",
  "governance",
  "poll",
  "tally",
  "parcel",
  "keys",
  "log",
  "crypto",
  "search",
  "ports",
  "base",
];

/** The contract is given in types to those who answer in them; the client, which answers it, checks commands by it too. */
const speakContractTypes = ["client", "record"];
const checkByContract = ["client"];

/** @type {readonly { from: RegExp, to: RegExp }[]} first match of `from` decides */
const allowedBetween = [
  { from: /^renderer\/engine\//, to: /^(renderer|shared|rtc|host)\// },
  { from: /^renderer\//, to: /^(renderer\/|shared\/(contract|base)\/)/ },
  { from: /^verifier\//, to: /^verifier\// },
  { from: /^rtc\//, to: /^(rtc\/|shared\/(ports|base)\/)/ },
  { from: /^host\/relay\//, to: /^(host\/|shared\/(contract|mailbox|crypto|ports|base)\/)/ },
  { from: /^host\//, to: /^(host\/|shared\/(contract|ports|base)\/)/ },
  { from: /^electron\//, to: /^(electron\/|host\/|shared\/(contract|ports|base)\/)/ },
  { from: /^cli\//, to: /^(cli|host|rtc|shared)\// },
  { from: /^shared\//, to: /^shared\// },
];

/**
 * @param {string} from path of the importing file within the project
 * @param {string} to path of the imported file
 * @param {boolean} typeOnly
 * @returns {string | null} what is wrong, or null
 */
export function wrongImport(from, to, typeOnly) {
  const rule = allowedBetween.find((each) => each.from.test(from));
  if (rule === undefined) return null;
  if (!rule.to.test(to)) return `${folderOf(from)} may not import from ${folderOf(to)}.`;
  if (!from.startsWith("shared/")) return null;
  const [, here = ""] = from.split("/");
  const [, there = ""] = to.split("/");
  if (there === "contract" && (typeOnly ? speakContractTypes : checkByContract).includes(here)) return null;
  if (!order.includes(here) || !order.includes(there)) return `shared/${order.includes(here) ? there : here} has no place in the order of scripts/lint/layers.mjs.`;
  if (order.indexOf(there) >= order.indexOf(here)) return null;
  return `shared/${here} lies below shared/${there} and may not import from it${there === "contract" && speakContractTypes.includes(here) ? ", except types" : ""}.`;
}

/** @param {string} path */
const folderOf = (path) => path.split("/").slice(0, path.startsWith("shared/") ? 2 : 1).join("/");
