import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { operations } from "../../../../src/providers/wechat/sandbox/operations";
import { accountForEach } from "./account";

const account = accountForEach();

/** The endpoints of WeChat's own pages, typed from there. */
const documented = `
  token.get              GET  /cgi-bin/token
  token.stable           POST /cgi-bin/stable_token
  quota.clear            POST /cgi-bin/clear_quota
  media.upload           POST /cgi-bin/media/upload
  room.create            POST /wxaapi/broadcast/room/create
  room.list              POST /wxa/business/getliveinfo
  room.replay            POST /wxa/business/getliveinfo
  room.addGoods          POST /wxaapi/broadcast/room/addgoods
  room.delete            POST /wxaapi/broadcast/room/deleteroom
  room.edit              POST /wxaapi/broadcast/room/editroom
  room.getPushUrl        GET  /wxaapi/broadcast/room/getpushurl
  room.getSharedCode     GET  /wxaapi/broadcast/room/getsharedcode
  room.updateFeedPublic  POST /wxaapi/broadcast/room/updatefeedpublic
  room.updateReplay      POST /wxaapi/broadcast/room/updatereplay
  room.updateKf          POST /wxaapi/broadcast/room/updatekf
  room.updateComment     POST /wxaapi/broadcast/room/updatecomment
  assistant.add          POST /wxaapi/broadcast/room/addassistant
  assistant.modify       POST /wxaapi/broadcast/room/modifyassistant
  assistant.remove       POST /wxaapi/broadcast/room/removeassistant
  assistant.list         GET  /wxaapi/broadcast/room/getassistantlist
  subAnchor.add          POST /wxaapi/broadcast/room/addsubanchor
  subAnchor.modify       POST /wxaapi/broadcast/room/modifysubanchor
  subAnchor.delete       POST /wxaapi/broadcast/room/deletesubanchor
  subAnchor.get          GET  /wxaapi/broadcast/room/getsubanchor
  roomGoods.onSale       POST /wxaapi/broadcast/goods/onsale
  roomGoods.deleteInRoom POST /wxaapi/broadcast/goods/deleteInRoom
  roomGoods.push         POST /wxaapi/broadcast/goods/push
  roomGoods.sort         POST /wxaapi/broadcast/goods/sort
  roomGoods.getVideo     POST /wxaapi/broadcast/goods/getVideo
  goods.add              POST /wxaapi/broadcast/goods/add
  goods.resetAudit       POST /wxaapi/broadcast/goods/resetaudit
  goods.audit            POST /wxaapi/broadcast/goods/audit
  goods.delete           POST /wxaapi/broadcast/goods/delete
  goods.update           POST /wxaapi/broadcast/goods/update
  goods.warehouse        POST /wxa/business/getgoodswarehouse
  goods.list             GET  /wxaapi/broadcast/goods/getapproved
  goods.setKey           POST /wxaapi/broadcast/goods/setkey
  goods.getKey           GET  /wxaapi/broadcast/goods/getkey
  role.add               POST /wxaapi/broadcast/role/addrole
  role.delete            POST /wxaapi/broadcast/role/deleterole
  role.list              GET  /wxaapi/broadcast/role/getrolelist
  subscribe.followers    POST /wxa/business/get_wxa_followers
  subscribe.pushMessage  POST /wxa/business/push_message
`
  .trim()
  .split("\n")
  .map((line) => line.trim().split(/\s+/).join(" "));

const readme = readFileSync(join(__dirname, "../../../../src/providers/wechat/README.md"), "utf8");
const rows = [
  ...readme.matchAll(/^\| ([A-Za-z]+\.[A-Za-z]+) +\| (GET|POST) +\| (\/\S+) +\| (yes|no) +\| (\S*) *\|$/gm),
].map(([, name = "", method = "", path = "", served = "", tested = ""]) => ({ name, method, path, served, tested }));

/** How tests write the paths that they do not spell out. */
const spellings: Readonly<Record<string, string>> = {
  create: "createPath",
  editroom: "editPath",
  getliveinfo: "listPath",
  addsubanchor: 'path("add")',
  modifysubanchor: 'path("modify")',
  deletesubanchor: 'path("delete")',
  getsubanchor: 'path("get")',
};

describe("the table of endpoints in the README", () => {
  it("has the documented endpoints and no other", () => {
    expect(rows.map(({ name, method, path }) => `${name} ${method} ${path}`).sort()).toEqual([...documented].sort());
  });

  it("says served of what is served, and of nothing else", () => {
    const served = rows
      .filter((row) => row.served === "yes")
      .map(({ name, method, path }) => `${name} ${method} ${path}`);
    const real = operations.flatMap(({ names, method, path }) => names.map((name) => `${name} ${method} ${path}`));
    expect(served.sort()).toEqual(real.sort());
  });

  it("names tests that call the path", () => {
    for (const { path, tested } of rows) {
      const file = join(__dirname, tested);
      expect({ tested, exists: existsSync(file) }).toEqual({ tested, exists: true });
      const lastPart = path.split("/").at(-1) ?? "";
      const isCalled = readFileSync(file, "utf8").includes(spellings[lastPart] ?? lastPart);
      expect({ path, tested, isCalled }).toEqual({ path, tested, isCalled: true });
    }
  });
});

describe("every documented path", () => {
  it("answers over HTTP in its own method, and tells a caller without a token so", async () => {
    for (const line of documented) {
      const [name = "", method = "", path = ""] = line.split(" ");
      if (name.startsWith("token.")) continue;
      const response = await account().send(path, { method });
      expect({ line, status: response.status, answer: (await response.json()) as unknown }).toEqual({
        line,
        status: 200,
        answer: expect.objectContaining({ errcode: 41001 }) as object,
      });
    }
  });
});
