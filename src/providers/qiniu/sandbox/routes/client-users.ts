import { toUser, toUserProfile } from "../answers";
import { failures, ServiceFailure } from "../failure";
import { parameter, wholeNumber, type Call, type QiniuRoute } from "../route";
import { findOrCreateUser, findUser, listMessagingUsers, listUsers, updateUser } from "../state/users";
import { bind, UnboundBody } from "../wire/binding";
import { userInput } from "./server-users";

/** On master a user who cannot be had is an internal error under HTTP 404. */
const hidden = { status: 404, code: 500, message: "Internal error" };
const MOST_USERS = 200;

export const clientUserRoutes: readonly QiniuRoute[] = [
  {
    method: "GET",
    path: "/client/user/profile",
    masterCode: 0,
    masterFailure: hidden,
    handle: (call) => toUserProfile(internally(() => findOrCreateUser(call, call.caller.UserId))),
  },
  {
    method: "PUT",
    path: "/client/user/user",
    masterCode: 0,
    masterFailure: hidden,
    handle(call) {
      const change = { ...bind(call.request, userInput), user_id: call.caller.UserId };
      internally(() => updateUser(call, change));
    },
  },
  {
    method: "GET",
    path: "/client/user/user/:id",
    masterCode: 0,
    masterFailure: hidden,
    handle: (call) => toUser(call.world, findUser(call, parameter(call, "id"))),
  },
  {
    method: "GET",
    path: "/client/user/users",
    masterCode: 0,
    masterFailure: hidden,
    handle(call) {
      const ids = needCount(call.request.query.getAll("user_ids"), "ids cant be empty, or more than 200,");
      return listUsers(call, ids).map((user) => toUser(call.world, user));
    },
  },
  {
    method: "GET",
    path: "/client/user/imusers",
    masterCode: 0,
    masterFailure: hidden,
    handle(call) {
      const ids = needCount(messagingIds(call), "ids cant be empty, or more than 200");
      return listMessagingUsers(call, ids).map((user) => toUser(call.world, user));
    },
  },
];

/** Whatever goes wrong with the caller's own row is an internal error. */
function internally<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw error instanceof ServiceFailure ? failures.internal() : error;
  }
}

function needCount<Id>(ids: readonly Id[], text: string): readonly Id[] {
  if (ids.length === 0 || ids.length > MOST_USERS) throw failures.invalid(text).onMaster({ status: 400 });
  return ids;
}

function messagingIds(call: Call): readonly number[] {
  return call.request.query.getAll("im_user_ids").map((text) => {
    const id = text === "" ? 0 : wholeNumber(text);
    if (id !== null) return id;
    const refusal = `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`;
    throw new UnboundBody(failures.invalid(refusal), false);
  });
}
