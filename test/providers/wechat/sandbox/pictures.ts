/** The beginning of a PNG, which is all that WeChat's checks can be told to look at, and bytes to make up the size. */
export function png(width: number, height: number, size = 1024): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

export function gif(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("GIF89a", "latin1");
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

/** With an application segment before the frame, as cameras write it. */
export function jpeg(width: number, height: number): Buffer {
  const application = Buffer.concat([Buffer.from([0xff, 0xe0, 0, 18]), Buffer.alloc(16)]);
  const tables = Buffer.concat([Buffer.from([0xff, 0xc4, 0, 6]), Buffer.alloc(4)]);
  const frame = Buffer.from([0xff, 0xc2, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), application, tables, frame, Buffer.alloc(32)]);
}
