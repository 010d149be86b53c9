/** A right to be the only one at something, for a while. */
export interface Lease {
  /** Larger than that of every lease of the same name before. */
  readonly fence: number;
  /** Gives it back, unless it has ended and is somebody else's by now. */
  release(): Promise<void>;
}

export interface Leases {
  /** Takes the lease when nobody has it; null when somebody does. It ends by itself after so many seconds. */
  take(name: string, seconds: number): Promise<Lease | null>;
}
