import type { Call } from "./call";

/** Exactly one of them is given: an address to fetch from, the bytes in base64 or as they are, the provider's own media id. */
export interface ImageInput {
  readonly url?: string | null;
  readonly base64?: string | null;
  readonly mediaId?: string | null;
  /** The bytes as they were sent in a form. */
  readonly bytes?: Buffer | null;
}

export const imagePurposes = ["ROOM_COVER", "SHARE_IMAGE", "FEED_IMAGE", "GOODS_COVER"] as const;
/** Where the image will be used; it decides how large it may be. */
export type ImagePurpose = (typeof imagePurposes)[number];

export interface Image {
  readonly nativeId: string;
  readonly expiresAt: Date | null;
  readonly width: number | null;
  readonly height: number | null;
}

export interface ImagePort {
  /** Brings an image into the shape its use asks for and gives it to the provider, unless the provider has it still. */
  uploadImage(image: ImageInput, purpose: ImagePurpose, call: Call): Promise<Image>;
}
