// The record of a village: the chart is a picture of its table, and the table is what the API says.
import { expect, test } from "../support/test.ts";
import { open, publishedRounds, recordOf, villages } from "./support.ts";

test("the table of a village says what the API says, and its chart has a point for each month", async ({
  page,
  request,
}) => {
  const [village] = await villages(request);
  const record = await recordOf(request, village?.area_id ?? "");
  await open(page, `/open/villages/${village?.area_id}`);
  await expect(page.getByRole("heading", { level: 1, name: record.area_name })).toBeVisible();
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(record.months.length);
  for (const [index, month] of record.months.entries()) {
    const [year, number] = month.month.split("-");
    await expect(rows.nth(index)).toContainText(`${year}年${Number(number)}月`);
    await expect(rows.nth(index).locator("td").nth(0)).toHaveText(month.score);
    await expect(rows.nth(index).locator("td").nth(1)).toHaveText(`第 ${month.place} / ${month.field}`);
  }
  const chart = page.getByRole("img", { name: new RegExp(`${record.area_name}.*${record.months.length} 次检查`) });
  await expect(chart.locator(".chart__mark")).toHaveCount(record.months.length);
  // A half-year opens into the settlement's explanation.
  const paid = page.locator("main details").first();
  await paid.locator("summary").click();
  await expect(paid.getByText("各月加权合计")).toBeVisible();
});

test("a corrected month is marked and says why", async ({ page, request }) => {
  const corrected = (await publishedRounds(request)).find((round) => round.revision > 1);
  const [village] = await villages(request);
  const record = await recordOf(request, village?.area_id ?? "");
  const month = record.months.find((one) => one.revision > 1);
  expect(month?.month).toBe(corrected?.month);
  await open(page, `/open/villages/${village?.area_id}`);
  await expect(page.locator(".chart__mark--diamond")).toHaveCount(1);
  await expect(page.getByText(`更正过：${month?.reason}`)).toBeVisible();
  await open(page, `/open/bulletins/${corrected?.id}`);
  await expect(page.locator(".notice-board").getByText(`第 2 版，${month?.reason}`)).toBeVisible();
});

test("a village that was criticised says so, with the months at the bottom", async ({ page, request }) => {
  const all = await publishedRounds(request);
  const [first, last] = [all.at(-1), all[0]];
  const query = `area_id=${first?.area_id}&from=${first?.month}&until=${last?.month}`;
  const { items } = await (await request.get(`/api/v1/inspection-criticisms?${query}`)).json();
  const [criticised] = items;
  await open(page, `/open/villages/${criticised.village_id}`);
  await expect(page.getByText(/月通报批评/).first()).toBeVisible();
  await expect(page.getByText(/倒数第/).first()).toBeVisible();
  const month = criticised.months.at(-1).month;
  const round = all.find((one) => one.month === month);
  await open(page, `/open/inspections?round=${round?.id}`);
  await expect(page.locator(".notice--alert").getByRole("link", { name: criticised.village_name })).toBeVisible();
});

test("a village that does not exist is said, with the way on", async ({ page }) => {
  await open(page, "/open/villages/00000000-0000-7000-8000-000000000000");
  await expect(page.getByRole("heading", { name: "没有这个村（社区）" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: "检查结果" }).last()).toBeVisible();
});
