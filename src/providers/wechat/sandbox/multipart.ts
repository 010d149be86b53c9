import type { SandboxRequest } from "../../../sandbox";

/** A file of a multipart body. */
export interface FilePart {
  readonly filename: string;
  readonly bytes: Buffer;
}

export function isFilePart(value: unknown): value is FilePart {
  return typeof value === "object" && value !== null && "bytes" in value && Buffer.isBuffer(value.bytes);
}

const HEAD_END = Buffer.from("\r\n\r\n");

/** The parts that are files, by their field's name. A part without a filename is no file to WeChat. */
export function readMultipart(request: SandboxRequest): Readonly<Record<string, FilePart>> {
  const boundary = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(
    request.headers["content-type"] ?? "",
  );
  if (!boundary) return {};
  const delimiter = Buffer.from(`--${boundary[1] ?? boundary[2] ?? ""}`);
  const files: Record<string, FilePart> = {};
  let start = request.body.indexOf(delimiter);
  while (start >= 0) {
    const end = request.body.indexOf(delimiter, start + delimiter.length);
    if (end < 0) break;
    // Behind the delimiter and before the next one stands a line break each.
    const part = request.body.subarray(start + delimiter.length + 2, end - 2);
    const headEnd = part.indexOf(HEAD_END);
    if (headEnd >= 0) {
      const head = part.subarray(0, headEnd).toString("utf8");
      const name = parameter(head, "name");
      const filename = parameter(head, "filename");
      if (name && filename) files[name] = { filename, bytes: part.subarray(headEnd + HEAD_END.length) };
    }
    start = end;
  }
  return files;
}

function parameter(head: string, name: string): string | undefined {
  const match = new RegExp(`^content-disposition:.*[;\\s]${name}=(?:"([^"]*)"|([^\\s;]+))`, "im").exec(head);
  return match?.[1] ?? match?.[2];
}
