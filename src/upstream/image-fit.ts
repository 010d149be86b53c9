import type sharpModule from "sharp";

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
/** From the best that is worth its bytes to the worst that is worth looking at. */
const QUALITIES = [88, 80, 72, 64, 56, 48, 40] as const;
const MOST_STEPS = 6;

type Sharp = typeof sharpModule;

/** Plain pixels. */
interface Pixels {
  readonly data: Buffer;
  readonly info: { readonly width: number; readonly height: number; readonly channels: 1 | 2 | 3 | 4 };
}

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
      const pixels = await unpack(sharp, bytes, width, height);
      const { jpeg, isFitting } = await compress(sharp, pixels, slot.largestBytes);
      const { info } = pixels;
      if (isFitting) return { bytes: jpeg, width: info.width, height: info.height };
      // Bytes go with the area; a little less than what would just fit.
      const scale = Math.min(0.8, 0.95 * Math.sqrt(slot.largestBytes / jpeg.length));
      width = Math.max(1, Math.floor(info.width * scale));
      height = Math.max(1, Math.floor(info.height * scale));
    }
  } catch (error) {
    throw new UnfitImage("it cannot be decoded", { cause: error });
  }
  throw new UnfitImage("it cannot be made small enough");
}

async function unpack(sharp: Sharp, bytes: Buffer, width: number, height: number): Promise<Pixels> {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" })
    .rotate()
    .resize({ width, height, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** The best quality that fits; the worst where none does. Encoding is what costs, so few of them are tried. */
async function compress(
  sharp: Sharp,
  { data, info }: Pixels,
  largestBytes: number,
): Promise<{ jpeg: Buffer; isFitting: boolean }> {
  const { width, height, channels } = info;
  const encode = (at: number) =>
    sharp(data, { raw: { width, height, channels } })
      .jpeg({ quality: QUALITIES[at] as number, mozjpeg: true })
      .toBuffer();
  const best = await encode(0);
  if (best.length <= largestBytes) return { jpeg: best, isFitting: true };
  let low = 1;
  let high = QUALITIES.length - 1;
  let jpeg = await encode(high);
  if (jpeg.length > largestBytes) return { jpeg, isFitting: false };
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const tried = await encode(middle);
    if (tried.length > largestBytes) low = middle + 1;
    else {
      high = middle;
      jpeg = tried;
    }
  }
  return { jpeg, isFitting: true };
}

type Beginning = readonly (readonly [offset: number, bytes: string])[];

const beginnings: readonly Beginning[] = [
  [[0, "\xff\xd8\xff"]],
  [[0, "\x89PNG\r\n\x1a\n"]],
  [[0, "GIF87a"]],
  [[0, "GIF89a"]],
  [
    [0, "RIFF"],
    [8, "WEBP"],
  ],
];

/** By its first bytes, whatever its name or type says. Nothing else reaches a decoder: SVG, for one, is a program. */
function isPicture(bytes: Buffer): boolean {
  const begins = ([offset, text]: Beginning[number]) =>
    bytes.subarray(offset, offset + text.length).equals(Buffer.from(text, "latin1"));
  return beginnings.some((beginning) => beginning.every(begins));
}
