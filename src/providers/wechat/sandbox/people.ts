import { createHash } from "node:crypto";

/** A WeChat user as far as the live API can tell. */
export interface Person {
  readonly wechatId: string;
  readonly nickname: string;
  /** Has done the real-name verification (实名认证). */
  readonly verified: boolean;
  readonly openid: string;
}

export interface PeopleRegistry {
  add(person: Pick<Person, "wechatId" | "nickname" | "verified">): Person;
  find(wechatId: string): Person | undefined;
  all(): readonly Person[];
}

export function createPeopleRegistry(): PeopleRegistry {
  const people = new Map<string, Person>();
  return {
    add({ wechatId, nickname, verified }) {
      const person = { wechatId, nickname, verified, openid: openidOf(wechatId) };
      people.set(wechatId, person);
      return person;
    },
    find: (wechatId) => people.get(wechatId),
    all: () => [...people.values()],
  };
}

/** 28 characters, the first an "o", the same for the same user every time. */
export function openidOf(user: string): string {
  return `o${createHash("sha256").update(user).digest("base64url").slice(0, 27)}`;
}

/** Whether the text could be a WeChat id at all: neither an openid nor a nickname is one. */
export function looksLikeWechatId(text: string): boolean {
  return /^[a-z][-_a-z0-9]{1,19}$/i.test(text);
}

/** `lin_wx01` becomes `li****01`, as the list of members shows WeChat ids. */
export function maskWechatId(wechatId: string): string {
  return `${wechatId.slice(0, 2)}****${wechatId.slice(-2)}`;
}

export function avatarOf(wechatId: string): string {
  return `avatar-${wechatId}.png`;
}
