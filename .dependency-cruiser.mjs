/** Who may import whom. Each rule says what it means when it fires, and what to do. @type {import("dependency-cruiser").IConfiguration} */
const provider = "^src/providers/([^/]+)/";

/** A layer may import these folders of ours and nothing else of ours. */
function layer(name, from, allowed, comment) {
  return {
    name,
    comment,
    severity: "error",
    from: { path: from },
    to: { path: "^src/", pathNot: [from, ...allowed] },
  };
}

export default {
  forbidden: [
    layer(
      "domain-imports-nothing",
      "^src/domain/",
      [],
      "The domain is the language everybody shares; it knows nobody. Move what it needs into it, or the code out of it.",
    ),
    {
      name: "domain-has-no-packages",
      comment: "The domain is plain types and rules: nothing from npm or Node belongs into it.",
      severity: "error",
      from: { path: "^src/domain/" },
      to: { dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "core"] },
    },
    layer(
      "upstream-knows-domain",
      "^src/upstream/",
      ["^src/domain/"],
      "The kit for calling out serves every provider and knows none.",
    ),
    layer(
      "sandbox-kit-is-alone",
      "^src/sandbox/",
      [],
      "The kit for simulating knows nothing of the product, so that a simulator cannot share its mistakes.",
    ),
    {
      name: "protocol-is-facts",
      comment: "A protocol folder holds what the provider's documents say; of ours it only knows what an endpoint is.",
      severity: "error",
      from: { path: "^src/providers/[^/]+/protocol/" },
      to: { path: "^src/", pathNot: ["^src/upstream/endpoint\\.ts$", "^src/providers/[^/]+/protocol/"] },
    },
    {
      name: "adapter-translates",
      comment: "An adapter turns its own protocol into the domain: it may use domain, upstream kit and its protocol.",
      severity: "error",
      from: { path: `${provider}adapter/` },
      to: { path: "^src/", pathNot: ["^src/(domain|upstream)/", "^src/providers/$1/(protocol|adapter)/"] },
    },
    {
      name: "sandbox-simulates",
      comment: "A simulator is built on the sandbox kit and its provider's wire types.",
      severity: "error",
      from: { path: `${provider}sandbox/` },
      to: {
        path: "^src/",
        pathNot: ["^src/sandbox/", "^src/providers/$1/(protocol|sandbox)/", "^src/providers/module\\.ts$"],
      },
    },
    {
      name: "sandbox-shares-types-only",
      comment:
        "A simulator and an adapter written from the same values agree on the same mistake: import the protocol's types, never its values.",
      severity: "error",
      from: { path: "^src/providers/[^/]+/sandbox/" },
      to: { path: "^src/providers/(?:[^/]+/protocol/|module\\.ts$)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "sandbox-is-loaded-lazily",
      comment: "Production does not carry simulators: only a provider's index loads its sandbox, and only by import().",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(providers/[^/]+/sandbox|sandbox)/" },
      to: { path: "^src/(providers/[^/]+/sandbox|sandbox)/", dynamic: false },
    },
    {
      name: "not-at-every-start",
      comment:
        "A start takes as long as loading does. What only some gateways need, and only at times, is loaded by import(); of undici its parts are (src/upstream/undici-parts.d.ts).",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(store/redis/|providers/[^/]+/(adapter|sandbox)/|upstream/undici-parts)" },
      to: {
        path: [
          "^src/store/redis/(?!address\\.ts$)",
          "^src/providers/[^/]+/adapter/",
          "node_modules/(yaml|ioredis|sharp|jose|rate-limiter-flexible|@graphql-yoga/render-graphiql)/",
          "node_modules/undici/index\\.js$",
        ],
        dynamic: false,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "providers-are-strangers",
      comment: "A provider never imports another; what two of them need goes into the upstream kit or the domain.",
      severity: "error",
      from: { path: provider },
      to: { path: "^src/providers/[^/]+/", pathNot: ["^src/providers/$1/"] },
    },
    layer(
      "store-knows-domain",
      "^src/store/",
      ["^src/domain/"],
      "A store keeps what it is given under a key; what it means is for those who keep it there.",
    ),
    layer(
      "gateway-knows-domain",
      "^src/gateway/",
      ["^src/domain/"],
      "The gateway works on ports. What it needs of a provider becomes a promise in the domain.",
    ),
    layer(
      "graphql-knows-gateway",
      "^src/graphql/",
      ["^src/(domain|gateway)/"],
      "GraphQL speaks to the gateway's session, never to providers, HTTP or settings.",
    ),
    layer(
      "compiled-is-alone",
      "^src/compiled/",
      [],
      "The executor knows graphql-js and what a schema says of itself; it would run any schema. What it should know of ours, the schema has to say.",
    ),
    layer(
      "http-knows-graphql",
      "^src/http/",
      ["^src/(domain|gateway|graphql|compiled)/"],
      "The HTTP layer serves what is below it; settings and wiring come from app.ts.",
    ),
    {
      name: "only-entries-know-the-registry",
      comment: "app.ts is handed accounts; which providers there are, only the entries know.",
      severity: "error",
      from: { path: "^src/", pathNot: ["^src/(index|dev)\\.ts$", "^src/providers/"] },
      to: { path: "^src/providers/(index\\.ts$|[^/]+/)" },
    },
    {
      name: "decorators-live-in-graphql",
      comment: "type-graphql keeps its metadata globally: decorated classes stay in one folder.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/graphql/" },
      to: { path: "node_modules/(type-graphql|reflect-metadata)/" },
    },
    {
      name: "dataloader-lives-in-gateway",
      comment: "Batching is the gateway's business; ports take many ids.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/gateway/" },
      to: { path: "node_modules/dataloader/" },
    },
    {
      name: "undici-lives-upstream",
      comment:
        "Calls go out through the upstream kit, which redacts, limits and counts them. Adapters may use its types.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(upstream|providers/[^/]+/sandbox)/" },
      to: { path: "node_modules/undici/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or hide a third.",
      severity: "error",
      from: { path: "^src/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "production-knows-no-tests",
      comment: "Nothing in src may need a test, a bench or generated client types.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|bench)/" },
    },
    {
      name: "no-development-packages",
      comment: "What src imports has to be installed with the package: move it to dependencies.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-unresolvable",
      comment: "The import leads nowhere.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
