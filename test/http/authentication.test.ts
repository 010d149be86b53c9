import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import type { AccessSettings } from "../../src/access-settings";
import { createApiKey } from "../../src/http/api-keys";
import { NOW } from "../support/clock";
import { useFakeApp } from "../support/fake-app";
import { createFakeProvider, fakeRoom } from "../support/fake-provider";
import { createIssuer, signToken, type Json } from "../support/tokens";

const SECRET = "a shared secret that nobody could guess";
const PREVIOUS = "the secret that was shared before this one";
const seconds = Math.floor(NOW / 1000);
const apiKey = createApiKey();

const jwt: Extract<AccessSettings, { authentication: "jwt" }> = {
  authentication: "jwt",
  jwtSecrets: [SECRET, PREVIOUS],
  jwksUrl: null,
  jwtIssuer: "https://login.shop.example",
  jwtAudience: "zhibo",
  apiKeys: [{ name: "erp", sha256: apiKey.sha256, role: "OPERATOR", accounts: ["shop"] }],
};

const shop = () => createFakeProvider({ key: "shop", rooms: [fakeRoom("shop", "1", 1000)] });

const VIEWER = "{ viewer { authenticated subject role } }";
const good: Json = { iss: "https://login.shop.example", aud: "zhibo", sub: "ange", exp: seconds + 60 };

