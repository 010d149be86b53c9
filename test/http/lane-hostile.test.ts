import { useBench } from "../support/bench";

/*
 * The lane stands in front of everything that catches what goes wrong. Whatever is sent once a document is known, it is
 * answered as it would have been without the lane.
 */

const on = useBench({ environment: { ZHIBO_FAST_PATH: "on" } });
const off = useBench({ environment: { ZHIBO_FAST_PATH: "off" } });

const ID = "00000000-0000-4000-8000-000000000000";

async function send(url: string, body: string) {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-request-id": ID },
    body,
  });
  return { status: response.status, text: await response.text() };
}

const conditional = "query Q($if: Boolean = true) { viewer @include(if: $if) { role } }";
const below = "query Q($if: Boolean = true) { liveRooms(first: 1) { nodes { id @skip(if: $if) title } } }";
const short = "{ viewer { role } }";

test.each([
  ["a condition that is null", { query: conditional }, { query: conditional, variables: { if: null } }],
  ["a condition below the root that is null", { query: below }, { query: below, variables: { if: null } }],
  [
    "an escaped name that reaches elsewhere",
    { query: short },
    '{"query":"{ viewer { role } }","\\u005f_proto__":{"x":1}}',
  ],
  ["one in the variables", { query: short }, '{"query":"{ viewer { role } }","variables":{"\\u005f_proto__":{"x":1}}}'],
  [
    "one that is made",
    { query: short },
    '{"query":"{ viewer { role } }","variables":{"\\u0063onstructor":{"prototype":{}}}}',
  ],
  [
    "lists without end",
    { query: short },
    `{"query":"{ viewer { role } }","variables":{"x":${"[".repeat(30_000)}${"]".repeat(30_000)}}}`,
  ],
])("%s", async (_what, known, hostile) => {
  const text = typeof hostile === "string" ? hostile : JSON.stringify(hostile);
  for (let time = 0; time < 2; time += 1) await send(on.app.url, JSON.stringify(known));
  const expected = await send(off.app.url, text);
  for (let time = 0; time < 3; time += 1) expect(await send(on.app.url, text)).toEqual(expected);
});
