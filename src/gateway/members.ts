import type { Call } from "../domain/call";
import type { Member } from "../domain/member";
import { createNativeLoader } from "./loader";
import type { SessionGround } from "./session";

/** Reading members, within one request. */
export interface MembersView {
  byId(accountKey: string, nativeId: string): Promise<Member | null>;
}

export function createMembersView({ accounts }: SessionGround, call: Call): MembersView {
  const members = createNativeLoader<Member>(accounts, async ({ provider }, nativeIds) =>
    provider.members ? provider.members.getMembers(nativeIds, call) : nativeIds.map(() => null),
  );
  return { byId: (accountKey, nativeId) => members.load(accountKey, nativeId) };
}
