import type { Sandbox } from "../../src/sandbox";

/** Steers a simulator by its control routes, as anybody outside would. */
export async function control(
  sandbox: Sandbox,
  path: string,
  body: Readonly<Record<string, unknown>> = {},
  method = "POST",
): Promise<unknown> {
  const response = await fetch(sandbox.url + path, {
    method,
    ...(method === "GET" ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
