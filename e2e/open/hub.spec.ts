// Everything public is reached from one page, without signing in.
import { expect, opened, test } from "../support/test.ts";
import { fitsEverywhere, open, publishedRounds, villages } from "./support.ts";

test("every public page is reached by links from the first one", async ({ page }) => {
  await page.goto("/");
  await opened(page);
  await page.getByRole("link", { name: "公开信息" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "公开信息" })).toBeVisible();
  const main = page.getByRole("main");
  for (const [link, heading] of [
    ["检查结果", "检查结果"],
    ["通报", "通报"],
    ["奖励结果", "奖励结果"],
    ["抽取记录", "抽取记录"],
    ["荣誉证书核验", "荣誉证书核验"],
  ] as const) {
    await main.getByRole("link", { name: link, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: heading, exact: true })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(heading));
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1, name: "公开信息" })).toBeVisible();
  }
  // From the ranking on to a village, from the list to a bulletin.
  await main.getByRole("link", { name: "检查结果", exact: true }).click();
  await main.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 2, name: "每月得分" })).toBeVisible();
  await open(page, "/open/bulletins");
  await main.locator(".list a").first().click();
  await expect(page.locator(".notice-board .seal")).toBeVisible();
});

test("the public pages fit a telephone, large text and a desk", async ({ page, request }) => {
  test.slow();
  const [round] = await publishedRounds(request);
  const drawn = (await publishedRounds(request)).find((one) => one.draw !== null);
  const [village] = await villages(request);
  await page.goto("/open");
  for (const address of [
    "/open",
    "/open/inspections",
    "/open/inspections?view=map",
    `/open/villages/${village?.area_id}`,
    "/open/bulletins",
    `/open/bulletins/${round?.id}`,
    "/open/draws",
    `/open/inspections/${drawn?.id}/draw`,
    "/open/awards",
    "/open/certificates",
  ]) {
    await fitsEverywhere(page, address);
  }
});
