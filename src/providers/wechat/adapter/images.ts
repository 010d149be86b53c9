import { createHash } from "node:crypto";
import type { Call } from "../../../domain/call";
import { isRefusal, LiveError, refuseAll } from "../../../domain/error";
import type { Image, ImagePort, ImagePurpose } from "../../../domain/image";
import type { RecordStore } from "../../../domain/record-store";
import { formWithFile } from "../../../upstream/form";
import { fitImage, UnfitImage, type FittedImage, type ImageSlot } from "../../../upstream/image-fit";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatMedia } from "../protocol/wire";
import { found, imageGiven } from "./checks";
import type { WechatContext } from "./context";
import { imageRejected, type ChosenImage, type ImageSource } from "./image-source";
import type { ReadyImage } from "./ledger";

/** What each use allows; WeChat's pages for room and goods creation. */
const slots: Record<ImagePurpose, ImageSlot> = {
  ROOM_COVER: { width: 1080, height: 1920, largestBytes: 2 * 1024 * 1024 },
  SHARE_IMAGE: { width: 800, height: 640, largestBytes: 1024 * 1024 },
  FEED_IMAGE: { width: 800, height: 800, largestBytes: 100 * 1024 },
  GOODS_COVER: { width: 300, height: 300, largestBytes: 1024 * 1024 },
};

export interface WechatImages extends ImagePort {
  /**
   * Brings the images to WeChat and uses their ids. When WeChat says that an id is gone which was only remembered, that
   * image is uploaded again and the use repeated once: a refused use has done nothing.
   */
  use<Name extends string, Result>(
    chosen: Readonly<Record<Name, ChosenImage>>,
    use: (ready: Readonly<Record<Name, ReadyImage>>) => Promise<Result>,
    call: Call,
  ): Promise<Result>;
}

const HOUR = 3600 * 1000;
/** A media id lives three days. */
const LIFE = 72 * HOUR;
const REMEMBERED = 60 * HOUR;
/** How old an id is that the caller gives, nobody knows. */
const TRUSTED_GIVEN = 24 * HOUR;

interface Upload extends ReadyImage {
  readonly expiresAt: number;
  readonly width: number;
  readonly height: number;
}

interface Brought {
  readonly image: ReadyImage;
  /** WeChat was not asked just now whether it still has it. */
  readonly isRemembered: boolean;
}

export function createWechatImages(
  context: Omit<WechatContext, "images">,
  store: RecordStore,
  source: ImageSource,
): WechatImages {
  const { client, clock, log } = context;
  const accountKey = context.account.key;
  const keyOf = (purpose: ImagePurpose, bytes: Buffer) =>
    `wechat:${accountKey}:image:${purpose}:${createHash("sha256").update(bytes).digest("hex")}`;

  async function upload(bytes: Buffer, { purpose, field }: ChosenImage, call: Call): Promise<Upload> {
    const { bytes: fitted, width, height } = await fit(bytes, purpose, field);
    const form = await formWithFile({ field: "media", bytes: fitted, fileName: "image.jpg", type: "image/jpeg" });
    const request = { query: { type: "image" }, form };
    const sent = client.send(wechatEndpoints.uploadMedia, request, wechatMedia, call);
    const { media_id } = await sent.catch((error: unknown) => {
      // An image that nothing uses yet is no effect: whatever it was meant for has not begun.
      throw error instanceof LiveError ? error.with({ ambiguous: false }) : error;
    });
    const now = clock.now();
    return { mediaId: media_id, goodUntil: now + REMEMBERED, expiresAt: now + LIFE, width, height };
  }

  /** What cannot be remembered is uploaded again the next time. */
  async function recall(key: string): Promise<Upload | undefined> {
    const upload = await store.get<Upload>(key).catch(forgetful);
    return upload && upload.goodUntil > clock.now() ? upload : undefined;
  }

  function forgetful(error: unknown): undefined {
    log.warn({ err: error, account: accountKey }, "an upload is not remembered");
  }

  /** The image at WeChat: as remembered by its content, unless it has to be new, else uploaded. */
  async function bring(chosen: ChosenImage, isFresh: boolean, call: Call): Promise<Brought & { image: Upload }> {
    const bytes = await source.read(chosen, call.signal);
    const key = keyOf(chosen.purpose, bytes);
    const remembered = isFresh ? undefined : await recall(key);
    if (remembered) return { image: remembered, isRemembered: true };
    const image = await upload(bytes, chosen, call);
    await store.set(key, image, REMEMBERED).catch(forgetful);
    return { image, isRemembered: false };
  }

  async function ready(chosen: ChosenImage, call: Call): Promise<Brought> {
    const { input, kept } = chosen;
    if (kept && kept.goodUntil > clock.now()) return { image: kept, isRemembered: true };
    if (!input.mediaId) return bring(chosen, false, call);
    return { image: { mediaId: input.mediaId, goodUntil: clock.now() + TRUSTED_GIVEN }, isRemembered: false };
  }

  return {
    async use(chosen, use, call) {
      type Name = keyof typeof chosen;
      const names = Object.keys(chosen) as Name[];
      const first = await Promise.all(names.map((name) => ready(chosen[name], call)));
      const byName = (all: readonly Brought[]) =>
        Object.fromEntries(all.map(({ image }, index) => [names[index], image])) as Record<Name, ReadyImage>;
      try {
        return await use(byName(first));
      } catch (error) {
        const remembered = names.filter((_, index) => first[index]?.isRemembered);
        const gone = goneAmong(remembered, error, chosen);
        if (gone.length === 0) throw error;
        log.info({ account: accountKey, images: gone }, "WeChat no longer has an image: it is uploaded again");
        const again = names.map(async (name, index) =>
          gone.includes(name) ? bring(chosen[name], true, call) : (first[index] as Brought),
        );
        return use(byName(await Promise.all(again)));
      }
    },
    async uploadImage(input, purpose, call): Promise<Image> {
      refuseAll(found(imageGiven(input, ["image"])));
      const { mediaId } = input;
      if (mediaId) return { nativeId: mediaId, expiresAt: null, width: null, height: null };
      const { image } = await bring({ input, purpose, field: ["image"] }, false, call);
      const { width, height, expiresAt } = image;
      return { nativeId: image.mediaId, expiresAt: new Date(expiresAt), width, height };
    },
  };
}

/** Codes by which WeChat may say that it does not know a media id (any more); which one it picks is not documented. */
const goneCodes: ReadonlySet<string | undefined> = new Set(["40007", "300006", "300031", "300032", "300037", "200002"]);

/** The images that the refusal speaks of: those of the field it names, or all where it names none. */
function goneAmong<Name extends string>(
  remembered: readonly Name[],
  error: unknown,
  chosen: Readonly<Record<Name, ChosenImage>>,
): readonly Name[] {
  if (!isRefusal(error) || !goneCodes.has(error.details.providerCode)) return [];
  const { field, providerCode } = error.details;
  const named = remembered.filter((name) => chosen[name].field.join() === field?.join());
  // 200002 is the code for everything; only with the name of an image it is about one.
  return field || providerCode === "200002" ? named : remembered;
}

async function fit(bytes: Buffer, purpose: ImagePurpose, field: readonly string[]): Promise<FittedImage> {
  return fitImage(bytes, slots[purpose]).catch((error: unknown) => {
    if (!(error instanceof UnfitImage)) throw error;
    throw imageRejected(
      field,
      "This is no JPEG, PNG, GIF or WebP image that can be made to fit.",
      "图片不是可用的 JPEG、PNG、GIF 或 WebP，或无法处理到要求的尺寸。",
    );
  });
}
