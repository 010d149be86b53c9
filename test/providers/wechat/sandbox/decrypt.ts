import { createDecipheriv } from "node:crypto";

/** The receiving side, written from WeChat's description of it and not from the simulator. */
export function decrypt(encrypted: string, encodingAesKey: string): { message: string; appId: string } {
  const key = Buffer.from(`${encodingAesKey}=`, "base64");
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypted, "base64"), decipher.final()]);
  const pad = padded.at(-1) ?? 0;
  const content = padded.subarray(0, padded.length - pad);
  if (pad < 1 || pad > 32 || padded.subarray(-pad).some((byte) => byte !== pad)) throw new Error("bad padding");
  const end = 20 + content.readUInt32BE(16);
  return { message: content.toString("utf8", 20, end), appId: content.toString("utf8", end) };
}
