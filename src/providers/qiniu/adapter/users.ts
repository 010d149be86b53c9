import { z } from "zod";
import type { Call, Found } from "../../../domain/call";
import { cutIntoChunks } from "../../../domain/chunks";
import { isRefusal, LiveError } from "../../../domain/error";
import { formatId } from "../../../domain/id";
import type { Member, MemberPort } from "../../../domain/member";
import { qiniuEndpoints } from "../protocol/endpoints";
import { qiniuUser, qiniuUsers, type QiniuUserRead, type QiniuUserRegistration } from "../protocol/wire";
import { fromExtensions } from "./checks";
import type { QiniuContext } from "./context";

/** How many users one call may ask for. */
const LARGEST_LOOKUP = 200;

export interface NewUser {
  readonly userId: string;
  readonly nickname?: string | null | undefined;
  readonly avatarUrl?: string | null | undefined;
}

/** Makes sure the user is known. One that is known already is fine, and stays as it is. */
export async function registerUser({ client }: QiniuContext, user: NewUser, call: Call): Promise<void> {
  const body: QiniuUserRegistration = {
    user_id: user.userId,
    ...(user.nickname ? { nick: user.nickname } : {}),
    ...(user.avatarUrl ? { avatar: user.avatarUrl } : {}),
  };
  try {
    await client.send(qiniuEndpoints.registerUser, { body }, z.unknown(), call);
  } catch (error) {
    // One dialect says "internal error" of a user who exists, so the user is looked up.
    if (isRefusal(error) && error.kind === "ALREADY_EXISTS") return;
    await client.send(qiniuEndpoints.getUser, { path: { userId: user.userId } }, qiniuUser, call).catch(() => {
      throw error;
    });
  }
}

export function createMembers(context: QiniuContext): MemberPort {
  const { client, account } = context;
  return {
    async getMembers(nativeIds, call): Promise<readonly Found<Member>[]> {
      const found = new Map<string, Found<Member>>();
      await Promise.all(
        cutIntoChunks(nativeIds, LARGEST_LOOKUP).map(async (chunk) => {
          try {
            const query = chunk.map((nativeId) => ["user_ids", nativeId] as const);
            const users = await client.send(qiniuEndpoints.getUsers, { query }, qiniuUsers, call);
            for (const user of users ?? []) found.set(user.user_id, toMember(user, account.key));
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
