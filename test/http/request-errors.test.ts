import { useBench } from "../support/bench";

const bench = useBench();
const ID = "00000000-0000-4000-8000-000000000000";
const query = "{ viewer { role } }";

test.each([
  ["variables that are a list", { query, variables: [1] }],
  ["variables that are text", { query, variables: "{}" }],
  ["an operation name that is a number", { query, operationName: 1 }],
  ["a query that is a number", { query: 1 }],
  ["nothing", {}],
])("%s: the refusal can be found again by the request's id", async (_what, body) => {
  const response = await fetch(`${bench.app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-request-id": ID },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  expect({ status: response.status, body: answer }).toMatchObject({
    status: 400,
    body: { errors: [{ extensions: { code: "BAD_USER_INPUT", requestId: ID } }] },
  });
});
