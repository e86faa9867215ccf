// The bank beside a fund's books: a statement is imported once, what is doubtful is matched by hand, and what differs is listed.
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { office as open } from "../console/support.ts";
import { fund, gift, inDays } from "./support.ts";

test.use(desk);

/** A statement of today, as a bank exports it. */
const statement = (lines: string[]) => ({
  name: "statement.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(["交易日期,流水号,借方发生额,贷方发生额,余额,摘要", ...lines].join("\n")),
});

test("a treasurer imports a statement, matches what is doubtful and sees what differs to the fen", async ({ page, request }) => {
  const of = await fund(request);
  await gift(request, of, "热心邻居", 10_000);
  await gift(request, of, "热心商户", 10_000);
  await open(page, "treasurer", `/console/funds/${of.id}/bank`);
  await expect(page.getByText("还没有对账单").first()).toBeVisible();
  await page.getByRole("link", { name: "导入对账单" }).click();
  const today = inDays(0);
  const mark = Date.now().toString(36);
  const file = page.locator('input[type="file"]');
  await file.setInputFiles(statement([`昨天,${mark}1,,100.00,100.00,捐款`]));
  await page.getByRole("button", { name: "导入对账单" }).click();
  await expect(page.getByRole("heading", { name: "文件没有导入" })).toBeVisible();
  await expect(page.getByRole("cell", { name: "这不是日期，如 2026-03-05" })).toBeVisible();
  await expectAccessible(page);

  const good = statement([
    `${today},${mark}1,,100.00,100.00,捐款`,
    `${today},${mark}2,,100.00,200.00,捐款`,
    `${today},${mark}3,1.50,,198.50,手续费`,
  ]);
  await file.setInputFiles(good);
  await page.getByRole("button", { name: "导入对账单" }).click();
  await expect(page.getByText("银行和账上不一致，原因见下。")).toBeVisible();
  await expect(page.getByText("¥198.50").first()).toBeVisible();
  await expectAccessible(page);

  // Two gifts of one amount: a person says which is which, and the other is beyond doubt then.
  await page.getByRole("button", { name: `选对应的账 ${mark}1` }).click();
  const asked = page.getByRole("dialog");
  await asked.getByRole("radio").first().check();
  await asked.getByRole("button", { name: "就是这一笔" }).click();
  await expect(page.getByText("人工对上").first()).toBeVisible();
  await page.getByRole("button", { name: "重新对一遍" }).click();
  await expect(page.getByText("自动对上").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "提出付款" })).toBeVisible();

  await page.goto(`/console/funds/${of.id}/bank/import`);
  await page.locator('input[type="file"]').setInputFiles(good);
  await page.getByRole("button", { name: "导入对账单" }).click();
  await expect(page.getByText("这份文件之前已经导入过，没有改动。")).toBeVisible();
});
