import { randomBytes } from "node:crypto";
import type { WechatMedia } from "../protocol/wire";
import { readImageHeader } from "./image-header";
import { isFilePart } from "./multipart";
import type { WechatOperation } from "./operation";
import { WechatRefusal } from "./refusal";

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** WeChat's page for temporary media names 2 MB and 10 MB for images; live broadcast takes no more than 2. */
const largest: Readonly<Record<string, number>> = {
  image: 2 * MEGABYTE,
  thumb: 64 * KILOBYTE,
  voice: 2 * MEGABYTE,
  video: 10 * MEGABYTE,
};

export const uploadMedia: WechatOperation = {
  names: ["media.upload"],
  method: "POST",
  path: "/cgi-bin/media/upload",
  guard: "token",
  area: "media",
  quota: { counter: "media.upload" },
  takes: "multipart",
  success: "bare",
  prepare: ({ type, media: file }) => {
    const most = typeof type === "string" && Object.hasOwn(largest, type) ? largest[type] : undefined;
    if (typeof type !== "string" || most === undefined) throw new WechatRefusal(40004);
    if (!isFilePart(file)) throw new WechatRefusal(41005);
    const { bytes, filename } = file;
    if (bytes.length === 0) throw new WechatRefusal(44001);
    const isImage = type === "image" || type === "thumb";
    const image = isImage ? readImageHeader(bytes) : null;
    if (isImage && !image) throw new WechatRefusal(40004);
    if (bytes.length > most) throw new WechatRefusal(40009);
    const extension = image?.extension ?? /\.([a-z0-9]+)$/i.exec(filename)?.[1] ?? "bin";
    return ({ state: { media } }) => {
      const id = randomBytes(48).toString("base64url");
      const size = { width: image?.width ?? 0, height: image?.height ?? 0 };
      const medium = media.add({ id, type, size: bytes.length, extension, ...size }, bytes);
      return { type, media_id: id, created_at: medium.uploadedAt } satisfies WechatMedia;
    };
  },
};
