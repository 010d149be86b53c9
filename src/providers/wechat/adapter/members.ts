import { z } from "zod";
import type { Call } from "../../../domain/call";
import { LiveError, refuseAll } from "../../../domain/error";
import { formatId } from "../../../domain/id";
import type { Member, MemberListPort, MemberPort, MemberRole, MemberRolePort } from "../../../domain/member";
import { wechatEndpoints } from "../protocol/endpoints";
import { wechatRoleList, type WechatMemberRead } from "../protocol/wire-roles";
import { found, invalid, wechatId as checkWechatId } from "./checks";
import type { WechatContext } from "./context";
import { fitsMask } from "./mask";
import { fromSeconds } from "./time";

const roles: Readonly<Record<number, MemberRole>> = { 0: "SUPER_ADMIN", 1: "ADMIN", 2: "ANCHOR", 3: "OPERATOR" };
/** Roles that can be given and taken. */
const numbers: Partial<Record<MemberRole, number>> = { ADMIN: 1, ANCHOR: 2, OPERATOR: 3 };
const LARGEST_PAGE = 30;
/** Ten administrators, 500 anchors, 500 operators and the super-administrator: no account has more members. */
const MOST_MEMBERS = 1_050;

/** Members of the mini-program and their roles (成员角色). WeChat shows their WeChat ids masked; the ledger remembers. */
export function createMembers(context: WechatContext): MemberPort & MemberListPort & MemberRolePort {
  const { client, ledger, log } = context;
  const accountKey = context.account.key;

  /** The list can be read without the ledger; only the WeChat ids in the clear are missing then. */
  function unknownPeople(error: unknown): readonly undefined[] {
    log.warn({ err: error, account: accountKey }, "the ledger could not be read");
    return [];
  }

  async function list(filter: { role: number; keyword?: string }, offset: number, limit: number, call: Call) {
    const { role, keyword } = filter;
    const query = { role, offset, limit, ...(keyword ? { keyword } : {}) };
    const answer = await client.send(wechatEndpoints.listRoles, { query }, wechatRoleList, call);
    const rows = answer.list ?? [];
    const known = await ledger.people(rows.map(({ openid }) => openid ?? "")).catch(unknownPeople);
    const members = rows.map((row, index) => toMember(row, accountKey, known[index]));
    const total = answer.total ?? null;
    const end = offset + rows.length;
    const isLast = rows.length === 0 || (total === null ? rows.length < limit : end >= total);
    return { members, next: isLast ? null : end, total };
  }

  /** The member with this WeChat id, if WeChat lists them. */
  async function find(wechatId: string, call: Call): Promise<Member | null> {
    const { members } = await list({ role: -1, keyword: wechatId }, 0, LARGEST_PAGE, call);
    const known = members.find((member) => member.wechatId === wechatId);
    if (known) return known;
    // The search also finds nicknames; the mask has to fit, and only one may.
    const fitting = members.filter((member) => fitsMask(wechatId, member.maskedId));
    const [member] = fitting;
    if (!member || fitting.length > 1) return null;
    await ledger.keepPerson(member.nativeId, { wechatId });
    return { ...member, wechatId };
  }

  async function change(wechatId: string, role: MemberRole, isGiven: boolean, call: Call): Promise<Member | null> {
    const clear = wechatId.includes("*") ? await ledger.unmask(wechatId) : wechatId;
    const number = numbers[role];
    refuseAll(
      found(
        number === undefined
          ? invalid(
              ["role"],
              "Only ADMIN, ANCHOR and OPERATOR can be given or taken.",
              "只能设置或解除 ADMIN、ANCHOR、OPERATOR。",
            )
          : null,
        clear === null ? unknownMask() : checkWechatId(clear, ["wechatId"]),
      ),
    );
    const body = { username: clear as string, role: number as number };
    await client.send(isGiven ? wechatEndpoints.addRole : wechatEndpoints.deleteRole, { body }, z.unknown(), call);
    // The list masks WeChat ids, and taking the role away wants this one in the clear.
    await ledger.keepWechatId(body.username);
    return find(body.username, call).catch((error: unknown) => {
      // The role is given or taken; that the list cannot be read now changes nothing about it.
      if (!(error instanceof LiveError)) throw error;
      return null;
    });
  }

  return {
    async getMembers(nativeIds, call) {
      const wanted = new Set(nativeIds);
      const members = new Map<string, Member>();
      for (let offset: number | null = 0; offset !== null && offset < MOST_MEMBERS && members.size < wanted.size;) {
        const page: Awaited<ReturnType<typeof list>> = await list({ role: -1 }, offset, LARGEST_PAGE, call);
        for (const member of page.members) if (wanted.has(member.nativeId)) members.set(member.nativeId, member);
        offset = page.next;
      }
      return nativeIds.map((nativeId) => members.get(nativeId) ?? null);
    },
    async listMembers({ role, search }, offset, limit, call) {
      const number =
        role === null ? -1 : Number(Object.keys(roles).find((key) => roles[Number(key)] === role) ?? Number.NaN);
      // A role that WeChat does not have is nobody's.
      if (Number.isNaN(number)) return { items: [], next: null, total: 0 };
      const filter = { role: number, ...(search ? { keyword: search } : {}) };
      const { members, next, total } = await list(filter, offset, Math.min(limit, LARGEST_PAGE), call);
      // The newest page about this call no longer lists the filter by role, so it is applied here again.
      const items = members
        .map((item, index) => ({ item, position: String(offset + index + 1) }))
        .filter(({ item }) => role === null || item.roles.includes(role));
      return { items, next: next === null ? null : String(next), total };
    },
    assignRole: (wechatId, role, call) => change(wechatId, role, true, call),
    removeRole: (wechatId, role, call) => change(wechatId, role, false, call),
  };
}

function unknownMask(): LiveError {
  return invalid(
    ["wechatId"],
    "WeChat only takes the WeChat id in the clear, and this masked one is not known to the gateway: give it in full.",
    "微信只接受完整的微信号，网关没有该打码微信号的记录：请填写完整的微信号。",
  );
}

type ListedMember = Member & { readonly maskedId: string };

function toMember(row: WechatMemberRead, accountKey: string, known: { wechatId: string } | undefined): ListedMember {
  const openId = row.openid ?? "";
  return {
    id: formatId("member", accountKey, openId),
    accountKey,
    provider: "WECHAT",
    nativeId: openId,
    nickname: row.nickname || null,
    avatarUrl: row.headingimg || null,
    openId,
    wechatId: known?.wechatId ?? null,
    maskedId: row.username ?? "",
    roles: (row.roleList ?? []).map((role) => roles[role] ?? "UNKNOWN"),
    attributes: [],
    updatedAt: fromSeconds(row.updateTimestamp),
  };
}
