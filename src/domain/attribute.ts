/** A free key and value that a shop hangs on a thing (Qiniu's extends). */
export interface Attribute {
  readonly key: string;
  readonly value: string;
}
