/** Evidence taken along as a file: what was signed, and the key that signed it. */
import { toHex, utf8 } from "../../base/bytes.ts";
import type { CommandOf } from "../../contract/answers.ts";
import { ok } from "../../base/result.ts";
import { decodeHeader } from "../../log/header.ts";
import { refuse, type Done } from "../checks.ts";
import { gatherEvidence } from "../evidence.ts";
import type { GroupContext } from "../group-context.ts";
import type { GroupHandlers } from "./handlers.ts";

function writeEvidence(context: GroupContext, command: CommandOf<"evidence.export">): Done<{ file: Uint8Array; fileName: string }> {
  const one = gatherEvidence(context).find(({ id }) => id === command.evidence);
  if (one === undefined) return refuse({ kind: "NoSuchEvidence" });
  const signed = one.proof.map(({ header, signature }) => {
    const device = decodeHeader(header)?.device;
    const publicKey = device === undefined ? null : context.governance.publicKeyOf(device);
    return { header: toHex(header), signature: toHex(signature), publicKey: publicKey === null ? null : toHex(publicKey) };
  });
  const { what, proven, member } = one;
  const text = JSON.stringify({ veche: "evidence/1", group: context.group.group, member, what: what.is, proven, signed }, null, 2);
  return ok({ file: utf8(`${text}\n`), fileName: `evidence-${one.id.slice(-8)}.json` });
}

export const evidenceHandlers = {
  "evidence.export": ({ context }, command) => writeEvidence(context, command),
} satisfies Partial<GroupHandlers>;