describe("with a shared secret", () => {
  const fake = useFakeApp([shop()], { access: jwt });
  const ask = (authorization?: string) =>
    fetch(`${fake.app.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(authorization === undefined ? {} : { authorization }) },
      body: JSON.stringify({ query: VIEWER }),
    });
  const viewer = async (token: string) =>
    ((await (await ask(`Bearer ${token}`)).json()) as { data?: { viewer: unknown } }).data?.viewer;

  test("who sends no token is a viewer", async () => {
    expect(await (await ask()).json()).toEqual({
      data: { viewer: { authenticated: false, subject: null, role: "VIEWER" } },
    });
  });

  test.each([
    ["no role", {}, "VIEWER"],
    ["viewer", { role: "viewer" }, "VIEWER"],
    ["operator", { role: "operator" }, "OPERATOR"],
    ["ADMIN", { role: "ADMIN" }, "ADMIN"],
    ["several audiences", { aud: ["crm", "zhibo"] }, "VIEWER"],
    ["clocks half a minute apart", { exp: seconds - 20, nbf: seconds + 20 }, "VIEWER"],
  ])("a token with %s", async (_what, claims, role) => {
    expect(await viewer(signToken(SECRET, { ...good, ...claims }))).toEqual({
      authenticated: true,
      subject: "ange",
      role,
    });
  });

  test("the secret before the last change is good too, and so are the longer hashes", async () => {
    expect(await viewer(signToken(PREVIOUS, good))).toMatchObject({ authenticated: true });
    expect(await viewer(signToken(SECRET, good, { alg: "HS512" }))).toMatchObject({ authenticated: true });
  });

  const unsigned = (header: Json) =>
    `${[header, good].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".")}.`;

  test.each([
    ["another secret", signToken("another secret, long enough to be one", good)],
    ["an expired token", signToken(SECRET, { ...good, exp: seconds - 31 })],
    ["a token of the future", signToken(SECRET, { ...good, nbf: seconds + 31 })],
    ["another audience", signToken(SECRET, { ...good, aud: "crm" })],
    ["another issuer", signToken(SECRET, { ...good, iss: "https://evil.example" })],
    ["no issuer", signToken(SECRET, { ...good, iss: undefined })],
    ["no audience", signToken(SECRET, { ...good, aud: undefined })],
    ["no signature, algorithm none", unsigned({ alg: "none", typ: "JWT" })],
    ["no signature, algorithm NONE", unsigned({ alg: "NONE" })],
    ["no signature, algorithm HS256", unsigned({ alg: "HS256" })],
    ["a kind of token that is for something else", signToken(SECRET, good, { typ: "logout+jwt" })],
    ["a header that must be understood", signToken(SECRET, good, { crit: ["b64"], b64: false })],
    ["a role that is none", signToken(SECRET, { ...good, role: "root" })],
    ["a role that is no text", signToken(SECRET, { ...good, role: ["admin"] })],
    ["accounts that are no list", signToken(SECRET, { ...good, accounts: "shop" })],
    ["accounts that are no keys", signToken(SECRET, { ...good, accounts: [1] })],
    ["a subject that is no text", signToken(SECRET, { ...good, sub: { admin: true } })],
    ["a token that is none", "zhibo"],
    ["three dots", "..."],
  ])("%s is UNAUTHENTICATED, and the answer does not say why", async (_what, token) => {
    const response = await ask(`Bearer ${token}`);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="zhibo"');
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await response.json()).toEqual({
      errors: [
        {
          message: "The token is not valid. Sign in again, or send none to read what is public.",
          extensions: { code: "UNAUTHENTICATED", requestId: expect.any(String) as string },
        },
      ],
    });
  });

  test.each(["", "Bearer", "Bearer ", "Basic YTpi", "bearer: x", `Bearer ${SECRET}`])(
    "the header %j is no token",
    async (header) => expect((await ask(header)).status).toBe(401),
  );

  test("a header larger than any token is refused as headers are", async () => {
    const response = await ask(`Bearer ${"a".repeat(100_000)}`);
    expect(response.status).toBe(431);
  });

  test("no change of a good token is good", async () => {
    const token = signToken(SECRET, { ...good, role: "viewer" });
    const change = fc.tuple(fc.nat(token.length - 1), fc.constantFrom("A", "B", "x", "z", "0", "9", "-", "_", "."));
    await fc.assert(
      fc.asyncProperty(change, async ([index, letter]) => {
        const changed = token.slice(0, index) + letter + token.slice(index + 1);
        // The last letter of a signature carries bits that mean nothing.
        fc.pre(changed !== token && index < token.length - 1);
        expect((await ask(`Bearer ${changed}`)).status).toBe(401);
      }),
      { numRuns: 150 },
    );
  });

  test("an API key lets a server in, for the accounts it is for", async () => {
    expect(createHash("sha256").update(apiKey.key).digest("hex")).toBe(apiKey.sha256);
    expect(await viewer(apiKey.key)).toEqual({ authenticated: true, subject: "key:erp", role: "OPERATOR" });
    expect((await ask(`Bearer ${apiKey.key}x`)).status).toBe(401);
    expect((await ask(`Bearer ${apiKey.sha256}`)).status).toBe(401);
  });

  test("a refusal is in the caller's language", async () => {
    const { errors } = await fake.run(VIEWER, { headers: { authorization: "Bearer x", "accept-language": "zh-CN" } });
    expect(errors?.[0]?.message).toMatch(/^令牌无效/);
  });
});

describe("with a set of public keys", () => {
  const first = createIssuer("first");
  const second = createIssuer("second");
  let published: readonly Json[] = [first.jwk];
  let isDown = false;
  let fetches = 0;
  let issuer: Server;
  const access = { ...jwt, jwtSecrets: [], jwksUrl: "", jwtIssuer: null, apiKeys: [] };

  beforeAll(async () => {
    issuer = createServer((_request, response) => {
      fetches += 1;
      if (isDown) response.writeHead(503).end();
      else response.end(JSON.stringify({ keys: published }));
    });
    await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
    access.jwksUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/keys`;
  });
  afterAll(() => new Promise((resolve) => issuer.close(resolve)));
  afterEach(() => jest.restoreAllMocks());

  const fake = useFakeApp([shop()], { access });
  const ask = async (token: string) => {
    const { data, errors } = await fake.run(VIEWER, { headers: { authorization: `Bearer ${token}` } });
    return errors?.[0]?.extensions ?? data?.["viewer"];
  };
  const claims = { aud: "zhibo", sub: "ange", role: "operator", exp: seconds + 3600 };
  const refused = { code: "UNAUTHENTICATED", requestId: expect.any(String) as string };

  test("keys that cannot be fetched are no word against the token", async () => {
    isDown = true;
    expect(await ask(first.sign(claims))).toEqual({ ...refused, retryable: true, retryAfterSeconds: 5 });
    isDown = false;
    expect(await ask(first.sign(claims))).toEqual({ authenticated: true, subject: "ange", role: "OPERATOR" });
  });

  test("the public key is no secret, whatever the token says", async () => {
    for (const secret of [first.pem, JSON.stringify(first.jwk), String(first.jwk["x"])]) {
      expect(await ask(signToken(secret, claims))).toEqual(refused);
      expect(await ask(signToken(secret, claims, { kid: "first" }))).toEqual(refused);
    }
    expect(await ask(second.sign(claims, { kid: "first" }))).toEqual(refused);
    expect(await ask(first.sign(claims, { jwk: second.jwk, jku: "https://evil.example/keys" }))).toMatchObject({
      authenticated: true,
    });
    expect(await ask(second.sign(claims, { kid: "first", jwk: second.jwk }))).toEqual(refused);
  });

  test("many tokens are checked with keys that were fetched once", async () => {
    await ask(first.sign(claims));
    const before = fetches;
    await Promise.all(Array.from({ length: 20 }, () => ask(first.sign(claims))));
    expect(fetches).toBe(before);
  });

  test("a new key is found when its first token comes, and forgeries do not hammer the issuer", async () => {
    await ask(first.sign(claims));
    published = [first.jwk, second.jwk];
    jest.spyOn(Date, "now").mockReturnValue(Date.now() + 6000);
    expect(await ask(second.sign(claims))).toMatchObject({ authenticated: true });
    const before = fetches;
    for (let index = 0; index < 10; index += 1)
      expect(await ask(second.sign(claims, { kid: `x${index}` }))).toEqual(refused);
    expect(fetches).toBe(before);
  });
});
