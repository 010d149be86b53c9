/** Where access tokens are kept between uses: by this process alone, or by all replicas. */
export interface TokenStore {
  /**
   * The place of one token. The name says provider, account and purpose. Where tokens leave the process they are sealed,
   * with the operator's key or, where there is none, with one made from the secret: what everybody knows who may have
   * the token, and nobody else.
   */
  slot(name: string, secret: string): TokenSlot;
}

export interface TokenSlot {
  read(): Promise<KeptToken | null>;
  /** Keeps it for so many milliseconds, unless there is or was one of a later fence. */
  keep(value: string, life: number, fence: number): Promise<void>;
  /** Removes what is kept only if it is this token. */
  drop(value: string): Promise<void>;
}

export interface KeptToken {
  readonly value: string;
  /** Milliseconds it has left, as the store tells them; never worked out from a date that another machine wrote. */
  readonly life: number;
}
