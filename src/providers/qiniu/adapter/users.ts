import { z } from "zod";
import type { Attribute } from "../../../domain/attribute";
import type { Call, Found } from "../../../domain/call";
import { isRefusal, LiveError } from "../../../domain/error";
import { formatId } from "../../../domain/id";
import type { Member, MemberPort } from "../../../domain/member";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuUser, qiniuUsers, type QiniuUserRead, type QiniuUserRegistration } from "../protocol/wire";
import { fromExtensions, toExtensions } from "./checks";
import type { QiniuContext } from "./context";

/** How many users one call may ask for. */
const LARGEST_LOOKUP = 200;

/** How long the ids of one call may be together: servers in front of Qiniu's take no address longer than 8 KB. */
const LONGEST_LOOKUP = 7_000;

export interface NewUser {
  readonly userId: string;
  readonly nickname?: string | null | undefined;
  readonly avatarUrl?: string | null | undefined;
  readonly attributes?: readonly Attribute[] | null | undefined;
}

/**
 * Makes sure the user is known. One that is known already is fine, and stays as it is; tells whether the user is new.
 */
export async function registerUser({ client }: QiniuContext, user: NewUser, call: Call): Promise<boolean> {
  const body: QiniuUserRegistration = { user_id: user.userId, ...toUserTexts(user) };
  try {
    await client.send(qiniuEndpoints.registerUser, { body }, z.unknown(), call);
    return true;
  } catch (error) {
    // One dialect says "internal error" of a user who exists, so the user is looked up.
    if (isRefusal(error) && error.kind === "ALREADY_EXISTS") return false;
    await client.send(qiniuEndpoints.getUser, { path: { userId: user.userId } }, qiniuUser, call).catch(() => {
      throw error;
    });
    return false;
  }
}

export function toUserTexts({ nickname, avatarUrl, attributes }: Omit<NewUser, "userId">) {
  return {
    ...(nickname ? { nick: nickname } : {}),
    ...(avatarUrl ? { avatar: avatarUrl } : {}),
    ...(attributes && attributes.length > 0 ? { extends: toExtensions(attributes) } : {}),
  };
}

/** The users among these ids who are known, in no order; in any case, since the server's database sees none. */
export async function readUsers({ client }: QiniuContext, userIds: readonly string[], call: Call) {
  const query = userIds.map((userId) => ["user_ids", userId] as const);
  return (await client.send(qiniuEndpoints.getUsers, { query }, qiniuUsers, call)) ?? [];
}

export function createMembers(context: QiniuContext): MemberPort {
  const { account } = context;
  return {
    async getMembers(nativeIds, call): Promise<readonly Found<Member>[]> {
      const found = new Map<string, Found<Member>>();
      await Promise.all(
        cutIntoLookups(nativeIds).map(async (chunk) => {
          try {
            for (const user of await readUsers(context, chunk, call))
              found.set(user.user_id, toMember(user, account.key));
          } catch (error) {
            if (!(error instanceof LiveError)) throw error;
            for (const nativeId of chunk) found.set(nativeId, error);
          }
        }),
      );
      return nativeIds.map((nativeId) => found.get(nativeId) ?? null);
    },
  };
}

function cutIntoLookups(userIds: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let length = Infinity;
  for (const userId of userIds) {
    const added = `user_ids=${encodeURIComponent(userId)}&`.length;
    const last = chunks.at(-1);
    if (last && last.length < LARGEST_LOOKUP && length + added <= LONGEST_LOOKUP) {
      last.push(userId);
      length += added;
    } else {
      chunks.push([userId]);
      length = added;
    }
  }
  return chunks;
}

function toMember(user: QiniuUserRead, accountKey: string): Member {
  return {
    id: formatId("member", accountKey, user.user_id),
    accountKey,
    provider: "QINIU",
    nativeId: user.user_id,
    nickname: user.nick || null,
    avatarUrl: user.avatar || null,
    openId: null,
    wechatId: null,
    roles: ["USER"],
    attributes: fromExtensions(user.extends),
    updatedAt: null,
  };
}
