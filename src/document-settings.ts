import { readFileSync } from "node:fs";
import { z } from "zod";
import { readManifest, type DocumentManifest } from "./http/document-manifest";

const MODE = "off, log or enforce";
const SWITCH = "on or off";
const FILES =
  "files that can be read, separated by commas, each a manifest of Apollo's (generate-persisted-query-manifest) or Relay's, without one id for two documents";

/** Reads all of them as one; null where one cannot be read or contradicts another. */
function readManifests(paths: readonly string[]): DocumentManifest | null {
  const all = new Map<string, string>();
  for (const path of paths) {
    const found = readFile(path);
    if (!found) return null;
    for (const [id, text] of found) {
      if ((all.get(id) ?? text) !== text) return null;
      all.set(id, text);
    }
  }
  return all;
}

function readFile(path: string): DocumentManifest | null {
  try {
    return readManifest(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}

const paths = z.union(
  [z.string().transform((list) => list.split(",").map((path) => path.trim())), z.array(z.string())],
  FILES,
);

/** The settings that say which documents are run. */
export const documentSettings = {
  trustedDocuments: paths
    .transform((given, context) => {
      const manifest = readManifests(given);
      if (manifest) return manifest;
      context.addIssue({ code: "custom", message: FILES });
      return z.NEVER;
    })
    .nullable()
    .default(null),
  trustedDocumentsMode: z.enum(["off", "log", "enforce"], MODE).default("off"),
  automaticPersistedQueries: z
    .union([z.boolean(), z.enum(["on", "off"]).transform((word) => word === "on")], SWITCH)
    .default(false),
};

/** The variable of each. */
export const documentVariables = {
  trustedDocuments: "ZHIBO_TRUSTED_DOCUMENTS",
  trustedDocumentsMode: "ZHIBO_TRUSTED_DOCUMENTS_MODE",
  automaticPersistedQueries: "ZHIBO_AUTOMATIC_PERSISTED_QUERIES",
} as const satisfies Record<keyof typeof documentSettings, string>;

/** Which documents are run. */
export type DocumentSettings = {
  readonly [Name in keyof typeof documentSettings]: z.output<(typeof documentSettings)[Name]>;
};

/** Why they cannot be meant together, if so. */
export function problemOfDocuments({ trustedDocuments, trustedDocumentsMode }: DocumentSettings): string | null {
  return trustedDocumentsMode !== "off" && trustedDocuments === null
    ? `ZHIBO_TRUSTED_DOCUMENTS must be there: ZHIBO_TRUSTED_DOCUMENTS_MODE is ${trustedDocumentsMode}`
    : null;
}
