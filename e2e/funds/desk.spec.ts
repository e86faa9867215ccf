// Founding a fund, keeping its books and putting something to the vote, at a desk.
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { office as open } from "../console/support.ts";
import { as, post } from "../rounds/support.ts";
import { founding, fund, gift } from "./support.ts";

test.use(desk);

test("an official writes a charter and puts it in force", async ({ page, request }) => {
  const of = await founding(request);
  await open(page, "official", `/console/funds/${of.id}`);
  await expect(page.getByText("还没有生效的章程。").first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "增加用途" }).first().click();
  const purpose = page.getByRole("dialog");
  await purpose.getByLabel("用途名称").fill("助老");
  await purpose.getByLabel("代码").fill("照顾");
  await purpose.getByRole("button", { name: "增加用途" }).click();
  await expect(purpose.getByRole("alert").first()).toContainText("代码只用小写字母");
  await purpose.getByLabel("代码").fill("care");
  await purpose.getByRole("button", { name: "增加用途" }).click();
  await expect(page.getByText("用途已增加")).toBeVisible();

  await page.getByRole("link", { name: "写章程" }).click();
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByRole("alert").first()).toContainText("请填写");
  await page.getByLabel("章程名称").fill("邻里基金章程");
  await page.getByLabel("正文").fill("第一条 用之于民。");
  await page.getByLabel("最少几位委员才能表决").fill("2");
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByRole("alert").first()).toContainText("至少 3 人");
  // What was typed is still there after the page was left.
  await page.reload();
  await expect(page.getByLabel("章程名称")).toHaveValue("邻里基金章程");
  await page.getByLabel("最少几位委员才能表决").fill("3");
  await expectAccessible(page);
  await page.getByRole("button", { name: "保存草稿" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "邻里基金章程" })).toBeVisible();
  await page.getByRole("button", { name: "今天起生效" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "今天起生效" }).click();
  await expect(page.getByText("现行").first()).toBeVisible();
  await expectAccessible(page);
});

test("a treasurer registers what comes, confirms it, and takes it back with a reason", async ({ page, request }) => {
  const of = await fund(request);
  await open(page, "treasurer", `/console/funds/${of.id}/income`);
  await page.getByRole("link", { name: "登记收入" }).first().click();
  await page.getByText("政府补助").click();
  await page.getByRole("button", { name: "登记收入" }).click();
  await expect(page.getByRole("alert").first()).toContainText("请填大于 0 的金额");
  await page.getByLabel("金额", { exact: true }).fill("5000");
  await page.getByLabel("文号").fill("民发〔2027〕12号");
  await page.getByText("银行转账").click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "登记收入" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("政府补助 · ¥5,000.00");

  await page.getByRole("button", { name: "确认收到" }).click();
  const asked = page.getByRole("dialog");
  await asked.getByLabel("凭证号").fill(`bank-${Date.now()}`);
  await asked.getByLabel("实收金额").fill("4000");
  await asked.getByRole("button", { name: "确认收到" }).click();
  await expect(asked.getByRole("alert").first()).toContainText("金额与登记的不同");
  await asked.getByLabel("实收金额").fill("5000");
  await asked.getByRole("button", { name: "确认收到" }).click();
  await expect(page.getByText("已收").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^下载收据/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "冲销" }).click();
  const back = page.getByRole("dialog");
  await back.getByRole("button", { name: "冲销" }).click();
  await expect(back.getByRole("alert").first()).toBeVisible();
  await back.getByLabel("原因").fill("拨错了账户");
  await back.getByRole("button", { name: "冲销" }).click();
  await expect(page.getByText("已冲销").first()).toBeVisible();
  await expect(page.getByText("拨错了账户")).toBeVisible();
});

test("an opening balance is brought in once for each purpose", async ({ page, request }) => {
  const of = await fund(request);
  await open(page, "treasurer", `/console/funds/${of.id}/balances`);
  for (const again of [false, true]) {
    await page.getByRole("button", { name: "记入期初余额" }).first().click();
    const asked = page.getByRole("dialog");
    await asked.getByLabel("金额").fill("100");
    await asked.getByLabel("来自哪本账").fill("上一年度账本");
    await asked.getByRole("button", { name: "记入期初余额" }).click();
    if (again) {
      await expect(asked.getByRole("alert").first()).toContainText("期初余额已经记入");
    } else {
      await expect(page.getByRole("cell", { name: "¥100.00" })).toBeVisible();
      await expectAccessible(page);
    }
  }
});

test("an official puts something to the vote, and it can be taken back", async ({ page, request }) => {
  const of = await fund(request);
  await gift(request, of, "热心邻居", 100_000);
  await open(page, "official", `/console/funds/${of.id}`);
  await page.getByRole("link", { name: "提交表决" }).click();
  await page.getByText("项目以外的用款").click();
  await page.getByLabel("议案名称").fill("修好凉亭");
  await page.getByLabel("最多多少元").fill("800");
  await expectAccessible(page);
  await page.getByRole("button", { name: "提交表决" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "修好凉亭" })).toBeVisible();
  await expect(page.getByText("正在表决").first()).toBeVisible();
  await page.getByRole("button", { name: "撤回" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "撤回" }).click();
  await expect(page.getByText("已撤回").first()).toBeVisible();
});

test("what somebody else did meanwhile is said", async ({ page, request }) => {
  const of = await fund(request);
  const treasurer = await as(request, "treasurer");
  const data = { source: { kind: "interest" }, form: "money", amount_fen: 300, channel: "bank", note: "" };
  const income = await post<{ id: string }>(request, treasurer, `/funds/${of.id}/income`, data);
  await open(page, "treasurer", `/console/funds/income/${income.id}`);
  await page.getByRole("button", { name: "确认收到" }).click();
  const asked = page.getByRole("dialog");
  await post(request, treasurer, `/income/${income.id}/confirmation`, { reference: `a-${Date.now()}`, amount_fen: 300 });
  await asked.getByLabel("凭证号").fill(`b-${Date.now()}`);
  await asked.getByLabel("实收金额").fill("3");
  await asked.getByRole("button", { name: "确认收到" }).click();
  await expect(asked.getByRole("alert").first()).toContainText("已用另一个凭证号确认过");
});
