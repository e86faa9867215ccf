// A resident's gift from the promise to the receipt, and a committee member's vote, on a telephone.
import { expect, expectAccessible, test } from "../support/test.ts";
import { open } from "../points/support.ts";
import { as, post } from "../rounds/support.ts";
import { fund, resolution } from "./support.ts";

test("a gift is promised, confirmed by the treasurer, and has a receipt", async ({ page, request }) => {
  const of = await fund(request);
  await open(page, "resident", `/funds/${of.id}/give`);
  await page.getByRole("button", { name: "登记捐款" }).click();
  await expect(page.getByRole("alert").first()).toContainText("请填大于 0 的金额");
  await page.getByLabel("捐多少（元）").fill("20.50");
  await page.getByText("柜台现金").click();
  await page.getByText("不公布姓名").click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "登记捐款" }).click();
  await expect(page).toHaveURL(/\/funds\/donations\//);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("¥20.50");
  await expect(page.getByText("待收").first()).toBeVisible();
  await expectAccessible(page);
  const id = page.url().split("/").at(-1) ?? "";
  const said = { reference: `counter-${Date.now()}`, amount_fen: 2_050 };
  await post(request, await as(request, "treasurer"), `/income/${id}/confirmation`, said);
  await page.reload();
  await expect(page.getByText("已收").first()).toBeVisible();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: /^下载收据/ }).click();
  expect((await saving).suggestedFilename()).toMatch(/^receipt-\d+\.pdf$/);
  await page.goto("/funds/donations");
  await expect(page.getByRole("listitem").filter({ hasText: "¥20.50" }).filter({ hasText: of.name })).toContainText("已收");
  await expectAccessible(page);
});

test("a promise is given up with a reason", async ({ page, request }) => {
  const of = await fund(request);
  await open(page, "resident", `/funds/${of.id}/give`);
  await page.getByLabel("捐多少（元）").fill("10");
  await page.getByText("银行转账").click();
  await page.getByText("公布姓名", { exact: true }).click();
  await page.getByRole("button", { name: "登记捐款" }).click();
  await page.getByRole("button", { name: "取消捐款" }).click();
  const asked = page.getByRole("dialog");
  await asked.getByLabel("原因").fill("想过几天再捐");
  await asked.getByRole("button", { name: "取消捐款" }).click();
  await expect(page.getByText("已取消").first()).toBeVisible();
  await expect(page.getByText("想过几天再捐")).toBeVisible();
});

test("a committee member votes once, on the telephone", async ({ page, request }) => {
  const of = await fund(request);
  const title = `慰问高龄老人${Date.now().toString(36)}`;
  await resolution(request, of, title);
  await open(page, "council", "/decide");
  await page.getByRole("link", { name: new RegExp(title) }).click();
  await expect(page.getByText("等您投票。")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("group", { name: "投票" }).getByRole("button", { name: "同意", exact: true }).click();
  const asked = page.getByRole("dialog");
  await expect(asked).toContainText(title);
  await asked.getByRole("button", { name: "投票" }).click();
  await expect(page.getByText("您投了“同意”。")).toBeVisible();
  await expect(page.getByRole("group", { name: "投票" })).toHaveCount(0);
});
