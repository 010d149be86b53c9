import type { WechatRoleChange, WechatRoleList } from "../protocol/wire-roles";
import { integerField, optionalInteger, optionalText, textField, type Fields } from "./fields";
import { liveOperation, type WechatOperation } from "./operation";
import { avatarOf, maskWechatId, openidOf } from "./people";
import { WechatRefusal } from "./refusal";
import { mostPerRole } from "./roles";
import type { WechatState } from "./state";

const SUPER_ADMINISTRATOR = 0;
const ANCHOR = 2;
const EVERY_ROLE = -1;
const DEFAULT_ROWS = 10;
const MOST_ROWS = 30;

export const roleOperations: readonly WechatOperation[] = [
  liveOperation({
    name: "role.add",
    path: "/wxaapi/broadcast/role/addrole",
    success: "code",
    prepare: (fields) => {
      const { username, role } = readChange(fields);
      return ({ state: { people, roles, clock }, pictureUrl }) => {
        const person = people.find(username);
        if (!person) throw new WechatRefusal(400001);
        // Without effect, says WeChat's page, and calls it no error.
        if (role === SUPER_ADMINISTRATOR) return {};
        if (role === ANCHOR && !person.verified) {
          throw new WechatRefusal(400002, undefined, { codeurl: pictureUrl(`verify-${username}.png`) });
        }
        if (roles.has(username, role)) throw new WechatRefusal(400004);
        if (roles.count(role) >= (mostPerRole[role] ?? 0)) throw new WechatRefusal(400003);
        roles.grant(username, role, clock.seconds());
        return {};
      };
    },
  }),
  liveOperation({
    name: "role.delete",
    path: "/wxaapi/broadcast/role/deleterole",
    success: "code",
    prepare: (fields) => {
      const { username, role } = readChange(fields);
      return ({ state }) => {
        if (!state.people.find(username)) throw new WechatRefusal(400001);
        if (role === SUPER_ADMINISTRATOR) return {};
        if (role === ANCHOR && hasRoomAhead(state, username)) throw new WechatRefusal(400005);
        // A role that the user has not is not documented as an error.
        state.roles.revoke(username, role, state.clock.seconds());
        return {};
      };
    },
  }),
  liveOperation({
    name: "role.list",
    method: "GET",
    path: "/wxaapi/broadcast/role/getrolelist",
    success: "code",
    prepare: (fields) => {
      const role = optionalInteger(fields, "role", EVERY_ROLE, { minimum: EVERY_ROLE, maximum: 3 });
      const offset = optionalInteger(fields, "offset", 0, { minimum: 0 });
      const limit = optionalInteger(fields, "limit", DEFAULT_ROWS, { minimum: 1, maximum: MOST_ROWS });
      const keyword = optionalText(fields, "keyword") ?? "";
      return ({ state: { roles, people }, pictureUrl }) => {
        const members = roles.all().flatMap((member) => {
          const nickname = people.find(member.wechatId)?.nickname ?? "";
          const matches = member.wechatId.includes(keyword) || nickname.includes(keyword);
          return matches && (role === EVERY_ROLE || member.roles.has(role)) ? [{ ...member, nickname }] : [];
        });
        return {
          list: members.slice(offset, offset + limit).map(({ wechatId, nickname, roles: held, changedAt }) => ({
            headingimg: pictureUrl(avatarOf(wechatId)),
            nickname,
            openid: openidOf(wechatId),
            roleList: [...held].sort((a, b) => a - b),
            updateTimestamp: String(changedAt),
            username: maskWechatId(wechatId),
          })),
          total: members.length,
        } satisfies WechatRoleList;
      };
    },
  }),
];

function readChange(fields: Fields): WechatRoleChange {
  return { username: textField(fields, "username"), role: integerField(fields, "role", { minimum: 0, maximum: 3 }) };
}

function hasRoomAhead({ rooms }: WechatState, wechatId: string): boolean {
  return [...rooms.all()].some((room) => room.anchorWechat === wechatId && rooms.status(room) === 102);
}
