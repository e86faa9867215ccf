// A resident redeems something; the shop hands it out.
import { expect, expectAccessible, test } from "../support/test.ts";
import { another, at, cheap, fits, redeem, serve, shop } from "./support.ts";

test("what a resident redeems is handed out once, and both see it", async ({ page, browser }) => {
  await at(page, "neighbour", "/shop");
  await expect(page.getByText("可用", { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await fits(page);
  const code = await redeem(page, "卷纸一提");
  await expect(page.getByRole("img", { name: /二维码/ })).toBeVisible();
  await expect(page.getByText("集镇路 12 号")).toBeVisible();
  await expectAccessible(page);
  await fits(page);

  const counter = await browser.newContext();
  const till = await counter.newPage();
  await at(till, "provider", "/provider/collect");
  // What is no code is said beside the field, and stays typed.
  await till.getByLabel("兑换码").fill("1234");
  await till.getByRole("button", { name: "查看" }).click();
  await expect(till.getByRole("alert")).toContainText("8 位字母和数字");
  await expect(till.getByLabel("兑换码")).toHaveValue("1234");
  await expectAccessible(till);
  await till.getByLabel("兑换码").fill(code.toLowerCase());
  await till.getByRole("button", { name: "查看" }).click();
  const card = till.getByRole("article");
  await expect(card).toContainText("卷纸一提");
  await expect(card).toContainText("30 分");
  await expectAccessible(till);
  await card.getByRole("button", { name: "确认交付" }).click();
  await expect(card.getByText("已领取").first()).toBeVisible();
  // The resident's page follows by itself.
  await expect(page.getByText("已经领取，欢迎再来。")).toBeVisible();
  await card.getByRole("button", { name: "下一位" }).click();
  await till.getByLabel("兑换码").fill(code);
  await till.getByRole("button", { name: "查看" }).click();
  await expect(till.getByRole("article")).toContainText("已领取");
  await expect(till.getByRole("button", { name: "确认交付" })).toHaveCount(0);

  await till.goto("/provider/redemptions?shown=today");
  await expect(till.getByRole("article").filter({ hasText: "卷纸一提" }).first()).toBeVisible();
  await till.goto("/provider/statement");
  await expect(till.getByText("应结算").first()).toBeVisible();
  await expectAccessible(till);
  await fits(till);
  await counter.close();
});

test("a code that a telephone's camera has read opens the counter with what it is for", async ({ page, browser }) => {
  await at(page, "neighbour", "/shop");
  const code = await redeem(page, "卷纸一提");
  const counter = await browser.newContext();
  const till = await counter.newPage();
  await at(till, "provider", `/provider/collect?code=${code.replace("-", "")}`);
  await expect(till.getByRole("article")).toContainText("卷纸一提");
  await counter.close();
});

test("who serves two providers reads a code at either, and is told whose it is", async ({ page, browser, request }) => {
  const first = await shop(request);
  const other = await another(request, first);
  await serve(request, "council", [first, other]);
  const title = await cheap(request, first);
  await at(page, "neighbour", "/shop");
  const code = await redeem(page, title);
  const counter = await browser.newContext();
  const till = await counter.newPage();
  const here = `/provider/collect?provider=${other.id}`;
  await at(till, "council", here);
  // It makes no difference which is chosen, so none is asked for.
  await expect(till.getByLabel("兑换码")).toBeVisible();
  await expect(till.getByLabel("哪一家")).toHaveCount(0);
  await till.getByLabel("兑换码").fill(code);
  await till.getByRole("button", { name: "查看" }).click();
  const card = till.getByRole("article");
  await expect(card).toContainText(`这是“${first.name}”的兑换码`);
  await expectAccessible(till);
  await card.getByRole("button", { name: "确认交付" }).click();
  await expect(card.getByText("已领取").first()).toBeVisible();
  await till.getByRole("link", { name: "单位工作台" }).click();
  await expect(till.getByRole("combobox", { name: "哪一家" })).toHaveValue(other.id);
  await counter.close();
});

test("what is cancelled gives its points back, and its code is dead", async ({ page }) => {
  await at(page, "neighbour", "/shop");
  await redeem(page, "卷纸一提");
  await page.getByRole("button", { name: "取消兑换" }).click();
  const asked = page.getByRole("dialog");
  await expect(asked).toContainText("30 分马上退回");
  await asked.getByRole("button", { name: "取消兑换" }).click();
  await expect(page.getByText("积分已退回。")).toBeVisible();
  await expect(page.locator(".show-code__typed")).toHaveCount(0);
});
