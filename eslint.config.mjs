import eslint from "@eslint/js";
import graphql from "@graphql-eslint/eslint-plugin";
import tseslint from "typescript-eslint";

const typescript = ["src/**/*.ts", "test/**/*.ts", "bench/**/*.ts"];

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "bench/node_modules/", "test/generated/", "coverage/"] },
  { files: typescript, extends: [eslint.configs.recommended, ...tseslint.configs.strictTypeChecked] },
  {
    files: typescript,
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      // `return refuse(response)` ends a function early in one line.
      "@typescript-eslint/no-confusing-void-expression": "off",
      // Decorated classes are how type-graphql is told the schema.
      "@typescript-eslint/no-extraneous-class": "off",
      // Resolvers return plain domain objects where type-graphql's classes stand for the type.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "ExportDefaultDeclaration",
          message: "Export by name, so that the same thing has one name everywhere.",
        },
      ],
    },
  },
  {
    files: ["scripts/**/*.mjs", "*.js", "*.mjs", "*.cjs"],
    extends: [eslint.configs.recommended],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", module: "writable", require: "readonly", URL: "readonly" },
    },
  },
  {
    files: ["bench/**/*.mjs"],
    extends: [eslint.configs.recommended],
    languageOptions: {
      globals: Object.fromEntries(
        ["process", "console", "URL", "Buffer", "fetch", "performance", "AbortSignal"]
          .concat(["setTimeout", "setInterval", "clearInterval"])
          .map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    files: ["schema.graphql"],
    plugins: { "@graphql-eslint": graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: "schema.graphql" } } },
    rules: {
      ...graphql.configs["flat/schema-recommended"].rules,
      ...graphql.configs["flat/schema-relay"].rules,
      // Ids belong to nodes; a price, a payload or a page has none.
      "@graphql-eslint/strict-id-in-types": "off",
      // Short lists that are complete (accounts, assistants, tags) are lists, and connections also have `nodes`.
      "@graphql-eslint/relay-edge-types": [
        "error",
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // The providers page forwards only.
      "@graphql-eslint/relay-arguments": ["error", { includeBoth: false }],
    },
  },
);
