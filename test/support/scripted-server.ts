import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface ScriptedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

export interface ScriptedReply {
  readonly status?: number;
  readonly body: unknown;
}

/** A provider that answers what a test wants, for what real ones have been seen to say and the simulators do not. */
export interface ScriptedServer {
  readonly url: string;
  /** Answers from now on. A body that is no text goes out as JSON. */
  reply: (request: ScriptedRequest) => ScriptedReply;
}

export function useScriptedServer(): ScriptedServer {
  let server: Server;
  const scripted: { url: string; reply: ScriptedServer["reply"] } = { url: "", reply: () => ({ body: {} }) };
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
        const text = Buffer.concat(chunks).toString();
        const body: unknown = text === "" ? null : JSON.parse(text);
        const { method = "", headers } = request;
        const { authorization } = headers;
        const answer = scripted.reply({ method, path: pathname, query: searchParams, body, authorization });
        response.writeHead(answer.status ?? 200, { "content-type": "application/json" });
        response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    scripted.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return scripted;
}
