import { readable, type ByteText } from "../compiled/text";

/** The `data` of an answer that has been written already. To whoever turns it into JSON, it is that JSON. */
export class WrittenData {
  constructor(readonly text: ByteText) {}

  toJSON(): unknown {
    return JSON.parse(readable(this.text));
  }
}

/** As Apollo writes answers, but that data which is written already is put in as it is. */
export function stringifyAnswer(answer: object): string {
  const { data, ...rest } = answer as {
    readonly data?: unknown;
    readonly errors?: unknown;
    readonly extensions?: unknown;
  };
  if (!(data instanceof WrittenData)) return `${JSON.stringify(answer)}\n`;
  const errors = rest.errors === undefined ? "" : `"errors":${JSON.stringify(rest.errors)},`;
  const extensions = rest.extensions === undefined ? "" : `,"extensions":${JSON.stringify(rest.extensions)}`;
  return `{${errors}"data":${readable(data.text)}${extensions}}\n`;
}
