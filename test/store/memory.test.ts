import { createMemoryRecords } from "../../src/store/memory";

test("records that have expired are not kept, though nobody asks for them again", async () => {
  const now = jest.spyOn(Date, "now").mockReturnValue(0);
  try {
    const records = createMemoryRecords();
    const HOUR = 3_600_000;
    await records.set("for good", 1);
    for (let number = 0; number < 998; number += 1) await records.set(`passing:${number}`, number, HOUR);
    now.mockReturnValue(HOUR + 1);
    expect(await records.keys("")).toHaveLength(999);
    await records.add("late", 1, HOUR);
    expect(await records.keys("")).toEqual(["for good", "late"]);
    expect([await records.get("for good"), await records.get("late")]).toEqual([1, 1]);
  } finally {
    now.mockRestore();
  }
});
