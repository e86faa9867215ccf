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

  // What is taken away comes back where it was; taken away for good, it makes room for another.
  const removed = page.getByRole("button", { name: "去掉“文明村”" });
  await removed.click();
  await expect(removed).toHaveCount(0);
  await page.getByRole("status").getByRole("button", { name: "撤回" }).click();
  await removed.click();
  const meaning = page.getByRole("region", { name: "这份规则是什么意思" });
  await expect(meaning).not.toContainText("村（社区）的称号");
  await page.getByRole("button", { name: "加一种称号" }).click();
  await page.getByLabel("称号名称 文明村", { exact: true }).fill("美丽村");
  await page.getByLabel("最多几个 美丽村", { exact: true }).fill("3");
  await expect(page.getByRole("button", { name: "加一种称号" })).toHaveCount(0);

  // A second title for the same is refused where it is chosen, an impossible number where it is typed.
  const whom = page.getByLabel("评给谁 美丽村", { exact: true });
  await whom.selectOption({ label: "农户" });
  await page.getByRole("button", { name: "保存草案" }).click();
  await summary.getByRole("link", { name: /美丽村 · 评给谁/ }).click();
  await expect(whom).toBeFocused();
  await expect(whom).toHaveAccessibleDescription("前面已经有这种称号");
  await expectAccessible(page);
  await whom.selectOption({ label: "村（社区）" });
  const checks = page.getByLabel("至少检查几次 美丽村", { exact: true });
  await checks.fill("0");
  await page.getByRole("button", { name: "保存草案" }).click();
  await expect(checks).toHaveAccessibleDescription(/1 到 60 次检查/);
  await checks.fill("5");
  const title = "村（社区）的称号“美丽村”：至少检查 5 次、平均不低于 90.00 分";
  await expect(meaning).toContainText(title);
  await page.getByRole("button", { name: "保存草案" }).click();
  await expect(page.getByText("草案已保存，现在可以试算")).toBeVisible();

  // Beside the rules in force: what is said no more, and what instead.
  const changes = page.getByRole("region", { name: "和正在执行的规则比" });
  await expect(changes.getByRole("listitem").filter({ hasText: "去掉" }).filter({ hasText: "文明村" })).toHaveCount(1);
  await expect(changes.getByRole("listitem").filter({ hasText: "新增" }).filter({ hasText: title })).toHaveCount(1);

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
  await expect(meaning).toContainText(title);
  await expect(meaning).toContainText("最多 3 个");
  await page.getByRole("link", { name: "奖励规则" }).last().click();
  await expect(page.getByText("将要执行")).toBeVisible();
});
