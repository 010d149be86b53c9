import sharp from "sharp";
import {
  CreateGoodsDocument,
  CreateLiveRoomDocument,
  UpdateGoodsDocument,
  UpdateLiveRoomDocument,
  UploadImageDocument,
  type CreateLiveRoomInput,
  type ImageInput,
  type ImagePurpose,
} from "../../generated/graphql";
import { useBench } from "../../support/bench";
import { minutes } from "../../support/clock";
import { control } from "../../support/control";
import { useDataDir } from "../../support/data-dir";
import { noise, plain, usePictureServer } from "../../support/pictures";

/* Images in every input that takes one: fitted to their slot, uploaded once, remembered, renewed. */

const dataDir = useDataDir();
const shop = usePictureServer();
const bench = useBench({
  environment: {
    get ZHIBO_IMAGE_ORIGINS() {
      return shop.url;
    },
    get ZHIBO_DATA_DIR() {
      return dataDir.path;
    },
  },
});
const wire = () => bench.upstream(bench.wechat);
const UPLOAD = "/cgi-bin/media/upload";
const HOUR = 3600;
const base64 = (bytes: Buffer) => ({ base64: bytes.toString("base64") });

/** What was uploaded, as somebody who looks at it sees it. */
async function look(address: string): Promise<{ bytes: Buffer; width: number; height: number; format: string }> {
  const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
  const { width, height, format } = await sharp(bytes).metadata();
  return { bytes, width, height, format };
}
const lookAt = (mediaId: string) => look(`${bench.wechat.url}/_sandbox/images/${mediaId}.jpg`);

async function upload(image: ImageInput, purpose: ImagePurpose = "GOODS_COVER") {
  return (await bench.ask(UploadImageDocument, { input: { account: "account:wechat", image, purpose } })).uploadImage;
}
async function uploaded(image: ImageInput, purpose: ImagePurpose = "GOODS_COVER") {
  const { image: there, userErrors } = await upload(image, purpose);
  expect(userErrors).toEqual([]);
  return there ?? { nativeId: "", expiresAt: null, width: null, height: null };
}
const uploads = () => wire().filter(({ path }) => path === UPLOAD).length;

const room = (images: { cover: ImageInput; share: ImageInput; feed: ImageInput }): CreateLiveRoomInput => ({
  account: "account:wechat",
  title: "图片测试间",
  startsAt: minutes(24 * 60),
  endsAt: minutes(26 * 60),
  anchor: { name: "Ange", wechatId: "WalleAI" },
  cover: images.cover,
  wechat: { shareImage: images.share, feedImage: images.feed },
});
const goods = (cover: ImageInput) => ({
  account: "account:wechat",
  name: "茶杯",
  cover,
  price: { fixed: { amount: "99.50" } },
  link: "pages/index/index",
});

describe("the slot decides the size", () => {
  test.each<[ImagePurpose, number, number, number]>([
    ["ROOM_COVER", 1080, 1920, 2 * 1024 * 1024],
    ["SHARE_IMAGE", 800, 640, 1024 * 1024],
    ["FEED_IMAGE", 800, 800, 100 * 1024],
    ["GOODS_COVER", 300, 300, 1024 * 1024],
  ])("%s: at most %d × %d pixels and %d bytes", async (purpose, width, height, largest) => {
    shop.pictures.set("/big.jpg", await noise(1300, 2000));
    const image = await uploaded({ url: `${shop.url}/big.jpg` }, purpose);
    const seen = await lookAt(image.nativeId);
    expect(seen.format).toBe("jpeg");
    expect(seen.bytes.length).toBeLessThanOrEqual(largest);
    expect(seen.width).toBeLessThanOrEqual(width);
    expect(seen.height).toBeLessThanOrEqual(height);
    // The proportions stay, and what is told of the image is what was uploaded.
    expect(seen.width / seen.height).toBeCloseTo(1300 / 2000, 2);
    expect(image).toMatchObject({ width: seen.width, height: seen.height });
  });

  test("a small image is not blown up", async () => {
    const { nativeId, width, height } = await uploaded(base64(await plain(120, 80)));
    expect([width, height]).toEqual([120, 80]);
    expect(await lookAt(nativeId)).toMatchObject({ width: 120, height: 80, format: "jpeg" });
  });

  test("a photograph is turned as its camera meant it, and tells no place", async () => {
    const place = { IFD3: { GPSLatitude: "31/1 13/1 0/1", GPSLatitudeRef: "N" } };
    const lying = await sharp(await plain(200, 100))
      .jpeg()
      .withExif(place)
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(lying).metadata()).exif).toBeDefined();

    const { nativeId } = await uploaded(base64(lying));
    const { bytes, width, height } = await lookAt(nativeId);
    expect([width, height]).toEqual([100, 200]);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  });

  test("what can be seen through becomes white", async () => {
    const glass = await sharp({ create: { width: 9, height: 9, channels: 4, background: "#00000000" } })
      .png()
      .toBuffer();
    const { bytes } = await lookAt((await uploaded(base64(glass))).nativeId);
    const { dominant } = await sharp(bytes).stats();
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240);
  });
});

