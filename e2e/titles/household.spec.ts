// A household reads its pledge, its checks and its title, and says what everybody may read.
import { DEMO_PASSWORD, signIn } from "../people/support.ts";
import { type Page, expect } from "@playwright/test";
import { expectAccessible, opened, test } from "../support/test.ts";

async function household(page: Page, login: string): Promise<void> {
  await page.goto("/sign-in?next=/households");
  await opened(page);
  await signIn(page, { login, password: DEMO_PASSWORD });
  await page.getByRole("link", { name: "承诺、检查和称号" }).first().click();
  await expect(page.getByRole("heading", { name: "门前四包" })).toBeVisible();
}

test("a household signs the pledge after reading it and takes it back", async ({ page }) => {
  await household(page, "neighbour");
  await expect(page.getByText("还没有承诺")).toBeVisible();
  await expect(page.locator("section[aria-labelledby=pledge-head] li")).toHaveCount(4);
  await expectAccessible(page);
  await page.getByRole("button", { name: "代表全户签署" }).click();
  await expect(page.getByText("承诺生效中")).toBeVisible();
  await page.getByRole("button", { name: "撤回承诺" }).click();
  const asked = page.getByRole("dialog");
  await expect(asked).toContainText("撤回这一户的门前四包承诺？");
  await asked.getByRole("button", { name: "撤回承诺" }).click();
  await expect(page.getByText("还没有承诺")).toBeVisible();
  // What was signed stays on record.
  await page.getByText("以前的承诺").click();
  await expect(page.getByText("撤回", { exact: false }).last()).toBeVisible();
});

test("a check says what was found, and its household may object", async ({ page }) => {
  await household(page, "resident");
  const checks = page.locator("section[aria-labelledby=checks-head] article");
  await expect(checks).toHaveCount(2);
  await checks.last().getByRole("button", { name: "看查到了什么" }).click();
  await expect(checks.last().getByText("扣", { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await checks.first().getByRole("button", { name: "我要申诉" }).click();
  const form = page.getByRole("dialog");
  // What is wrong is said, and everything typed is still there.
  await form.getByLabel("为什么不对").fill("检查时正在晾晒，当天已收好");
  await form.getByRole("button", { name: "提交申诉" }).click();
  await expect(form.getByRole("alert")).toContainText("请选一项");
  await expect(form.getByLabel("为什么不对")).toHaveValue("检查时正在晾晒，当天已收好");
  await form.getByLabel("对哪一项").selectOption({ index: 1 });
  await expectAccessible(page);
  await form.getByRole("button", { name: "提交申诉" }).click();
  await expect(page.getByText("申诉已提交")).toBeVisible();
});

test("a title is public once its household agrees", async ({ page }) => {
  await household(page, "resident");
  const titles = page.locator("section[aria-labelledby=titles-head]");
  const number = (await titles.locator("a").first().textContent()) ?? "";
  await page.goto(`/open/titles/${number}`);
  await opened(page);
  await expect(page.getByText("这个称号有效")).toBeVisible();
  await page.getByRole("link", { name: "文明称号" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "文明称号" })).toBeVisible();
  await expect(page.getByText("没有选择公开")).toBeVisible();

  await page.goto("/households");
  await page.getByRole("link", { name: "承诺、检查和称号" }).first().click();
  await titles.getByRole("button", { name: "公开我家的称号" }).click();
  await expect(titles.getByText("大家能在公开名单上看到您家")).toBeVisible();
  const file = page.waitForEvent("download");
  await titles.getByRole("button", { name: "打开证书" }).click();
  expect((await file).suggestedFilename()).toBe(`${number}.pdf`);
});

test("titles and pledges are for all to read, in large text too", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/open/titles");
  await opened(page);
  await page.getByRole("button", { name: "大字" }).click();
  await expect(page.getByRole("progressbar").first()).toBeVisible();
  await expect(page.getByText("没有选择公开")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("哪种称号").selectOption("village");
  await expect(page).toHaveURL(/kind=village/);
  await expect(page.getByRole("link", { name: "文明村" }).first()).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(wide).toBe(false);
  await page.getByRole("link", { name: "文明村" }).first().click();
  await expect(page.getByText("这个称号有效")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/open/titles/2026-H1-AAAAAAAA");
  await expect(page.getByText("没有这个编号的称号")).toBeVisible();
});
