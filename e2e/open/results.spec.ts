// What anybody reads without signing in: results, the draw and its check, awards, certificates.
import { expect, expectAccessible, opened, test } from "../support/test.ts";

test("the results of a month, the check of its draw, and what follows from them", async ({ page }) => {
  await page.goto("/");
  await opened(page);
  await page.getByRole("link", { name: "检查结果" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "检查结果" })).toBeVisible();
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(10);
  await expectAccessible(page);

  // Of the months one was drawn: its record holds, here on this device.
  const months = page.getByLabel("月份");
  const values = await months.locator("option").evaluateAll((all) => all.map((one) => one.getAttribute("value") ?? ""));
  const draw = page.getByRole("link", { name: "看抽取记录" });
  for (const value of values.slice(0, 2)) {
    await months.selectOption(value);
    await expect(page).toHaveURL(new RegExp(`round=${value}`));
    await expect(rows.first()).toBeVisible();
    if ((await draw.count()) > 0) break;
  }
  await draw.click();
  await page.getByRole("button", { name: "在这台设备上核对" }).click();
  await expect(page.getByText("核对无误")).toBeVisible();
  await expectAccessible(page);
});

test("an award opens into months, ties and places", async ({ page }) => {
  await page.goto("/open/awards");
  await opened(page);
  await expect(page.getByText("已重新计算核对：结果一致")).toBeVisible();
  const second = page.locator("details").nth(1);
  await second.locator("summary").click();
  // Equals at the border of first and second prizes share them.
  await expect(second.getByText("同分，平分奖金")).toBeVisible();
  await expect(second.getByText("第 2 到 3 名的奖金")).toBeVisible();
  await expectAccessible(page);
});

test("a certificate is confirmed by its number, and a number that nobody gave is not", async ({ page, request }) => {
  const listed = await request.get("/api/v1/inspection-rounds?subjects=villages&state=published&limit=1");
  const area = (await listed.json()).items[0].area_id;
  const settled = await (await request.get(`/api/v1/settlements?area_id=${area}`)).json();
  const query = `area_id=${area}&half_year=${settled.items[0].half_year}`;
  const { items } = await (await request.get(`/api/v1/certificates?${query}`)).json();
  await page.goto(`/open/certificates/${items[0].number}`);
  await opened(page);
  await expect(page.getByText("这份证书有效")).toBeVisible();
  await expect(page.getByText(items[0].honoured)).toBeVisible();
  await expectAccessible(page);
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "打开证书" }).click();
  expect((await file).suggestedFilename()).toBe(`${items[0].number}.pdf`);
  await page.goto("/open/certificates/2026-H1-AAAAAAAA");
  await expect(page.getByText("没有这个编号的证书")).toBeVisible();
});
