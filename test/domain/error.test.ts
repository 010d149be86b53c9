import { LiveError, isRefusal, refuseAll } from "../../src/domain/error";

const problem = (field: string) => new LiveError("INVALID_INPUT", { en: field, zh: field }, { field: [field] });

test("several problems of one input are one error that carries them all", () => {
  expect(() => refuseAll([])).not.toThrow();
  const caught = capture(() => refuseAll([problem("title"), problem("startsAt"), problem("endsAt")]));
  expect(caught.details.field).toEqual(["title"]);
  expect(caught.details.others?.map(({ details }) => details.field)).toEqual([["startsAt"], ["endsAt"]]);
});

test("an error that learns more keeps its kind, its words and its cause", () => {
  const cause = new Error("socket");
  const error = new LiveError("PROVIDER_TIMEOUT", { en: "late", zh: "超时" }, { cause, account: "wechat" });
  const more = error.with({ operation: "room.list" });
  expect(more).toMatchObject({ kind: "PROVIDER_TIMEOUT", text: error.text, message: "late", cause });
  expect(more.details).toMatchObject({ account: "wechat", operation: "room.list" });
});

test("refusals are what another input could mend", () => {
  expect(isRefusal(problem("title"))).toBe(true);
  expect(isRefusal(new LiveError("PROVIDER_TIMEOUT", { en: "", zh: "" }))).toBe(false);
  expect(isRefusal(new Error("INVALID_INPUT"))).toBe(false);
});

function capture(work: () => void): LiveError {
  try {
    work();
  } catch (error) {
    if (error instanceof LiveError) return error;
  }
  throw new Error("nothing was thrown");
}
