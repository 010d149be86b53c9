/** The bytes a path stands for; null when an escape in it is broken. */
export function decodePath(path: string): Buffer | null {
  if (/%(?![0-9a-fA-F]{2})/.test(path)) return null;
  const unescaped = path.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(unescaped, "latin1");
}

/**
 * The path as the server's router sees it: decoded before it is cut into segments, so that an escaped slash separates
 * like any other. Segments are escaped again in one way, for the route table to compare and decode.
 */
export function routablePath(path: string): string | null {
  const decoded = decodePath(path)?.toString("utf8");
  return decoded?.split("/").map(encodeURIComponent).join("/") ?? null;
}
