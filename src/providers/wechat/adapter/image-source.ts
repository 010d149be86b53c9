import { LiveError } from "../../../domain/error";
import type { ImageInput, ImagePurpose } from "../../../domain/image";
import type { Log } from "../../../domain/log";
import { GuardRefusal, type GuardedFetch } from "../../../upstream/guarded-fetch";
import { invalid } from "./checks";
import type { ReadyImage } from "./ledger";

type Path = readonly string[];

/** An image to use, and the field of the input it came from. */
export interface ChosenImage {
  readonly input: ImageInput;
  readonly purpose: ImagePurpose;
  readonly field: Path;
  /** The address is one that WeChat itself told: the picture as it is now. */
  readonly isToldByWechat?: boolean;
  /** An id that WeChat gave for this picture before: it is used as long as WeChat takes it. */
  readonly kept?: ReadyImage;
}

/** The bytes of an image, wherever they come from. Refuses with the field that is to blame. */
export interface ImageSource {
  read(chosen: ChosenImage, signal: AbortSignal): Promise<Buffer>;
}

export interface ImageSourceOptions {
  readonly fetcher: GuardedFetch;
  /** Where WeChat is: a simulator serves the pictures of its rooms itself. */
  readonly ownOrigin: string;
  readonly accountKey: string;
  readonly log: Log;
}

const LARGEST_MEGABYTES = 10;
const LONGEST_BASE64 = Math.ceil((LARGEST_MEGABYTES * 1024 * 1024 * 4) / 3) + 4;

export function createImageSource({ fetcher, ownOrigin, accountKey, log }: ImageSourceOptions): ImageSource {
  return {
    async read({ input, field, isToldByWechat }, signal) {
      if (input.bytes) return input.bytes;
      if (typeof input.base64 === "string") return decodeBase64(input.base64, [...field, "base64"]);
      try {
        return await fetcher.fetch(secured(input.url ?? ""), signal, isToldByWechat ? [ownOrigin] : []);
      } catch (error) {
        if (!(error instanceof GuardRefusal)) throw error;
        log.info({ account: accountKey, reason: error.message }, "an image was not fetched");
        throw isToldByWechat ? lost(field) : unreachable([...field, "url"]);
      }
    },
  };
}

function unreachable(field: Path): LiveError {
  return imageRejected(
    field,
    "The image could not be fetched from this address: it has to be public, over https, and at most 10 MB.",
    "无法从该地址获取图片：地址须为公网 https，图片不超过 10 MB。",
  );
}

/** The caller gave no image, so there is none to blame. */
function lost(field: Path): LiveError {
  return imageRejected(
    field,
    "WeChat wants every image anew with each edit, and the present one could not be fetched: give it here.",
    "微信每次编辑都需要重新上传图片，而当前图片无法获取：请在此重新提供。",
  );
}

export function imageRejected(field: Path, en: string, zh: string): LiveError {
  return new LiveError("IMAGE_REJECTED", { en, zh }, { field, provider: "WECHAT" });
}

function decodeBase64(text: string, field: Path): Buffer {
  const plain = text.replace(/^data:[^,]{0,100};base64,/, "");
  if (plain.length > LONGEST_BASE64) {
    throw invalid(
      field,
      `The image is too large: ${LARGEST_MEGABYTES} MB at most.`,
      `图片过大：最大 ${LARGEST_MEGABYTES} MB。`,
    );
  }
  const bytes = /^[A-Za-z0-9+/_-]+={0,2}\s*$/.test(plain) ? Buffer.from(plain, "base64") : Buffer.alloc(0);
  if (bytes.length > 0) return bytes;
  throw invalid(field, "base64 must hold the bytes of an image in base64.", "base64 须为图片内容的 Base64 编码。");
}

/** WeChat's lists give addresses of its own picture hosts as http, which they also serve as https. */
function secured(address: string): string {
  return address.replace(/^http:\/\/((?:[a-z0-9-]+\.)*(?:qpic|qlogo)\.cn\/)/i, "https://$1");
}
