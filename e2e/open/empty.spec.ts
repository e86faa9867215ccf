// A store with nothing in it, and a server that does not answer: each page says what is so and what to do.
import { expect, test } from "../support/test.ts";
import { Server } from "../support/server.ts";
import { open } from "./support.ts";

test("an empty store has an answer on each page", async ({ page }) => {
  const server = await Server.empty();
  try {
    for (const [address, said] of [
      ["/open", "还没有公布过结果"],
      ["/open/inspections", "还没有公布过结果"],
      ["/open/bulletins", "还没有通报"],
      ["/open/draws", "还没有抽取过"],
      ["/open/awards", "还没有结算过"],
    ] as const) {
      await open(page, server.url + address);
      await expect(page.getByText(said).first()).toBeVisible();
    }
  } finally {
    await server.remove();
  }
});

test("a failure is said, and another try succeeds", async ({ page }) => {
  let broken = true;
  await page.route("**/api/v1/inspection-rounds?*", (route) =>
    broken ? route.fulfill({ status: 503, body: "" }) : route.continue(),
  );
  for (const address of ["/open", "/open/inspections", "/open/bulletins", "/open/draws", "/open/awards"]) {
    broken = true;
    await page.goto(address);
    await expect(page.getByRole("alert")).toBeVisible({ timeout: 20_000 });
    broken = false;
    await page.getByRole("button", { name: "再试一次" }).click();
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
});
