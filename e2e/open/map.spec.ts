// The map of the ranking by the keyboard, and beside it the table with the same.
import { desk, expect, test } from "../support/test.ts";
import { open, villages } from "./support.ts";

test.use(desk);

test("each village on the map is reached by Tab, said in words and opened by Enter", async ({ page, request }) => {
  const all = await villages(request);
  await open(page, "/open/inspections?view=map");
  const areas = page.locator(".class-map__area");
  await expect(areas).toHaveCount(all.length);
  await areas.first().focus();
  const heard = await areas.first().getAttribute("aria-label");
  expect(heard).toMatch(/：[\d.]+ 分，第 \d+ 名，共 \d+ 个/);
  await expect(page.locator(".map__said")).toHaveText(heard ?? "");
  await page.keyboard.press("Tab");
  const second = await areas.nth(1).getAttribute("aria-label");
  await expect(areas.nth(1)).toBeFocused();
  await expect(page.locator(".map__said")).toHaveText(second ?? "");
  // The table beside it is its twin.
  await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(all.length);
  await expect(page.locator(".class-map__legend li")).toHaveCount(4);
  await page.keyboard.press("Enter");
  const name = (second ?? "").split("：")[0];
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("table or map is part of the address", async ({ page }) => {
  await open(page, "/open/inspections");
  await expect(page.locator(".class-map__area")).toHaveCount(0);
  await page.getByText("地图", { exact: true }).click();
  await expect(page).toHaveURL(/view=map/);
  await expect(page.locator(".class-map__area").first()).toBeVisible();
});
