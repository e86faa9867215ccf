// Filling in a sheet: counters, corrections, what is missing, handing in.
import { desk, expect, expectAccessible, opened, test } from "../support/test.ts";
import { BINS, ROADS, as, card, count, onSheet, place, sheetOf, standing, takePhoto } from "./support.ts";

test("from the first screen to a sheet that is handed in", async ({ page, request }) => {
  test.setTimeout(180_000);
  const inspector = await as(request, "inspector");
  const where = await place(request, inspector, 6);
  await onSheet(page, where);
  await page.goto("/");
  await opened(page);
  await page.getByRole("link", { name: "我的检查" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "我的检查" })).toBeVisible();
  await expect(page.getByText("已在本机").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").locator(`a[href="/work/inspections/${where.round}"]`).click();
  await expect(page.getByText("没有网络也能打分")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: where.name }).click();
  await expect(card(page, ROADS)).toBeVisible();

  // Counters stop at each line's maximum, points can be put in freely, and one tap is undone.
  await count(page, "一处散落垃圾", 9);
  await expect(card(page, ROADS).getByText("扣 4.00，得 6.00")).toBeVisible();
  await expect(card(page, ROADS).getByText("已到上限")).toBeVisible();
  const points = card(page, ROADS).getByLabel("扣多少分（0 到 10.00）");
  await points.fill("12");
  await points.blur();
  await expect(card(page, ROADS).getByText("请填 0 到 10.00 之间的数")).toBeVisible();
  await points.fill("3.5");
  await points.blur();
  await expect(card(page, ROADS).getByText("扣 3.50，得 6.50")).toBeVisible();
  await card(page, ROADS).getByRole("button", { name: "按计数算" }).click();
  await expect(card(page, ROADS).getByText("扣 4.00，得 6.00")).toBeVisible();
  await takePhoto(page, ROADS);
  await card(page, ROADS).getByRole("button", { name: /^去掉照片/ }).click();
  await expect(card(page, ROADS).getByRole("button", { name: /^放大看/ })).toHaveCount(0);
  await page.getByRole("button", { name: "撤回" }).click();
  await expect(card(page, ROADS).getByRole("button", { name: /^放大看/ })).toHaveCount(1);
  await expect(page.getByText("已评 1 / 14 项")).toBeVisible();
  await expect(page.getByText("得 6.00 / 10.00 分")).toBeVisible();

  // What is missing is named, with the way to it.
  await page.getByRole("navigation", { name: "检查表的几部分" }).getByRole("link", { name: "核对" }).click();
  await expect(page.getByRole("heading", { name: "还差 13 处" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: new RegExp(BINS) }).click();
  await expect(card(page, BINS)).toBeFocused();
  const parts = page.getByRole("navigation", { name: "检查表的几部分" }).getByRole("link");
  for (let part = 0; part < 4; part += 1) {
    await parts.nth(part).click();
    await expect(parts.nth(part)).toHaveAttribute("aria-current", "page");
    const cards = page.getByRole("article");
    await expect(cards.first()).toBeVisible();
    for (let at = 0; at < (await cards.count()); at += 1) {
      const one = cards.nth(at);
      if ((await one.getByText("还没评").count()) === 0) continue;
      await one.getByRole("button", { name: /^(没有问题|全部做到)$/ }).click();
      await expect(one.getByText("还没评")).toHaveCount(0);
    }
  }
  await parts.nth(4).click();
  await expect(page.getByRole("heading", { name: "都评完了" })).toBeVisible();
  await page.getByRole("button", { name: "交上" }).click();
  const dialog = page.getByRole("dialog", { name: `交上${where.name}的检查表？` });
  await expect(dialog.getByText("得分 96.00。")).toBeVisible();
  await dialog.getByRole("button", { name: "交上" }).click();
  await expect(page.getByText("已经交上，得分 96.00。")).toBeVisible({ timeout: 20_000 });
  await expect(standing(page, "已交")).toBeVisible();
  expect((await sheetOf(request, inspector, where)).score).toBe("96.00");
  await expectAccessible(page);
});

for (const [name, large] of [["large text on a telephone", true], ["a desk", false]] as const) {
  test.describe(`at ${name}`, () => {
    if (!large) test.use(desk);

    test("the pages of scoring are accessible and no wider than the screen", async ({ page, request }) => {
      const inspector = await as(request, "inspector");
      const where = await place(request, inspector, 7);
      await onSheet(page, where);
      if (large) await page.getByRole("button", { name: "大字" }).click();
      for (const path of ["/work/inspections", `/work/inspections/${where.round}`, where.path, `${where.path}?part=check`]) {
        await page.goto(path);
        await opened(page);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page.getByRole("main").getByText("正在加载")).toHaveCount(0);
        await expectAccessible(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wide, path).toBeLessThanOrEqual(0);
      }
    });
  });
}
