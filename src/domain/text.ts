/** What a person reads, in both languages of our users. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Text;
