import type { Caller, Role } from "../../src/domain/caller";
import { LiveError } from "../../src/domain/error";
import { silentLog } from "../../src/domain/log";
import { createAdmission } from "../../src/http/admission";
import { serveImages } from "../../src/http/images";
import { createHttpServer } from "../../src/http/server";
import { CreateGoodsDocument } from "../generated/graphql";
import { useBench } from "../support/bench";
import { plain } from "../support/pictures";

/* POST /images: bytes from a form, for browsers and mini-programs. */

const bench = useBench();
const wire = () => bench.upstream(bench.wechat);
const UPLOAD = "/cgi-bin/media/upload";

interface Answer {
  readonly nativeId?: string;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

function form(fields: Readonly<Record<string, string>>, file: Buffer | null): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  if (file) data.set("file", new Blob([new Uint8Array(file)]), "picture.exe");
  return data;
}

async function send(body: FormData | string, headers: Readonly<Record<string, string>> = {}) {
  const reply = await fetch(`${bench.app.url}/images`, { method: "POST", body, headers });
  return { status: reply.status, answer: (await reply.json()) as Answer };
}

const whole = { account: "account:wechat", purpose: "GOODS_COVER" };

test("an image becomes a media id, whatever the file is called, and can be used", async () => {
  const { status, answer } = await send(form(whole, await plain(640, 480)));
  expect(status).toBe(200);
  expect(answer).toEqual({
    nativeId: expect.any(String) as string,
    expiresAt: new Date(bench.clock.now() + 72 * 3600 * 1000).toISOString(),
    width: 300,
    height: 225,
  });
  expect(wire()).toEqual([expect.objectContaining({ method: "POST", path: UPLOAD, query: { type: "image" } })]);

  const { createGoods } = await bench.ask(CreateGoodsDocument, {
    input: {
      account: "account:wechat",
      name: "茶杯",
      cover: { mediaId: answer.nativeId ?? "" },
      price: { fixed: { amount: "1" } },
      link: "pages/index/index",
    },
  });
  expect(createGoods.userErrors).toEqual([]);
});

test("the same bytes again cost no call", async () => {
  const picture = await plain(30, 30);
  const first = await send(form(whole, picture));
  wire();
  expect(await send(form(whole, picture))).toEqual(first);
  expect(wire()).toEqual([]);
});

describe("refusals", () => {
  test.each<[string, Readonly<Record<string, string>>, string[], string, number]>([
    ["no account", { purpose: "GOODS_COVER" }, ["account"], "INVALID_INPUT", 400],
    ["no purpose", { account: "account:wechat" }, ["purpose"], "INVALID_INPUT", 400],
    ["a purpose that is none", { ...whole, purpose: "toString" }, ["purpose"], "INVALID_INPUT", 400],
    ["an account that is none", { ...whole, account: "account:nobody" }, ["account"], "NOT_FOUND", 404],
  ])("%s", async (_what, fields, field, code, expected) => {
    const { status, answer } = await send(form(fields, await plain(9, 9)));
    expect(status).toBe(expected);
    expect(answer.errors).toEqual([
      { message: expect.any(String) as string, extensions: expect.objectContaining({ code, field }) as object },
    ]);
    expect(wire()).toEqual([]);
  });

  test.each<[string, Buffer | null, string, string[]]>([
    ["no file", null, "INVALID_INPUT", ["file"]],
    ["an empty file", Buffer.alloc(0), "INVALID_INPUT", ["file"]],
    ["a file that is no image", Buffer.from("GIF89 no image"), "IMAGE_REJECTED", ["file"]],
  ])("%s", async (_what, file, code, field) => {
    const { status, answer } = await send(form(whole, file));
    expect(status).toBe(400);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code, field });
    expect(wire()).toEqual([]);
  });

  test("an account that takes no images is told what to do instead", async () => {
    const { status, answer } = await send(form({ ...whole, account: "account:qiniu" }, await plain(9, 9)));
    expect([status, answer.errors?.[0]?.extensions["code"]]).toEqual([400, "UNSUPPORTED"]);
  });

  test("no form at all, in the language of the caller", async () => {
    const headers = { "content-type": "application/json", "accept-language": "zh-CN" };
    const { status, answer } = await send("{}", headers);
    expect(status).toBe(400);
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringMatching(/[一-鿿]/u) as string,
      extensions: { code: "INVALID_INPUT", field: ["file"] },
    });
  });

  test("more than 10 MB", async () => {
    const { status, answer } = await send(form(whole, Buffer.alloc(10 * 1024 * 1024 + 1)));
    expect(status).toBe(413);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "INVALID_INPUT", field: ["file"] });
    expect(wire()).toEqual([]);
  });

  test.each<[string, (data: FormData) => void]>([
    ["two files", (data) => data.append("file", new Blob(["x"]), "b.jpg")],
    ["a hundred fields", (data) => Array.from({ length: 100 }, (_, index) => data.set(`field${index}`, "x"))],
    ["a field without end", (data) => data.set("purpose", "x".repeat(5000))],
  ])("%s", async (_what, spoil) => {
    const data = form(whole, null);
    spoil(data);
    data.append("file", new Blob([new Uint8Array(await plain(9, 9))]), "a.png");
    const { status, answer } = await send(data);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(answer.errors?.[0]?.extensions["code"]).toBe("INVALID_INPUT");
    expect(wire()).toEqual([]);
  });

  test("a form that breaks off", async () => {
    const headers = { "content-type": "multipart/form-data; boundary=x" };
    const { status } = await send(
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      headers,
    );
    expect(status).toBe(400);
  });
});

describe("who may", () => {
  const caller = (role: Role, authenticated: boolean): Caller => ({
    role,
    authenticated,
    subject: null,
    accounts: null,
  });

  async function ask(caller: Caller | LiveError) {
    const server = await createHttpServer({ log: silentLog, corsOrigins: [], isLeaving: () => false });
    const authenticator = {
      authenticate: () => (caller instanceof LiveError ? Promise.reject(caller) : Promise.resolve(caller)),
      recall: () => null,
    };
    await serveImages(server, {
      gateway: bench.app.gateway,
      clock: bench.clock,
      timeoutSeconds: 12,
      admission: createAdmission({ authenticator, corsOrigins: [] }),
    });
    const body = form(whole, await plain(9, 9));
    const request = new Request("http://localhost/images", { method: "POST", body });
    const reply = await server.inject({
      method: "POST",
      url: "/images",
      headers: Object.fromEntries(request.headers),
      payload: Buffer.from(await request.arrayBuffer()),
    });
    await server.close();
    return { status: reply.statusCode, code: reply.json<Answer>().errors?.[0]?.extensions["code"] };
  }

  test("nobody in particular, and a viewer, may not", async () => {
    expect(await ask(caller("VIEWER", false))).toEqual({ status: 401, code: "UNAUTHENTICATED" });
    expect(await ask(caller("VIEWER", true))).toEqual({ status: 403, code: "FORBIDDEN" });
    const refused = new LiveError("UNAUTHENTICATED", { en: "No.", zh: "不。" });
    expect(await ask(refused)).toEqual({ status: 401, code: "UNAUTHENTICATED" });
    expect(wire()).toEqual([]);
  });

  test("an operator may", async () => {
    expect(await ask(caller("OPERATOR", true))).toEqual({ status: 200, code: undefined });
  });
});
