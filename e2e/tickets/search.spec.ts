// Searching tickets: two characters of a sentence, in the console, in one's own list and in the public one.
import { desk, expect, expectAccessible, opened, test } from "../support/test.ts";
import { office } from "../console/support.ts";
import { signedIn } from "./support.ts";

/** Two characters from the middle of a text that begins with Chinese. */
function middle(text: string): string {
  const found = text.match(/[\u4e00-\u9fff]{4,}/)?.[0] ?? text;
  return found.slice(1, 3);
}

test.describe("in the console", () => {
  test.use(desk);

  test("a key leads to the field, what is found is marked, and the address carries the words", async ({ page }) => {
    await office(page, "official", "/console/tickets");
    const cells = page.locator("td.text");
    await expect(cells.first()).toBeVisible();
    const words = middle(await cells.first().innerText());
    await page.keyboard.press("/");
    const field = page.getByRole("searchbox", { name: "搜索内容、地点或编号" });
    await expect(field).toBeFocused();
    await field.pressSequentially(words);
    await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(words)}`));
    await expect(page.locator("tbody tr").first().locator("mark", { hasText: words }).first()).toBeVisible();
    for (const row of await page.locator("tbody tr").all()) await expect(row).toContainText(words);
    await expectAccessible(page);
    await page.getByRole("button", { name: "清除搜索" }).click();
    await expect(field).toHaveValue("");
    await expect(field).toBeFocused();
    await expect(page).not.toHaveURL(/q=/);
    await expect(page.locator("mark")).toHaveCount(0);
  });

  test("a number finds one ticket, one character says what to do, nonsense finds nothing", async ({ page }) => {
    await office(page, "official", "/console/tickets");
    const number = await page.locator("tbody th a").first().innerText();
    const field = page.getByRole("searchbox", { name: "搜索内容、地点或编号" });
    await field.fill(number);
    await expect(page.locator("tbody tr")).toHaveCount(1);
    await field.fill("灯");
    await expect(page.getByRole("status").filter({ hasText: "请至少写连在一起的两个字" })).toBeVisible();
    await expect(page.locator("tbody tr").nth(1)).toBeVisible();
    await field.fill("饕餮魍魉");
    await expect(page.getByRole("heading", { name: "没有找到“饕餮魍魉”" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("main").getByRole("button", { name: "清除搜索" }).last().click();
    await expect(page.locator("tbody tr").nth(1)).toBeVisible();
  });
});

test("everybody searches the public list, also from its address", async ({ page }) => {
  await page.goto("/open/tickets");
  await opened(page);
  const rows = page.getByRole("main").locator("ol.list > li");
  await expect(rows.first()).toBeVisible();
  const words = middle(await rows.first().locator(".public-tickets__text").innerText());
  await page.goto(`/open/tickets?q=${encodeURIComponent(words)}`);
  await opened(page);
  await expect(rows.first()).toContainText(words);
  await expect(rows.first().locator("mark").first()).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue(words);
  await page.getByRole("searchbox").press("Escape");
  await expect(page).not.toHaveURL(/q=/);
  await page.setViewportSize({ width: 390, height: 844 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
});

test("a resident searches what they reported", async ({ page }) => {
  await signedIn(page, "resident", "/tickets");
  await page.getByRole("searchbox", { name: "搜索内容、地点或编号" }).fill("饕餮魍魉");
  await expect(page.getByRole("heading", { name: "没有找到“饕餮魍魉”" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("main").getByRole("button", { name: "清除搜索" }).last().click();
  await expect(page.getByRole("heading", { name: "没有找到“饕餮魍魉”" })).toHaveCount(0);
});
