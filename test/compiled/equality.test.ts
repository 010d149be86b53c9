import { setMaxListeners } from "node:events";
import { execute, parse, validate, type ExecutionResult } from "graphql";
import fc from "fast-check";
import { createCompiledExecutor } from "../../src/compiled/executor";
import { readable } from "../../src/compiled/text";
import { roles, type Caller } from "../../src/domain/caller";
import type { GraphQLContext } from "../../src/graphql/context";
import { createProblems } from "../../src/graphql/problems";
import { createSchema } from "../../src/graphql/schema";
import { useBench } from "../support/bench";
import { control } from "../support/control";
import { makeRequest, type Request } from "./documents";

const bench = useBench();
const schema = createSchema();
const executor = createCompiledExecutor({ schema, rememberedBytes: 4 * 1024 * 1024 });

const ids = [
  "account:wechat",
  "account:qiniu",
  "account:nobody",
  "room:wechat:1",
  "room:wechat:3",
  "room:wechat:99999",
  "room:qiniu:2124305168299200512",
  "goods:wechat:1",
  "goods:wechat:7",
  "goods:qiniu:2124305168299200512/cup-1",
  "member:qiniu:user_1",
  "nonsense",
];

const faults = [{ kind: "status", value: 502 }, { kind: "errcode", value: -1 }, { kind: "malformed" }];

function contextOf(caller: Caller): GraphQLContext {
  const { signal } = new AbortController();
  // A document may cause more calls than anybody listens for by default.
  setMaxListeners(0, signal);
  return {
    // With the deadline of a real request: without one, a limit of the provider's minute would be waited out.
    session: bench.app.gateway.session(caller, { signal, requestId: "equality", deadline: bench.clock.now() + 5_000 }),
    language: "zh",
    requestId: "equality",
    problems: createProblems(),
    meter: { address: "", charged: null },
    allowMutation: () => undefined,
  };
}

async function byGraphql({ source, variables }: Request, caller: Caller): Promise<string> {
  const document = parse(source);
  return toJson(await execute({ schema, document, contextValue: contextOf(caller), variableValues: variables }));
}

function toJson({ errors, data }: ExecutionResult): string {
  return JSON.stringify({ errors, data });
}

/** Null where the request is left to graphql-js. */
async function byPlans({ source, variables }: Request, caller: Caller): Promise<string | null> {
  const operation = executor.known(source, null) ?? executor.learn(source, parse(source), null);
  const coerced = operation?.coerce(variables);
  const outcome = coerced ? await operation?.prepare(coerced)?.run(contextOf(caller)) : null;
  if (!outcome) return null;
  const errors = outcome.errors.length > 0 ? `"errors":${JSON.stringify(outcome.errors)},` : "";
  return `{${errors}"data":${readable(outcome.data)}}`;
}

const callers: readonly Caller[] = roles.map((role) => ({
  authenticated: role !== "VIEWER",
  subject: role,
  role,
  accounts: null,
}));

/** What was held against each other, so that a test of nothing does not pass. */
let counted = { compiled: 0, withErrors: 0 };
beforeEach(() => (counted = { compiled: 0, withErrors: 0 }));

/** The same documents every time: another number looks elsewhere. */
const SEED = 20261122;
const ROUNDS = ["written", "written or remembered", "remembered"];
/** On a busy machine a call to a simulator may fail for one of them alone. */
const ATTEMPTS = 3;

async function bothSay(request: Request, caller: Caller): Promise<void> {
  for (const round of ROUNDS) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const said = await byGraphql(request, caller);
      const written = await byPlans(request, caller);
      if (written === null) return;
      counted.compiled += 1;
      if (said.startsWith('{"errors')) counted.withErrors += 1;
      if (written === said) break;
      if (attempt === ATTEMPTS) expect({ round, said: written }).toEqual({ round, said });
    }
  }
}

test("plans answer every document as graphql-js does, byte for byte", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.constantFrom(...callers), async (pick, caller) => {
      const request = makeRequest(pick, { schema, ids });
      fc.pre(validate(schema, parse(request.source)).length === 0);
      // Each document has a minute of the provider's limits to itself.
      bench.clock.advance(60);
      await bothSay(request, caller);
    }),
    { numRuns: 60, seed: SEED },
  );
  expect(counted.compiled).toBeGreaterThan(100);
  expect(executor.rememberedBytes()).toBeGreaterThan(1000);
}, 120_000);

test("they do when providers fail", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.gen(),
      fc.constantFrom(...callers),
      fc.constantFrom(...faults),
      fc.boolean(),
      async (pick, caller, fault, both) => {
        const request = makeRequest(pick, { schema, ids });
        fc.pre(validate(schema, parse(request.source)).length === 0);
        bench.clock.advance(60);
        await control(bench.wechat, "/_sandbox/faults", fault);
        if (both) await control(bench.qiniu, "/_sandbox/faults", fault);
        try {
          await bothSay(request, caller);
        } finally {
          await control(bench.wechat, "/_sandbox/faults", {}, "DELETE");
          await control(bench.qiniu, "/_sandbox/faults", {}, "DELETE");
        }
      },
    ),
    { numRuns: 30, seed: SEED },
  );
  expect(counted.withErrors).toBeGreaterThan(20);
}, 120_000);
