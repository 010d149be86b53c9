import { useBench } from "../support/bench";
import { describeWithBrowser, PATIENCE } from "../support/browser";
import { control } from "../support/control";
import { look } from "../support/look";
import { signToken } from "../support/tokens";

const SECRET = "a shared secret that nobody could guess";
const bench = useBench({ environment: { ZHIBO_AUTH: "jwt", JWT_SECRET: SECRET } });

describeWithBrowser("the explorer in a browser, with a token among its headers", (open) => {
  test(
    "watches as the one whose token it is",
    async () => {
      const page = await open();
      const exp = Math.floor(bench.clock.now() / 1000) + 3600;
      const authorization = `Bearer ${signToken(SECRET, { sub: "ange", role: "operator", exp })}`;
      const query = "subscription { liveRoomChanged { kind liveRoom { status ingest { pushUrl } } } }";
      await page.goto(`${bench.app.url}/?query=${encodeURIComponent(query)}`);
      await page.locator(".graphiql-editor-tools button", { hasText: "Headers" }).click();
      await page.locator(".graphiql-editor-tool[aria-label=Headers] .graphiql-editor:not(.hidden)").click();
      await page.keyboard.insertText(JSON.stringify({ authorization }));
      await look(bench);
      await page.getByRole("button", { name: /Execute query/ }).click();
      const told = page
        .locator(".result-window")
        .getByText(/"STATUS_CHANGED"|"errors"/)
        .first();
      for (let status = 101; !(await told.isVisible()); status = status === 101 ? 105 : 101) {
        await control(bench.wechat, "/_sandbox/rooms/3/status", { status });
        await look(bench);
      }
      expect(await page.locator(".result-window").innerText()).toMatch(/"pushUrl":\s"rtmp:/);
      await page.close();
    },
    PATIENCE,
  );
});
