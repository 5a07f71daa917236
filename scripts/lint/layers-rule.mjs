/** ESLint rule `veche/layers`: imports between folders go only where scripts/lint/layers.mjs lets them. */
import { dirname, relative, resolve, sep } from "node:path";
import { wrongImport } from "./layers.mjs";

/** @type {import("eslint").Rule.RuleModule} */
export const layersRule = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const here = context.filename;
    /** @param {string} path */
    const within = (path) => relative(context.cwd, path).split(sep).join("/");
    /**
     * @param {import("eslint").Rule.Node} node
     * @param {unknown} source
     * @param {boolean} typeOnly
     */
    const check = (node, source, typeOnly) => {
      if (typeof source !== "string" || !source.startsWith(".")) return;
      const message = wrongImport(within(here), within(resolve(dirname(here), source)), typeOnly);
      if (message !== null) context.report({ node, message });
    };
    /** @param {object} node */
    const ofTypes = (node) =>
      ("importKind" in node && node.importKind === "type") || ("exportKind" in node && node.exportKind === "type");
    return {
      ImportDeclaration: (node) => check(node, node.source.value, ofTypes(node)),
      ExportNamedDeclaration: (node) => check(node, node.source?.value, ofTypes(node)),
      ExportAllDeclaration: (node) => check(node, node.source.value, ofTypes(node)),
      ImportExpression: (node) => check(node, node.source.type === "Literal" ? node.source.value : null, false),
      /** `import("…").Name` in a type */
      TSImportType: (/** @type {import("eslint").Rule.Node & { source?: { value?: unknown } }} */ node) => check(node, node.source?.value, true),
    };
  },
};
