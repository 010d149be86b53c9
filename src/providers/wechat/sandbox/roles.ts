/** 1 administrator, 2 anchor, 3 operator. 0, the super-administrator, is neither given nor taken by the API. */
export const mostPerRole: Readonly<Record<number, number>> = { 1: 10, 2: 500, 3: 500 };

export interface Member {
  readonly wechatId: string;
  readonly roles: Set<number>;
  changedAt: number;
}

export interface RoleRegistry {
  grant(wechatId: string, role: number, now: number): void;
  revoke(wechatId: string, role: number, now: number): void;
  has(wechatId: string, role: number): boolean;
  count(role: number): number;
  all(): readonly Member[];
}

export function createRoleRegistry(): RoleRegistry {
  const members = new Map<string, Member>();
  return {
    grant(wechatId, role, now) {
      const member = members.get(wechatId) ?? { wechatId, roles: new Set(), changedAt: now };
      member.roles.add(role);
      member.changedAt = now;
      members.set(wechatId, member);
    },
    revoke(wechatId, role, now) {
      const member = members.get(wechatId);
      if (!member?.roles.delete(role)) return;
      member.changedAt = now;
      if (member.roles.size === 0) members.delete(wechatId);
    },
    has: (wechatId, role) => members.get(wechatId)?.roles.has(role) ?? false,
    count: (role) => [...members.values()].filter((member) => member.roles.has(role)).length,
    all: () => [...members.values()],
  };
}
