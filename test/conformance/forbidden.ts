import type { ErrorKind, LiveError } from "../../src/domain/error";
import type { Rig } from "./rig";

/** An input that the provider's documents forbid, and the field to blame. */
export interface Forbidden<Input> {
  readonly what: string;
  readonly input: Input;
  readonly field: readonly string[];
  /** Absent: INVALID_INPUT. */
  readonly kind?: ErrorKind;
}

/** Refused on this side, by the documented limits: the provider has not heard of it. */
export function expectRefused(error: LiveError, { kind, field }: Forbidden<unknown>, rig: Rig): void {
  expect(error).toMatchObject({
    kind: kind ?? "INVALID_INPUT",
    details: { provider: rig.provider.account.provider, field },
  });
  expect(error.details.field).toEqual(field);
  expect(error.text.en).not.toBe("");
  expect(error.text.zh).toMatch(/\p{Script=Han}/u);
  expect(rig.sandbox.calls()).toEqual([]);
}
