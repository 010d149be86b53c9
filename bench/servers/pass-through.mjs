// What most would write by hand before WeChat's list of rooms: each request asks WeChat once, by global fetch.
import { URLSearchParams } from "node:url";
import { fastify } from "fastify";
import mercurius from "mercurius";
import { typeDefs } from "./schema.mjs";

const { BENCH_WECHAT: wechat, BENCH_APP_ID: appId, BENCH_APP_SECRET: secret } = process.env;

async function answerOf(path, query, body) {
  const response = await fetch(`${wechat}${path}?${new URLSearchParams(query)}`, {
    ...(body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (answer.errcode) throw new Error(`${answer.errcode} ${answer.errmsg}`);
  return answer;
}

const credential = { grant_type: "client_credential", appid: appId, secret };
const { access_token } = await answerOf("/cgi-bin/token", credential);

const statuses = {
  101: "LIVE",
  102: "SCHEDULED",
  103: "ENDED",
  104: "BANNED",
  105: "PAUSED",
  106: "FAILED",
  107: "EXPIRED",
};
const time = (seconds) => new Date(seconds * 1000).toISOString();
const toGoods = ({ goods_id, name, url }) => ({
  id: `goods:wechat:${goods_id}`,
  nativeId: String(goods_id),
  name,
  link: url,
});
const toRoom = (row) => ({
  id: `room:wechat:${row.roomid}`,
  nativeId: String(row.roomid),
  title: row.name,
  status: statuses[row.live_status] ?? "UNKNOWN",
  startsAt: time(row.start_time),
  endsAt: time(row.end_time),
  coverUrl: row.cover_img,
  anchor: { name: row.anchor_name },
  goods: row.goods ?? [],
});

const server = fastify();
await server.register(mercurius, {
  schema: typeDefs,
  jit: 1,
  graphiql: false,
  resolvers: {
    Query: {
      async liveRooms(_, { first }) {
        const asked = { start: 0, limit: first };
        const { room_info } = await answerOf("/wxa/business/getliveinfo", { access_token }, asked);
        return { nodes: room_info.map(toRoom) };
      },
    },
    LiveRoom: { goods: (room, { first }) => ({ nodes: room.goods.slice(0, first).map(toGoods) }) },
  },
});
await server.listen({ host: "127.0.0.1", port: 0 });
console.log(`listening ${server.server.address().port}`);
