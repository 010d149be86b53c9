import { readImageHeader } from "../../../../src/providers/wechat/sandbox/image-header";
import { accountForEach, jsonPost, refused, START, type Answer } from "./account";
import { gif, jpeg, png } from "./pictures";
import { createPath, listPath, roomCreation } from "./room-plan";

const account = accountForEach();
const MEGABYTE = 1024 * 1024;
const DAY = 86_400;

async function upload(
  file: Buffer | null,
  { type = "image", part = "media", name = "cover.png" } = {},
): Promise<Answer> {
  const form = new FormData();
  form.set("remark", "not a file");
  if (file) form.set(part, new Blob([new Uint8Array(file)], { type: "image/png" }), name);
  const path = `/cgi-bin/media/upload?access_token=${await account().token()}&type=${type}`;
  return (await (await account().send(path, { method: "POST", body: form })).json()) as Answer;
}
const mediaId = async (file: Buffer) => String((await upload(file))["media_id"]);

describe("uploading media", () => {
  it("answers a media id of 64 characters, without an errcode", async () => {
    expect(await upload(png(800, 640))).toEqual({
      type: "image",
      media_id: expect.stringMatching(/^[-_A-Za-z0-9]{64}$/) as string,
      created_at: START,
    });
  });

  it.each([
    ["a JPEG", jpeg(640, 480)],
    ["a GIF", gif(32, 16)],
    ["2 MB", png(10, 10, 2 * MEGABYTE)],
  ])("takes %s, whatever the file is called", async (_what, file) => {
    expect(await upload(file, { name: "whatever" })).toHaveProperty("media_id");
  });

  it.each([
    ["text", Buffer.from("no picture"), {}, 40004],
    ["a type that is none", png(1, 1), { type: "picture" }, 40004],
    ["a type from the prototype", png(1, 1), { type: "toString" }, 40004],
    ["more than 2 MB", png(10, 10, 2 * MEGABYTE + 1), {}, 40009],
    ["an empty file", Buffer.alloc(0), {}, 44001],
    ["no file", null, {}, 41005],
    ["a file in another field", png(1, 1), { part: "file" }, 41005],
  ])("refuses %s", async (_what, file, options, code) => {
    expect(await upload(file, options)).toEqual(refused(code));
  });

  it("wants multipart/form-data and POST", async () => {
    const path = `/cgi-bin/media/upload?access_token=${await account().token()}&type=image`;
    expect(await (await account().send(path, jsonPost({ media: "x" }))).json()).toEqual(refused(41005));
    expect(await (await account().send(path)).json()).toEqual(refused(43002));
  });

  it("takes other media too, which fit no image", async () => {
    const { media_id: id } = await upload(Buffer.from("sound"), { type: "voice", name: "a.mp3" });
    expect(await account().post(createPath, { ...roomCreation, coverImg: id })).toEqual(refused(300031));
  });
});

describe("a media id", () => {
  const create = (change: object) => account().post(createPath, { ...roomCreation, ...change });
  const addGoods = (coverImgUrl: string) =>
    account().post("/wxaapi/broadcast/goods/add", {
      goodsInfo: { coverImgUrl, name: "茶杯", priceType: 1, price: 1, url: "pages/index/index" },
    });

  it.each([
    ["coverImg", 300031],
    ["shareImg", 300032],
    ["feedsImg", 300037],
  ])("that is unknown, or a URL, is refused as %s with %d", async (slot, code) => {
    expect(await create({ [slot]: "mEdIaIdUnknown" })).toEqual(refused(code));
    expect(await create({ [slot]: "http://mmbiz.example/cover.jpg" })).toEqual(refused(code));
    expect(await create({ [slot]: "" })).toEqual(refused(200002));
  });

  it("that is unknown is refused for goods with 300006", async () => {
    expect(await addGoods("mEdIaIdUnknown")).toEqual(refused(300006));
  });

  it("is good for three days", async () => {
    const id = await mediaId(png(300, 300));
    const later = { startTime: roomCreation.startTime + 3 * DAY, endTime: roomCreation.endTime + 3 * DAY };
    account().advance(3 * DAY - 1);
    const body = { ...roomCreation, coverImg: id, shareImg: id, feedsImg: id, ...later };
    expect(await account().post(createPath, body)).toEqual({ errcode: 0, roomId: 13 });
    account().advance(1);
    expect(await account().post(createPath, body)).toEqual(refused(300031));
  });

  it("has to fit its place", async () => {
    const large = await mediaId(png(1080, 1920, MEGABYTE + 1));
    const medium = await mediaId(png(800, 800, 100 * 1024 + 1));
    expect(await create({ shareImg: large })).toEqual(refused(300032));
    expect(await create({ feedsImg: medium })).toEqual(refused(300037));
    expect(await create({ coverImg: large, shareImg: medium })).toEqual({ errcode: 0, roomId: 13 });
    expect(await addGoods(await mediaId(png(301, 300)))).toEqual(refused(300018));
    expect(await addGoods(await mediaId(png(300, 300)))).toMatchObject({ errcode: 0 });
  });

  it("becomes a URL under which a browser gets the very bytes", async () => {
    const file = jpeg(300, 300);
    await create({ coverImg: await mediaId(file) });
    const { room_info: rooms } = await account().post(listPath, { start: 0, limit: 100 });
    const room = (rooms as { roomid: number; cover_img: string; share_img: string }[]).find((row) => row.roomid === 13);
    const cover = await fetch(room?.cover_img ?? "");
    expect(cover.headers.get("content-type")).toBe("image/jpeg");
    expect(Buffer.from(await cover.arrayBuffer()).equals(file)).toBe(true);
  });

  it("of the seed state becomes a picture that is drawn", async () => {
    const { room_info: rooms } = await account().post(listPath, { start: 0, limit: 1 });
    const [room] = rooms as { cover_img: string }[];
    const cover = await fetch(room?.cover_img ?? "");
    expect(cover.headers.get("content-type")).toBe("image/png");
    const bytes = Buffer.from(await cover.arrayBuffer());
    expect(readImageHeader(bytes)).toEqual({ extension: "png", width: 240, height: 240 });
    expect(
      account()
        .sandbox.calls()
        .map(({ path }) => path),
    ).not.toContain(new URL(room?.cover_img ?? "").pathname);
  });
});

describe("the header of an image", () => {
  it.each([
    ["png", png(1080, 1920), { extension: "png", width: 1080, height: 1920 }],
    ["jpg", jpeg(800, 640), { extension: "jpg", width: 800, height: 640 }],
    ["gif", gif(300, 200), { extension: "gif", width: 300, height: 200 }],
    ["a cut png", png(1, 1).subarray(0, 20), null],
    ["a cut jpg", jpeg(1, 1).subarray(0, 30), null],
    ["nothing", Buffer.alloc(0), null],
    ["a jpg of lies", Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]), Buffer.alloc(8)]), null],
  ])("says what a %s is", (_what, bytes, header) => {
    expect(readImageHeader(bytes)).toEqual(header);
  });
});
