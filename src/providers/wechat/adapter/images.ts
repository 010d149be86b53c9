import type { RecordStore } from "../../../domain/record-store";
import { createHash } from "node:crypto";
import type { Call } from "../../../domain/call";
import { isRefusal, LiveError } from "../../../domain/error";
import type { Image, ImageInput, ImagePort, ImagePurpose } from "../../../domain/image";
import { GuardRefusal, type GuardedFetch } from "../../../upstream/guarded-fetch";
import { fitImage, UnfitImage, type ImageSlot } from "../../../upstream/image-fit";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatMedia } from "../protocol/wire";
import { invalid } from "./checks";
import type { WechatContext } from "./context";

type Path = readonly string[];

/** What each use allows; WeChat's pages for room and goods creation. */
const slots: Record<ImagePurpose, ImageSlot> = {
  ROOM_COVER: { width: 1080, height: 1920, largestBytes: 2 * 1024 * 1024 },
  SHARE_IMAGE: { width: 800, height: 640, largestBytes: 1024 * 1024 },
  FEED_IMAGE: { width: 800, height: 800, largestBytes: 100 * 1024 },
  GOODS_COVER: { width: 300, height: 300, largestBytes: 1024 * 1024 },
};

/** An image to use, and the field of the input it came from. */
export interface ChosenImage {
  readonly input: ImageInput;
  readonly purpose: ImagePurpose;
  readonly field: Path;
  /** The address is one that WeChat itself told. */
  readonly isToldByWechat?: boolean;
}

/** A media id that WeChat should take, and until when. */
export interface ReadyImage {
  readonly mediaId: string;
  /** Milliseconds since 1970; the caller's own media id is trusted for a day. */
  readonly goodUntil: number;
}

export interface WechatImages extends ImagePort {
  /**
   * Brings the images to WeChat and uses their ids. When WeChat says that an id is gone which was only remembered, the
   * image is uploaded again and the use repeated once: a refused use has done nothing.
   */
  use<Name extends string, Result>(
    chosen: Readonly<Record<Name, ChosenImage>>,
    use: (ready: Readonly<Record<Name, ReadyImage>>) => Promise<Result>,
    call: Call,
  ): Promise<Result>;
}

export interface WechatImageOptions {
  /** Remembers what was uploaded, by its content. */
  readonly store: RecordStore;
  readonly fetcher: GuardedFetch;
  /** Where WeChat is: a simulator serves the pictures of its rooms itself. */
  readonly ownOrigin: string;
}

const HOUR = 3600 * 1000;
/** A media id lives three days. */
const LIFE = 72 * HOUR;
const REMEMBERED = 60 * HOUR;
const TRUSTED_GIVEN = 24 * HOUR;
const LONGEST_BASE64 = 14_000_000;

interface Upload extends ReadyImage {
  readonly expiresAt: number;
  readonly width: number;
  readonly height: number;
}

