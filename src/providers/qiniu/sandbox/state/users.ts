import { failures, ServiceFailure } from "../failure";
import type { Trace } from "../trace";
import { mergeTextMaps, type TextMap } from "../wire/json-writer";
import { collate, fits } from "./collation";
import { lags, needDatabase } from "./database";
import type { User } from "./entities";

/** What is told of a user at registration. */
export interface UserInput {
  readonly user_id: string;
  readonly nick: string;
  readonly avatar: string;
  readonly extends: TextMap | null;
}

/** The user of that id; when the messaging service did not know the user yet, it is told again. */
export function findUser(trace: Trace, userId: string): User {
  needDatabase(trace);
  const [user] = trace.world.users.under(collate(userId), lags(trace));
  if (!user) throw failures.notFound();
  return user.imUserId === 0 ? registerMessaging(trace, user) : user;
}

/** Those of the users who exist, each once, in the order of their registration. */
export function listUsers(trace: Trace, userIds: readonly string[]): readonly User[] {
  needDatabase(trace);
  return [...new Set(userIds.map(collate))]
    .flatMap((id) => trace.world.users.under(id, lags(trace)))
    .sort((a, b) => a.id - b.id);
}

export function listMessagingUsers(trace: Trace, imUserIds: readonly number[]): readonly User[] {
  needDatabase(trace);
  return trace.world.users.all(lags(trace)).filter((user) => imUserIds.includes(user.imUserId));
}

/** Registers a user, who must not exist. A messaging service that is down does not prevent it. */
export function createUser(trace: Trace, input: UserInput): User {
  if (isKnown(trace, input.user_id)) throw failures.alreadyExists();
  return insertUser(trace, input);
}

export function findOrCreateUser(trace: Trace, userId: string): User {
  if (isKnown(trace, userId)) return findUser(trace, userId);
  return insertUser(trace, { user_id: userId, nick: "", avatar: "", extends: null });
}

/** Texts that are empty change nothing; the free attributes are merged key by key. */
export function updateUser(trace: Trace, { user_id, nick, avatar, extends: attributes }: UserInput): void {
  needDatabase(trace);
  const [old] = trace.world.users.under(collate(user_id));
  if (!old) throw failures.notFound();
  if (!fits(nick, 64) || !fits(avatar, 255)) throw failures.database();
  trace.world.users.save({
    ...old,
    ...(nick === "" ? {} : { nick }),
    ...(avatar === "" ? {} : { avatar }),
    ...(Object.keys(attributes ?? {}).length === 0 ? {} : { extends: mergeTextMaps(old.extends, attributes) }),
  });
}

function isKnown(trace: Trace, userId: string): boolean {
  try {
    findUser(trace, userId);
    return true;
  } catch (error) {
    if (error instanceof ServiceFailure && error.modern.code === 404) return false;
    throw error;
  }
}

function insertUser(trace: Trace, input: UserInput): User {
  const { users } = trace.world;
  if (!fits(input.user_id, 64) || !fits(input.nick, 64) || !fits(input.avatar, 255)) throw failures.database();
  // A replica that lags does not show the user that the primary already has.
  if (users.under(collate(input.user_id)).length > 0) throw failures.database();
  const user = users.insert({
    userId: input.user_id,
    nick: input.nick,
    avatar: input.avatar,
    extends: input.extends,
    imUserId: 0,
    imUsername: "",
    imPassword: "",
  });
  return registerMessaging(trace, user);
}

function registerMessaging(trace: Trace, user: User): User {
  if (trace.struck("im-down")) return user;
  const { identifiers, users } = trace.world;
  return users.save({
    ...user,
    imUserId: identifiers.imUserId(),
    imUsername: `ql${user.userId}`,
    imPassword: identifiers.imPassword(),
  });
}
