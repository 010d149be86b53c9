// Hive Gateway in front of the mercurius server, with its response cache on: a warm answer never reaches the source.
import { createServer } from "node:http";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";

const kept = new Map();
const cache = {
  get: (key) => kept.get(key),
  set: (key, value) => void kept.set(key, value),
  delete: (key) => kept.delete(key),
  getKeysByPrefix: (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)),
};

const gateway = createGatewayRuntime({
  cache,
  proxy: { endpoint: process.env.BENCH_SOURCE },
  responseCaching: { session: () => null, ttl: 3_600_000 },
  logging: false,
  landingPage: false,
  graphiql: false,
});
const server = createServer(gateway);
server.listen(0, "127.0.0.1", () => console.log(`listening ${server.address().port}`));
