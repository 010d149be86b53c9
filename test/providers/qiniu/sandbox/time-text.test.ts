import fc from "fast-check";
import { parseTimeText } from "../../../../src/providers/qiniu/sandbox/wire/time-text";

/** 2021-12-02 11:11:11 in China. */
const MOMENT = 1638414671;
const MIDNIGHT = MOMENT - (11 * 3600 + 11 * 60 + 11);

describe("times as the server reads them", () => {
  it.each<[string, number]>([
    ["2021-12-02 11:11:11", MOMENT],
    ["2021-12-02T11:11:11", MOMENT],
    ["2021/12/02 11:11:11", MOMENT],
    ["2021:12:02 11:11:11", MOMENT],
    ["2021-12-2 11:11:11", MOMENT],
    ["2021-12-02 11:11", MOMENT - 11],
    ["2021-12-02", MIDNIGHT],
    ["2021/12/02", MIDNIGHT],
    ["2021.12.02", MIDNIGHT],
    ["20211202111111", MOMENT],
    ["20211202", MIDNIGHT],
    ["2021", Date.UTC(2020, 11, 31, 16) / 1000],
    ["2021-12", Date.UTC(2021, 10, 30, 16) / 1000],
    ["2021-12-02T03:11:11Z", MOMENT],
    ["2021-12-02T03:11:11.999Z", MOMENT],
    ["2021-12-02T11:11:11+08:00", MOMENT],
    ["2021-12-02T04:11:11+0100", MOMENT],
    ["2021-12-02 04:11:11 +01:00", MOMENT],
    ["2021-12-02 03:11:11 UTC", MOMENT],
    ["2021-12-02 03:11:11 +0000 UTC", MOMENT],
    ["2021-12-02T03:11-00", MOMENT - 11],
    ["2021-12-01T22:11:11-05:00", MOMENT],
    ["2021-12-02+08:00", MIDNIGHT],
    ["2021-12-02 11:11:11.5", MOMENT],
    ["2021-12-02 11:11:11,250", MOMENT],
    ["12/02/2021 11:11:11", MOMENT],
    ["12/2/2021", MIDNIGHT],
    ["12/02/21", MIDNIGHT],
    ["12/02/2021 11:11:11 AM", MOMENT],
    ["12/02/2021 11:11:11 PM", MOMENT + 43200],
    ["12.02.2021", MIDNIGHT],
    ["Thu, 02 Dec 2021 03:11:11 GMT", MOMENT],
    ["Thu, 2 Dec 2021 11:11:11 +0800", MOMENT],
    ["Thu Dec  2 11:11:11 2021", MOMENT],
    ["Thu Dec 02 03:11:11 +0000 2021", MOMENT],
    ["2021年12月02日", MIDNIGHT],
    ["2021年12月02日 11:11:11", MOMENT],
    ["Dec 2, 2021 at 11:11am", MOMENT - 11],
    ["Dec 2, 2021 11:11:11", MOMENT],
    ["December 2nd, 2021", MIDNIGHT],
    ["2 Dec 2021", MIDNIGHT],
    ["2021-Dec-02", MIDNIGHT],
    ["1638414671", MOMENT],
    ["1638414671999", MOMENT],
    ["1638414671999999", MOMENT],
    ["1638414671999999999", MOMENT],
  ])("%s", (text, expected) => {
    expect(parseTimeText(JSON.stringify(text))).toBe(expected);
    // A number is the same to the server as a text of its digits.
    if (/^\d+$/.test(text)) expect(parseTimeText(text)).toBe(expected);
  });

  it.each(["null", "0", '"0"', '"null"'])("%s is no time", (raw) => {
    expect(parseTimeText(raw)).toBeNull();
  });

  it.each([
    '""',
    '" "',
    '"soon"',
    "1638414671.5",
    '"1638414671.5"',
    "-1638414671",
    "-1",
    "1",
    "12",
    "123",
    "12345",
    "16384146711",
    "true",
    "false",
    "{}",
    "[]",
    '"2021-13-01"',
    '"2021-02-29 00:00:00"',
    '"2021-04-31"',
    '"2021-12-00"',
    '"2021-12-02 24:00:00"',
    '"2021-12-02 11:60:00"',
    '"2021-12-02 11:11:60"',
    '"31/12/2021"',
    '"Foo 2, 2021"',
    '"12/02/2021 13:11:11 PM"',
    '"20211302111111"',
    '"2021-12-02 11:11:11 tomorrow"',
    "1e9",
  ])("%s is refused", (raw) => {
    expect(parseTimeText(raw)).toBeUndefined();
  });

  it("reads every moment back, from either documented form", () => {
    const moment = fc.integer({ min: 0, max: 253402271999 });
    fc.assert(
      fc.property(moment, (seconds) => {
        const utc = new Date(seconds * 1000).toISOString();
        const china = new Date((seconds + 8 * 3600) * 1000).toISOString();
        expect(parseTimeText(`"${utc}"`)).toBe(seconds);
        expect(parseTimeText(`"${china.slice(0, 19).replace("T", " ")}"`)).toBe(seconds);
        expect(parseTimeText(`"${china.slice(0, 19)}+08:00"`)).toBe(seconds);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.string(), (text) => expect(() => parseTimeText(JSON.stringify(text))).not.toThrow()));
  });
});
