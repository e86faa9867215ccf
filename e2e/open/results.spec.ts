// What anybody reads without signing in: results, the draw and its check, awards, certificates.
import { expect, expectAccessible, test } from "../support/test.ts";
import { open, publishedRounds } from "./support.ts";

test("the results of a month, the months beside it, and what changed", async ({ page, request }) => {
  const [latest, before] = await publishedRounds(request);
  await open(page, "/open/inspections");
  const rows = page.getByRole("table").locator("tbody tr");
  expect(await rows.count()).toBeGreaterThan(10);
  await expect(rows.first().locator(".change")).toHaveText(/升|降|持平/);
  await page.getByRole("link", { name: /上一次/ }).click();
  await expect(page).toHaveURL(new RegExp(`round=${before?.id}`));
  await page.getByRole("link", { name: /下一次/ }).click();
  await expect(page).toHaveURL(new RegExp(`round=${latest?.id}`));
  await page.getByLabel("月份", { exact: true }).selectOption(before?.id ?? "");
  await expect(page).toHaveURL(new RegExp(`round=${before?.id}`));
  await expect(rows.first()).toBeVisible();
});

test("a bulletin comes as a notice and as a file, with the ones before and after", async ({ page, request }) => {
  const [, middle] = await publishedRounds(request);
  await open(page, `/open/bulletins/${middle?.id}`);
  const notice = page.locator(".notice-board");
  await expect(notice.getByRole("heading", { name: "表扬：前三名" })).toBeVisible();
  await expect(notice.getByText("带队")).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载通报" }).click();
  expect((await file).suggestedFilename()).toBe(`${middle?.month}.pdf`);
  await page.getByRole("link", { name: /下一次/ }).click();
  await expect(page).not.toHaveURL(new RegExp(middle?.id ?? ""));
  // Printed, it is the notice alone.
  await page.emulateMedia({ media: "print" });
  await expect(notice).toBeVisible();
  await expect(page.getByRole("button", { name: "打印" })).toBeHidden();
});

test("all draws are recomputed on this device, and one of them explained", async ({ page }) => {
  await open(page, "/open/draws");
  await page.getByRole("button", { name: "全部重算一遍" }).click();
  await expect(page.getByText(/已在这台设备上重算：(\d+) \/ \1 次无误/)).toBeVisible({ timeout: 30_000 });
  await page.locator(".list a").filter({ hasText: "核对无误" }).first().click();
  await expect(page.getByRole("heading", { name: "为什么谁也不能挑结果" })).toBeVisible();
  await page.getByRole("button", { name: "在这台设备上核对" }).click();
  await expect(page.getByText("核对无误：")).toBeVisible();
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载记录" }).click();
  expect((await file).suggestedFilename()).toBe("draw.json");
  await expectAccessible(page);
});

test("an award opens into months, ties and places", async ({ page }) => {
  await open(page, "/open/awards");
  await expect(page.getByText("已重新计算核对：结果一致")).toBeVisible();
  // Equals at the border of first and second prizes share them.
  const shared = page.locator("details").filter({ hasText: "第 2 到第 3 名的奖金" }).first();
  await shared.locator("summary").click();
  await expect(shared.getByText("分不出先后，平分奖金")).toBeVisible();
  // Less than a hundredth below the threshold is below it.
  await expect(page.getByText("还差不到 0.01 分").first()).toBeVisible();
  await expectAccessible(page);
});

test("a certificate is confirmed by its number, however it is typed, and one that nobody gave is not", async ({
  page,
  request,
}) => {
  const [latest] = await publishedRounds(request);
  const settled = await (await request.get(`/api/v1/settlements?area_id=${latest?.area_id}`)).json();
  const query = `area_id=${latest?.area_id}&half_year=${settled.items[0].half_year}`;
  const { items } = await (await request.get(`/api/v1/certificates?${query}`)).json();
  const [{ number, honoured }] = items;
  await open(page, "/open/certificates");
  const field = page.getByLabel(/证书编号/);
  await field.fill("2026-H1");
  await page.getByRole("button", { name: "核对" }).click();
  await expect(page.getByText("编号由年份").first()).toBeVisible();
  await expect(field).toHaveValue("2026-H1");
  await field.fill(number.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "核对" }).click();
  await expect(page).toHaveURL(new RegExp(`/open/certificates/${number}`));
  await expect(page.getByText("这份证书有效")).toBeVisible();
  await expect(page.getByText(honoured)).toBeVisible();
  await expectAccessible(page);
  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "打开证书" }).click();
  expect((await file).suggestedFilename()).toBe(`${number}.pdf`);
  await open(page, "/open/certificates/2026-H1-AAAAAAAA");
  await expect(page.getByText("没有这个编号的证书")).toBeVisible();
});
