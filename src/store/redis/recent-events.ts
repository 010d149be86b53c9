import { compareEventIds, type LoggedEvent } from "../../domain/event-log";

/** The newest events, as they were read one after the other: many who come again at once need not all ask the store. */
export interface RecentEvents {
  add(logged: LoggedEvent): void;
  /** What came after this place and was read; null where somebody else has to be asked. */
  after(id: string): readonly LoggedEvent[] | null;
  /** From here on there may be a gap. */
  forget(): void;
}

export function createRecentEvents(most: number): RecentEvents {
  let recent: LoggedEvent[] = [];
  return {
    add(logged) {
      recent.push(logged);
      if (recent.length >= 2 * most) recent = recent.slice(-most);
    },
    after(id) {
      const [oldest] = recent;
      if (!oldest || compareEventIds(id, oldest.id) < 0) return null;
      let from = recent.length;
      while (from > 0 && compareEventIds((recent[from - 1] as LoggedEvent).id, id) > 0) from -= 1;
      return recent.slice(from);
    },
    forget() {
      recent = [];
    },
  };
}
