import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import type { SandboxReply } from "../../../sandbox";
import { readImageHeader } from "./image-header";
import type { MediaRegistry } from "./media";

const contentTypes = { png: "image/png", jpg: "image/jpeg", gif: "image/gif" } as const;
const SIDE = 240;

/** The uploaded bytes where the picture was uploaded, else a plain colour that goes with its name. */
export function pictureReply(media: MediaRegistry, file: string): SandboxReply {
  const uploaded = media.bytes(file.replace(/\.[a-z]+$/, ""));
  const header = uploaded && readImageHeader(uploaded);
  const body = header ? uploaded : plainPicture(file);
  const type = contentTypes[header?.extension ?? "png"];
  return { status: 200, headers: { "content-type": type, "cache-control": "max-age=3600" }, body };
}

function plainPicture(name: string): Buffer {
  const [red = 0, green = 0, blue = 0] = createHash("sha256").update(name).digest();
  // One bit a pixel, all of them the palette's only colour, lightened so that text can stand on it.
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([1, 3, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(SIDE * (1 + SIDE / 8)));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from([red, green, blue].map((part) => 96 + (part >> 1)))),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}
