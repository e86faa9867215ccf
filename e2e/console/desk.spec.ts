// The desk of tickets: the live board, kept filters, giving out many at once, the file and the print, the keyboard.
import { readFile } from "node:fs/promises";
import { type Page } from "@playwright/test";
import { DEMO_PASSWORD } from "../people/support.ts";
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { named, office } from "./support.ts";

test.use(desk);

/** How many rows the end of the list says that there are. */
async function shown(page: Page): Promise<number> {
  const said = page.getByText(/^已显示/);
  await expect(said).toBeVisible();
  return Number((await said.innerText()).replace(/\D/g, ""));
}

test("the board opens its numbers, follows what happens, and goes down into a place", async ({ page, request }) => {
  await office(page, "official", "/console/board");
  const overdue = page.getByRole("main").getByRole("link", { name: /^已超期/ });
  const count = Number((await overdue.innerText()).replace(/\D/g, ""));
  expect(count).toBeGreaterThan(0);
  await expect(page.getByRole("table", { name: "各区域" })).toBeVisible();
  await expect(page.getByRole("main").locator(".map__canvas")).toBeVisible();
  await expectAccessible(page);

  const today = page.getByRole("main").getByRole("link", { name: /^今天新报/ });
  const before = Number((await today.innerText()).replace(/\D/g, ""));
  const signed = await request.post("/api/v1/sessions", { data: { login: "r012", password: DEMO_PASSWORD } });
  const token = ((await signed.json()) as { access_token: string }).access_token;
  const reported = await request.post("/api/v1/tickets", {
    headers: { authorization: `Bearer ${token}` },
    data: { category: "facilities", text: named("看板试报") },
  });
  expect(reported.status()).toBe(201);
  await expect(today).not.toContainText(new RegExp(`^今天新报\\s*${before}$`), { timeout: 20_000 });

  await page.getByRole("table", { name: "各区域" }).getByRole("row").nth(1).getByRole("rowheader").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "实时看板" })).toBeVisible();
  await expect(page).toHaveURL(/\/console\/board\?area=/);
  await page.goBack();
  await overdue.click();
  await expect(page).toHaveURL(/overdue=true/);
  expect(await shown(page)).toBeGreaterThan(0);
});

test("a filter is kept under a name, used again, and deleted with a way back", async ({ page }) => {
  const name = named("超期");
  await office(page, "official", "/console/tickets?overdue=true");
  await page.getByRole("button", { name: "保存这个筛选" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "保存这个筛选" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("名称").fill(name);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "保存这个筛选" }).click();
  const kept = page.getByRole("list", { name: "我保存的筛选" });
  await expect(kept.getByRole("link", { name })).toBeVisible();
  await page.goto("/console/tickets");
  await kept.getByRole("link", { name }).click();
  await expect(page).toHaveURL(/overdue=true/);
  await expectAccessible(page);
  await kept.getByRole("button", { name: new RegExp(`删除.*${name}`) }).click();
  await expect(kept.getByRole("link", { name })).toHaveCount(0);
  await page.getByRole("button", { name: "撤回" }).click();
  await expect(kept.getByRole("link", { name })).toBeVisible();
  await kept.getByRole("button", { name: new RegExp(`删除.*${name}`) }).click();
  await expect(kept.getByRole("link", { name })).toHaveCount(0);
});

test("rows are chosen by keys and given to somebody together", async ({ page }) => {
  await office(page, "official", "/console/tickets?state=submitted");
  const table = page.getByRole("table", { name: "工单" });
  await table.getByRole("row").nth(1).getByRole("rowheader").getByRole("link").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(table.getByRole("row").nth(2).getByRole("rowheader").getByRole("link")).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByText("已选 2 项")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "批量派单" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading")).toContainText("2 件");
  await dialog.getByRole("button", { name: "派出" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("经办人").selectOption({ index: 1 });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "派出" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/已派出 \d 件|没有派出/).first()).toBeVisible();
});

test("the list comes as a workbook and is seen before it is printed", async ({ page }) => {
  await office(page, "official", "/console/tickets?overdue=true");
  await page.getByRole("button", { name: "导出" }).click();
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  const saved = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Excel 表格" }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe("tickets.xlsx");
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe("PK");
  await expect(page.getByText(/已导出 [\d,]+ 条/)).toBeVisible();
  await expect(dialog).toBeHidden();

  await page.getByRole("link", { name: "打印" }).click();
  await expect(page).toHaveURL(/\/console\/tickets\/print\?.*overdue=true/);
  await expect(page.getByRole("heading", { level: 1, name: "工单清单" })).toBeVisible();
  await expect(page.getByText(/萤川.* 条 · /)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(page.getByRole("table", { name: "工单清单" })).toBeVisible();
});
