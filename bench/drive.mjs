import { fileURLToPath } from "node:url";
import { cpuMicroseconds, startProgram } from "./processes.mjs";

const load = fileURLToPath(new URL("load.mjs", import.meta.url));

/** Loads a server for some seconds; what came of it, with the server's processor time for each request. */
export async function drive({ server, body, headers, path, connections = 32, seconds }) {
  const before = cpuMicroseconds(server.pid);
  const plan = JSON.stringify({ port: server.port, body, headers, path, connections, seconds });
  const { match, stop } = await startProgram([load, plan], { ready: /^\{.*\}$/m });
  const after = cpuMicroseconds(server.pid);
  await stop();
  const measured = JSON.parse(match[0]);
  return { ...measured, cpu: before === null ? null : (after - before) / Math.max(1, measured.requests) };
}

/** One request, for its answer. */
export async function ask(server, operation, headers = {}) {
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: operation.query, variables: operation.variables }),
  });
  const text = await response.text();
  if (response.status !== 200 || JSON.parse(text).errors) throw new Error(`${response.status}: ${text.slice(0, 500)}`);
  return text;
}
