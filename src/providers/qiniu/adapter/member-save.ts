import { z } from "zod";
import type { LiveError } from "../../../domain/error";
import { refuseAll } from "../../../domain/error";
import type { MemberSavePort, SaveMember } from "../../../domain/member";
import { qiniuEndpoints } from "../protocol/endpoints";
import type { QiniuUserChange } from "../protocol/wire";
import { attributesWithin, atMost, fromExtensions, invalid, plainId, required, toExtensions } from "./checks";
import type { QiniuContext } from "./context";
import { readUsers, registerUser, toUserTexts } from "./users";

/**
 * Registers a user or changes one who is known. Qiniu's own registration of a known user fails, on one server without
 * saying why; texts that are empty change nothing, and attributes are added to those that are there.
 */
export function createMemberSave(context: QiniuContext): MemberSavePort {
  return {
    async saveMember(input, call) {
      refuseAll(checkMember(input));
      const { nativeId: userId, nickname, avatarUrl, attributes } = input;
      const [known] = await readUsers(context, [userId], call);
      if (known && known.user_id !== userId) throw otherSpelling(known.user_id);
      const merged = { ...known?.extends, ...toExtensions(attributes ?? []) };
      refuseAll([attributesWithin(fromExtensions(merged), ["attributes"])].filter((problem) => problem !== null));
      const isNew = !known && (await registerUser(context, { userId, nickname, avatarUrl, attributes }, call));
      const body: QiniuUserChange = toUserTexts(input);
      if (isNew || Object.keys(body).length === 0) return;
      await context.client.send(qiniuEndpoints.updateUser, { path: { userId }, body }, z.unknown(), call);
    },
  };
}

function checkMember({ nativeId, nickname, avatarUrl, attributes }: SaveMember): LiveError[] {
  return [
    required(nativeId, ["nativeId"]),
    plainId(nativeId, ["nativeId"]),
    atMost(nickname, 64, ["nickname"]),
    atMost(avatarUrl, 255, ["avatarUrl"]),
    attributesWithin(attributes, ["attributes"]),
  ].filter((problem) => problem !== null);
}

/** For the database both are one user; for the server, where it asks who the anchor is, they are two. */
function otherSpelling(userId: string): LiveError {
  return invalid(
    ["nativeId"],
    `Qiniu knows this user as ${userId}: use exactly that spelling.`,
    `七牛中该用户的 ID 为 ${userId}，请使用完全一致的写法。`,
  );
}
