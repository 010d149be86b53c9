import { randomUUID } from "node:crypto";

const SAFE = /^[A-Za-z0-9._-]{8,64}$/;

/** The caller's own id of the request, where it is fit to stand in logs and answers; else one of ours. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === "string" && SAFE.test(header) ? header : randomUUID();
}
