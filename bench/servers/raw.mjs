// The limit: node:http, sending bytes that are ready made, whatever is asked.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";

const { answer } = JSON.parse(readFileSync(process.env.BENCH_DATA, "utf8"));
const bytes = Buffer.from(answer);
const headers = { "content-type": "application/json; charset=utf-8", "content-length": bytes.length };

const server = createServer((request, response) => {
  request.resume().once("end", () => response.writeHead(200, headers).end(bytes));
});
server.listen(0, "127.0.0.1", () => console.log(`listening ${server.address().port}`));
