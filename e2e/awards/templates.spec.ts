// Templates at the desk: written by hand, refused where the sum is wrong, a second version, compared, printed.
import { type Page, desk, expect, expectAccessible, test } from "./support.ts";
import { named, office } from "../console/support.ts";

test.use(desk);

/** A cell of the row that is called so. */
const cell = (page: Page, label: string, row: string) => page.getByLabel(`${label} ${row}`, { exact: true });

test("a template is written by hand; a wrong sum is refused with the difference, and the draft survives a reload", async ({
  page,
}) => {
  const name = named("沟渠专项检查表");
  await office(page, "official", "/console/inspections/templates");
  await page.getByRole("link", { name: "新建检查表" }).click();
  await page.getByLabel("检查表名称").fill(name);
  await page.getByLabel("部分", { exact: true }).fill("水面");
  await cell(page, "检查项目", "第 1 项").fill("没有漂浮物");
  await cell(page, "分值", "没有漂浮物").fill("57.5");
  // Enter adds the next line and goes there.
  await cell(page, "分值", "没有漂浮物").press("Enter");
  await expect(cell(page, "检查项目", "第 2 项")).toBeFocused();
  await page.keyboard.type("岸边干净");
  await cell(page, "分值", "岸边干净").fill("40");
  await expect(page.getByText("还差 2.50 分")).toBeVisible();

  await page.getByRole("button", { name: "保存检查表" }).click();
  const summary = page.getByRole("alert").first();
  await expect(summary).toBeFocused();
  await expect(summary).toContainText("2.50");
  await summary.getByRole("link", { name: /分值合计/ }).click();
  await expect(page.locator("#template-sum")).toBeFocused();
  await expectAccessible(page);

  // What was typed is kept on the device.
  await page.reload();
  await expect(page.getByText("这是您上次没有保存的内容")).toBeVisible();
  await expect(cell(page, "分值", "岸边干净")).toHaveValue("40");

  // Something wrong inside a line that is closed: it opens, and the summary leads there.
  const line = page.getByRole("listitem").filter({ has: cell(page, "检查项目", "岸边干净") });
  await line.getByRole("button", { name: /代码、说明/ }).click();
  await page.getByRole("button", { name: "加一条说明 岸边干净" }).click();
  await expect(page.getByLabel("查到什么 岸边干净 · 说明 1", { exact: true })).toBeFocused();
  await page.keyboard.type("一处垃圾");
  await cell(page, "每处", "岸边干净 · 说明 1").fill("2");
  await cell(page, "最多", "岸边干净 · 说明 1").fill("1");
  await cell(page, "代码", "岸边干净").fill("With Space");
  await cell(page, "分值", "岸边干净").fill("42.5");
  await line.getByRole("button", { name: /代码、说明/ }).click();
  await page.getByRole("button", { name: "保存检查表" }).click();
  await expect(summary.getByRole("link")).toHaveCount(2);
  await summary.getByRole("link", { name: /最多：/ }).click();
  await expect(cell(page, "最多", "岸边干净 · 说明 1")).toBeFocused();
  await cell(page, "最多", "岸边干净 · 说明 1").fill("10");
  await cell(page, "代码", "岸边干净").fill("banks");
  await expect(page.getByText("正好 100 分")).toBeVisible();

  await page.getByRole("button", { name: "保存检查表" }).click();
  await expect(page.getByText("检查表已保存，现在是第 1 版")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "banks" })).toContainText("42.50");
});

test("lines move by keyboard, go, and come back", async ({ page }) => {
  await office(page, "official", "/console/inspections/templates/new");
  await page.goto("/console/inspections/templates/new?from=plan_1");
  const codes = page.locator(".outline__part").first().locator("input[name$='-name']");
  const names = () => codes.evaluateAll((all) => all.slice(1).map((one) => (one as HTMLInputElement).value));
  await expect(codes).toHaveCount(5);
  const [first = "", second = ""] = await names();
  await cell(page, "检查项目", first).press("Alt+ArrowDown");
  await expect(cell(page, "检查项目", first)).toBeFocused();
  expect((await names()).slice(0, 2)).toEqual([second, first]);
  await page.getByRole("button", { name: `去掉“${second}”` }).click();
  await expect(codes).toHaveCount(4);
  await expect(page.getByText("还差")).toBeVisible();
  await page.getByRole("button", { name: "撤回" }).click();
  await expect(codes).toHaveCount(5);
  await expect(page.getByText("正好 100 分")).toBeVisible();
});

test("a used template says what saving does; the second version is compared with the first and printed", async ({
  page,
}) => {
  await office(page, "official", "/console/inspections/templates");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByText(/\d+ 次检查/)).toBeVisible();
  await page.getByRole("link", { name: "修改" }).click();
  const note = page.getByText(/已有 \d+ 次检查用过；保存后成为第 \d+ 版，以前的检查不变。/);
  await expect(note).toBeVisible();
  const next = Number((await note.innerText()).match(/第 (\d+) 版/)?.[1]);
  const weights = page.locator("input[name$='-weight']");
  const [one, other] = [await weights.nth(0).inputValue(), await weights.nth(1).inputValue()];
  await weights.nth(0).fill(String(Number(one) + 0.25));
  await expect(page.getByText("多出 0.25 分")).toBeVisible();
  await weights.nth(1).fill(String(Number(other) - 0.25));
  await page.getByRole("button", { name: `保存为第 ${next} 版` }).click();
  await expect(page.getByText(`检查表已保存，现在是第 ${next} 版`)).toBeVisible();

  await page.getByLabel("对比", { exact: true }).selectOption(String(next - 1));
  const changes = page.getByRole("region", { name: "改动" });
  await expect(changes.locator("tbody tr")).toHaveCount(2);
  await expect(changes).toContainText("改动");
  await expectAccessible(page);

  await page.getByRole("link", { name: "空白评分表" }).click();
  await expect(page.getByText("检查人员")).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "打印" })).toBeHidden();
});

test("a template is taken out of use and offered again", async ({ page }) => {
  const name = named("停用检查表");
  await office(page, "official", "/console/inspections/templates/new");
  await page.goto("/console/inspections/templates/new?from=plan_2");
  await page.getByLabel("检查表名称").fill(name);
  await page.getByRole("button", { name: "保存检查表" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("button", { name: "不再提供" }).click();
  await expect(page.getByRole("dialog")).toContainText(name);
  await page.getByRole("dialog").getByRole("button", { name: "不再提供" }).click();
  await expect(page.getByText("已不再提供")).toBeVisible();
  await page.getByRole("link", { name: "检查表", exact: true }).first().click();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  await page.getByLabel("状态").selectOption({ label: "也看不再提供的" });
  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "重新提供" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "重新提供" }).click();
  await expect(page.getByText("已重新提供")).toBeVisible();
});
