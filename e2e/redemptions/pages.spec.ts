// The shop for everybody, and the pages of those who stand behind the counter.
import { office } from "../console/support.ts";
import { desk, expect, expectAccessible, opened, test } from "../support/test.ts";
import { another, at, fits, shop } from "./support.ts";

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

test("what one has redeemed is called the same everywhere, and is found where one's things are", async ({ page }) => {
  await at(page, "resident", "/mine");
  await page.getByRole("link", { name: "我的兑换" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "我的兑换" })).toBeVisible();
  for (const path of ["/points", "/shop"]) {
    await page.goto(path);
    await expect(page.getByRole("link", { name: "我的兑换" })).toHaveAttribute("href", "/shop/codes");
  }
});

test.describe("at the desk", () => {
  test.use(desk);

  test("an official offers something for a provider, and it is shown at once", async ({ page, request }) => {
    const provider = await another(request, await shop(request));
    await office(page, "official", `/console/providers/${provider.id}`);
    await expect(page.getByText("还没有商品和服务")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "新增一项" }).click();
    await page.getByLabel("积分项目", { exact: true }).selectOption({ label: "邻里积分" });
    const title = `量血压${Date.now().toString(36)}`;
    await page.getByLabel("名称").fill(title);
    await page.getByLabel("所需积分").fill("很少");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("alert")).toContainText("请填整数");
    await expect(page.getByLabel("名称")).toHaveValue(title);
    await page.getByLabel("所需积分").fill("1");
    await expectAccessible(page);
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("heading", { level: 1, name: provider.name })).toBeVisible();
    await expect(page.getByRole("article").filter({ hasText: title })).toContainText("已上架");
    await page.getByRole("link", { name: `修改 ${title}` }).click();
    await page.getByLabel("所需积分").fill("2");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("article").filter({ hasText: title })).toContainText("2 分");
    await page.setViewportSize({ width: 390, height: 844 });
    await fits(page);
    await page.goto("/shop");
    await expect(page.getByRole("link", { name: title })).toBeVisible();
  });
});
