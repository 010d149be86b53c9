import { setMaxListeners } from "node:events";
import { execute, parse, validate, type GraphQLError } from "graphql";
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

/** What a provider was asked, and how it fared: that graphql-js has asked makes it another thing for the plan. */
const leaveOut = new Set(["Account.quotas", "Account.health"]);

/** After so many seconds a provider that failed is asked again, and rooms are no longer fresh. */
const REST = 11;
const leaveOutWithPauses = new Set([...leaveOut, "LiveRoom.fetchedAt"]);

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
  const { data, errors } = await execute({
    schema,
    document,
    contextValue: contextOf(caller),
    variableValues: variables,
  });
  return toJson(JSON.stringify(data), errors ?? []);
}

/**
 * Errors stand in the order in which fields failed, which is anybody's. Of several below one place that became null,
 * because it may not hold what failed, those are told that came before the answer was over: there the place counts.
 */
function toJson(data: string, errors: readonly GraphQLError[]): string {
  const value = JSON.parse(data) as unknown;
  const told = errors.map((error) => {
    const place = nullOn(value, error.path ?? []);
    return place.length === error.path?.length ? JSON.stringify(error) : `below ${place.join(".")}`;
  });
  return JSON.stringify([...new Set(told)].sort()) + data;
}

/** The part of the path that leads to something. */
function nullOn(value: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let inner = value;
  const end = path.findIndex((step) => {
    if (inner === null) return true;
    inner = (inner as Record<string | number, unknown>)[step];
    return false;
  });
  return end < 0 ? path : path.slice(0, end);
}

/** Null where the request is left to graphql-js. */
async function byPlans({ source, variables }: Request, caller: Caller): Promise<string | null> {
  const operation = executor.known(source, null) ?? executor.learn(source, parse(source), null);
  const coerced = operation?.coerce(variables);
  const outcome = coerced ? await operation?.prepare(coerced)?.run(contextOf(caller)) : null;
  if (!outcome) return null;
  return toJson(readable(outcome.data), outcome.errors);
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

const ROUNDS = ["written", "written or remembered", "remembered"];

async function bothSay(request: Request, caller: Caller, prepare = () => Promise.resolve()): Promise<void> {
  for (const round of ROUNDS) {
    await prepare();
    const said = await byGraphql(request, caller);
    await prepare();
    const written = await byPlans(request, caller);
    if (written === null) return;
    counted.compiled += 1;
    if (!said.startsWith("[]")) counted.withErrors += 1;
    if (written === said) continue;
    // The whole of a long answer would hide where it differs.
    let at = 0;
    while (said[at] === written[at]) at += 1;
    const near = (text: string) => ({ ...request, round, near: text.slice(Math.max(0, at - 200), at + 200) });
    expect(near(written)).toEqual(near(said));
  }
}

test("plans answer every document as graphql-js does, byte for byte", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.constantFrom(...callers), async (pick, caller) => {
      const request = makeRequest(pick, { schema, ids, leaveOut });
      fc.pre(validate(schema, parse(request.source)).length === 0);
      // Each document has a minute of the provider's limits to itself.
      bench.clock.advance(60);
      await bothSay(request, caller);
    }),
    { numRuns: 200, endOnFailure: true },
  );
  expect(counted.compiled).toBeGreaterThan(100);
  expect(executor.rememberedBytes()).toBeGreaterThan(1000);
}, 120_000);

/** Providers are well, and known to be; nothing that was read of them is fresh. */
async function heal(): Promise<void> {
  for (const provider of [bench.wechat, bench.qiniu]) await control(provider, "/_sandbox/faults", {}, "DELETE");
  bench.clock.advance(REST);
  await bench.run("{ liveRooms { totalCount } }");
  bench.clock.advance(REST);
}

test("they do when providers fail", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.gen(),
      fc.constantFrom(...callers),
      fc.constantFrom(...faults),
      fc.boolean(),
      async (pick, caller, fault, both) => {
        const request = makeRequest(pick, { schema, ids, leaveOut: leaveOutWithPauses });
        fc.pre(validate(schema, parse(request.source)).length === 0);
        bench.clock.advance(60);
        // Both meet providers that were well, and begin to fail.
        const fail = async () => {
          await heal();
          await control(bench.wechat, "/_sandbox/faults", fault);
          if (both) await control(bench.qiniu, "/_sandbox/faults", fault);
        };
        await bothSay(request, caller, fail).finally(heal);
      },
    ),
    { numRuns: 100, endOnFailure: true },
  );
  expect(counted.withErrors).toBeGreaterThan(20);
}, 240_000);
