// Money that leaves a fund: asked for, approved and paid by three people at a desk, and read by everybody.
import { desk, expect, expectAccessible, test } from "../support/test.ts";
import { office as open } from "../console/support.ts";
import { photograph } from "../points/support.ts";
import { as, post } from "../rounds/support.ts";
import { fund, gift } from "./support.ts";

test.use(desk);

test("an official asks for money, a council member approves it, a treasurer pays it, and everybody reads it", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const of = await fund(request);
  await gift(request, of, "热心邻居", 500_000);
  await open(page, "official", `/console/funds/${of.id}/budget`);
  await page.getByRole("button", { name: "加一行预算" }).click();
  const line = page.getByRole("dialog");
  await line.getByLabel("用在哪里").fill("节日慰问");
  await line.getByLabel("上限").fill("2000");
  await line.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("rowheader", { name: "1 · 节日慰问" })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/console/funds/${of.id}/payments`);
  await page.getByRole("link", { name: "申请支出" }).first().click();
  await page.getByRole("button", { name: "登记收款人" }).click();
  const payee = page.getByRole("dialog");
  await payee.getByLabel("名称或姓名").fill("便民超市");
  await payee.getByRole("button", { name: "登记收款人" }).click();
  await expect(page.getByText("已登记收款人")).toBeVisible();
  await page.getByLabel("事由").fill("重阳慰问米油");
  await page.getByLabel("金额", { exact: true }).fill("800");
  await page.getByLabel("预算行").selectOption({ index: 1 });
  await page.getByLabel("发票号码").fill(`2431${Date.now()}`);
  await page.getByLabel("开票单位").fill("便民超市");
  await page.getByLabel("发票金额").fill("800");
  await page.locator('input[type="file"]').first().setInputFiles(await photograph(page));
  await expectAccessible(page);
  await page.locator("form").getByRole("button", { name: "申请支出" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("重阳慰问米油 · ¥800.00");
  await expect(page.getByText("待批准").first()).toBeVisible();
  await expectAccessible(page);
  const address = new URL(page.url()).pathname;
  const id = address.split("/").at(-1) ?? "";

  const council = await as(request, "council");
  await post(request, council, `/disbursements/${id}/approval`, {});
  const till = await (await browser.newContext({ baseURL, ...desk })).newPage();
  await open(till, "treasurer", address);
  await till.getByRole("button", { name: "确认付款" }).click();
  const paying = till.getByRole("dialog");
  await paying.getByRole("button", { name: "确认付款" }).click();
  await expect(paying.getByRole("alert").first()).toBeVisible();
  await paying.getByLabel("凭证号").fill(`bank-${Date.now()}`);
  await paying.getByRole("button", { name: "确认付款" }).click();
  await expect(till.getByText("已付款").first()).toBeVisible();
  await expectAccessible(till);

  await page.goto(`/open/funds/${of.id}/postings?part=expense`);
  await page.getByRole("link", { name: "重阳慰问米油" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "重阳慰问米油" })).toBeVisible();
  await expect(page.getByText("便民超市")).toBeVisible();
  await expectAccessible(page);
});
