/** A file that imports what it must not, and the rule that has to say so. */
export interface Planted {
  readonly rule: string;
  readonly file: string;
  readonly code: string;
}

const value = (from: string) => `import * as it from "${from}";\nexport const used = it;\n`;
const type = (from: string) => `import type { Right } from "${from}";\nexport type Used = Right;\n`;

export const planted: readonly Planted[] = [
  { rule: "domain-imports-nothing", file: "src/domain/up.ts", code: value("../gateway/right") },
  { rule: "domain-imports-nothing", file: "src/domain/up-by-type.ts", code: type("../gateway/right") },
  { rule: "domain-has-no-packages", file: "src/domain/package.ts", code: value("zod") },
  { rule: "domain-has-no-packages", file: "src/domain/core.ts", code: value("node:fs") },
  { rule: "upstream-knows-domain", file: "src/upstream/up.ts", code: value("../gateway/right") },
  { rule: "sandbox-kit-is-alone", file: "src/sandbox/product.ts", code: type("../domain/right") },
  { rule: "protocol-is-facts", file: "src/providers/wechat/protocol/domain.ts", code: value("../../../domain/right") },
  { rule: "adapter-translates", file: "src/providers/wechat/adapter/up.ts", code: value("../../../gateway/right") },
  { rule: "adapter-translates", file: "src/providers/wechat/adapter/simulator.ts", code: type("../sandbox/right") },
  { rule: "sandbox-simulates", file: "src/providers/wechat/sandbox/adapter.ts", code: value("../adapter/right") },
  { rule: "sandbox-simulates", file: "src/providers/wechat/sandbox/domain.ts", code: type("../../../domain/right") },
  {
    rule: "sandbox-shares-types-only",
    file: "src/providers/wechat/sandbox/value.ts",
    code: value("../protocol/right"),
  },
  { rule: "sandbox-is-loaded-lazily", file: "src/providers/wechat/index.ts", code: value("./sandbox/right") },
  { rule: "not-at-every-start", file: "src/providers/qiniu/eager.ts", code: value("./adapter/right") },
  { rule: "not-at-every-start", file: "src/store/redis-for-all.ts", code: value("./redis/right") },
  { rule: "not-at-every-start", file: "src/http/keys.ts", code: value("jose/jwt/verify") },
  { rule: "not-at-every-start", file: "src/upstream/all-of-undici.ts", code: value("undici") },
  {
    rule: "providers-are-strangers",
    file: "src/providers/wechat/adapter/neighbour.ts",
    code: value("../../qiniu/adapter/right"),
  },
  { rule: "store-knows-domain", file: "src/store/up.ts", code: value("../gateway/right") },
  { rule: "gateway-knows-domain", file: "src/gateway/provider.ts", code: type("../providers/wechat/adapter/right") },
  { rule: "gateway-knows-domain", file: "src/gateway/up.ts", code: value("../graphql/right") },
  { rule: "graphql-knows-gateway", file: "src/graphql/upstream.ts", code: value("../upstream/right") },
  { rule: "compiled-is-alone", file: "src/compiled/schema.ts", code: type("../graphql/right") },
  { rule: "graphql-knows-gateway", file: "src/graphql/executor.ts", code: value("../compiled/right") },
  { rule: "http-knows-graphql", file: "src/http/upstream.ts", code: value("../upstream/right") },
  { rule: "only-entries-know-the-registry", file: "src/app.ts", code: value("./providers") },
  { rule: "decorators-live-in-graphql", file: "src/gateway/decorators.ts", code: value("type-graphql") },
  { rule: "dataloader-lives-in-gateway", file: "src/graphql/loader.ts", code: value("dataloader") },
  { rule: "undici-lives-upstream", file: "src/gateway/call-out.ts", code: value("undici") },
  { rule: "no-cycles", file: "src/gateway/egg.ts", code: value("./hen") },
  { rule: "production-knows-no-tests", file: "src/gateway/tests.ts", code: value("../../test/right") },
  { rule: "no-development-packages", file: "src/gateway/development.ts", code: value("fast-check") },
  { rule: "no-unresolvable", file: "src/gateway/nowhere.ts", code: value("./nothing-there") },
];

/** The other half of the circle, which is told once. */
export const accomplices: Readonly<Record<string, string>> = { "src/gateway/hen.ts": value("./egg") };

/** Imports that are as they should be: no rule may speak of them. */
export const allowed: Readonly<Record<string, string>> = {
  "src/upstream/down.ts": value("../domain/right"),
  "src/upstream/call-out.ts": 'import Pool from "undici/lib/dispatcher/pool";\nexport const used = Pool;\n',
  "src/providers/wechat/adapter/down.ts": value("../../../domain/right") + type("../protocol/right"),
  "src/providers/wechat/adapter/call-out.ts": 'import type { FormData } from "undici";\nexport type Form = FormData;\n',
  "src/providers/wechat/sandbox/types.ts": type("../protocol/right"),
  "src/providers/qiniu/index.ts": 'export const sandbox = () => import("./sandbox/right");\n',
  "src/providers/qiniu/connected.ts": 'export const connect = () => import("./adapter/right");\n',
  "src/store/shared.ts": 'export const share = () => import("./redis/right");\n',
  "src/gateway/loader.ts": value("dataloader"),
  "src/graphql/down.ts": value("../gateway/right"),
  "src/http/down.ts": value("../graphql/down"),
  "src/http/executor.ts": value("../compiled/right"),
  "src/index.ts": value("./providers"),
};

/** What the others import. */
export const targets: readonly string[] = [
  "src/domain/right.ts",
  "src/upstream/right.ts",
  "src/store/redis/right.ts",
  "src/sandbox/right.ts",
  "src/gateway/right.ts",
  "src/graphql/right.ts",
  "src/compiled/right.ts",
  "src/providers/index.ts",
  ...["wechat", "qiniu"].flatMap((provider) =>
    ["protocol", "adapter", "sandbox"].map((folder) => `src/providers/${provider}/${folder}/right.ts`),
  ),
  "test/right.ts",
];
