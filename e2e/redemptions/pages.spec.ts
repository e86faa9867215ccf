// The shop for everybody, and the pages of those who stand behind the counter.
import { expect, expectAccessible, opened, test } from "../support/test.ts";
import { at, fits } from "./support.ts";

test("everybody sees what is offered, and is led to the sign-in", async ({ page }) => {
  await page.goto("/shop");
  await opened(page);
  await expect(page.getByRole("link", { name: "大米 5 公斤" })).toBeVisible();
  await expect(page.getByRole("link", { name: "洗洁精两瓶" })).toHaveCount(0);
  const sold = page.getByRole("article").filter({ hasText: "分类垃圾桶一对" });
  await expect(sold).toContainText("已兑完");
  await expectAccessible(page);
  await page.getByRole("link", { name: "上门小修一次" }).click();
  await expect(page.getByText("社区服务中心一楼")).toBeVisible();
  await expect(page.getByRole("link", { name: "登录后兑换" })).toBeVisible();
  await expectAccessible(page);
  await fits(page);
});

test("only what one can afford is shown where one asks for it", async ({ page }) => {
  await at(page, "resident", "/shop?affordable=true");
  const cards = page.getByRole("article");
  await expect(cards.first()).toBeVisible();
  for (const card of await cards.all()) await expect(card).not.toContainText("还差");
});

test("the shop's staff propose something with a price that is a number", async ({ page }) => {
  await at(page, "provider", "/provider");
  await expect(page.getByRole("link", { name: "扫码领取" })).toBeVisible();
  await expectAccessible(page);
  await fits(page);
  await page.getByRole("link", { name: "我们的商品和服务" }).click();
  await expect(page.getByRole("article").filter({ hasText: "洗洁精两瓶" })).toContainText("等待审核");
  await expectAccessible(page);
  await page.getByRole("link", { name: "新增一项" }).first().click();
  await page.getByLabel("积分项目", { exact: true }).selectOption({ label: "邻里积分" });
  await page.getByLabel("名称").fill("香皂三块");
  await page.getByLabel("所需积分").fill("十五");
  await page.getByRole("button", { name: "提交审核" }).click();
  await expect(page.getByRole("alert")).toContainText("请填整数");
  await expect(page.getByLabel("名称")).toHaveValue("香皂三块");
  await page.getByLabel("所需积分").fill("15");
  await expectAccessible(page);
  await fits(page);
  await page.getByRole("button", { name: "提交审核" }).click();
  await expect(page.getByRole("article").filter({ hasText: "香皂三块" })).toContainText("等待审核");
});
