import { createHash } from "node:crypto";
import { stripIgnoredCharacters } from "graphql";
import type { DocumentManifest } from "./document-manifest";

/** The documents of the manifest, found in the ways clients name them. */
export interface TrustedDocuments {
  /** By the manifest's id or by the SHA-256 of the text. */
  byId(id: string): string | null;
  /** The same document, whatever its blanks, commas and comments. */
  byText(text: string): string | null;
}

export function createTrustedDocuments(manifest: DocumentManifest): TrustedDocuments {
  const byHash = new Map<string, string>();
  const byForm = new Map<string, string>();
  let longest = 0;
  for (const document of manifest.values()) {
    byHash.set(sha256(document), document);
    byForm.set(document, document);
    byForm.set(formOf(document) ?? document, document);
    longest = Math.max(longest, document.length);
  }
  return {
    byId: (id) => manifest.get(id) ?? byHash.get(id.toLowerCase()) ?? null,
    byText(text) {
      const same = byForm.get(text);
      if (same !== undefined) return same;
      // Nothing so much longer is one of these, and to read it would only cost.
      const form = text.length > 4 * longest ? null : formOf(text);
      return (form !== null && byForm.get(form)) || null;
    },
  };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Null for what is no GraphQL at all. */
function formOf(document: string): string | null {
  try {
    return stripIgnoredCharacters(document);
  } catch {
    return null;
  }
}
