import { z } from "zod";

/** The documents of one's own front ends, by the ids that their builds gave them. */
export type DocumentManifest = ReadonlyMap<string, string>;

const id = z.string().min(1).max(256);
const text = z.string().min(1);

/** What `generate-persisted-query-manifest` of Apollo writes, also for GraphOS. */
const apollo = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  version: z.literal(1),
  operations: z.array(z.object({ id, body: text })),
});

/** What the Relay compiler writes with `persistConfig.file`; other generators write the same. */
const relay = z.record(id, text);

/** Throws where the text is neither of the two formats, or has one id twice. */
export function readManifest(file: string): DocumentManifest {
  const content: unknown = JSON.parse(file);
  const isApollo = typeof content === "object" && content !== null && "format" in content;
  const entries = isApollo
    ? apollo.parse(content).operations.map(({ id: key, body }) => [key, body] as const)
    : Object.entries(relay.parse(content));
  const manifest = new Map<string, string>();
  for (const [key, body] of entries) {
    if ((manifest.get(key) ?? body) !== body) throw new Error("one id stands for two documents");
    manifest.set(key, body);
  }
  return manifest;
}
