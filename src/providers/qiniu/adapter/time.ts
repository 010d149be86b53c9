const BEIJING = 8 * 3600 * 1000;

/** Whole seconds; 0 and Go's zero time (-62135596800) both stand for no time. */
export function fromSeconds(seconds: number | null | undefined): Date | null {
  return typeof seconds === "number" && seconds > 0 ? new Date(seconds * 1000) : null;
}

/** `2021-12-02 11:11:11`, Beijing time (北京时间): the one form that Qiniu documents. */
export function toBeijingText(date: Date): string {
  return new Date(date.getTime() + BEIJING).toISOString().slice(0, 19).replace("T", " ");
}