export function createWechatImages(
  context: Omit<WechatContext, "images">,
  { store, fetcher, ownOrigin }: WechatImageOptions,
): WechatImages {
  const { client, clock, log } = context;
  const accountKey = context.account.key;
  const keyOf = (purpose: ImagePurpose, bytes: Buffer) =>
    `wechat:${accountKey}:image:${purpose}:${createHash("sha256").update(bytes).digest("hex")}`;

  async function readBytes({ input, field, isToldByWechat }: ChosenImage, signal: AbortSignal): Promise<Buffer> {
    if (input.bytes) return input.bytes;
    if (typeof input.base64 === "string") return decodeBase64(input.base64, [...field, "base64"]);
    try {
      return await fetcher.fetch(secured(input.url ?? ""), signal, isToldByWechat ? [ownOrigin] : []);
    } catch (error) {
      if (!(error instanceof GuardRefusal)) throw error;
      log.info({ account: accountKey, reason: error.message }, "an image was not fetched");
      throw rejected([...field, "url"], "The image could not be fetched from this address.", "无法从该地址获取图片。");
    }
  }

  async function upload(bytes: Buffer, { purpose, field }: ChosenImage, call: Call): Promise<Upload> {
    const fitted = await fitImage(bytes, slots[purpose]).catch((error: unknown) => {
      if (!(error instanceof UnfitImage)) throw error;
      throw rejected(
        field,
        "This is no JPEG, PNG, GIF or WebP image that can be made to fit.",
        "图片不是可用的 JPEG、PNG、GIF 或 WebP，或无法处理到要求的尺寸。",
      );
    });
    const form = new FormData();
    form.append("media", new File([new Uint8Array(fitted.bytes)], "image.jpg", { type: "image/jpeg" }));
    const { media_id } = await client.send(
      wechatEndpoints.uploadMedia,
      { query: { type: "image" }, form },
      wechatMedia,
      call,
    );
    const now = clock.now();
    const { width, height } = fitted;
    return { mediaId: media_id, goodUntil: now + REMEMBERED, expiresAt: now + LIFE, width, height };
  }

  /** The image at WeChat: as remembered by its content, unless it has to be new, else uploaded. */
  async function bring(chosen: ChosenImage, isFresh: boolean, call: Call): Promise<Upload & { isRemembered: boolean }> {
    const bytes = await readBytes(chosen, call.signal);
    const key = keyOf(chosen.purpose, bytes);
    const remembered = isFresh ? undefined : await store.get<Upload>(key);
    if (remembered && remembered.goodUntil > clock.now()) return { ...remembered, isRemembered: true };
    const uploaded = await upload(bytes, chosen, call);
    await store.set(key, uploaded, REMEMBERED);
    return { ...uploaded, isRemembered: false };
  }

  async function ready(
    chosen: ChosenImage,
    isFresh: boolean,
    call: Call,
  ): Promise<ReadyImage & { isRemembered: boolean }> {
    const { mediaId } = chosen.input;
    if (mediaId) return { mediaId, goodUntil: clock.now() + TRUSTED_GIVEN, isRemembered: false };
    return bring(chosen, isFresh, call);
  }

  return {
    async use(chosen, use, call) {
      type Name = keyof typeof chosen;
      const names = Object.keys(chosen) as Name[];
      const prepare = async (isFresh: boolean) => {
        const images = await Promise.all(names.map((name) => ready(chosen[name], isFresh, call)));
        return {
          isRemembered: images.some((image) => image.isRemembered),
          images: Object.fromEntries(images.map((image, index) => [names[index], image])) as Record<Name, ReadyImage>,
        };
      };
      const first = await prepare(false);
      try {
        return await use(first.images);
      } catch (error) {
        if (!first.isRemembered || !isImageRefused(error)) throw error;
        return use((await prepare(true)).images);
      }
    },
    async uploadImage(input, purpose, call): Promise<Image> {
      const { mediaId } = input;
      if (mediaId) return { nativeId: mediaId, expiresAt: null, width: null, height: null };
      const image = await bring({ input, purpose, field: ["image"] }, false, call);
      const { width, height, expiresAt } = image;
      return { nativeId: image.mediaId, expiresAt: new Date(expiresAt), width, height };
    },
  };
}

/** Codes by which WeChat may say that it does not know a media id (any more). */
const goneCodes: ReadonlySet<string | undefined> = new Set(["40007", "300006", "300031", "300032", "300037", "200002"]);

function isImageRefused(error: unknown): boolean {
  return isRefusal(error) && goneCodes.has(error.details.providerCode);
}

function rejected(field: Path, en: string, zh: string): LiveError {
  return new LiveError("IMAGE_REJECTED", { en, zh }, { field, provider: "WECHAT" });
}

function decodeBase64(text: string, field: Path): Buffer {
  const plain = text.replace(/^data:[^,]{0,100};base64,/, "");
  if (plain.length > LONGEST_BASE64)
    throw invalid(field, "The image is too large: 10 MB at most.", "图片过大：最大 10 MB。");
  const bytes = /^[A-Za-z0-9+/_-]+={0,2}\s*$/.test(plain) ? Buffer.from(plain, "base64") : Buffer.alloc(0);
  if (bytes.length > 0) return bytes;
  throw invalid(field, "base64 must hold the bytes of an image in base64.", "base64 须为图片内容的 Base64 编码。");
}

/** WeChat's lists give addresses of its own picture hosts as http, which they also serve as https. */
function secured(address: string): string {
  return address.replace(/^http:\/\/((?:[a-z0-9-]+\.)*(?:qpic|qlogo)\.cn\/)/i, "https://$1");
}
