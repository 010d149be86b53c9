/** The shape an image has to have where it is used. */
export interface ImageSlot {
  /** Pixels. The image is scaled down to fit inside, never up. */
  readonly width: number;
  readonly height: number;
  readonly largestBytes: number;
}

/** An image that fits: a JPEG of plain pixels, with nothing in it that its maker did not show. */
export interface FittedImage {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Bytes that are no image, or one that cannot be made to fit. */
export class UnfitImage extends Error {
  override readonly name = "UnfitImage";
}

/** More than a decoder is given to unpack: a small file can hold an enormous picture. */
const MOST_PIXELS = 50_000_000;
const QUALITIES = [88, 80, 72, 64, 56, 48, 40] as const;
const SMALLER = 0.8;
const MOST_STEPS = 6;

/**
 * Recognises the image by its first bytes, turns it as its camera meant it, scales it down and compresses it until it
 * fits. Re-encoding also drops places, names and anything hidden behind the picture.
 */
export async function fitImage(bytes: Buffer, slot: ImageSlot): Promise<FittedImage> {
  if (!isPicture(bytes)) throw new UnfitImage("neither JPEG nor PNG, GIF or WebP");
  const { default: sharp } = await import("sharp");
  let { width, height } = slot;
  try {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" })
        .rotate()
        .resize({ width, height, fit: "inside", withoutEnlargement: true })
        .flatten({ background: "#ffffff" })
        .toColourspace("srgb")
        .raw()
        .toBuffer({ resolveWithObject: true });
      const pixels = { raw: { width: info.width, height: info.height, channels: info.channels } };
      for (const quality of QUALITIES) {
        const jpeg = await sharp(data, pixels).jpeg({ quality, mozjpeg: true }).toBuffer();
        if (jpeg.length <= slot.largestBytes) return { bytes: jpeg, width: info.width, height: info.height };
      }
      width = Math.max(1, Math.floor(info.width * SMALLER));
      height = Math.max(1, Math.floor(info.height * SMALLER));
    }
  } catch (error) {
    throw new UnfitImage("it cannot be decoded", { cause: error });
  }
  throw new UnfitImage("it cannot be made small enough");
}

const beginnings: readonly (readonly [offset: number, bytes: string])[] = [
  [0, "\xff\xd8\xff"],
  [0, "\x89PNG\r\n\x1a\n"],
  [0, "GIF87a"],
  [0, "GIF89a"],
  [8, "WEBP"],
];

/** By its first bytes, whatever its name or type says. */
function isPicture(bytes: Buffer): boolean {
  return beginnings.some(([offset, text]) =>
    bytes.subarray(offset, offset + text.length).equals(Buffer.from(text, "latin1")),
  );
}
