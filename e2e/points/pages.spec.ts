// Giving points, proposing them, the leaderboard, and the pages at every size.
import { expect, expectAccessible, test } from "../support/test.ts";
import { earned, next, open, programme, telephone, wallet } from "./support.ts";

test("points are given to who shows a code, by name and once", async ({ page, browser, baseURL, request }) => {
  const of = await programme(request);
  await earned(request, of, "resident", "扫了一楼");
  const other = await telephone(browser, baseURL ?? "", "neighbour", "/points/receive");
  await other.getByRole("button", { name: "出示收分码" }).click();
  await expect(other.getByRole("img", { name: "收分码" })).toBeVisible();
  await expectAccessible(other);
  const code = (await other.locator(".gift-code__text").innerText()).replace(" ", "");

  await open(page, "resident", "/points");
  await wallet(page, of).getByRole("link", { name: "转赠" }).click();
  await page.getByLabel("转赠给谁").fill("nobody-at-all");
  await page.getByLabel("转赠多少分").fill("16");
  await page.getByLabel("想说的话").fill("谢谢您帮忙照看");
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByRole("alert").first()).toContainText("一次最多转赠 15 分");
  await page.getByLabel("转赠多少分").fill("12");
  await page.getByRole("button", { name: "下一步" }).click();
  await expect(page.getByRole("alert").first()).toContainText("没有这个登录名");
  await expect(page.getByLabel("想说的话")).toHaveValue("谢谢您帮忙照看");
  await expectAccessible(page);
  await page.getByLabel("转赠给谁").fill(code);
  await page.getByRole("button", { name: "下一步" }).click();
  const asked = page.getByRole("dialog");
  await expect(asked).toContainText(/给.\*+转赠 12 分？/);
  await expect(asked).toContainText("还有 8 分可用");
  await asked.getByRole("button", { name: "转赠" }).click();
  await expect(page).toHaveURL(/\/points\/wallets\/[^/]+$/);
  await expect(page.getByRole("listitem").filter({ hasText: "转赠" }).first()).toContainText("−12");

  await other.goto("/points");
  await wallet(other, of).getByRole("link", { name: "积分明细" }).click();
  await expect(other.getByRole("listitem").filter({ hasText: "收到转赠" })).toContainText("谢谢您帮忙照看");
  await other.context().close();
});

test("a worker proposes points for a resident, and does not decide them", async ({ page, request }) => {
  const of = await programme(request);
  await open(page, "worker", "/work");
  await page.getByRole("link", { name: "替居民申报" }).click();
  // From the worker's own grid down to a home in which somebody lives.
  for (let step = 0; step < 4; step++) {
    const people = page.getByRole("radio");
    const places = page.getByRole("main").locator("button.list__link");
    await expect(people.or(places).first()).toBeVisible();
    if ((await people.count()) > 0) break;
    await places.first().click();
  }
  await page.getByRole("radio").first().check({ force: true });
  await next(page);
  await page.locator("label.choice").filter({ hasText: of.name }).filter({ hasText: "清扫楼道" }).click();
  await next(page);
  await next(page);
  await page.getByLabel("说说经过").fill("老人家把楼道扫得很干净");
  await next(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "提交", exact: true }).click();
  await expect(page.getByText("收到了。")).toBeVisible();
  await expect(page.getByText("这条申报与您有关").first()).toBeVisible();
  await expect(page.getByText(of.name).first()).toBeVisible();
});

test("how to earn is for all to read, and the leaderboard names who wants it", async ({ page, request }) => {
  const of = await programme(request);
  await earned(request, of, "neighbour", "扫了二楼");
  await page.goto(`/points/programmes/${of.id}`);
  await expect(page.getByRole("heading", { name: "清扫楼道" })).toBeVisible();
  await expect(page.getByText("每天 20 分、每月 200 分")).toBeVisible();
  await expectAccessible(page);
  await open(page, "neighbour", `/points/programmes/${of.id}/leaderboard`);
  await expect(page.getByText("还没有人选择显示名字")).toBeVisible();
  await page.getByRole("button", { name: "显示我的名字" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "显示我的名字" }).click();
  await expect(page.getByText("积分榜会显示您的名字")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "20" })).toBeVisible();
  await expectAccessible(page);
  await page.getByText("按楼栋").click();
  await expect(page).toHaveURL(/by=building/);
  await expect(page.getByRole("heading", { name: "各楼栋" })).toBeVisible();
  await page.getByRole("button", { name: "不再显示我的名字" }).click();
  await expect(page.getByText("还没有人选择显示名字")).toBeVisible();
});

for (const width of [390, 1280]) {
  test(`every page fits ${width} px in large text`, async ({ page, request }) => {
    const of = await programme(request);
    await earned(request, of, "resident", "扫了一楼，也扫了门口的落叶和台阶");
    await page.setViewportSize({ width, height: 844 });
    await open(page, "resident", "/points");
    await page.getByRole("button", { name: "大字" }).click();
    const statement = await wallet(page, of).getByRole("link", { name: "积分明细" }).getAttribute("href");
    const rest = ["/points/claims", "/points/receive", `/points/claim?programme=${of.id}`, "/mine", "/"];
    const paths = ["/points", statement ?? "", `${statement}/give`, `/points/programmes/${of.id}`, ...rest];
    for (const path of [...paths, `/points/programmes/${of.id}/leaderboard`]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      await expectAccessible(page);
      const root = "document.documentElement";
      expect(await page.evaluate(`${root}.scrollWidth > ${root}.clientWidth`), path).toBe(false);
    }
  });
}

test("what failed to load says so and can be tried again", async ({ page, request }) => {
  await programme(request);
  await open(page, "resident", "/points/claims");
  await page.route("**/api/v1/wallets", (route) => route.abort("internetdisconnected"));
  await page.goto("/points");
  await expect(page.getByRole("alert").first()).toContainText("没有网络");
  await expectAccessible(page);
  await page.unroute("**/api/v1/wallets");
  await page.getByRole("button", { name: "再试一次" }).click();
  await expect(page.getByRole("article").first()).toBeVisible();
});
