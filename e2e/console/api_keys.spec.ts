// Keys of other systems: made, shown once, used, revoked.
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { named, office } from "./support.ts";

test.use(desk);

test("a key is made, shown once, works, and is revoked", async ({ page, request }) => {
  const name = named("市民热线");
  await office(page, "admin", "/console/api-keys");
  await expect(page.getByRole("heading", { level: 1, name: "接口密钥" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "新建密钥" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("以谁的名义上报").fill("nobody-like-this");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("系统").fill(name);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("没有这个账号，或者不能在这个区域上报").first()).toBeVisible();
  await dialog.getByLabel("以谁的名义上报").fill("");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("密钥只显示这一次。")).toBeVisible();
  const secret = await page.locator("dialog[open] code").innerText();
  expect(secret).toMatch(/^gz_/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "已经复制好了" }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("有效");
  await expect(row).toContainText("没有用过");
  const form = { api_key: secret, service_code: "facilities", address_string: "东街", description: name };
  const report = () => request.post("/open311/v2/requests.json", { form });
  expect((await report()).status()).toBe(201);

  await row.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("dialog").getByText(`撤销“${name}”的密钥？`)).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "撤销" }).click();
  await expect(row).toContainText("已撤销");
  await expect(row.getByRole("button")).toHaveCount(0);
  expect((await report()).status()).toBe(403);
});

test("the page fits a telephone in large text", async ({ page }) => {
  await office(page, "admin", "/console/api-keys");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "大字" }).click();
  await expectAccessible(page);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
});