describe("an image is recognised by its first bytes", () => {
  test.each(["jpeg", "png", "gif", "webp"] as const)("%s, whatever its type is said to be", async (format) => {
    shop.pictures.set("/picture.txt", await noise(40, 30, format));
    expect(await uploaded({ url: `${shop.url}/picture.txt` })).toMatchObject({ width: 40, height: 30 });
  });

  const svg =
    '<svg    WEBP="" xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>';
  test.each([
    ["text", Buffer.from("no picture at all")],
    ["SVG", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ["SVG that passes for WebP at its eighth byte", Buffer.from(svg)],
    ["the beginning of a PNG and nothing else", Buffer.from("\x89PNG\r\n\x1a\n", "latin1")],
    ["TIFF", Buffer.from("II*\0aaaaaaaaaaaa", "latin1")],
  ])("%s is refused, and costs no call", async (_what, bytes) => {
    const { image, userErrors } = await upload(base64(bytes));
    expect(image).toBeNull();
    expect(userErrors).toEqual([expect.objectContaining({ code: "IMAGE_REJECTED", field: ["input", "image"] })]);
    expect(wire()).toEqual([]);
  });

  test("half a photograph is refused", async () => {
    const whole = await noise(200, 200);
    const { userErrors } = await upload(base64(whole.subarray(0, whole.length / 2)));
    expect(userErrors).toEqual([expect.objectContaining({ code: "IMAGE_REJECTED" })]);
    expect(wire()).toEqual([]);
  });

  test.each<[string, ImageInput, string, string[]]>([
    ["base64 that is none", { base64: "%%%" }, "INVALID_INPUT", ["image", "base64"]],
    ["nothing in base64", { base64: "" }, "INVALID_INPUT", ["image"]],
    ["an address as media id", { mediaId: "http://mmbiz.example/a.jpg" }, "INVALID_INPUT", ["image", "mediaId"]],
    ["an address inside", { url: "http://127.0.0.1:9/a.jpg" }, "IMAGE_REJECTED", ["image", "url"]],
    ["an address without encryption", { url: "http://shop.example/a.jpg" }, "IMAGE_REJECTED", ["image", "url"]],
  ])("%s is refused with its field", async (_what, image, code, field) => {
    const { userErrors } = await upload(image);
    expect(userErrors.map((refusal) => [refusal.code, refusal.field])).toEqual([[code, ["input", ...field]]]);
    expect(wire()).toEqual([]);
  });

  test("an address with nothing behind it is refused in the same words as any other", async () => {
    const { userErrors } = await upload({ url: `${shop.url}/nothing.jpg` });
    const inside = await upload({ url: "https://169.254.169.254/latest" });
    expect(userErrors[0]?.message).toBe(inside.userErrors[0]?.message);
    expect(shop.seen).toEqual(["/nothing.jpg"]);
  });
});

describe("every input", () => {
  test("createLiveRoom takes an address, base64 and a media id side by side", async () => {
    shop.pictures.set("/cover.jpg", await plain(1200, 1920));
    const { nativeId } = await uploaded(base64(await plain(900, 900)), "FEED_IMAGE");
    wire();
    const { createLiveRoom } = await bench.ask(CreateLiveRoomDocument, {
      input: room({
        cover: { url: `${shop.url}/cover.jpg` },
        share: base64(await plain(1600, 1280)),
        feed: { mediaId: nativeId },
      }),
    });
    expect(createLiveRoom.userErrors).toEqual([]);
    expect(wire().map(({ path }) => path)).toEqual([
      "/wxa/business/getliveinfo",
      UPLOAD,
      UPLOAD,
      "/wxaapi/broadcast/room/create",
      "/wxa/business/getliveinfo",
    ]);
    const { coverUrl, shareImageUrl, feedImageUrl } = createLiveRoom.liveRoom ?? {};
    expect(await look(String(coverUrl))).toMatchObject({ width: 1080, height: 1728 });
    expect(await look(String(shareImageUrl))).toMatchObject({ width: 800, height: 640 });
    expect((await look(String(feedImageUrl))).bytes.length).toBeLessThanOrEqual(100 * 1024);
  });

  test("createGoods and updateGoods take an address and base64", async () => {
    shop.pictures.set("/cup.png", await noise(640, 480, "png"));
    const { createGoods } = await bench.ask(CreateGoodsDocument, { input: goods({ url: `${shop.url}/cup.png` }) });
    expect(createGoods.userErrors).toEqual([]);
    const id = createGoods.goods?.id ?? "";
    await control(bench.wechat, `/_sandbox/goods/${id.split(":")[2] ?? ""}/review`, { status: 3 });

    const { updateGoods } = await bench.ask(UpdateGoodsDocument, {
      input: { id, cover: base64(await plain(600, 600)) },
    });
    expect(updateGoods.userErrors).toEqual([]);
    expect(await look(String(updateGoods.goods?.coverUrl))).toMatchObject({ width: 300, height: 300, format: "jpeg" });
  });

  test("a bad image among good ones is named, and no room is made", async () => {
    const { createLiveRoom } = await bench.ask(CreateLiveRoomDocument, {
      input: room({
        cover: base64(await plain(9, 9)),
        share: base64(Buffer.from("no picture")),
        feed: base64(await plain(9, 9)),
      }),
    });
    expect(createLiveRoom.userErrors.map(({ code, field }) => [code, field])).toEqual([
      ["IMAGE_REJECTED", ["input", "wechat", "shareImage"]],
    ]);
    expect(wire().map(({ path }) => path)).not.toContain("/wxaapi/broadcast/room/create");
  });
});

test("an upload that fails leaves no doubt about what the image was for", async () => {
  const cover = base64(await plain(31, 31));
  await control(bench.wechat, "/_sandbox/faults", { kind: "reset", path: UPLOAD, times: 9 });
  const { errors } = await bench.run(CreateGoodsDocument.toString(), { input: goods(cover) });
  expect(errors).toMatchObject([{ extensions: { code: "PROVIDER_UNAVAILABLE", retryable: true } }]);
  expect(wire().every(({ path }) => path === UPLOAD || path === "/cgi-bin/stable_token")).toBe(true);
});

describe("an upload is remembered", () => {
  test("by content: the same picture again costs no call, another slot does", async () => {
    const picture = await plain(40, 40);
    shop.pictures.set("/a.png", picture);
    const first = await uploaded({ url: `${shop.url}/a.png` });
    expect(uploads()).toBe(1);
    const second = await uploaded(base64(picture));
    expect(second).toEqual(first);
    expect(uploads()).toBe(0);
    await uploaded(base64(picture), "SHARE_IMAGE");
    expect(uploads()).toBe(1);
  });

  test("for 60 hours, twelve before WeChat forgets it, and over a restart", async () => {
    const picture = base64(await plain(40, 40));
    const first = await uploaded(picture);
    expect(first.expiresAt).toBe(new Date(bench.clock.now() + 72 * HOUR * 1000).toISOString());
    wire();
    bench.clock.advance(60 * HOUR - 1);
    await bench.restart();
    expect((await uploaded(picture)).nativeId).toBe(first.nativeId);
    expect(uploads()).toBe(0);
    bench.clock.advance(1);
    expect((await uploaded(picture)).nativeId).not.toBe(first.nativeId);
    expect(uploads()).toBe(1);
  });

  test("by account and by content, not by address", async () => {
    shop.pictures.set("/same.png", await plain(40, 40));
    const before = await uploaded({ url: `${shop.url}/same.png` });
    shop.pictures.set("/same.png", await plain(40, 40, "#00ff00"));
    expect((await uploaded({ url: `${shop.url}/same.png` })).nativeId).not.toBe(before.nativeId);
  });
});

describe("an id that WeChat no longer has", () => {
  const ADD = "/wxaapi/broadcast/goods/add";

  test.each([40007, 300006])("is renewed when WeChat says %d, once", async (code) => {
    const cover = base64(await plain(40, 40));
    const old = await uploaded(cover);
    wire();
    bench.wechat.fault({ path: ADD, kind: "errcode", value: code, times: 1 });
    const { createGoods } = await bench.ask(CreateGoodsDocument, { input: goods(cover) });
    expect(createGoods.userErrors).toEqual([]);
    const calls = wire();
    expect(calls.map(({ path }) => path)).toEqual([ADD, UPLOAD, ADD]);
    const [used, renewed] = calls
      .filter(({ path }) => path === ADD)
      .map(({ body }) => (body as { goodsInfo: { coverImgUrl: string } }).goodsInfo.coverImgUrl);
    expect(used).toBe(old.nativeId);
    expect(renewed).not.toBe(old.nativeId);
  });

  test("is not renewed a second time", async () => {
    const cover = base64(await plain(40, 40));
    await uploaded(cover);
    wire();
    bench.wechat.fault({ path: ADD, kind: "errcode", value: 300006 });
    const { createGoods } = await bench.ask(CreateGoodsDocument, { input: goods(cover) });
    expect(createGoods.userErrors).toEqual([
      expect.objectContaining({ code: "IMAGE_REJECTED", field: ["input", "cover"], providerCode: "300006" }),
    ]);
    expect(wire().map(({ path }) => path)).toEqual([ADD, UPLOAD, ADD]);
  });

  test("is the caller's own affair when the caller gave it, or when it was new", async () => {
    bench.wechat.fault({ path: ADD, kind: "errcode", value: 40007, times: 2 });
    for (const cover of [{ mediaId: "MEDIA_G" }, base64(await plain(41, 41))]) {
      const { createGoods } = await bench.ask(CreateGoodsDocument, { input: goods(cover) });
      expect(createGoods.userErrors.map(({ providerCode }) => providerCode)).toEqual(["40007"]);
    }
    expect(wire().map(({ path }) => path)).toEqual([ADD, UPLOAD, ADD]);
  });

  test("is renewed alone, and another refusal renews nothing", async () => {
    const images = {
      cover: base64(await plain(41, 41)),
      share: base64(await plain(42, 42)),
      feed: base64(await plain(43, 43)),
    };
    await uploaded(images.cover, "ROOM_COVER");
    await uploaded(images.share, "SHARE_IMAGE");
    await uploaded(images.feed, "FEED_IMAGE");
    wire();
    const CREATE = "/wxaapi/broadcast/room/create";
    bench.wechat.fault({ path: CREATE, kind: "errcode", value: 300037, times: 1 });
    await bench.ask(CreateLiveRoomDocument, { input: room(images) });
    const calls = wire().filter(({ path }) => path !== "/wxa/business/getliveinfo");
    expect(calls.map(({ path }) => path)).toEqual([CREATE, UPLOAD, CREATE]);
    const [before, after] = calls.filter(({ path }) => path === CREATE).map(({ body }) => body as object);
    expect(after).toEqual({ ...before, feedsImg: expect.any(String) as string });
    expect(after).not.toEqual(before);

    bench.wechat.fault({ path: CREATE, kind: "errcode", value: 200002, times: 1 });
    await bench.ask(CreateLiveRoomDocument, { input: room(images) });
    expect(uploads()).toBe(0);
  });
});

describe("an edit brings every image again", () => {
  const EDIT = "/wxaapi/broadcast/room/editroom";
  const edits = () =>
    wire()
      .filter(({ path }) => path === EDIT || path === UPLOAD)
      .map(({ path }) => path);
  const rename = async (id: string, title: string) =>
    (await bench.ask(UpdateLiveRoomDocument, { input: { id, title } })).updateLiveRoom;
  async function create(): Promise<string> {
    const { createLiveRoom } = await bench.ask(CreateLiveRoomDocument, {
      input: {
        ...room({
          cover: base64(await plain(90, 160)),
          share: base64(await plain(80, 64)),
          feed: base64(await plain(80, 80)),
        }),
        startsAt: minutes(7 * 24 * 60),
        endsAt: minutes(7 * 24 * 60 + 60),
      },
    });
    wire();
    return createLiveRoom.liveRoom?.id ?? "";
  }

  test("by the ids that were kept, while they are good", async () => {
    const id = await create();
    await bench.restart();
    expect((await rename(id, "换个房间名")).userErrors).toEqual([]);
    expect(edits()).toEqual([EDIT]);
  });

  test("from the addresses that WeChat tells, once they are too old", async () => {
    const id = await create();
    bench.clock.advance(61 * HOUR);
    const { userErrors, liveRoom } = await rename(id, "换个房间名");
    expect(userErrors).toEqual([]);
    expect(edits()).toEqual([UPLOAD, UPLOAD, UPLOAD, EDIT]);
    expect(await look(String(liveRoom?.coverUrl))).toMatchObject({ width: 90, height: 160 });
    // And these are good for another while.
    bench.clock.advance(59 * HOUR);
    await rename(id, "再换个房间名");
    expect(edits()).toEqual([EDIT]);
  });

  test("from the addresses that WeChat tells, when it refuses an id that was kept", async () => {
    const id = await create();
    bench.wechat.fault({ path: EDIT, kind: "errcode", value: 300032, times: 1 });
    expect((await rename(id, "换个房间名")).userErrors).toEqual([]);
    expect(edits()).toEqual([EDIT, UPLOAD, EDIT]);
  });

  test("but for those that are given", async () => {
    const id = await create();
    const { updateLiveRoom } = await bench.ask(UpdateLiveRoomDocument, {
      input: { id, cover: base64(await plain(30, 40)) },
    });
    expect(updateLiveRoom.userErrors).toEqual([]);
    expect(edits()).toEqual([UPLOAD, EDIT]);
    expect(await look(String(updateLiveRoom.liveRoom?.coverUrl))).toMatchObject({ width: 30, height: 40 });
  });
});
