// What most would write by hand: Apollo on Express, the schema by type-graphql, over objects in memory.
import "reflect-metadata";
import { createServer } from "node:http";
import { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import express from "express";
import { Arg, buildSchema, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from "type-graphql";
import { byId, listed } from "./rooms.mjs";

/** Decorates without the syntax, which Node does not read. */
function objectType(name, fields) {
  const type = { [name]: class {} }[name];
  for (const [field, [returns, nullable = false]] of Object.entries(fields))
    Field(returns, { nullable })(type.prototype, field);
  ObjectType(name)(type);
  return type;
}
const text = () => String;
const id = () => ID;

const Anchor = objectType("Anchor", { name: [text, true] });
const Goods = objectType("Goods", { id: [id], nativeId: [text], name: [text], link: [text, true] });
const RoomGoodsConnection = objectType("RoomGoodsConnection", { nodes: [() => [Goods]] });
const Assistant = objectType("Assistant", { nickname: [text], avatarUrl: [text, true] });
const LiveRoom = objectType("LiveRoom", {
  ...{ id: [id], nativeId: [text], title: [text], status: [text] },
  ...{ startsAt: [text, true], endsAt: [text, true], coverUrl: [text, true] },
  ...{ anchor: [() => Anchor, true], assistants: [() => [Assistant]] },
});
const LiveRoomConnection = objectType("LiveRoomConnection", { nodes: [() => [LiveRoom]] });

class Rooms {
  liveRooms(first) {
    return { nodes: listed.slice(0, first) };
  }
  liveRoom(wanted) {
    return byId.get(wanted) ?? null;
  }
  goods(room, first) {
    return { nodes: room.goods.nodes.slice(0, first) };
  }
}
const on = Rooms.prototype;
const described = (name) => Object.getOwnPropertyDescriptor(on, name);
Arg("first", () => Int, { defaultValue: 20 })(on, "liveRooms", 0);
Query(() => LiveRoomConnection)(on, "liveRooms", described("liveRooms"));
Arg("id", id)(on, "liveRoom", 0);
Query(() => LiveRoom, { nullable: true })(on, "liveRoom", described("liveRoom"));
Root()(on, "goods", 0);
Arg("first", () => Int, { defaultValue: 20 })(on, "goods", 1);
FieldResolver(() => RoomGoodsConnection)(on, "goods", described("goods"));
Resolver(() => LiveRoom)(Rooms);

const apollo = new ApolloServer({ schema: await buildSchema({ resolvers: [Rooms], validate: false }) });
await apollo.start();
const application = express();
application.use("/graphql", express.json(), expressMiddleware(apollo));
const server = createServer(application);
server.listen(0, "127.0.0.1", () => console.log(`listening ${server.address().port}`));
