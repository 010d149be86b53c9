import type { QiniuFailedRegistrations } from "../../protocol/wire-users";
import { toUser, toUserProfile } from "../answers";
import { failures, inWords, onMaster, Panic, ServiceFailure } from "../failure";
import { parameter, type Call, type QiniuRoute } from "../route";
import { createUser, findUser, listUsers, updateUser, type UserInput } from "../state/users";
import { bind, extensions, list, pointer, struct, text } from "../wire/binding";
import { textMap, writeJson } from "../wire/json-writer";

export const userInput = struct<UserInput>("UserDto", { user_id: text, nick: text, avatar: text, extends: extensions });

const MOST_USERS = 200;
/** On master a user who cannot be had is an internal error under HTTP 404. */
const hidden = { status: 404, code: 500, message: "Internal error" };

export const serverUserRoutes: readonly QiniuRoute[] = [
  {
    method: "POST",
    path: "/server/user/register",
    masterCode: 0,
    handle(call) {
      const input = bind(call.request, userInput);
      if (input.user_id === "") throw failures.invalid("empty user_id").onMaster({ status: 400 });
      // Master does not tell a user who is there already from a failure.
      onMaster(inWords("Internal error"), () => createUser(call, input));
    },
  },
  {
    method: "POST",
    path: "/server/user/register/batch",
    masterCode: 0,
    handle(call): QiniuFailedRegistrations {
      const inputs = bind(call.request, list(pointer(userInput)));
      const users = refuseBadBatch(inputs);
      const failed = users.flatMap((input): [string, string][] => {
        const reason = register(call, input);
        return reason === null ? [] : [[input.user_id, reason]];
      });
      return call.dialect === "master" && failed.length === 0 ? null : textMap(failed);
    },
  },
  {
    method: "PUT",
    path: "/server/user/:id",
    masterCode: 0,
    masterFailure: { status: 404 },
    handle(call) {
      updateUser(call, { ...bind(call.request, userInput), user_id: parameter(call, "id") });
    },
  },
  {
    method: "GET",
    path: "/server/user/info/:id",
    masterCode: 0,
    masterFailure: hidden,
    handle: (call) => toUser(call.world, findUser(call, parameter(call, "id"))),
  },
  {
    method: "GET",
    path: "/server/user/infos",
    masterCode: 0,
    masterFailure: hidden,
    handle: (call) => listUsers(call, askedUserIds(call)).map((user) => toUser(call.world, user)),
  },
  {
    method: "GET",
    path: "/server/user/profile/:id",
    masterCode: 0,
    masterFailure: hidden,
    handle: (call) => toUserProfile(findUser(call, parameter(call, "id"))),
  },
  {
    method: "GET",
    path: "/server/user/profiles",
    masterCode: 0,
    masterFailure: hidden,
    handle: (call) => listUsers(call, askedUserIds(call, 500)).map(toUserProfile),
  },
];

/** Repeated parameters, one id each: a comma does not separate. */
function askedUserIds(call: Call, modernStatus: 400 | 500 = 400): readonly string[] {
  const ids = call.request.query.getAll("user_ids");
  if (ids.length > 0 && ids.length <= MOST_USERS) return ids;
  const failure = failures.invalid();
  const message = "ids cant be empty, or more than 200";
  throw new ServiceFailure(
    { ...failure.master, status: 400 },
    { status: modernStatus, code: modernStatus, message },
    true,
  );
}

function refuseBadBatch(inputs: readonly (UserInput | null)[]): readonly UserInput[] {
  const invalid = (text: string) => failures.invalid(text).onMaster({ status: 400 });
  if (inputs.length === 0) throw invalid("empty request");
  if (inputs.length > MOST_USERS) throw invalid("user count exceed 200");
  return inputs.map((input, index) => {
    if (input === null) throw new Panic();
    if (input.user_id === "") throw invalid(`invalid request, empty user_id, index ${index}`);
    return input;
  });
}

/** Why the user could not be registered: on master an envelope as a text, on the others an empty text. */
function register(call: Call, input: UserInput): string | null {
  try {
    createUser(call, input);
    return null;
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    const { code, message } = error.master;
    return call.dialect === "master" ? writeJson({ request_id: "", code, message }) : "";
  }
}
