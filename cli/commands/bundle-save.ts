/** `veche bundle save`: writes what others lack into a file that can be carried to them (SYNC-5). */
import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { FolderFailure, writeWhole } from "../../host/whole-file.ts";
import { command, groupHelp, inGroup, Refused } from "../command.ts";
import { groupOf, withSession, type Session } from "../session.ts";
import { sizeFrom } from "../sizes.ts";
import { folderProblems } from "../words/bundles.ts";
import { formatSize } from "../words/files.ts";
import { counted, list } from "../words/lists.ts";

export default command({
  name: "bundle save",
  usage: "[--for NAME]… [--files SIZE] [-o PATH]",
  summary: "Writes what others lack into a file, to be carried to them.",
  help: `
  --for NAME              for this member, by name or id; several may be named (default: whoever of the group opens it)
  --files SIZE            with files up to this size each: 800K, 10M, 1G, or bytes (default: none, only their names)
  -o, --output PATH       the folder, or the file, to write to (default: this folder, under a random name)
${groupHelp}

It can be read only by those it is for, and shows nobody else more than a size. What they have not said to have goes
into it, also when it went into an earlier one: that may have been lost.

Example: veche bundle save --for Bela -o /media/stick`,
  options: { ...inGroup, for: { type: "string", multiple: true }, files: { type: "string" }, output: { type: "string", short: "o" } },
  words: [0, 0],
  run: ({ values, out }) =>
    withSession(values, out, async (session) => {
      const group = await groupOf(session, values.group);
      const { members, all } = await session.look({ query: "bundles", group });
      const chosen = values.for?.map((typed) => memberOf(members, typed));
      const files = sizeFrom(values.files);
      const written = await session.run({ type: "bundle.write", group, ...(files === null ? {} : { files }), ...(chosen === undefined ? {} : { members: chosen.map(({ member }) => member.id) }) });
      const asked = values.output ?? ".";
      const [folder, name] = isFolder(asked) ? [asked, written.fileName] : [dirname(asked), basename(asked)];
      const path = folder === "." ? name : `${folder.replace(/\/$/u, "")}/${name}`;
      let bytes = 0;
      const counting = async function* (): AsyncIterable<Uint8Array> {
        for await (const piece of piecesOf(session, written.bundle)) {
          bytes += piece.length;
          yield piece;
        }
      };
      try {
        await writeWhole(folder, name, counting());
      } catch (error) {
        await session.engine.run({ type: "bundle.drop", bundle: written.bundle });
        if (!(error instanceof FolderFailure)) throw error;
        throw new Refused(`The bundle was not written to ${path}: ${folderProblems[error.problem]}.`);
      }
      const readers = chosen === undefined ? "whoever of the group opens it" : list(chosen.map(({ member }) => member.name));
      out.answer({ group, file: path, bytes, entries: written.entries, of: all, files: written.files }, () => `${path}: ${counted(written.entries, "entry", "entries")}${written.files === 0 ? "" : ` and ${counted(written.files, "file")}`} for ${readers} (${formatSize(bytes)}).`);
    }),
});

async function* piecesOf(session: Session, bundle: string): AsyncIterable<Uint8Array> {
  for (let last = false; !last; ) {
    const piece = await session.run({ type: "bundle.read", bundle });
    if (piece.bytes.length > 0) yield piece.bytes;
    last = piece.last;
  }
}

function memberOf<M extends { readonly member: { readonly id: string; readonly name: string } }>(members: readonly M[], typed: string): M {
  const wanted = typed.trim().toLowerCase();
  const found = members.filter(({ member }) => member.name.toLowerCase() === wanted || (wanted.length >= 4 && member.id.startsWith(wanted)));
  if (found.length > 1) throw new Refused(`“${typed}” may be more than one member: ${list(found.map(({ member }) => `${member.name} (${member.id.slice(0, 8)})`))}.`);
  if (found[0] === undefined) throw new Refused(`There is no other member “${typed}” here.`);
  return found[0];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? path.endsWith("/");
}
