// Officials see who gets a title and why others do not, revoke one, and record pledges that were signed on paper.
import { office } from "../console/support.ts";
import { desk, expect, expectAccessible, test } from "../support/test.ts";

test.use(desk);

test("a list says who gets the title and what the others miss, and one title is revoked", async ({ page }) => {
  await office(page, "official", "/console/inspections/titles");
  await expect(page.getByText("名单固定")).toBeVisible();
  await expect(page.getByText("已签门前四包承诺")).toBeVisible();
  await expect(page.getByText("承诺不够").first()).toBeVisible();
  await expectAccessible(page);
  const given = page.locator("section[aria-labelledby=given-head]");
  await given.getByRole("button", { name: "撤销" }).last().click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "撤销" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await form.getByLabel("撤销原因").fill("材料与实际不符");
  await expectAccessible(page);
  await form.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByText("称号已撤销")).toBeVisible();
  await expect(given.getByText("已撤销").first()).toBeVisible();

  // The half-year that goes on is shown as it stands, and cannot be awarded.
  await page.getByLabel("半年", { exact: true }).selectOption({ index: 0 });
  await expect(page.getByText("这个半年还没结束")).toBeVisible();
  await expect(page.getByRole("button", { name: "授予称号" })).toHaveCount(0);
  await page.getByLabel("哪种称号", { exact: true }).selectOption("village");
  await expect(page).toHaveURL(/kind=village/);
  await expect(page.getByText("半年内没有被通报批评")).toBeVisible();
  await expectAccessible(page);
});

test("who has pledged is counted place by place", async ({ page }) => {
  await office(page, "official", "/console/inspections/pledges");
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows.first()).toContainText("合计");
  expect(await rows.count()).toBeGreaterThan(10);
  await expectAccessible(page);
  const name = (await rows.nth(1).getByRole("link").textContent()) ?? "";
  await rows.nth(1).getByRole("link").click();
  await expect(rows.first()).toContainText(`${name} · 合计`);
});

test("a grid worker records a pledge that was signed on paper", async ({ page }) => {
  await office(page, "worker", "/console/households");
  const links = page.getByRole("table").getByRole("link");
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
  const record = page.getByRole("button", { name: "录入纸质承诺" });
  const pledge = page.locator("section[aria-labelledby=pledge-head]");
  for (const address of addresses) {
    await page.goto(address);
    await expect(pledge.locator(".badge")).toBeVisible();
    if ((await record.count()) > 0) break;
  }
  await record.click();
  const form = page.getByRole("dialog");
  await form.getByLabel("谁签的字").fill("户主本人");
  await form.getByRole("button", { name: "录入纸质承诺" }).click();
  await expect(form.getByRole("alert")).toContainText("请填签字日期");
  await form.getByLabel("签字日期").fill("2026-01-05");
  await expectAccessible(page);
  await form.getByRole("button", { name: "录入纸质承诺" }).click();
  await expect(pledge.getByText("承诺生效中")).toBeVisible();
  await expect(pledge.getByText("户主本人", { exact: false })).toBeVisible();
});
