/** Lint: strict TypeScript, layers between folders, and what keeps shared/ the same on every machine. */
import tseslint from "typescript-eslint";
import { layersRule } from "./scripts/lint/layers-rule.mjs";

const platformGlobals = [
  "window",
  "document",
  "navigator",
  "localStorage",
  "indexedDB",
  "fetch",
  "WebSocket",
  "RTCPeerConnection",
  "process",
  "Buffer",
  "setTimeout",
  "setInterval",
];

export default tseslint.config(
  { ignores: ["dist/", "release/", "node_modules/", "test-results/"] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": "off", // the compiler says it
      "@typescript-eslint/no-non-null-assertion": "off", // an index within its bounds
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { properties: false, attributes: false } }], // handlers of views
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unsafe-argument": "error",
      "@typescript-eslint/no-unsafe-assignment": "error",
      "@typescript-eslint/no-unsafe-call": "error",
      "@typescript-eslint/no-unsafe-member-access": "error",
      "@typescript-eslint/no-unsafe-return": "error",
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/only-throw-error": "error",
    },
  },
  {
    files: ["**/*.{ts,tsx,js,mjs}"],
    plugins: { veche: { rules: { layers: layersRule } } },
    rules: {
      "veche/layers": "error",
      "max-lines": ["error", 400],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-empty": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
    },
  },
  {
    files: ["shared/**"],
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", ...platformGlobals],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Take a Clock as an argument." },
        { object: "Math", property: "random", message: "Take a Random as an argument." },
        { object: "crypto", property: "getRandomValues", message: "Take a Random as an argument." },
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Take a Clock as an argument." },
      ],
      "no-restricted-imports": ["error", { patterns: [{ regex: "^(node:|electron$|react)", message: "shared/ knows no platform." }] }],
    },
  },
  {
    files: ["shared/**"],
    ignores: ["shared/document/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^(node:|electron$|react)", message: "shared/ knows no platform." }, { regex: "^yjs$", message: "Only shared/document/ gives Yjs anything, after its rules (DOC-3)." }] },
      ],
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    ignores: ["shared/crypto/**", "verifier/sodium.ts", "test/**", "bench/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          paths: [{ name: "libsodium-wrappers-sumo", message: "Only shared/crypto/ speaks to libsodium, and the second verifier." }],
        },
      ],
    },
  },
);
