import fc from "fast-check";
import { readRedisAddress } from "../../src/store/redis/address";

const open = { tls: false, username: undefined, password: undefined };

test.each([
  ["redis://cache", { kind: "single", host: "cache", port: 6379, database: 0, ...open }],
  ["redis://cache/", { kind: "single", host: "cache", port: 6379, database: 0, ...open }],
  ["redis://127.0.0.1:6390/3", { kind: "single", host: "127.0.0.1", port: 6390, database: 3, ...open }],
  ["redis://[::1]:6390", { kind: "single", host: "::1", port: 6390, database: 0, ...open }],
  [
    "rediss://shop:p%40ss%2Fword@cache.example:6380",
    {
      kind: "single",
      host: "cache.example",
      port: 6380,
      database: 0,
      tls: true,
      username: "shop",
      password: "p@ss/word",
    },
  ],
  [
    "redis://:word@cache",
    { kind: "single", host: "cache", port: 6379, database: 0, tls: false, username: undefined, password: "word" },
  ],
  [
    "redis+sentinel://:word@a:26380,b/main/2?sentinelPassword=other",
    {
      kind: "sentinel",
      sentinels: [
        { host: "a", port: 26380 },
        { host: "b", port: 26379 },
      ],
      master: "main",
      database: 2,
      tls: false,
      username: undefined,
      password: "word",
      sentinelUsername: undefined,
      sentinelPassword: "other",
    },
  ],
  [
    "rediss-cluster://a:7000,b:7001,c",
    {
      kind: "cluster",
      nodes: [
        { host: "a", port: 7000 },
        { host: "b", port: 7001 },
        { host: "c", port: 6379 },
      ],
      ...open,
      tls: true,
    },
  ],
])("%s", (url, address) => {
  expect(readRedisAddress(url)).toEqual(address);
});

test.each([
  ["nothing", ""],
  ["another scheme", "http://cache:6379"],
  ["no scheme", "cache:6379"],
  ["a port past the last", "redis://cache:65536"],
  ["port 0", "redis://cache:0"],
  ["two servers that are no cluster", "redis://a,b"],
  ["a database that is no number", "redis://cache/main"],
  ["a cluster with a database", "redis+cluster://a,b/1"],
  ["sentinels without a master", "redis+sentinel://a,b"],
  ["sentinels and more than master and database", "redis+sentinel://a/main/1/2"],
  ["an empty host", "redis+cluster://a,,b"],
  ["a parameter that is none", "redis://cache?tls=true"],
  ["a password that is not encoded", "redis://:p@ss@cache"],
  ["a percent sign that encodes nothing", "redis://:50%@cache"],
  ["a blank", "redis://cache 1"],
])("%s is no address", (_, url) => {
  expect(readRedisAddress(url)).toBeNull();
});

test("every user and password comes back as it was encoded", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (username, password) => {
      const url = `redis://${encodeURIComponent(username)}:${encodeURIComponent(password)}@cache`;
      expect(readRedisAddress(url)).toMatchObject({ username, password, host: "cache" });
    }),
  );
});

test("no text makes it throw", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      readRedisAddress(text);
      readRedisAddress(`redis://${text}`);
      readRedisAddress(`redis+sentinel://${text}`);
    }),
  );
});
