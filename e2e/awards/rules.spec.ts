// Rules of awards at the desk: drafted, tried on past half-years, adopted.
import { desk, expect, expectAccessible, test } from "./support.ts";
import { office } from "../console/support.ts";

test.use(desk);

test("a draft is written with what it means in words, tried on past half-years, and adopted", async ({ page }) => {
  await office(page, "official", "/console/inspections/rules");
  await expect(page.getByText("正在执行")).toBeVisible();
  await page.getByRole("link", { name: "以此起草" }).first().click();
  await expect(page.getByText("半年最多发：排名奖一共 ¥135,000.00")).toBeVisible();

  // What is not possible is refused on its field.
  await page.getByLabel("每名（元） 二等奖", { exact: true }).fill("30000");
  await page.getByRole("button", { name: "保存草案" }).click();
  const summary = page.getByRole("alert").first();
  await summary.getByRole("link", { name: /二等奖 · 每名/ }).click();
  await expect(page.getByLabel("每名（元） 二等奖", { exact: true })).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel("每名（元） 二等奖", { exact: true }).fill("15000");

  // Money is exact to the fen, and the sentence follows.
  await page.getByLabel("奖励标准（分）").fill("85");
  await page.getByLabel("基数奖（元）").fill("25,000.50");
  await expect(page.getByText("半年成绩达到 85.00 分的村，每村得基数奖 ¥25,000.50")).toBeVisible();
  await page.getByRole("button", { name: "最近一次检查的得分" }).click();
  await page.getByRole("button", { name: "上移“最近一次检查的得分”" }).click();
  await expect(page.getByText("同分时先比最近一次检查的得分")).toBeVisible();
  await page.getByRole("button", { name: "保存草案" }).click();
  await expect(page.getByText("草案已保存，现在可以试算")).toBeVisible();

  // Beside the rules of then: totals, and who gets more or less.
  const villages = page.getByRole("region", { name: "各村（社区）" }).last();
  await expect(villages.getByRole("row").nth(1)).toBeVisible();
  await expect(villages).toContainText("多 +¥");
  await expect(page.getByText(/\d+ 个村（社区）里有 \d+ 个的奖金会变/)).toBeVisible();
  await villages.getByRole("button", { name: "差别" }).click();
  await expect(page).toHaveURL(/sort=difference/);
  await villages.getByRole("row").nth(1).getByRole("button").click();
  await expect(villages.getByText("排名奖名次").first()).toBeVisible();
  await page.getByLabel("显示", { exact: true }).selectOption({ label: "全部" });
  await expect(villages.locator("tbody")).toHaveCount(21);
  await expectAccessible(page);

  // Adopted from a half-year to come, in words that name it.
  await page.getByRole("button", { name: "采用", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const options = await dialog.getByLabel("从哪个半年起").locator("option").allInnerTexts();
  expect(options.length).toBeGreaterThan(1);
  await expect(dialog).toContainText("按这份规则结算");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /^从.*起采用$/ }).click();
  await expect(page.getByText(/已采用，从.*起执行/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: /起的奖励规则/ })).toBeVisible();
  await expect(page.getByRole("button", { name: "采用", exact: true })).toHaveCount(0);
  await page.getByRole("link", { name: "奖励规则" }).last().click();
  await expect(page.getByText("将要执行")).toBeVisible();
});
