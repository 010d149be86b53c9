import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { startDeadlineOf } from "../../src/http/deadline";
import { createTestClock } from "../support/clock";

function createResponse(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()));
}

test("the work ends when its caller goes away", () => {
  const response = createResponse();
  const { signal } = startDeadlineOf(response, createTestClock(), 5);
  expect(signal.aborted).toBe(false);
  response.emit("close");
  expect(signal.aborted).toBe(true);
});

test("for a caller who has gone before, nothing is begun", () => {
  const response = createResponse();
  Object.defineProperty(response, "closed", { value: true });
  expect(startDeadlineOf(response, createTestClock(), 5).signal.aborted).toBe(true);
});
