import { fileURLToPath } from "node:url";
import { bodyOf } from "./operations.mjs";
import { cpuMicroseconds, startProgram } from "./processes.mjs";

const load = fileURLToPath(new URL("load.mjs", import.meta.url));

/** Loads a server for some seconds; what came of it, with the server's processor time for each request. */
export async function drive({ server, operations, connections = 32, seconds }) {
  const before = cpuMicroseconds(server.pid);
  const { port, headers = {}, callers = [headers], path, named } = server;
  const plan = JSON.stringify({ port, callers, path, named, bodies: operations.map(bodyOf), connections, seconds });
  const { match, stop } = await startProgram([load, plan], { ready: /^\{.*\}$/m });
  const after = cpuMicroseconds(server.pid);
  await stop();
  const measured = JSON.parse(match[0]);
  const used = before === null ? null : after - before;
  return {
    ...measured,
    cpu: used === null ? null : used / Math.max(1, measured.requests),
    /** The part of its core that the server was given and took. */
    busy: used === null ? null : used / 1e6 / measured.elapsed,
  };
}

/** One request, for its answer. */
export async function ask(server, operation, headers = {}) {
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: bodyOf(operation),
  });
  const text = await response.text();
  if (response.status !== 200 || JSON.parse(text).errors) throw new Error(`${response.status}: ${text.slice(0, 500)}`);
  return text;
}
