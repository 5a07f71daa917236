/** What differs between two states of the editor's document, and how places are carried over. */
import fc from "fast-check";
import { Schema, type Node } from "@tiptap/pm/model";
import { Mapping } from "@tiptap/pm/transform";
import { expect, it } from "vitest";
import { changedPart, joined } from "../../renderer/features/documents/editor/changed-part.ts";

const schema = new Schema({ nodes: { doc: { content: "paragraph+" }, paragraph: { content: "text*" }, text: {} } });
const docOf = (lines: readonly string[]): Node => schema.node("doc", null, lines.map((line) => schema.node("paragraph", null, line === "" ? [] : [schema.text(line)])));
/** Of few letters, so that what was changed often looks like what stands beside it. */
const lines = fc.array(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 5 }), { minLength: 1, maxLength: 5 });

it("everything before and behind the changed part is as it was, and its places are carried over", () => {
  fc.assert(
    fc.property(lines, lines, (one, other) => {
      const [before, after] = [docOf(one), docOf(other)];
      const changed = changedPart(before, after);
      expect(changed === null).toBe(after.eq(before));
      if (changed === null) return;
      const { part, mapping } = changed;
      const grown = after.content.size - before.content.size;
      expect(part.from).toBeLessThanOrEqual(part.to);
      expect(after.content.cut(0, part.from).toString()).toBe(before.content.cut(0, part.from).toString());
      expect(after.content.cut(part.to).toString()).toBe(before.content.cut(part.to - grown).toString());
      expect(mapping.map(part.from, -1)).toBe(part.from);
      for (let at = 0; at < part.from; at++) expect(mapping.map(at)).toBe(at);
      for (let at = part.to + 1; at <= after.content.size; at++) expect(mapping.map(at - grown)).toBe(at);
    }),
  );
});

it("two changes one after the other make one part that holds both", () => {
  fc.assert(
    fc.property(lines, lines, lines, (one, two, three) => {
      const [a, b, c] = [docOf(one), docOf(two), docOf(three)];
      const [first, second] = [changedPart(a, b), changedPart(b, c)];
      if (first === null || second === null) return;
      const both = joined(first.part, second);
      const mapping = new Mapping([...first.mapping.maps, ...second.mapping.maps]);
      expect(both.from).toBeLessThanOrEqual(second.part.from);
      expect(both.to).toBeGreaterThanOrEqual(second.part.to);
      expect(c.content.cut(0, both.from).toString()).toBe(a.content.cut(0, both.from).toString());
      expect(mapping.map(a.content.size)).toBe(c.content.size);
    }),
  );
});
