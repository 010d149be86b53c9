/** Where state is kept, and whether it can be reached. Nothing here says where that is. */
export interface StoreCondition {
  readonly kind: "MEMORY" | "FILES" | "REDIS";
  /** `DOWN` makes nobody unready: reads go on, and writes that could be done twice are refused until it is back. */
  readonly status: "UP" | "DOWN";
}
