import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";

/** A photograph of sorts: coarse noise, which no encoder can make small. The same every time. */
export async function noise(width: number, height: number, format: "jpeg" | "png" | "webp" | "gif" = "jpeg") {
  const grain = { width: Math.ceil(width / 4), height: Math.ceil(height / 4), channels: 3 } as const;
  const pixels = Buffer.alloc(grain.width * grain.height * grain.channels);
  let state = 1;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[at] = state >>> 24;
  }
  return sharp(pixels, { raw: grain }).resize(width, height, { kernel: "nearest" }).toFormat(format).toBuffer();
}

/** An even surface. */
export async function plain(width: number, height: number, background = "#c02040"): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

/** Serves pictures by path, as a shop's own server does, and counts who looks. */
export interface PictureServer {
  readonly url: string;
  readonly pictures: Map<string, Buffer>;
  readonly seen: string[];
}

export function usePictureServer(): PictureServer {
  let server: Server;
  const pictures = new Map<string, Buffer>();
  const state = { url: "", pictures, seen: [] as string[] };
  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = request.url ?? "/";
      state.seen.push(path);
      const picture = pictures.get(path);
      response.writeHead(picture ? 200 : 404, { "content-type": "application/octet-stream" });
      response.end(picture);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    pictures.clear();
    state.seen.length = 0;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return state;
}
