import type { Call } from "../../src/domain/call";
import { createFakeProvider } from "../support/fake-provider";
import { useFakeApp } from "../support/fake-app";
import { until } from "../support/until";

const calls: Call[] = [];
const provider = createFakeProvider({
  ports: {
    roomRead: {
      getRooms(nativeIds, call) {
        calls.push(call);
        if (nativeIds[0] === "1") return Promise.resolve([null]);
        return new Promise((_resolve, reject) => {
          call.signal.addEventListener("abort", () => reject(new Error("nobody waits any more")));
        });
      },
    },
  },
});
const fake = useFakeApp([provider]);
beforeEach(() => void (calls.length = 0));

const ask = (id: string, signal: AbortSignal | null = null) =>
  fetch(`${fake.app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-request-id": "the-same-request" },
    body: JSON.stringify({ query: `{ liveRoom(id: "room:shop:${id}") { id } }` }),
    signal,
  });

test("a caller who hangs up ends the calls made for them", async () => {
  const caller = new AbortController();
  const answer = ask("2", caller.signal).catch((error: unknown) => (error as Error).name);
  await until(() => calls.length === 1);
  expect(calls[0]?.signal.aborted).toBe(false);
  caller.abort();
  expect(await answer).toBe("AbortError");
  await until(() => calls[0]?.signal.aborted === true);
});

test("a caller who was answered ends nothing", async () => {
  await (await ask("1")).json();
  // Another request has gone through the same server meanwhile.
  await (await ask("1")).json();
  expect(calls.map(({ signal }) => signal.aborted)).toEqual([false, false]);
});

test("the request's id goes upstream with every call", async () => {
  await (await ask("1")).json();
  expect(calls[0]?.requestId).toBe("the-same-request");
});
