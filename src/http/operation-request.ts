import { z } from "zod";

/** A GraphQL request as a long-lived connection brings it. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly lastEventId: string | null;
}

const shape = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

/** A GraphQL request as clients send it; null for anything else. The last event seen may stand in its extensions. */
export function readOperationRequest(body: unknown): OperationRequest | null {
  const parsed = shape.safeParse(body);
  if (!parsed.success) return null;
  const { query, operationName, variables, extensions } = parsed.data;
  const lastEventId = extensions?.["lastEventId"];
  return {
    query,
    operationName: operationName ?? null,
    variables: variables ?? {},
    lastEventId: typeof lastEventId === "string" && lastEventId !== "" ? lastEventId : null,
  };
}
