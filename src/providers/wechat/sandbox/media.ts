import type { SandboxClock } from "../../../sandbox";
import { WechatRefusal } from "./refusal";

/** A temporary medium (临时素材): its id is good for three days, what was made of it stays. */
export interface Medium {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  readonly extension: string;
  /** 0 for what is no image. */
  readonly width: number;
  readonly height: number;
  readonly uploadedAt: number;
}

export interface MediaRegistry {
  /** Without bytes, as in the seed state, the picture is drawn when somebody looks at it. */
  add(medium: Omit<Medium, "uploadedAt">, bytes?: Buffer): Medium;
  /** Undefined for an id that is unknown or older than three days. */
  find(id: string): Medium | undefined;
  /** What was uploaded under the id, however long ago. */
  bytes(id: string): Buffer | null;
}

const THREE_DAYS = 3 * 86_400;
/** A simulator may run for weeks: beyond so many uploads the oldest pictures are forgotten. */
const MOST_PICTURES = 300;

export function createMediaRegistry(clock: SandboxClock): MediaRegistry {
  const media = new Map<string, Medium>();
  const pictures = new Map<string, Buffer>();
  return {
    add(properties, bytes) {
      const medium = { ...properties, uploadedAt: clock.seconds() };
      media.set(medium.id, medium);
      if (bytes) {
        pictures.set(medium.id, bytes);
        for (const oldest of pictures.keys()) {
          if (pictures.size <= MOST_PICTURES) break;
          pictures.delete(oldest);
        }
      }
      return medium;
    },
    find(id) {
      const medium = media.get(id);
      return medium && clock.seconds() - medium.uploadedAt < THREE_DAYS ? medium : undefined;
    },
    bytes: (id) => pictures.get(id) ?? null,
  };
}

interface ImageSlot {
  /** What WeChat answers for an image that is not there, too old or too large. Which one it picks is not documented. */
  readonly code: number;
  readonly largest: number;
  readonly pixels?: { readonly most: number; readonly code: number };
}

const KILOBYTE = 1024;
const slots = {
  coverImg: { code: 300031, largest: 2 * KILOBYTE * KILOBYTE },
  shareImg: { code: 300032, largest: KILOBYTE * KILOBYTE },
  feedsImg: { code: 300037, largest: 100 * KILOBYTE },
  coverImgUrl: { code: 300006, largest: 2 * KILOBYTE * KILOBYTE, pixels: { most: 300, code: 300018 } },
} as const satisfies Record<string, ImageSlot>;
export type ImageSlotName = keyof typeof slots;

/** The picture's name for a media id that fits the slot; the slot's refusal for any other. */
export function takeImage(media: MediaRegistry, slotName: ImageSlotName, mediaId: string): string {
  const slot: ImageSlot = slots[slotName];
  const medium = media.find(mediaId);
  if (medium?.type !== "image" || medium.size > slot.largest) throw new WechatRefusal(slot.code);
  if (slot.pixels && Math.max(medium.width, medium.height) > slot.pixels.most) {
    throw new WechatRefusal(slot.pixels.code);
  }
  return `${medium.id}.${medium.extension}`;
}
