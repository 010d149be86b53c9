/** What a thing is known by that a write was to make; small, since it is kept until it is certain what came of it. */
export type Facts = Readonly<Record<string, string | number | null>>;
